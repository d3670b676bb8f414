//! Methods that come, go, and are called otherwise.

use super::{between, class, provider};
use crate::changes::{Change, answer_changes, installation_changes, locate};
use crate::model::Provider;

fn disk(methods: &str) -> String {
    class("Acme_Disk", "") + methods
}

fn of_methods(old: &str, new: &str) -> Vec<Change> {
    between(&disk(old), &disk(new))
}

fn kinds(changes: &[Change]) -> Vec<(&str, &str)> {
    changes
        .iter()
        .map(|change| {
            let member = change.member.as_deref().unwrap_or_default();
            (change.kind.as_str(), member)
        })
        .collect()
}

const FORMAT: &str = "[class.Acme_Disk.method.Format]\nreturns = 'uint32'\nparameters = [\
     { in = 'Label', type = 'string' }, { out = 'Left', type = 'uint64' }]\n";

#[test]
fn a_method_comes_with_its_function_and_goes_with_its_types() {
    let added = of_methods("", FORMAT);
    assert_eq!(kinds(&added), [("method-added", "Format")]);
    let stub = added[0].stub.as_deref().expect("a stub");
    assert!(
        stub.contains("fn format(") && stub.contains("AcmeDiskFormatInput"),
        "{stub}"
    );
    assert!(added[0].imports.contains(&"crate::wmi::Error".to_owned()));
    let mut removed = of_methods(FORMAT, "");
    assert_eq!(kinds(&removed), [("method-removed", "Format")]);
    let file = "use x::AcmeDiskFormatInput;\nimpl AcmeDiskProvider for X {\n    fn get() {}\n    fn format() {}\n}\n";
    let file = (
        "src/classes/acme_disk.rs".to_owned(),
        file.as_bytes().to_vec(),
    );
    locate(&mut removed, &[file]);
    let lines: Vec<_> = removed[0].places.iter().map(|place| place.line).collect();
    assert_eq!(lines, [1, 4]);
}

#[test]
fn a_method_that_has_another_name_is_the_same() {
    let new = FORMAT
        .replace("Format]", "Erase]")
        .replace("returns", "renamed-from = 'Format'\nreturns");
    let found = of_methods(FORMAT, &new);
    assert_eq!(kinds(&found), [("method-renamed", "Erase")]);
    for words in [
        "`erase` for `format`",
        "`AcmeDiskEraseInput` for `AcmeDiskFormatInput`",
        "`AcmeDiskEraseOutput` for `AcmeDiskFormatOutput`",
    ] {
        assert!(found[0].message.contains(words), "{}", found[0].message);
    }
}

#[test]
fn what_a_function_takes_and_gives_is_told() {
    for (old, new, expected) in [
        (
            FORMAT.to_owned(),
            FORMAT.replace("returns", "static = true\nreturns"),
            "takes no key",
        ),
        (
            FORMAT.to_owned(),
            FORMAT.replace("{ in = 'Label', type = 'string' }, ", ""),
            "takes no `input`",
        ),
        (
            FORMAT.to_owned(),
            FORMAT
                .replace("returns = 'uint32'\n", "")
                .replace(", { out = 'Left', type = 'uint64' }", ""),
            "gives nothing back",
        ),
    ] {
        let found = of_methods(&old, &new);
        let changed = found
            .iter()
            .find(|one| one.kind.as_str() == "method-changed");
        let changed = changed.unwrap_or_else(|| panic!("{found:#?}"));
        assert!(changed.message.contains(expected), "{}", changed.message);
        assert!(changed.stub.is_some());
    }
}

#[test]
fn parameters_are_fields() {
    let of = |replaced: &str, by: &str| {
        let new = FORMAT.replace(replaced, by);
        assert_ne!(new, FORMAT);
        of_methods(FORMAT, &new)
    };
    let found = of("'uint64' }", "'uint64' }, { out = 'More', type = 'uint8' }");
    assert_eq!(kinds(&found), [("parameter-added", "Format.More")]);
    assert!(found[0].stub.is_some());
    let found = of("'string' }", "'string' }, { in = 'More', type = 'uint8' }");
    assert_eq!(kinds(&found), [("parameter-added", "Format.More")]);
    assert_eq!(found[0].stub, None, "nobody but WMI makes an input");
    let found = of("type = 'uint64'", "type = 'uint32'");
    assert_eq!(kinds(&found), [("parameter-type-changed", "Format.Left")]);
    let found = of("type = 'string'", "type = 'string', optional = true");
    assert_eq!(kinds(&found), [("parameter-type-changed", "Format.Label")]);
    let found = of("in = 'Label'", "in-out = 'Label'");
    assert_eq!(kinds(&found), [("parameter-type-changed", "Format.Label")]);
    assert!(
        found[0]
            .message
            .contains("`AcmeDiskFormatOutput` has the field `label` now")
    );
    let found = of(
        "{ in = 'Label', type = 'string' }, ",
        "{ in = 'Name', type = 'string' }, ",
    );
    assert_eq!(
        kinds(&found),
        [
            ("parameter-removed", "Format.Label"),
            ("parameter-added", "Format.Name")
        ]
    );
    let values = "type = 'uint64', values = [[0, 'None']]";
    let with_values = FORMAT.replace("type = 'uint64'", values);
    let more = FORMAT.replace(
        "type = 'uint64'",
        "type = 'uint64', values = [[0, 'None'], [1, 'One']]",
    );
    assert_eq!(
        kinds(&of_methods(&with_values, &more)),
        [("values-added", "Left")]
    );
}

