//! What changed specs ask of code.

mod answers;
mod constructor;
mod hints;
mod installed;
mod lists;
mod methods;
mod namespaces;
mod objects;
mod objects_denied;
mod places;
mod random;
mod renames;
mod schema;
mod writes;

use super::{Change, changes, installation_changes, tell_of_own_files};
use crate::lint::check;
use crate::model::Provider;

/// A class with both operations and a key, which is written so.
pub fn class(name: &str, properties: &str) -> String {
    serving("'get', 'enumerate'", name, properties)
}

/// A class with these operations.
pub fn serving(operations: &str, name: &str, properties: &str) -> String {
    format!(
        "[class.{name}]\noperations = [{operations}]\n[class.{name}.properties]\n\
         ID = {{ type = 'string', key = true }}\n{properties}\n"
    )
}

/// The provider of a spec with these classes.
pub fn provider(classes: &str) -> Provider {
    named("AcmeStorage", classes)
}

fn named(name: &str, classes: &str) -> Provider {
    of(&spec(name, classes))
}

/// A spec with these classes.
fn spec(name: &str, classes: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = '{name}'\nnamespace = 'root'\n\
         clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n{classes}"
    )
}

fn of(text: &str) -> Provider {
    let (provider, found) = check(text);
    provider.unwrap_or_else(|| panic!("{found:#?}\n{text}"))
}

/// What becomes of code when the one spec gives way to the other.
pub fn between(old: &str, new: &str) -> Vec<Change> {
    changes(&provider(old), &provider(new)).expect("changes")
}

/// What becomes of the class `Acme_Disk` when its properties change.
fn of_properties(old: &str, new: &str) -> Vec<Change> {
    between(&class("Acme_Disk", old), &class("Acme_Disk", new))
}

/// The one change there is.
fn only(changes: Vec<Change>) -> Change {
    match <[Change; 1]>::try_from(changes) {
        Ok([change]) => change,
        Err(changes) => panic!("{changes:#?}"),
    }
}

/// Holds a change against its kind, class and member, and its message.
fn assert_change(change: &Change, what: [&str; 3], message: &str) {
    let class = change.class.as_deref().unwrap_or("-");
    let member = change.member.as_deref().unwrap_or("-");
    assert_eq!([change.kind.as_str(), class, member], what);
    assert_eq!(change.message, message);
}

#[test]
fn what_no_code_can_see_is_no_change() {
    let old = class(
        "Acme_Disk",
        "Size = { type = 'uint64', max = 5 }\nState = { type = 'uint8', values = [[0, 'OK']] }",
    );
    let new = "[access-denied]\nobject = 'fail'\n".to_owned()
        + &class(
            "Acme_disk",
            "State = { type = 'uint8', values = [[0, 'OK'], ['5..', 'Reserved']], default = 0 }\n\
             size = { type = 'uint64', units = 'bytes', description = 'Its size.' }",
        );
    assert_eq!(between(&old, &new), []);
}

#[test]
fn a_renamed_provider_has_another_type() {
    let classes = class("Acme_Disk", "");
    let (old, new) = (
        named("AcmeStorage", &classes),
        named("Acme_Store", &classes),
    );
    let found = changes(&old, &new).expect("changes");
    assert_change(
        &only(found),
        ["provider-renamed", "-", "-"],
        "the provider's type is `AcmeStore` now: write it for `AcmeStorage`, in `src/lib.rs` and wherever it is named",
    );
    let same = changes(&old, &named("Acme_Storage", &classes)).expect("changes");
    assert_eq!(same, []);
}

#[test]
fn a_former_name_of_the_provider_that_is_told_late_is_told() {
    let classes = class("Acme_Disk", "");
    let now = spec("AcmeStore", &classes);
    let told = of(&now.replace("clsid", "renamed-from = 'AcmeStorage'\nclsid"));
    // The crate was generated under the new name meanwhile.
    let meanwhile = of(&now);
    let found = changes(&meanwhile, &told).expect("changes");
    assert_change(
        &only(found),
        ["provider-renamed", "-", "-"],
        "the provider's type is `AcmeStore` now: write it for `AcmeStorage`, in `src/lib.rs` and wherever it is named",
    );
    let kinds = |old: &Provider, new: &Provider| -> Vec<_> {
        let found = installation_changes(old, new).into_iter();
        found.map(|change| change.kind.as_str()).collect()
    };
    assert_eq!(kinds(&meanwhile, &told), ["provider-renamed"]);
    // In time, it is told once; and once it is told, it is known.
    let before = named("AcmeStorage", &classes);
    assert_eq!(changes(&before, &told).expect("changes").len(), 1);
    assert_eq!(kinds(&before, &told), ["provider-renamed"]);
    assert_eq!(changes(&told, &told).expect("changes"), []);
    assert_eq!(kinds(&told, &told), [""; 0]);
    // Some machines may have the one name and some the other.
    let other = named("AcmeDepot", &classes);
    assert_eq!(kinds(&other, &told), ["provider-renamed"; 2]);
}

