//! The lists of `[values]`, before and now: what code names of them is told once, however many properties name the list.

use std::collections::BTreeSet;
use std::mem::discriminant;

use super::locate::Seek;
use super::pairs::Pairs;
use super::values::Owner;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Class, Provider, SharedMeanings};
use crate::render::shared_types;

/// Finds what changed in the lists that make a type in Rust.
pub fn compare(
    old: &Provider,
    new: &Provider,
    classes: &Pairs<'_, Class>,
    found: &mut Vec<Change>,
) {
    let renamed = renamed(classes);
    for before in shared_types(old) {
        let now = shared_types(new).find(|now| same(&before.name, &now.name));
        let now = now.or_else(|| {
            let mut others = shared_types(new);
            others.find(|now| renamed.contains(&(before.name.as_str(), now.name.as_str())))
        });
        match now {
            Some(now) => compare_list(before, now, found),
            None => found.push(removed(before)),
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The names of lists that properties had before and have now.
fn renamed<'p>(classes: &'p Pairs<'_, Class>) -> BTreeSet<(&'p str, &'p str)> {
    let mut names = BTreeSet::new();
    for (before, now) in classes.both() {
        for property in &now.properties {
            let former = property.renamed_from.as_ref().unwrap_or(&property.name);
            let mut earlier = before.properties.iter();
            let earlier = earlier.find(|one| same(&one.name, former) || one.name == property.name);
            if let Some(was) = earlier.and_then(|one| one.shared_meanings.as_deref())
                && let Some(is) = property.shared_meanings.as_deref()
            {
                names.insert((was, is));
            }
        }
    }
    names
}

fn compare_list(before: &SharedMeanings, now: &SharedMeanings, found: &mut Vec<Change>) {
    let (was, is) = (&before.type_name, &now.type_name);
    if was != is {
        let message = format!(
            "the list {} is {} now: write `{is}` for `{was}`",
            quoted(&before.name),
            quoted(&now.name)
        );
        let change = Change::new(ChangeKind::ListRenamed, message).of_member(&now.name);
        found.push(change.seeking(Seek::Names(vec![was.clone()])));
    }
    // Another type is told with the properties, whose fields have it.
    let kinds = [before, now].map(|list| (list.of, discriminant(&list.meanings)));
    if kinds[0] != kinds[1] {
        return;
    }
    let owner = Owner {
        called: format!("the list {}", quoted(&now.name)),
        class: None,
        name: &now.name,
        types: [was, is],
    };
    owner.compare(&before.meanings, &now.meanings, found);
}

fn removed(before: &SharedMeanings) -> Change {
    let name = &before.type_name;
    let message = format!(
        "no property has the list {} any more: take out what names `{name}`",
        quoted(&before.name)
    );
    Change::new(ChangeKind::ListRemoved, message)
        .of_member(&before.name)
        .seeking(Seek::Names(vec![name.clone()]))
}
