//! The function that makes an instance of its key and of what else it must have.

use super::locate::Seek;
use super::pairs::{Kept, Pairs};
use super::properties::Shape;
use super::{Change, ChangeKind};
use crate::diagnostics::{list, quoted};
use crate::model::{Class, Property};
use crate::render::type_of_field;

/// What its callers have to follow: what it takes beside the key, and in which order.
pub fn compare(before: &Class, now: &Class, properties: &Pairs<'_, Property>) -> Option<Change> {
    let today = |old: &Property| {
        let kept = || properties.kept.iter();
        let called = kept().find(|kept| kept.before.name == old.name);
        // A former name that is told late is not that of the old spec.
        let told_late = || kept().find(|kept| kept.now.name == old.name);
        let kept: &Kept<'_, Property> = called.or_else(told_late)?;
        Some(kept.now.ident.as_str())
    };
    let was: Vec<_> = given(before)
        .map(|one| (today(one), Shape::of(one)))
        .collect();
    let is: Vec<_> = given(now)
        .map(|one| (Some(one.ident.as_str()), Shape::of(one)))
        .collect();
    if was == is {
        return None;
    }
    let function = format!("{}::with_key", now.type_name);
    let arguments: Vec<_> = given(now)
        .map(|one| format!("{}: {}", one.ident, type_of_field(one)))
        .collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let takes = match arguments.as_slice() {
        [] => "the key alone".to_owned(),
        arguments => format!("behind the key {}", list(arguments, "and")),
    };
    let message = format!(
        "an instance of the class {} is made of other values: `{function}` takes {takes} now",
        quoted(&now.name),
    );
    let change = Change::new(ChangeKind::ConstructorChanged, message).of_class(&now.name);
    Some(change.seeking(Seek::Variant {
        types: [before, now].map(|class| class.type_name.clone()).into(),
        name: "with_key".to_owned(),
    }))
}

/// What it takes beside the key.
fn given(class: &Class) -> impl Iterator<Item = &Property> {
    let properties = class.properties.iter();
    properties.filter(|property| property.must_be_given())
}
