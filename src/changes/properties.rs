//! The properties of a class, before and now.

use super::constructor;
use super::locate::Seek;
use super::pairs::{Kept, Pairs};
use super::values;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{CimType, Class, Meanings, Property};
use crate::render::{field, has_own_type, type_of_field};

/// Finds what changed in a class's properties.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<Change>) {
    let classes = Classes { before, now };
    let properties = Pairs::of_properties(before, now);
    found.extend(properties.gone.iter().map(|one| classes.removed(one)));
    for Kept { before, now } in &properties.kept {
        found.extend(classes.renamed(before, now));
        if Shape::of(before) == Shape::of(now) {
            values::compare(classes.now, before, now, found);
        } else {
            found.push(classes.changed(before, now));
        }
    }
    found.extend(properties.added.iter().map(|one| classes.added(one)));
    found.extend(constructor::compare(before, now, &properties));
}

/// All of a property that its field in Rust depends on, but for names.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    pub key: bool,
    wrapped: Wrapped,
    array: bool,
    of: CimType,
    /// The type of its objects or references, where it names a class; what a class has beside its name is that class's own to
    /// tell.
    named: Option<String>,
    own_type: Option<&'static str>,
}

/// What the value is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrapped {
    /// In nothing: there always is one.
    Bare,
    /// In an `Option`.
    InOption,
    /// In a `Read`.
    InRead,
}

impl Shape {
    pub fn of(property: &Property) -> Self {
        Shape {
            key: property.key,
            wrapped: match (property.denied, property.required) {
                (Some(_), _) => Wrapped::InRead,
                (None, false) => Wrapped::InOption,
                (None, true) => Wrapped::Bare,
            },
            array: property.array,
            of: property.cim_type(),
            named: (property.of.is_object() || is_typed(property)).then(|| type_of_field(property)),
            own_type: own_type(property),
        }
    }
}

/// Whether it refers to instances by a type of their keys.
fn is_typed(property: &Property) -> bool {
    property.of.referred().is_some_and(|to| to.key.is_some())
}

/// The kind of the type that a property's values have.
fn own_type(property: &Property) -> Option<&'static str> {
    if !has_own_type(property) {
        return None;
    }
    property.meanings.as_ref().map(|meanings| match meanings {
        Meanings::Values(_) => "an enum",
        Meanings::Bits(_) => "a set of flags",
    })
}

/// The class that the properties are of, before and now.
#[derive(Clone, Copy)]
struct Classes<'p> {
    before: &'p Class,
    now: &'p Class,
}

