//! What of a class is served, by what is registered.

use super::chosen::ChosenClass;
use super::found::{Found, FoundClass, has, qualifier};
use super::kinds::{self, Kind};
use super::provider::Registered;
use super::registrations::Methods;
use crate::mof::tree::{Count, Method, TypeKind};

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

    /// Whether a spec has a place for a method of a class; if not, why, and what to do.
    pub fn place(
        &self,
        class: &ChosenClass<'_>,
        method: &Method,
    ) -> Result<(), (&'static str, &'static str)> {
        match (refusal(class, method), class.kind) {
            (Some(refused), _) => Err(refused),
            (None, Kind::Served) => self.serves(method),
            (None, Kind::Abstract | Kind::Embedded) => Ok(()),
        }
    }

    /// The methods of a class that the spec has.
    pub fn methods<'l>(&self, class: &ChosenClass<'l>) -> impl Iterator<Item = &'l Method> {
        let methods = class.found.methods();
        methods.filter(|method| self.place(class, method).is_ok())
    }

    /// Whether the operations of instances are what clients expect, because no provider of instances is registered.
    pub fn decides_about_operations(&self) -> bool {
        self.registrations.instances.is_none()
    }

    /// A class's operations: what is registered, or both that read where nothing is; none for a class of methods.
    pub fn operations(
        &self,
        found: &Found<'_>,
        class: FoundClass<'_>,
    ) -> Option<Vec<&'static str>> {
        if kinds::is_methods_alone(found, self, class) {
            return None;
        }
        Some(match &self.registrations.instances {
            Some(registered) => of_class(registered, found, class),
            None => vec!["get", "enumerate"],
        })
    }
}

/// Why a method has no place in a spec, and what to do.
fn refusal(class: &ChosenClass<'_>, method: &Method) -> Option<(&'static str, &'static str)> {
    if class.kind == Kind::Embedded {
        return Some((
            "nobody calls methods of objects in properties",
            "write it in a class that has instances",
        ));
    }
    let returns = method.returns.as_ref()?;
    let is_reference = matches!(returns.kind, TypeKind::Reference(_));
    (is_reference || returns.count != Count::One).then_some((
        "a method returns one value, and no reference",
        "write an `out` parameter for it",
    ))
}

/// The qualifiers of a class that say whether it has an operation (WMI: "Standard WMI Qualifiers").
pub const SAYS: [(&str, &str); 3] = [
    ("create", "SupportsCreate"),
    ("update", "SupportsUpdate"),
    ("delete", "SupportsDelete"),
];

/// The operations that a class can have, and that it does not say otherwise of.
fn of_class(
    registered: &[&'static str],
    found: &Found<'_>,
    class: FoundClass<'_>,
) -> Vec<&'static str> {
    let is_singleton = found.inherits(class, "singleton");
    let of = &class.class.qualifiers;
    let can = |operation: &&str| {
        let said = SAYS.iter().find(|(one, _)| one == operation);
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
