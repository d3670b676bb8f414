//! Renames that nobody has spoken of.

use super::{class, provider};
use crate::changes::{Hint, probable_renames};

fn hints(old: &str, new: &str) -> Vec<Hint> {
    probable_renames(&provider(old), &provider(new))
}

fn of_properties(old: &str, new: &str) -> Vec<Hint> {
    hints(&class("Acme_Disk", old), &class("Acme_Disk", new))
}

const DISK: &str =
    "Size = { type = 'uint64' }\nFree = { type = 'uint64' }\nOn = { type = 'boolean' }";

#[test]
fn a_class_with_most_properties_of_one_that_is_gone_may_be_it() {
    let new = DISK.replace("Free", "FREE").replace("On =", "Up =");
    let found = hints(&class("Acme_Disk", DISK), &class("Acme_Volume", &new));
    let expected = Hint {
        class: "Acme_Volume".to_owned(),
        member: None,
        message: "the class `Acme_Disk` is gone and `Acme_Volume` is new, with 75 % of its properties: if it is the \
                  same under a new name, write `renamed-from = \"Acme_Disk\"` in `[class.Acme_Volume]`, and its files \
                  move with it, as you wrote them"
            .to_owned(),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn a_class_with_few_properties_of_one_that_is_gone_is_another() {
    let other =
        "Size = { type = 'uint64' }\nFree = { type = 'uint32' }\nOn = { type = 'boolean[]' }";
    assert_eq!(
        hints(&class("Acme_Disk", DISK), &class("Acme_Volume", other)),
        []
    );
    let gone = hints(&class("Acme_Disk", DISK), &class("Acme_Disk", ""));
    assert_eq!(gone, []);
}

#[test]
fn of_several_classes_the_most_alike_go_together() {
    let less = DISK.replace("On =", "Up =");
    let old = class("Acme_A", DISK) + &class("Acme_B", &less);
    let new = class("Acme_C", &less) + &class("Acme_D", DISK);
    let found = hints(&old, &new);
    let messages: Vec<_> = found.iter().map(|hint| hint.message.as_str()).collect();
    assert!(messages[0].contains("`Acme_B` is gone and `Acme_C` is new, with 100 %"));
    assert!(messages[1].contains("`Acme_A` is gone and `Acme_D` is new, with 100 %"));
    assert_eq!(found.len(), 2);
}

#[test]
fn what_the_spec_says_needs_no_hint() {
    let new =
        class("Acme_Volume", DISK).replace("operations", "renamed-from = 'Acme_Disk'\noperations");
    assert_eq!(hints(&class("Acme_Disk", DISK), &new), []);
}

#[test]
fn a_property_that_is_alone_in_its_type_may_be_the_one_that_is_gone() {
    let found = of_properties(
        "Free = { type = 'uint64' }",
        "Unused = { type = 'uint64' }\nLabel = { type = 'string' }",
    );
    let expected = Hint {
        class: "Acme_Disk".to_owned(),
        member: Some("Unused".to_owned()),
        message: "the property `Free` of the class `Acme_Disk` is gone and `Unused` is new, of the same type: if it is \
                  the same under a new name, write `renamed-from = \"Free\"` in its table, and wmigen lists the places \
                  to rename"
            .to_owned(),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn of_several_properties_similar_names_go_together() {
    let found = of_properties(
        "FreeBytes = { type = 'uint64' }\nSerial = { type = 'uint64' }",
        "SerialNo = { type = 'uint64' }\nFree_Bytes = { type = 'uint64' }\nAge = { type = 'uint64' }",
    );
    // The fields of `FreeBytes` and `Free_Bytes` are one, so that only the other has changed.
    let members: Vec<_> = found.iter().map(|hint| hint.member.as_deref()).collect();
    assert_eq!(members, [Some("SerialNo")]);
    let apart = of_properties(
        "A = { type = 'uint64' }\nB = { type = 'uint64' }",
        "Speed = { type = 'uint64' }\nAge = { type = 'uint64' }",
    );
    assert_eq!(apart, []);
}

#[test]
fn a_property_of_another_type_is_another() {
    let found = of_properties("Free = { type = 'uint64' }", "Free2 = { type = 'uint32' }");
    assert_eq!(found, []);
    let denied = of_properties(
        "Free = { type = 'uint64' }",
        "Free2 = { type = 'uint64', denied = true }",
    );
    assert_eq!(denied, []);
}
