//! What is bound and not used.

use std::collections::BTreeSet;

use crate::output::Output;
use crate::uses::Uses;

/// The functions and constants that nobody names, the methods that nobody calls, and the types that neither anybody
/// names nor anything needs that is named.
///
/// Of an interface that is implemented, windows-bindgen makes all methods; so those are no finding.
pub fn of(output: &Output, uses: &Uses) -> Vec<String> {
    let needed = needed(output, uses);
    let mut unused = Vec::new();
    for (name, bound) in output.all() {
        let is_named = if bound.stands_alone {
            uses.named.contains(name)
        } else {
            needed.contains(name.as_str())
        };
        if !is_named {
            unused.push(name.clone());
        } else if !uses.named.contains(&format!("{name}_Impl")) {
            let methods = bound.methods.iter();
            let uncalled = methods.filter(|method| !uses.called.contains(*method));
            unused.extend(uncalled.map(|method| format!("{name}::{method}")));
        }
    }
    unused
}

/// What is named, and all that it consists of.
fn needed<'a>(output: &'a Output, uses: &Uses) -> BTreeSet<&'a str> {
    let named = output.all().map(|(name, _)| name.as_str());
    let mut open: Vec<&str> = named.filter(|name| uses.named.contains(*name)).collect();
    let mut needed = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !needed.insert(name) {
            continue;
        }
        if let Some(bound) = output.get(name) {
            open.extend(bound.names.iter().map(String::as_str));
        }
    }
    needed
}

#[test]
fn what_is_not_used_is_found() {
    let output = Output::read(
        "pub unsafe fn Used(a: Needed) {}
        pub unsafe fn Unused(a: NotNeeded) {}
        pub unsafe fn Imported() {}
        pub unsafe fn OnlyInTests() {}
        pub unsafe fn OnlyAMethod() {}
        pub const USED: Number = 1;
        pub const UNUSED: Number = 1;
        pub type Number = i32;
        pub struct Needed(Inner);
        pub struct Inner;
        pub struct NotNeeded;
        define_interface!(Called, Called_Vtbl, 1);
        impl Called { pub unsafe fn This(&self) {} pub unsafe fn That(&self) {} }
        pub struct Called_Vtbl;
        define_interface!(Implemented, Implemented_Vtbl, 1);
        impl Implemented { pub unsafe fn Any(&self) {} }
        pub struct Implemented_Vtbl;
        pub trait Implemented_Impl {}",
    );
    let mut uses = Uses::default();
    uses.add(
        "use bindings::{Imported, Used};
        /// Unused, UNUSED.
        fn f(called: &Called) { assert!(Used(0..USED), \"Unused\"); called.This(); called.OnlyAMethod() }
        impl Implemented_Impl for f { fn OnlyAMethod(&self) { Implemented } }
        #[cfg(test)]
        mod tests { fn f() { OnlyInTests() } }"
            .parse()
            .unwrap(),
    );
    assert_eq!(
        of(&output, &uses),
        [
            "Called::That",
            "Imported",
            "NotNeeded",
            "OnlyAMethod",
            "OnlyInTests",
            "UNUSED",
            "Unused",
        ]
    );
}