#[test]
fn classes_come_and_go() {
    let (disk, shelf) = (class("Acme_Disk", ""), class("Acme_Shelf", ""));
    let both = format!("{disk}{shelf}");
    assert_change(
        &only(between(&disk, &both)),
        ["class-added", "Acme_Shelf", "-"],
        "the class `Acme_Shelf` is new: say in `src/classes/acme_shelf.rs` where its instances come from",
    );
    assert_change(
        &only(between(&both, &disk)),
        ["class-removed", "Acme_Shelf", "-"],
        "the class `Acme_Shelf` is gone: take out what names the module `acme_shelf` or its types; \
         `src/classes/acme_shelf.rs` is no longer compiled",
    );
}

#[test]
fn a_new_class_whose_file_was_there_says_what_it_lacks() {
    let (disk, shelf) = (class("Acme_Disk", ""), class("Acme_Shelf", ""));
    let message = |there: bool, code: &str| {
        let mut found = between(&disk, &format!("{disk}{shelf}"));
        let was_there = |path: &str| there && path == "src/classes/acme_shelf.rs";
        let files = [("src/x.rs".to_owned(), code.as_bytes().to_vec())];
        tell_of_own_files(&mut found, was_there, &files);
        only(found).message
    };
    let as_ever = "the class `Acme_Shelf` is new: say in `src/classes/acme_shelf.rs` where its instances come from";
    let was_there =
        "the class `Acme_Shelf` is new, and its file `src/classes/acme_shelf.rs` was there before";
    let without = " and has no `impl` of `AcmeShelfProvider`, without which the crate does not compile: write it there";
    let used = ", and is used as it is";
    for (there, code, expected) in [
        (false, "", as_ever.to_owned()),
        (true, "", format!("{was_there}{without}")),
        (
            true,
            "// impl AcmeShelfProvider for X {}",
            format!("{was_there}{without}"),
        ),
        (
            true,
            "fn f<T: AcmeShelfProvider>() {}",
            format!("{was_there}{without}"),
        ),
        (
            true,
            "impl AcmeShelfProvider for X {}",
            format!("{was_there}{used}"),
        ),
        (
            true,
            "use p::AcmeShelfProvider as P; impl P for X {}",
            format!("{was_there}{used}"),
        ),
        // What cannot be read may have it.
        (
            true,
            "impl AcmeShelfProvider for X {",
            format!("{was_there}{used}"),
        ),
    ] {
        assert_eq!(message(there, code), expected, "{code}");
    }
}

/// A class that has another name than before, with this property.
fn renamed(name: &str, former: &str, property: &str) -> String {
    class(name, property).replace(
        "operations",
        &format!("renamed-from = '{former}'\noperations"),
    )
}

/// A second meaning of the same words gets a number if it comes later, and takes the name if it comes before.
#[test]
fn a_value_that_is_added_renames_no_other_unless_it_comes_before_it() {
    let values =
        |text: &str| format!("OS = {{ type = 'uint16', values = [[36, 'Linux'], {text}] }}");
    let old = values("[1, 'Other']");
    let after = of_properties(&old, &values("[1, 'Other'], [40, 'Linux']"));
    assert_change(
        &only(after),
        ["values-added", "Acme_Disk", "OS"],
        "the property `OS` of the class `Acme_Disk` lists more values: where a `match` names every variant of \
         `AcmeDiskOs`, add `Linux40`",
    );
    let before = values("[1, 'Other']").replace("[36", "[20, 'Linux'], [36");
    let found = of_properties(&old, &before);
    assert_change(
        &found[0],
        ["value-renamed", "Acme_Disk", "OS.Linux"],
        "the value 36 of the property `OS` of the class `Acme_Disk` has another name: \
         write `AcmeDiskOs::Linux36` for `AcmeDiskOs::Linux`",
    );
}