#[test]
fn a_renamed_parameter_is_one_and_no_two() {
    let of = |name: &str| {
        FORMAT.replace(
            "{ in = 'Label',",
            &format!("{{ in = '{name}', renamed-from = 'Label',"),
        )
    };
    let found = of_methods(FORMAT, &of("NewLabel"));
    assert_eq!(kinds(&found), [("parameter-renamed", "Format.NewLabel")]);
    assert!(found[0].message.ends_with("write `new_label` for `label`"));
    assert_eq!(of_methods(&of("NewLabel"), &of("NewLabel")), []);
    // What two names become in Rust may be one.
    assert_eq!(kinds(&of_methods(FORMAT, &of("LABEL"))), []);
    let typed = of("NewLabel").replace("type = 'string'", "type = 'uint8'");
    let found = of_methods(FORMAT, &typed);
    assert_eq!(
        kinds(&found),
        [("parameter-type-changed", "Format.NewLabel")]
    );
    let (old, new) = providers(FORMAT, &of("NewLabel"));
    let found = installation_changes(&old, &new);
    let told = found
        .iter()
        .find(|one| one.kind.as_str() == "method-changed");
    let told = told.unwrap_or_else(|| panic!("{found:#?}"));
    let called = "the parameter `Label` is called `NewLabel`";
    assert!(told.message.contains(called), "{}", told.message);
    assert!(!told.message.contains("is gone"), "{}", told.message);
}

fn providers(old: &str, new: &str) -> (Provider, Provider) {
    (provider(&disk(old)), provider(&disk(new)))
}

#[test]
fn scripts_that_call_a_method_are_told_of() {
    let of = |replaced: &str, by: &str| {
        let (old, new) = providers(FORMAT, &FORMAT.replace(replaced, by));
        let found = installation_changes(&old, &new);
        let told = found
            .into_iter()
            .filter(|one| one.kind.as_str() == "method-changed");
        told.map(|one| one.message).collect::<Vec<_>>()
    };
    for (replaced, by, expected) in [
        (
            "{ in",
            "{ in = 'First', type = 'uint8' }, { in",
            "`Label` has the number 1 and no longer 0",
        ),
        (
            "{ in",
            "{ in = 'First', type = 'uint8' }, { in",
            "clients have to give the parameter `First`",
        ),
        (
            "returns = 'uint32'",
            "returns = 'uint16'",
            "it returns `uint16` and no longer `uint32`",
        ),
        (
            "returns = 'uint32'",
            "static = true\nreturns = 'uint32'",
            "it is one of the class",
        ),
        (
            "'string'",
            "'string[]'",
            "is of the type `string[]` and no longer `string`",
        ),
        (
            ", { out = 'Left', type = 'uint64' }",
            "",
            "the parameter `Left` is gone",
        ),
        ("Format]", "Erase]", "no longer has a method `Format`"),
    ] {
        let found = of(replaced, by);
        assert!(found.iter().any(|one| one.contains(expected)), "{found:#?}");
    }
    let harmless = "'uint64' }, { in = 'More', type = 'uint8', default = 1 }, { out = 'Rest', type = 'uint8' }";
    assert_eq!(of("'uint64' }", harmless), [""; 0]);
    assert_eq!(
        of("type = 'string'", "type = 'string', optional = true"),
        [""; 0]
    );
}

#[test]
fn clients_are_told_what_a_method_says_of_an_instance_that_they_may_not_see() {
    let (old, new) = providers(
        FORMAT,
        &format!("{FORMAT}[access-denied]\nobject = 'fail'\n"),
    );
    let found = answer_changes(&old, &new);
    let call = found
        .iter()
        .find(|one| one.member.as_deref() == Some("call"));
    let call = call.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(call.reveals.as_str(), "more");
    assert!(
        call.message.contains("WBEM_E_ACCESS_DENIED"),
        "{}",
        call.message
    );
}
