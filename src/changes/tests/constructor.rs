//! What an instance is made of.

use super::{Change, assert_change, of_properties};
use crate::changes::locate;

const LABEL: &str = "Label = { type = 'string', required = true }\n";
const OWNER: &str = "Owner = { type = 'string', required = true }\n";

/// What is said of making an instance, behind what is the same in each.
fn told(old: &str, new: &str) -> Option<String> {
    let mut found = of_properties(old, new);
    found.retain(|change| change.kind.as_str() == "constructor-changed");
    let change: Option<Change> = found.pop();
    assert!(found.is_empty());
    let message = change?.message;
    let takes = message.strip_prefix(
        "an instance of the class `Acme_Disk` is made of other values: `AcmeDisk::with_key` takes ",
    );
    Some(takes.expect("a function").to_owned())
}

#[test]
fn what_has_to_be_given_is_told_with_its_order() {
    let both = format!("{LABEL}{OWNER}");
    for (old, new, takes) in [
        ("", LABEL, "behind the key `label: String` now"),
        (LABEL, "", "the key alone now"),
        (
            LABEL,
            &both,
            "behind the key `label: String` and `owner: String` now",
        ),
        // The compiler does not tell one text from the other.
        (
            &both,
            &format!("{OWNER}{LABEL}"),
            "behind the key `owner: String` and `label: String` now",
        ),
        (
            LABEL,
            "Label = { type = 'string', required = true, denied = true }",
            "behind the key `label: Read<String>` now",
        ),
        (
            LABEL,
            "Label = { type = 'string', required = true, default = 'none' }",
            "the key alone now",
        ),
        (
            "Label = { type = 'string' }",
            LABEL,
            "behind the key `label: String` now",
        ),
    ] {
        assert_eq!(told(old, new).as_deref(), Some(takes), "{old} -> {new}");
    }
}

#[test]
fn what_is_given_under_another_name_is_the_same() {
    let renamed = "Title = { type = 'string', required = true, renamed-from = 'Label' }";
    assert_eq!(told(LABEL, renamed), None);
    let told_late = "Title = { type = 'string', required = true }";
    assert_eq!(told(told_late, renamed), None);
    let limited = "Label = { type = 'string', required = true, max-len = 9 }";
    assert_eq!(told(LABEL, limited), None);
    let defaults = "Label = { type = 'string', required = true, default = 'none' }";
    assert_eq!(told("", defaults), None);
    assert_eq!(
        told("", "Key = { type = 'string', required = true, key = true }"),
        None
    );
}

#[test]
fn who_makes_instances_is_found() {
    let code = "fn disk(key: AcmeDiskKey) -> AcmeDisk {\n\
                AcmeDisk::with_key(key.clone());\n\
                AcmeShelf::with_key(shelf);\n\
                AcmeDisk {\n\
                ..generated::acme_disk::AcmeDisk::with_key(key)\n\
                }\n\
                }\n";
    let mut found = of_properties("", LABEL);
    locate(
        &mut found,
        &[("src/classes/acme_disk.rs".to_owned(), code.into())],
    );
    let change = found.last().expect("a change");
    assert_change(
        change,
        ["constructor-changed", "Acme_Disk", "-"],
        "an instance of the class `Acme_Disk` is made of other values: `AcmeDisk::with_key` takes behind the key \
         `label: String` now",
    );
    let lines: Vec<_> = change.places.iter().map(|place| place.line).collect();
    assert_eq!(lines, [2, 5]);
}

#[test]
fn a_property_that_becomes_required_is_of_another_type() {
    let found = of_properties("Label = { type = 'string' }", LABEL);
    assert_change(
        &found[0],
        ["property-type-changed", "Acme_Disk", "Label"],
        "the property `Label` of the class `Acme_Disk` has another type in Rust: `label` is `String` and no longer \
         `Option<String>`",
    );
    // Where it may be denied, the type is the same.
    let [old, new] = ["", ", required = true"]
        .map(|required| format!("Label = {{ type = 'string', denied = 'deny-object'{required} }}"));
    let found = of_properties(&old, &new);
    let kinds: Vec<_> = found.iter().map(|change| change.kind.as_str()).collect();
    assert_eq!(kinds, ["constructor-changed"]);
}