#[test]
fn operations_come_with_the_method_of_the_scaffold_and_go() {
    let get = serving("'get'", "Acme_Disk", "");
    let both = class("Acme_Disk", "");
    let added = only(between(&get, &both));
    assert_change(
        &added,
        ["operation-added", "Acme_Disk", "enumerate"],
        "the class `Acme_Disk` serves `enumerate` now: write it in the `impl` of `AcmeDiskProvider`",
    );
    assert_eq!(
        added.stub.as_deref(),
        Some(
            "    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {\n\
             \x20       // Return an iterator over `Result<AcmeDisk>`; an `Err` is one instance that could not be had.\n\
             \x20       Ok(Instances::visible([]))\n\
             \x20   }\n"
        )
    );
    assert_change(
        &only(between(&both, &get)),
        ["operation-removed", "Acme_Disk", "enumerate"],
        "the class `Acme_Disk` no longer serves `enumerate`: take it out of the `impl` of `AcmeDiskProvider`",
    );
}

#[test]
fn properties_come_with_their_line_and_go() {
    for (written, what, stub) in [
        (
            "type = 'string'",
            "each `AcmeDisk` the field `label: Option<String>`",
            "label: None,\n",
        ),
        (
            "type = 'string[]', denied = true",
            "each `AcmeDisk` the field `label: Read<Vec<String>>`",
            "label: Read::Null,\n",
        ),
        (
            "type = 'uint8', key = true",
            "each `AcmeDisk` and `AcmeDiskKey` the field `label: u8`",
            "label: todo!(\"the key `Label`\"),\n",
        ),
    ] {
        let with = format!("Label = {{ {written} }}");
        let added = only(of_properties("", &with));
        let message = format!("the class `Acme_Disk` has the property `Label` now: give {what}");
        assert_change(&added, ["property-added", "Acme_Disk", "Label"], &message);
        assert_eq!(added.stub.as_deref(), Some(stub));
        assert_change(
            &only(of_properties(&with, "")),
            ["property-removed", "Acme_Disk", "Label"],
            "the class `Acme_Disk` no longer has the property `Label`: remove the field `label`",
        );
    }
}

#[test]
fn a_renamed_property_has_another_field_and_another_type_of_its_values() {
    let old = "State = { type = 'uint8', values = [[0, 'OK']] }";
    let new = "Health = { type = 'uint8', renamed-from = 'STATE', values = [[0, 'OK']] }";
    assert_change(
        &only(of_properties(old, new)),
        ["property-renamed", "Acme_Disk", "Health"],
        "the property `State` of the class `Acme_Disk` is `Health` now: \
         write `health` for `state`, `AcmeDiskHealth` for `AcmeDiskState`",
    );
}

#[test]
fn a_type_is_what_rust_makes_of_it() {
    let head = "the property `P` of the class `Acme_Disk` has another type in Rust: ";
    for (old, new, fact) in [
        (
            "type = 'uint8'",
            "type = 'uint16'",
            "`p` is `Option<u16>` and no longer `Option<u8>`",
        ),
        (
            "type = 'uint8'",
            "type = 'uint8[]'",
            "`p` is `Option<Vec<u8>>` and no longer `Option<u8>`",
        ),
        (
            "type = 'uint8'",
            "type = 'uint8', denied = true",
            "`p` is `Read<u8>` and no longer `Option<u8>`",
        ),
        (
            "type = 'uint8'",
            "type = 'uint8', key = true",
            "`p` is `u8` and no longer `Option<u8>`, and `AcmeDiskKey` has it too",
        ),
        (
            "type = 'uint8', key = true, denied = true",
            "type = 'uint8', denied = true",
            "`AcmeDiskKey` no longer has it",
        ),
        (
            "type = 'uint8'",
            "type = 'uint8', values = [[0, 'OK']]",
            "`p` is `Option<AcmeDiskP>` and no longer `Option<u8>`",
        ),
        (
            "type = 'uint8', values = [[0, 'OK']]",
            "type = 'uint8', bitmap = [[0, 'OK']]",
            "`AcmeDiskP` is a set of flags of another type",
        ),
        (
            "type = 'uint8', values = [[0, 'OK']]",
            "type = 'uint16', values = [[0, 'OK']]",
            "`AcmeDiskP` is an enum of another type",
        ),
    ] {
        let found = of_properties(&format!("P = {{ {old} }}"), &format!("P = {{ {new} }}"));
        assert_change(
            &only(found),
            ["property-type-changed", "Acme_Disk", "P"],
            &format!("{head}{fact}"),
        );
    }
}

