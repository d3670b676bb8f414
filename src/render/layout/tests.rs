//! The breaks, as rustfmt makes them.

use super::*;

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn a_use_breaks_where_rustfmt_breaks_it() {
    assert_eq!(use_list("a::b", &names(&["C"])), "use a::b::C;");
    assert_eq!(use_list("a", &names(&["B", "C"])), "use a::{B, C};");
    let line = |length: usize| {
        let name = "N".repeat(length - "use a::{B, };".len());
        use_list("a", &names(&["B", &name]))
    };
    assert_eq!(line(98).lines().count(), 1);
    assert_eq!(line(99).lines().count(), 3);
    let long = "N".repeat(40);
    let broken = use_list("a", &names(&[&long, &long, &long]));
    assert_eq!(
        broken,
        format!("use a::{{\n    {long}, {long},\n    {long},\n}};")
    );
}

#[test]
fn a_function_breaks_where_rustfmt_breaks_it() {
    let short = "    fn f(&self, a: A) -> R {";
    assert_eq!(head(short), short);
    let exact = format!("    fn f(&self) -> {} {{", "R".repeat(79));
    assert_eq!(exact.len(), WIDTH);
    assert_eq!(head(&exact), exact);
    let long = "R".repeat(88);
    assert_eq!(
        head(&format!("    fn f(&self, a: A<B, C>) -> {long} {{")),
        format!("    fn f(\n        &self,\n        a: A<B, C>,\n    ) -> {long} {{")
    );
    let longer = "R".repeat(95);
    assert_eq!(
        head(&format!("    fn f(&self) -> {longer} {{")),
        format!("    fn f(\n        &self,\n    ) -> {longer}\n    {{")
    );
}

#[test]
fn an_implementation_breaks_where_rustfmt_breaks_it() {
    let short = "impl T for crate::P {";
    assert_eq!(head(short), short);
    let long = "T".repeat(90);
    assert_eq!(
        head(&format!("impl {long} for crate::P {{")),
        format!("impl {long}\n    for crate::P\n{{")
    );
}