impl Classes<'_> {
    fn change(self, kind: ChangeKind, property: &Property, message: String) -> Change {
        Change::new(kind, message)
            .of_class(&self.now.name)
            .of_member(&property.name)
    }

    /// The uses of a field, by the name that it has had.
    fn uses_of(self, property: &Property) -> Seek {
        let classes = [self.before, self.now];
        let types = classes.iter().flat_map(|class| structs(class)).collect();
        let mut mentions: Vec<String> = classes
            .iter()
            .flat_map(|class| {
                let mut names = structs(class);
                names.extend([class.module.clone(), class.trait_name.clone()]);
                names
            })
            .collect();
        mentions.extend(own_type(property).map(|_| property.meaning_type_name.clone()));
        Seek::Field {
            name: property.ident.clone(),
            types,
            mentions,
        }
    }

    /// The uses of the constant that stood for a property.
    fn uses_of_constant(self, property: &Property) -> Seek {
        Seek::Variant {
            types: [self.before, self.now]
                .map(|class| class.type_name.clone())
                .into(),
            name: property.constant(),
        }
    }

    fn removed(self, property: &Property) -> Change {
        let message = format!(
            "the class {} no longer has the property {}: remove the field `{}`",
            quoted(&self.now.name),
            quoted(&property.name),
            property.ident,
        );
        let change = self.change(ChangeKind::PropertyRemoved, property, message);
        let change = change
            .seeking(self.uses_of(property))
            .seeking(self.uses_of_constant(property));
        with_type_of(property, change)
    }

    fn added(self, property: &Property) -> Change {
        let types = if property.key {
            structs(self.now)
        } else {
            vec![self.now.type_name.clone()]
        };
        let message = format!(
            "the class {} has the property {} now: give each `{}` the field `{}: {}`",
            quoted(&self.now.name),
            quoted(&property.name),
            types.join("` and `"),
            property.ident,
            type_of_field(property),
        );
        self.change(ChangeKind::PropertyAdded, property, message)
            .with_stub(field(property))
            .seeking(self.literals_without(property, property.key))
    }

    /// The literals that lack a new field: of the class's struct, or of the key's as well.
    fn literals_without(self, property: &Property, in_key: bool) -> Seek {
        let classes = [self.before, self.now];
        let mut types: Vec<_> = classes.map(|class| class.type_name.clone()).into();
        if in_key {
            types.extend(classes.map(|class| class.key_type_name.clone()));
        }
        Seek::Literals {
            types,
            without: property.ident.clone(),
        }
    }

    fn renamed(self, before: &Property, now: &Property) -> Option<Change> {
        let of_values = own_type(before).and(own_type(now)).is_some();
        // The change of a renamed class already says that the types of its properties have other names, but for those of lists
        // in `[values]`, of which a change of their own tells where both are.
        let shared = [before, now].map(|property| property.shared_meanings.is_some());
        let [is_shared, are_shared] = [shared.contains(&true), !shared.contains(&false)];
        let type_differs = of_values
            && !are_shared
            && (self.before.type_name == self.now.type_name || is_shared)
            && before.meaning_type_name != now.meaning_type_name;
        let mut words = Vec::new();
        if before.ident != now.ident {
            words.push(format!("`{}` for `{}`", now.ident, before.ident));
        }
        if type_differs {
            let (before, now) = (&before.meaning_type_name, &now.meaning_type_name);
            words.push(format!("`{now}` for `{before}`"));
        }
        if words.is_empty() {
            return None;
        }
        let (property, class) = (quoted(&before.name), quoted(&self.now.name));
        let what = if before.name == now.name {
            format!("the property {property} of the class {class} has another name in Rust now")
        } else {
            let now = quoted(&now.name);
            format!("the property {property} of the class {class} is {now} now")
        };
        let message = format!("{what}: write {}", words.join(", "));
        let mut change = self.change(ChangeKind::PropertyRenamed, now, message);
        if before.ident != now.ident {
            change = change
                .seeking(self.uses_of(before))
                .seeking(self.uses_of_constant(before));
        }
        Some(if type_differs {
            with_type_of(before, change)
        } else {
            change
        })
    }

    fn changed(self, before: &Property, now: &Property) -> Change {
        let mut facts = Vec::new();
        let (was, is) = (type_of_field(before), type_of_field(now));
        if was != is {
            facts.push(format!("`{}` is `{is}` and no longer `{was}`", now.ident));
        } else if (own_type(before), before.cim_type()) != (own_type(now), now.cim_type()) {
            facts.extend(own_type(now).map(|kind| {
                let name = &now.meaning_type_name;
                format!("`{name}` is {kind} of another type")
            }));
        }
        let key = &self.now.key_type_name;
        match (before.key, now.key) {
            (false, true) => facts.push(format!("`{key}` has it too")),
            (true, false) => facts.push(format!("`{key}` no longer has it")),
            _ => {}
        }
        let message = format!(
            "the property {} of the class {} has another type in Rust: {}",
            quoted(&now.name),
            quoted(&self.now.name),
            facts.join(", and "),
        );
        let mut change = self.change(ChangeKind::PropertyTypeChanged, now, message);
        change = change.seeking(self.uses_of(before));
        if now.key && !before.key {
            change = change.seeking(self.uses_of_constant(before));
            change = change.seeking(Seek::Literals {
                types: [self.before, self.now]
                    .map(|class| class.key_type_name.clone())
                    .into(),
                without: now.ident.clone(),
            });
        }
        if own_type(before) == own_type(now) && before.cim_type() == now.cim_type() {
            change
        } else {
            with_type_of(before, change)
        }
    }
}

/// The structs that have the properties of a class, or its keys, as fields.
fn structs(class: &Class) -> Vec<String> {
    vec![class.type_name.clone(), class.key_type_name.clone()]
}

/// Looks for the type of the property's values as well.
fn with_type_of(property: &Property, change: Change) -> Change {
    match own_type(property) {
        // The type of a list of `[values]` may be there still, and is told of by itself if not.
        Some(_) if property.shared_meanings.is_none() => {
            change.seeking(Seek::Names(vec![property.meaning_type_name.clone()]))
        }
        _ => change,
    }
}