#[test]
fn values_are_told_by_what_they_are_and_not_by_their_names() {
    let old = "S = { type = 'uint8', values = [[0, 'OK'], [1, 'Failed'], [2, 'Lost']] }";
    let new =
        "S = { type = 'uint8', values = [[3, 'New'], [1, 'Broken'], [0, 'OK'], [9, 'Lost']] }";
    let found = of_properties(old, new);
    assert_eq!(found.len(), 3, "{found:#?}");
    let of = "of the property `S` of the class `Acme_Disk`";
    assert_change(
        &found[0],
        ["value-renamed", "Acme_Disk", "S.Failed"],
        &format!(
            "the value 1 {of} has another name: write `AcmeDiskS::Broken` for `AcmeDiskS::Failed`"
        ),
    );
    assert_change(
        &found[1],
        ["value-removed", "Acme_Disk", "S.Lost"],
        &format!("the value 2 {of} is no longer listed: take `AcmeDiskS::Lost` out"),
    );
    assert_change(
        &found[2],
        ["values-added", "Acme_Disk", "S"],
        "the property `S` of the class `Acme_Disk` lists more values: \
         where a `match` names every variant of `AcmeDiskS`, add `New` and `Lost`",
    );
}

#[test]
fn flags_that_come_need_nothing_and_flags_that_go_do() {
    let old = "F = { type = 'uint8', bitmap = [[0, 'Read'], [1, 'Write']] }";
    let new = "F = { type = 'uint8', bitmap = [[0, 'Read'], [7, 'Erase']] }";
    assert_change(
        &only(of_properties(old, new)),
        ["value-removed", "Acme_Disk", "F.WRITE"],
        "the bit 1 of the property `F` of the class `Acme_Disk` is no longer listed: take `AcmeDiskF::WRITE` out",
    );
}

#[test]
fn texts_that_are_values_are_shown_harmlessly() {
    let old = r#"S = { type = 'string', values = [["\u001b[31m", 'Red']] }"#;
    let new = "S = { type = 'string', values = [['x', 'Other']] }";
    let found = of_properties(old, new);
    assert!(
        found[0].message.starts_with("the value `\\u{1b}[31m` of"),
        "{}",
        found[0].message
    );
}

#[test]
fn a_class_that_becomes_a_singleton_takes_no_key() {
    let old = class("Acme_Settings", "On = { type = 'boolean' }");
    let new = old
        .replacen('\n', "\nsingleton = true\n", 1)
        .replace("ID = { type = 'string', key = true }\n", "");
    let kinds = |old: &str, new: &str| -> Vec<_> {
        let found = between(old, new);
        let found = found
            .iter()
            .map(|one| (one.kind.as_str(), one.member.clone()));
        found.collect()
    };
    let there = kinds(&old, &new);
    assert!(
        there.contains(&("operation-changed", Some("get".to_owned()))),
        "{there:?}"
    );
    assert!(!there.contains(&("operation-changed", Some("enumerate".to_owned()))));
    assert!(kinds(&new, &old).contains(&("operation-changed", Some("get".to_owned()))));
}

#[test]
fn an_abstract_class_has_no_code() {
    let disk = class("Acme_Disk", "");
    let device = "[class.Acme_Device]\nabstract = true\n";
    assert_eq!(between(&disk, &format!("{device}{disk}")), []);
    assert_eq!(between(&format!("{device}{disk}"), &disk), []);
    let now_abstract = format!(
        "{}{}",
        device,
        class("Acme_Tape", "").replace("operations = ['get', 'enumerate']", "abstract = true")
    );
    let found = between(
        &format!("{disk}{}", class("Acme_Tape", "")),
        &format!("{disk}{now_abstract}"),
    );
    let kinds: Vec<_> = found.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["class-removed"]);
}

#[test]
fn a_class_more_that_a_reference_may_lead_to_is_nothing_to_its_type() {
    let disks = class("Acme_Disk", "Spare = { ref = 'Acme_Disk' }");
    let fast = "[class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\n";
    let found = between(&disks, &(disks.clone() + fast));
    assert_change(
        &only(found),
        ["class-added", "Acme_Fast", "-"],
        "the class `Acme_Fast` is new: say in `src/classes/acme_fast.rs` where its instances come from",
    );
    let any = class("Acme_Disk", "Spare = { ref = '*' }");
    assert_change(
        &only(between(&disks, &any)),
        ["property-type-changed", "Acme_Disk", "Spare"],
        "the property `Spare` of the class `Acme_Disk` has another type in Rust: `spare` is `Option<ObjectPath>` and no \
         longer `Option<Reference<crate::generated::acme_disk::AcmeDiskKey>>`",
    );
}
