//! The user's own qualifiers.

use std::fmt::Write as _;

use super::tape::Tape;
use super::values::value;

pub fn qualifiers(tape: &mut Tape<'_>) -> Option<String> {
    if !tape.chance(25) {
        return None;
    }
    let qualifiers = (0..=tape.below(3)).map(|index| {
        let name = if tape.slip() {
            tape.one_of(&[
                "key",
                "Description",
                "valuemap",
                "\"a b\"",
                "_own",
                "singleton",
                "HiPerf",
                "Version",
            ])
            .to_owned()
        } else {
            format!("Own{index}")
        };
        let value = qualifier_value(tape);
        if !tape.chance(50) {
            return format!("{name} = {value}");
        }
        format!(
            "{name} = {{ value = {value}, flavor = [{}] }}",
            flavors(tape).join(", ")
        )
    });
    Some(format!(
        "qualifiers = {{ {} }}",
        qualifiers.collect::<Vec<_>>().join(", ")
    ))
}

/// The flavors of qualifiers wherever these have none of their own.
pub fn flavors_by_name(tape: &mut Tape<'_>, out: &mut String) {
    if !tape.chance(20) {
        return;
    }
    for index in 0..=tape.below(3) {
        let name = if tape.slip() {
            tape.one_of(&["Description", "\"a b\"", "own0", "Override"])
                .to_owned()
        } else {
            format!("{}{index}", tape.one_of(&["Own", "OWN"]))
        };
        let flavors = flavors(tape).join(", ");
        let _ = writeln!(out, "[qualifier.{name}]\nflavor = [{flavors}]");
    }
}

fn qualifier_value(tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return tape
            .one_of(&[
                "[]",
                "[1, \"a\"]",
                "[[1]]",
                "nan",
                "2147483648",
                "1979-05-27",
                "{}",
                "{ value = {} }",
            ])
            .to_owned();
    }
    let cim_type = tape.one_of(&["string", "sint32", "real64", "boolean"]);
    let mut array: Vec<String> = Vec::new();
    for _ in 0..tape.below(4) {
        array.push(match cim_type {
            // A whole number would be an integer.
            "real64" => format!("{}.{}", tape.below(1000), tape.below(1000)),
            other => value(other, tape),
        });
    }
    match array.as_slice() {
        [] => value("string", tape),
        [one] if tape.chance(70) => one.clone(),
        all => format!("[{}]", all.join(", ")),
    }
}

fn flavors(tape: &mut Tape<'_>) -> Vec<String> {
    if tape.slip() {
        return vec![
            tape.one_of(&[
                "\"Sometimes\"",
                "\"tosubclass\"",
                "1",
                "\"ToSubclass\", \"Restricted\"",
            ])
            .to_owned(),
        ];
    }
    let choices: [&[&str]; 4] = [
        &["ToSubclass", "NotToSubclass"],
        &["EnableOverride", "DisableOverride"],
        &["NotToInstance", "ToInstance"],
        &["Amended"],
    ];
    let mut flavors = Vec::new();
    for words in choices {
        if tape.chance(40) {
            flavors.push(format!("\"{}\"", tape.one_of(words)));
        }
    }
    flavors
}
