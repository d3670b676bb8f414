//! What clients write: what that means for code, and for clients.

use super::super::{Reveals, answer_changes, changes};
use crate::lint::check;
use crate::model::Provider;

const CREATES: &str = "'get', 'create', 'update', 'delete'";

fn provider(operations: &str, more: &str, label: &str) -> Provider {
    let text = format!(
        "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
         clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n\
         [access.keepers]\ngroups = ['administrators']\n\
         [class.Acme_Disk]\noperations = [{operations}]\n{more}\n[class.Acme_Disk.properties]\n\
         Id = {{ type = 'string', key = true }}\nOwner = {{ type = 'string', write = true }}\n\
         Label = {{ type = 'string'{label} }}\n"
    );
    let (provider, found) = check(&text);
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

/// The kinds and the members of what code has to follow.
fn of_code(old: &Provider, new: &Provider) -> Vec<(&'static str, String)> {
    let changes = changes(old, new).expect("changes").into_iter();
    let told = changes.map(|one| (one.kind.as_str(), one.member.unwrap_or_default()));
    told.collect()
}

/// The members of what clients find, and what those learn that are denied.
fn of_clients(old: &Provider, new: &Provider) -> Vec<(String, Reveals)> {
    let mut found = answer_changes(old, new);
    found.retain(|one| one.kind.as_str() == "write-changed");
    let told = found.into_iter();
    told.map(|one| (one.member.unwrap_or_default(), one.reveals))
        .collect()
}

fn named(names: &[&'static str], reveals: Reveals) -> Vec<(String, Reveals)> {
    let all = names.iter().map(|name| ((*name).to_owned(), reveals));
    all.collect()
}

#[test]
fn operations_that_come_are_to_be_written_and_tell_of_names() {
    let (before, now) = (provider("'get'", "", ""), provider(CREATES, "", ""));
    let added = |name: &str| ("operation-added", name.to_owned());
    assert_eq!(
        of_code(&before, &now),
        ["create", "update", "delete"].map(added)
    );
    let mut wanted = named(&["create", "create-or-update"], Reveals::More);
    wanted.extend(named(&["update", "delete"], Reveals::Same));
    assert_eq!(of_clients(&before, &now), wanted);
    let gone = ["create", "create-or-update", "update", "delete"];
    assert_eq!(of_clients(&now, &before), named(&gone, Reveals::Less));
}

#[test]
fn a_property_that_is_written_is_a_field_more() {
    let (before, now) = (
        provider(CREATES, "", ""),
        provider(CREATES, "", ", write = true"),
    );
    let label = || "Label".to_owned();
    assert_eq!(of_code(&before, &now), [("write-added", label())]);
    assert_eq!(of_code(&now, &before), [("write-removed", label())]);
    let told = changes(&before, &now).expect("changes");
    let message = &told[0].message;
    assert!(
        message.contains("`AcmeDiskNew` and `AcmeDiskChange` have the field `label`"),
        "{message}"
    );
    assert_eq!(of_clients(&before, &now), named(&["Label"], Reveals::Same));
}

#[test]
fn a_rule_takes_the_place_of_code_that_says_who_may_create() {
    let rule = "access = 'keepers'";
    let (before, now) = (provider(CREATES, "", ""), provider(CREATES, rule, ""));
    let changed = ("operation-changed", "authorize_create".to_owned());
    for (old, new) in [(&before, &now), (&now, &before)] {
        assert_eq!(of_code(old, new), std::slice::from_ref(&changed));
    }
}

#[test]
fn who_no_longer_creates_says_no_longer_who_may() {
    let less = "'get', 'update', 'delete'";
    for (rule, taken) in [
        ("", "it and `authorize_create`"),
        ("access = 'keepers'", "it"),
    ] {
        let (before, now) = (provider(CREATES, rule, ""), provider(less, rule, ""));
        let told = changes(&before, &now).expect("changes");
        let message = &told[0].message;
        let wanted = format!("no longer serves `create`: take {taken} out of the `impl`");
        assert!(message.contains(&wanted), "{message}");
    }
}

#[test]
fn another_answer_to_who_may_not_see_is_told() {
    let fail = "access-denied = { object = 'fail' }";
    let (before, now) = (provider(CREATES, "", ""), provider(CREATES, fail, ""));
    assert_eq!(
        of_clients(&before, &now),
        named(&["update", "delete"], Reveals::More)
    );
    assert_eq!(
        of_clients(&now, &before),
        named(&["update", "delete"], Reveals::Less)
    );
}
