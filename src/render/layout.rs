//! Where lines break in generated Rust, so that it comes out as rustfmt would leave it. It cannot be run through rustfmt
//! instead: the output would depend on the user's toolchain, and drift with it.

/// The width that rustfmt keeps to.
const WIDTH: usize = 100;

/// A `use` of several names of one module.
pub fn use_list(path: &str, names: &[String]) -> String {
    if let [name] = names {
        return format!("use {path}::{name};");
    }
    let one_line = format!("use {path}::{{{}}};", names.join(", "));
    if one_line.len() <= WIDTH {
        return one_line;
    }
    let mut lines = vec![String::new()];
    for name in names {
        let line = lines.last_mut().expect("there is always a line");
        // The indent, a space and the comma.
        if !line.is_empty() && 4 + line.len() + 1 + name.len() + 1 > WIDTH {
            lines.push(format!("{name},"));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(name);
            line.push(',');
        }
    }
    format!("use {path}::{{\n    {}\n}};", lines.join("\n    "))
}

/// The head of a function at `indent`, which `end` (` {` or `;`) follows.
pub fn function(
    indent: usize,
    name: &str,
    parameters: &[&str],
    returns: &str,
    end: &str,
) -> String {
    let one_line = format!("fn {name}({}) -> {returns}", parameters.join(", "));
    if indent + one_line.len() + end.len() <= WIDTH {
        return one_line;
    }
    let margin = " ".repeat(indent);
    let parameters = parameters.join(&format!(",\n{margin}    "));
    format!("fn {name}(\n{margin}    {parameters},\n{margin}) -> {returns}")
}

/// A struct literal at `indent`; rustfmt keeps only the shortest on one line.
pub fn struct_literal(indent: usize, name: &str, fields: &[String]) -> String {
    const SHORT: usize = 18;
    let one_line = fields.join(", ");
    if one_line.len() <= SHORT {
        return format!("{name} {{ {one_line} }}");
    }
    let margin = " ".repeat(indent);
    let fields = fields.join(&format!(",\n{margin}    "));
    format!("{name} {{\n{margin}    {fields},\n{margin}}}")
}

/// An array at `indent`; rustfmt keeps only short ones on one line.
pub fn array(indent: usize, items: &[String]) -> String {
    const SHORT: usize = 60;
    let one_line = format!("[{}]", items.join(", "));
    if one_line.len() <= SHORT {
        return one_line;
    }
    let margin = " ".repeat(indent);
    let items = items.join(&format!(",\n{margin}    "));
    format!("[\n{margin}    {items},\n{margin}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_use_breaks_where_rustfmt_breaks_it() {
        assert_eq!(use_list("a::b", &names(&["C"])), "use a::b::C;");
        assert_eq!(use_list("a", &names(&["B", "C"])), "use a::{B, C};");
        let long = "N".repeat(40);
        let broken = use_list("a", &names(&[&long, &long, &long]));
        assert_eq!(
            broken,
            format!("use a::{{\n    {long}, {long},\n    {long},\n}};")
        );
    }

    #[test]
    fn a_function_breaks_where_rustfmt_breaks_it() {
        assert_eq!(
            function(4, "f", &["&self", "a: A"], "R", " {"),
            "fn f(&self, a: A) -> R"
        );
        let long = "R".repeat(90);
        assert_eq!(
            function(4, "f", &["&self", "a: A"], &long, ";"),
            format!("fn f(\n        &self,\n        a: A,\n    ) -> {long}")
        );
    }
    #[test]
    fn a_struct_literal_breaks_where_rustfmt_breaks_it() {
        let short = ["name: keys.get(0)?".to_owned()];
        assert_eq!(struct_literal(4, "S", &short), "S { name: keys.get(0)? }");
        let long = ["names: keys.get(0)?".to_owned()];
        assert_eq!(
            struct_literal(4, "S", &long),
            "S {\n        names: keys.get(0)?,\n    }"
        );
    }
    #[test]
    fn an_array_breaks_where_rustfmt_breaks_it() {
        let item = |length| "i".repeat(length);
        assert_eq!(array(0, &[item(28), item(28)]).lines().count(), 1);
        assert_eq!(array(0, &[item(28), item(29)]).lines().count(), 4);
    }
}
