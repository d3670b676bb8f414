//! The values that a property lists, or its bits: variants and constants in Rust, which code names.

use std::collections::{HashMap, HashSet};

use super::locate::Seek;
use super::{Change, ChangeKind};
use crate::diagnostics::{quoted, some, visible};
use crate::model::{Class, MeaningOf, Meanings, Property};
use crate::render::has_own_type;

/// A value or a bit, as the spec has it, and its name in Rust.
struct Listed<'p> {
    value: String,
    name: &'p str,
}

/// Finds what changed in the values of a property whose type is otherwise the same.
pub fn compare(class: &Class, before: &Property, now: &Property, found: &mut Vec<Change>) {
    let (was, is) = (listed(before), listed(now));
    let names_of_today: HashMap<_, _> = is.iter().map(|one| (&one.value, one.name)).collect();
    for one in &was {
        let today = names_of_today.get(&one.value).copied();
        if today != Some(one.name) {
            found.push(gone(class, (before, now), one, today));
        }
    }
    let known: HashSet<_> = was.iter().map(|one| &one.value).collect();
    let added: Vec<_> = is
        .iter()
        .filter(|one| !known.contains(&one.value))
        .map(|one| one.name)
        .collect();
    // Code need not name every flag, and has to name every variant where it leaves none out.
    if !added.is_empty() && matches!(now.meanings, Some(Meanings::Values(_))) {
        found.push(more(class, (before, now), &added));
    }
}

/// The values that have a name in Rust.
fn listed(property: &Property) -> Vec<Listed<'_>> {
    if !has_own_type(property) {
        return Vec::new();
    }
    let one = |value, name| Listed { value, name };
    match &property.meanings {
        Some(Meanings::Values(values)) => values
            .iter()
            .filter_map(|value| match &value.of {
                MeaningOf::Value(_, name) => Some(one(value.of.value_map(), name.as_str())),
                MeaningOf::Range(..) => None,
            })
            .collect(),
        Some(Meanings::Bits(bits)) => bits
            .iter()
            .map(|bit| one(bit.position.to_string(), bit.constant.as_str()))
            .collect(),
        None => Vec::new(),
    }
}

/// The names of the property's type, before and now.
fn types((before, now): (&Property, &Property)) -> Vec<String> {
    vec![
        before.meaning_type_name.clone(),
        now.meaning_type_name.clone(),
    ]
}

fn gone(
    class: &Class,
    property: (&Property, &Property),
    listed: &Listed<'_>,
    today: Option<&str>,
) -> Change {
    let now = property.1;
    let name = &now.meaning_type_name;
    let what = match now.meanings {
        Some(Meanings::Bits(_)) => "bit",
        _ => "value",
    };
    let of = format!(
        "{what} {} of the property {} of the class {}",
        // A value may be a text, of any length and of any characters.
        shortened(&listed.value),
        quoted(&now.name),
        quoted(&class.name),
    );
    let (kind, message) = match today {
        Some(today) => (
            ChangeKind::ValueRenamed,
            format!(
                "the {of} has another name: write `{name}::{today}` for `{name}::{}`",
                listed.name
            ),
        ),
        None => (
            ChangeKind::ValueRemoved,
            format!(
                "the {of} is no longer listed: take `{name}::{}` out",
                listed.name
            ),
        ),
    };
    Change::new(kind, message)
        .of_class(&class.name)
        .of_member(&format!("{}.{}", now.name, listed.name))
        .seeking(Seek::Variant {
            types: types(property),
            name: listed.name.to_owned(),
        })
}

fn shortened(value: &str) -> String {
    if value.parse::<i128>().is_ok() {
        visible(value)
    } else {
        quoted(value)
    }
}

fn more(class: &Class, property: (&Property, &Property), added: &[&str]) -> Change {
    let now = property.1;
    let message = format!(
        "the property {} of the class {} lists more values: where a `match` names every variant of `{}`, add {}",
        quoted(&now.name),
        quoted(&class.name),
        now.meaning_type_name,
        some(added),
    );
    Change::new(ChangeKind::ValuesAdded, message)
        .of_class(&class.name)
        .of_member(&now.name)
        .seeking(Seek::Matches(types(property)))
}
