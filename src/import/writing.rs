//! What clients may write: the operations of the classes, and the properties.

use std::collections::HashSet;

use super::chosen::{Chosen, ChosenClass};
use super::found::{Found, FoundClass, has};
use super::kinds::Kind;
use super::notes::Notes;
use super::provider::Registered;
use super::served::SAYS;
use crate::diagnostics::quoted;

/// Gives each class its operations, and the properties that clients may write; what is left out of what is registered is noted.
pub fn decide<'l>(
    found: &Found<'l>,
    registered: &Registered<'l>,
    chosen: &mut Chosen<'l>,
    notes: &mut Notes,
) {
    for class in &mut chosen.classes {
        if class.kind == Kind::Served {
            class.operations = registered.operations(found, class.found);
        }
        class.written = written(found, class);
    }
    let without: Vec<_> = (0..chosen.classes.len())
        .filter(|at| has_nothing_to_write(found, chosen, &chosen.classes[*at]))
        .collect();
    for at in without {
        let class = &mut chosen.classes[at];
        if let Some(operations) = &mut class.operations {
            operations.retain(|one| *one != "update");
        }
        if has_keys_alone(found, class.found) {
            continue;
        }
        let name = &class.found.class.name;
        let message = format!(
            "the class {} is registered for writing, and none of its properties has `Write`",
            quoted(&name.text)
        );
        let help = "it is imported without `update`: write `write = true` in the properties that clients may change, and `update` among the `operations`";
        notes.tell(class.found.file, &name.span, message, help);
    }
}

/// Whether a class serves this operation.
fn serves(class: &ChosenClass<'_>, operation: &str) -> bool {
    let mut operations = class.operations.iter().flatten();
    operations.any(|one| *one == operation)
}

/// The names of a class's own properties that clients may write. A key is none of them, but in objects that are values, where it
/// binds nobody; and in a class of which no client writes instances there are none.
fn written(found: &Found<'_>, class: &ChosenClass<'_>) -> HashSet<String> {
    let takes_none = !serves(class, "create") && !serves(class, "update");
    if class.kind == Kind::Served && takes_none {
        return HashSet::new();
    }
    let own = class.found.properties();
    let own = own.filter(|one| has(&one.qualifiers, "write"));
    let mut names: HashSet<String> = own.map(|one| one.name.text.to_ascii_lowercase()).collect();
    if class.kind != Kind::Embedded && !names.is_empty() {
        for key in keys(found, class.found) {
            names.remove(&key);
        }
    }
    names
}

/// The names of the keys of a class, inherited ones among them, in small letters.
fn keys<'l>(found: &Found<'l>, class: FoundClass<'l>) -> Vec<String> {
    let line = found.line(class);
    let in_files = line.iter().flat_map(FoundClass::properties);
    let in_files = in_files.filter(|one| has(&one.qualifiers, "key"));
    let standard = found.standard(class);
    let standard = standard
        .iter()
        .flat_map(super::standard::Standard::properties);
    let standard = standard.filter(|one| one.is_key).map(|one| one.name);
    in_files
        .map(|one| one.name.text.as_str())
        .chain(standard)
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Whether all properties of a class are keys, so that there is nothing to update.
fn has_keys_alone(found: &Found<'_>, class: FoundClass<'_>) -> bool {
    let keys: HashSet<String> = keys(found, class).into_iter().collect();
    let line = found.line(class);
    let mut properties = line.iter().flat_map(FoundClass::properties);
    properties.all(|one| keys.contains(&one.name.text.to_ascii_lowercase()))
}

/// Whether a class serves `update`, and neither it nor a class of the spec that it derives from has a property that is written.
fn has_nothing_to_write<'l>(
    found: &Found<'l>,
    chosen: &Chosen<'l>,
    class: &ChosenClass<'l>,
) -> bool {
    if !serves(class, "update") {
        return false;
    }
    let line = found.line(class.found).into_iter();
    let mut line = line.map_while(|one| chosen.class(one.name()));
    !line.any(|one| !one.written.is_empty())
}

/// The qualifiers of a class that its operations say, in small letters.
pub fn said(class: &ChosenClass<'_>) -> Vec<&'static str> {
    let of = &class.found.class.qualifiers;
    let is_said = |&&(operation, name): &&(&str, &str)| has(of, name) == serves(class, operation);
    SAYS.iter().filter(is_said).map(|(_, name)| *name).collect()
}
