//! Whatever the specs: nothing changes where nothing does, and what comes one way goes the other.

use std::collections::BTreeSet;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::provider;
use crate::changes::{
    AnswerChange, ChangeKind, Reveals, answer_changes, changes, installation_changes, locate,
    probable_renames,
};
use crate::model::Provider;

/// Names of which no two are one in Rust.
const NAMES: &[&str] = &["Disk", "Volume", "Type", "Key", "Free_Space", "State", "x1"];

/// A property, without its name.
fn property() -> impl Strategy<Value = String> {
    let types = select(vec![
        "type = 'uint8'",
        "type = 'uint8[]'",
        "type = 'string'",
        "type = 'uint8', denied = true",
        "type = 'uint16', key = true",
        "type = 'string', required = true",
        "type = 'uint8', required = true, denied = true",
        "type = 'string', required = true, default = 'none'",
        "type = 'uint8', values = [[0, 'OK'], [1, 'Failed']]",
        "type = 'uint8', values = [[0, 'Fine'], [2, 'Failed']]",
        "type = 'uint8', bitmap = [[0, 'OK'], [1, 'Failed']]",
    ]);
    types.prop_map(str::to_owned)
}

/// A class, without its name.
fn class() -> impl Strategy<Value = String> {
    let operations = select(vec!["'get'", "'enumerate'", "'get', 'enumerate'"]);
    let properties = btree_map(select(NAMES), property(), 0..5);
    let object = select(vec!["hide", "fail", "fail-with-error-object"]);
    let enumeration = select(vec![
        "omit",
        "fail",
        "report-and-continue",
        "report-and-stop",
    ]);
    (operations, properties, object, enumeration).prop_map(|(operations, properties, object, enumeration)| {
        let policy = format!("access-denied = {{ object = '{object}', enumeration = '{enumeration}' }}");
        let properties: Vec<_> = properties
            .iter()
            .map(|(name, written)| format!("properties.{name} = {{ {written} }}\n"))
            .collect();
        format!(
            "operations = [{operations}]\n{policy}\nproperties.ID = {{ type = 'string', key = true }}\n{}",
            properties.concat()
        )
    })
}

fn any_provider() -> impl Strategy<Value = Provider> {
    btree_map(select(NAMES), class(), 1..4).prop_map(|classes| {
        let classes: Vec<_> = classes
            .iter()
            .map(|(name, written)| format!("[class.Acme_{name}]\n{written}"))
            .collect();
        provider(&classes.concat())
    })
}

/// What is different, without the direction but for what comes and goes.
fn mirror(old: &Provider, new: &Provider, back: bool) -> BTreeSet<(ChangeKind, String, String)> {
    use ChangeKind::{
        ClassAdded, ClassRemoved, OperationAdded, OperationRemoved, PropertyAdded, PropertyRemoved,
    };
    let found = changes(old, new).expect("changes").into_iter();
    let told = found.filter_map(|change| {
        let kind = match (change.kind, back) {
            (ChangeKind::ValuesAdded | ChangeKind::ValueRemoved | ChangeKind::ValueRenamed, _) => {
                return None;
            }
            (ClassAdded, true) => ClassRemoved,
            (ClassRemoved, true) => ClassAdded,
            (OperationAdded, true) => OperationRemoved,
            (OperationRemoved, true) => OperationAdded,
            (PropertyAdded, true) => PropertyRemoved,
            (PropertyRemoved, true) => PropertyAdded,
            (kind, _) => kind,
        };
        Some((
            kind,
            change.class.unwrap_or_default(),
            change.member.unwrap_or_default(),
        ))
    });
    told.collect()
}

/// Pieces of Rust, and of what is none.
fn code() -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "AcmeDisk",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "..",
        ".",
        ",",
        ":",
        "::",
        "=>",
        "->",
        "&",
        "impl",
        "for",
        "fn",
        "get",
        "match",
        "use",
        "as",
        "Self",
        "where",
        "#",
        "!",
        "'a",
        "\"",
        "//",
        "AcmeDiskProvider",
        "acme_disk",
        "state",
        "AcmeDiskState",
        "Failed",
        "_",
        ";",
        "r#type",
        "\n",
    ]);
    vec(pieces, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn nothing_changes_where_nothing_does(provider in any_provider()) {
        prop_assert_eq!(changes(&provider, &provider).expect("changes"), []);
        prop_assert_eq!(probable_renames(&provider, &provider), []);
        prop_assert_eq!(answer_changes(&provider, &provider), []);
        prop_assert_eq!(installation_changes(&provider, &provider), []);
    }

    #[test]
    fn what_comes_one_way_goes_the_other(old in any_provider(), new in any_provider()) {
        prop_assert_eq!(mirror(&old, &new, false), mirror(&new, &old, true));
    }

    #[test]
    fn what_clients_learn_one_way_they_no_longer_learn_the_other(old in any_provider(), new in any_provider()) {
        // A class that is gone answers nobody, so that it has nothing to tell.
        let of_both = |change: &&AnswerChange| {
            let is_in = |one: &Provider| one.classes.iter().any(|class| Some(&class.name) == change.class.as_ref());
            is_in(&old) && is_in(&new)
        };
        let count = |changes: &[AnswerChange], reveals: Reveals| {
            changes.iter().filter(of_both).filter(|change| change.reveals == reveals).count()
        };
        let (there, back) = (answer_changes(&old, &new), answer_changes(&new, &old));
        prop_assert_eq!(count(&there, Reveals::More), count(&back, Reveals::Less));
        prop_assert_eq!(count(&there, Reveals::Other), count(&back, Reveals::Other));
        for change in installation_changes(&old, &new) {
            prop_assert!(!change.message.contains(char::is_control));
        }
    }

    #[test]
    fn any_code_is_looked_at(old in any_provider(), new in any_provider(), code in code()) {
        let mut found = changes(&old, &new).expect("changes");
        let lines = code.lines().count().max(1);
        locate(&mut found, &[("src/lib.rs".to_owned(), code.into_bytes())]);
        for change in found {
            prop_assert!(change.places.iter().all(|place| (1..=lines).contains(&place.line)));
        }
    }
}
