//! Lists of `[values]` that change: what is so of them is said once.

use super::{assert_change, between, class, only};

/// Two classes whose properties name a list, and the list.
fn with_list(name: &str, list: &str) -> String {
    let state = format!("State = {{ type = 'uint16', values = '{name}' }}");
    let states = format!("{state}\nStates = {{ type = 'uint16[]', values = '{name}' }}");
    format!(
        "[values]\n{name} = {list}\n{}{}",
        class("Acme_Disk", &states),
        class("Acme_Part", &state),
    )
}

const LIST: &str = "[[0, 'Unknown'], [2, 'Healthy']]";

#[test]
fn a_list_that_changes_is_told_of_once() {
    let new = with_list("State", "[[0, 'Unknown'], [2, 'Fine'], [3, 'Lost']]");
    let changes = between(&with_list("State", LIST), &new);
    let [renamed, added] = &changes[..] else {
        panic!("{changes:#?}");
    };
    assert_change(
        renamed,
        ["value-renamed", "-", "State.Healthy"],
        "the value 2 of the list `State` has another name: write `State::Fine` for `State::Healthy`",
    );
    assert_change(
        added,
        ["values-added", "-", "State"],
        "the list `State` lists more values: where a `match` names every variant of `State`, add `Lost`",
    );
    let gone = only(between(
        &new,
        &with_list("State", "[[0, 'Unknown'], [2, 'Fine']]"),
    ));
    assert_change(
        &gone,
        ["value-removed", "-", "State.Lost"],
        "the value 3 of the list `State` is no longer listed: take `State::Lost` out",
    );
}

#[test]
fn a_list_has_another_name_once() {
    let renamed = only(between(
        &with_list("State", LIST),
        &with_list("Health", LIST),
    ));
    assert_change(
        &renamed,
        ["list-renamed", "-", "Health"],
        "the list `State` is `Health` now: write `Health` for `State`",
    );
    // The name of the type is what code knows.
    let cased = between(&with_list("State", LIST), &with_list("state", LIST));
    assert!(cased.is_empty(), "{cased:#?}");
}

#[test]
fn a_list_that_no_property_has_any_more_is_gone() {
    let new = class(
        "Acme_Disk",
        "State = { type = 'uint16' }\nStates = { type = 'uint16[]' }",
    ) + &class("Acme_Part", "State = { type = 'uint16' }");
    let changes = between(&with_list("State", LIST), &new);
    let kinds: Vec<_> = changes.iter().map(|change| change.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "property-type-changed",
            "property-type-changed",
            "property-type-changed",
            "list-removed"
        ]
    );
    assert_change(
        &changes[3],
        ["list-removed", "-", "State"],
        "no property has the list `State` any more: take out what names `State`",
    );
}

#[test]
fn a_property_s_own_values_become_a_list() {
    let own = format!("State = {{ type = 'uint16', values = {LIST} }}");
    let old = class("Acme_Disk", &own);
    let new = format!(
        "[values]\nHealth = [[0, 'Unknown'], [2, 'Fine']]\n{}",
        class(
            "Acme_Disk",
            "State = { type = 'uint16', values = 'Health' }"
        )
    );
    let changes = between(&old, &new);
    let [renamed, value] = &changes[..] else {
        panic!("{changes:#?}");
    };
    assert_change(
        renamed,
        ["property-renamed", "Acme_Disk", "State"],
        "the property `State` of the class `Acme_Disk` has another name in Rust now: write `Health` for `AcmeDiskState`",
    );
    assert_change(
        value,
        ["value-renamed", "Acme_Disk", "State.Healthy"],
        "the value 2 of the property `State` of the class `Acme_Disk` has another name: write `Health::Fine` for \
         `Health::Healthy`",
    );
}

#[test]
fn the_classes_of_a_list_are_renamed_without_it() {
    let old = with_list("State", LIST);
    let new = old.replace(
        "[class.Acme_Part]\n",
        "[class.Acme_Piece]\nrenamed-from = 'Acme_Part'\n",
    );
    let new = new.replace("[class.Acme_Part.", "[class.Acme_Piece.");
    let renamed = only(between(&old, &new));
    assert_eq!(renamed.kind.as_str(), "class-renamed");
    assert!(!renamed.message.contains("State"), "{}", renamed.message);
}
