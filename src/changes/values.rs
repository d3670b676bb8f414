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

/// What has the values: a property, or a list of `[values]`.
pub struct Owner<'p> {
    /// What it is called, as in "the property `State` of the class `Acme_Disk`".
    pub called: String,
    /// The class, if it is a property.
    pub class: Option<&'p str>,
    /// The name of the property or the list.
    pub name: &'p str,
    /// The names of its type, before and now.
    pub types: [&'p str; 2],
}

/// Finds what changed in the values of a property whose type is otherwise the same.
pub fn compare(class: &Class, before: &Property, now: &Property, found: &mut Vec<Change>) {
    // What they share with others is told once for all.
    let shared = before.shared_meanings.is_some() && now.shared_meanings.is_some();
    let (Some(was), Some(is)) = (&before.meanings, &now.meanings) else {
        return;
    };
    if shared || !has_own_type(before) || !has_own_type(now) {
        return;
    }
    let owner = Owner {
        called: format!(
            "the property {} of the class {}",
            quoted(&now.name),
            quoted(&class.name)
        ),
        class: Some(&class.name),
        name: &now.name,
        types: [&before.meaning_type_name, &now.meaning_type_name],
    };
    owner.compare(was, is, found);
}

impl Owner<'_> {
    /// Finds what changed in the values, which have a type of their own before and now.
    pub fn compare(&self, before: &Meanings, now: &Meanings, found: &mut Vec<Change>) {
        let (was, is) = (listed(before), listed(now));
        let names_of_today: HashMap<_, _> = is.iter().map(|one| (&one.value, one.name)).collect();
        let what = match now {
            Meanings::Values(_) => "value",
            Meanings::Bits(_) => "bit",
        };
        for one in &was {
            let today = names_of_today.get(&one.value).copied();
            if today != Some(one.name) {
                found.push(self.gone(what, one, today));
            }
        }
        let known: HashSet<_> = was.iter().map(|one| &one.value).collect();
        let added: Vec<_> = is
            .iter()
            .filter(|one| !known.contains(&one.value))
            .map(|one| one.name)
            .collect();
        // Code need not name every flag, and has to name every variant where it leaves none out.
        if !added.is_empty() && matches!(now, Meanings::Values(_)) {
            found.push(self.more(&added));
        }
    }

    fn types(&self) -> Vec<String> {
        self.types.map(str::to_owned).into()
    }

    fn change(&self, kind: ChangeKind, member: &str, message: String) -> Change {
        let change = Change::new(kind, message).of_member(member);
        match self.class {
            Some(class) => change.of_class(class),
            None => change,
        }
    }

    fn gone(&self, what: &str, listed: &Listed<'_>, today: Option<&str>) -> Change {
        let [_, name] = self.types;
        // A value may be a text, of any length and of any characters.
        let of = format!("{what} {} of {}", shortened(&listed.value), self.called);
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
        self.change(kind, &format!("{}.{}", self.name, listed.name), message)
            .seeking(Seek::Variant {
                types: self.types(),
                name: listed.name.to_owned(),
            })
    }

    fn more(&self, added: &[&str]) -> Change {
        let [_, name] = self.types;
        let message = format!(
            "{} lists more values: where a `match` names every variant of `{name}`, add {}",
            self.called,
            some(added),
        );
        self.change(ChangeKind::ValuesAdded, self.name, message)
            .seeking(Seek::Matches(self.types()))
    }
}

/// The values that have a name in Rust.
fn listed(meanings: &Meanings) -> Vec<Listed<'_>> {
    let one = |value, name| Listed { value, name };
    match meanings {
        Meanings::Values(values) => values
            .iter()
            .filter_map(|value| match &value.of {
                MeaningOf::Value(_, name) => Some(one(value.of.value_map(), name.as_str())),
                MeaningOf::Range(..) => None,
            })
            .collect(),
        Meanings::Bits(bits) => bits
            .iter()
            .map(|bit| one(bit.position.to_string(), bit.constant.as_str()))
            .collect(),
    }
}

fn shortened(value: &str) -> String {
    if value.parse::<i128>().is_ok() {
        visible(value)
    } else {
        quoted(value)
    }
}
