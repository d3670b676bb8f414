//! What of a class is served, by what is registered.

use super::found::{Found, FoundClass, has, qualifier};
use super::provider::Registered;
use super::registrations::Methods;
use super::{kinds, toml_text};
use crate::mof::tree::Method;

impl Registered<'_> {
    /// Whether the provider is asked to call a method; if not, why, and what to do.
    pub fn serves(&self, method: &Method) -> Result<(), (&'static str, &'static str)> {
        match self.registrations.methods {
            Methods::All => Ok(()),
            Methods::Implemented if has(&method.qualifiers, "implemented") => Ok(()),
            Methods::Implemented => Err((
                "it is not `implemented`",
                "WMI calls the provider for others alone; write it in the spec if it is to be served",
            )),
            Methods::None => Err((
                "no provider of methods is registered",
                "WMI does not call it; write it in the spec if it is to be served",
            )),
        }
    }

    /// Whether all methods are served because the files say of none that it is.
    pub fn decides_about_methods(&self) -> bool {
        self.registrations.methods == Methods::All
    }

    /// Whether methods are registered, and instances are not.
    pub fn has_methods_alone(&self) -> bool {
        self.registrations.has_methods && self.registrations.instances.is_none()
    }

    /// The line of a class's operations: what is registered, or both that read where nothing is; none for a class of methods.
    pub fn operations(&self, found: &Found<'_>, class: FoundClass<'_>) -> String {
        if kinds::is_methods_alone(found, self, class) {
            return String::new();
        }
        let (comment, operations) = match &self.registrations.instances {
            Some(registered) => ("", of_class(registered, found, class)),
            None => (
                "# The MOF registers no provider of instances: these are what clients expect of a class.\n",
                vec!["get", "enumerate"],
            ),
        };
        let operations: Vec<_> = operations.into_iter().map(toml_text::text).collect();
        format!("{comment}operations = {}\n", toml_text::list(&operations))
    }
}

/// The operations that a class can have, and that it does not say otherwise of (WMI: "Standard WMI Qualifiers").
fn of_class(
    registered: &[&'static str],
    found: &Found<'_>,
    class: FoundClass<'_>,
) -> Vec<&'static str> {
    let is_singleton = found.inherits(class, "singleton");
    let of = &class.class.qualifiers;
    let says = [
        ("create", "SupportsCreate"),
        ("update", "SupportsUpdate"),
        ("delete", "SupportsDelete"),
    ];
    let can = |operation: &&str| {
        let said = says.iter().find(|(one, _)| one == operation);
        let is_denied =
            said.is_some_and(|(_, name)| qualifier(of, name).is_some() && !has(of, name));
        !(is_denied || is_singleton && matches!(*operation, "create" | "delete"))
    };
    registered.iter().copied().filter(can).collect()
}

#[cfg(test)]
mod tests {
    use super::super::amended::Amended;
    use super::super::notes::Notes;
    use super::*;
    use crate::diagnostics::rules::MOF_SYNTAX;
    use crate::mof::{Loaded, parse};

    /// The operations of the class of a text, as if all were served.
    fn of_the_class(text: &str) -> Vec<&'static str> {
        let items = parse(text, &MOF_SYNTAX).items;
        let loaded = Loaded {
            items: items.into_iter().map(|item| (0, item)).collect(),
            ..Loaded::default()
        };
        let amended = Amended::of(&loaded);
        let found = Found::of(&loaded, &loaded.items, &amended, &mut Notes::default());
        let all = ["get", "enumerate", "create", "update", "delete"];
        let class = found.classes.first().expect("there is a class");
        of_class(&all, &found, *class)
    }

    #[test]
    fn a_class_has_the_operations_that_it_can_have() {
        for (text, expected) in [
            (
                "class A { [key] string K; };",
                &["get", "enumerate", "create", "update", "delete"][..],
            ),
            ("[singleton] class A { };", &["get", "enumerate", "update"]),
            (
                "[SupportsCreate(FALSE), SupportsDelete(FALSE), SupportsUpdate] class A { [key] string K; };",
                &["get", "enumerate", "update"],
            ),
        ] {
            assert_eq!(of_the_class(text), expected, "{text}");
        }
    }
}
