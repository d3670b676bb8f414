//! Every qualifier that is known, however it is spelled: one answer, in place.

use super::{Becomes, KnownQualifier, QualifierType};
use crate::diagnostics::Diagnostic;
use crate::lint::check;
use crate::render::render;

/// What there is to say about a qualifier of a class, and of a property.
fn found(class: &str, property: &str) -> Vec<Diagnostic> {
    check(&spec(class, property)).1
}

fn spec(class: &str, property: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
         clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n\
         [class.A_B]\noperations = ['get']\nqualifiers = {{ {class} }}\n\
         properties.Id = {{ type = 'string', key = true }}\n\
         properties.Size = {{ type = 'uint8', qualifiers = {{ {property} }} }}\n"
    )
}

/// The names as documentation spells it, and as nobody does.
fn spellings(name: &str) -> [String; 3] {
    let odd = name.chars().enumerate().map(|(at, letter)| {
        if at % 2 == 0 {
            letter.to_ascii_lowercase()
        } else {
            letter.to_ascii_uppercase()
        }
    });
    [name.to_owned(), name.to_lowercase(), odd.collect()]
}

/// A value of a type, as a spec writes it.
fn value(of: QualifierType) -> &'static str {
    match of {
        QualifierType::Boolean => "true",
        QualifierType::Integer => "1",
        QualifierType::String => "'a'",
        QualifierType::Strings => "['a']",
        QualifierType::Integers => "[1]",
    }
}

const TYPES: [QualifierType; 5] = [
    QualifierType::Boolean,
    QualifierType::Integer,
    QualifierType::String,
    QualifierType::Strings,
    QualifierType::Integers,
];

#[test]
fn the_table_is_in_order_and_has_no_name_twice() {
    let names: Vec<_> = KnownQualifier::all()
        .iter()
        .map(|row| row.name.to_lowercase())
        .collect();
    assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
    for row in KnownQualifier::all() {
        assert!(!row.stands_on.is_empty(), "{}", row.name);
    }
}

#[test]
fn what_does_not_pass_is_one_error_wherever_it_stands() {
    for row in KnownQualifier::all() {
        let rule = match row.becomes {
            Becomes::Passes(_) => continue,
            Becomes::Later(_) => "not-served-yet",
            Becomes::Key(_) | Becomes::Written(_) | Becomes::Refused(_) => "reserved-qualifier",
        };
        for name in spellings(row.name) {
            for value in [
                "true",
                "'a'",
                "[1, 'a']",
                "{ value = 5, flavor = ['ToSubclass'] }",
            ] {
                let written = format!("{name} = {value}");
                for found in [found(&written, ""), found("", &written)] {
                    let rules: Vec<_> = found.iter().map(|one| one.rule).collect();
                    assert_eq!(rules, [rule], "{written}");
                    let message = &found[0].message;
                    assert!(message.contains(&format!("`{name}`")), "{message}");
                    assert!(found[0].help.is_some(), "{written}");
                }
            }
        }
    }
}

#[test]
fn what_passes_has_a_value_of_its_type() {
    for row in KnownQualifier::all() {
        let Becomes::Passes(types) = row.becomes else {
            continue;
        };
        for name in spellings(row.name) {
            for of in TYPES {
                let written = format!("{name} = {}", value(of));
                let (class, property) = (found(&written, ""), found("", &written));
                for mut found in [class, property] {
                    found.retain(Diagnostic::is_error);
                    let rules: Vec<_> = found.iter().map(|one| one.rule).collect();
                    let expected: &[&str] = if types.contains(&of) {
                        &[]
                    } else {
                        &["qualifier-value"]
                    };
                    assert_eq!(rules, expected, "{written}");
                }
            }
        }
        let passed = format!("{} = {}", row.name, value(types[0]));
        let provider = check(&spec(&passed, &passed)).0.expect("a provider");
        let files = render(&provider).expect("files");
        let mof = files.iter().find(|file| file.path == "mof/a.mof");
        let mof = &mof.expect("a MOF").text;
        let words = mof.split(|letter: char| letter != '_' && !letter.is_alphanumeric());
        let written = words.filter(|word| *word == row.name);
        assert_eq!(written.count(), 2, "{passed}\n{mof}");
    }
}

#[test]
fn what_nobody_knows_is_the_users_own() {
    for written in [
        "Acme_Tier = 2",
        "Tier = 'a'",
        "Tier = [1, 2]",
        "Keys = true",
        "Dynamics = 0.5",
    ] {
        assert_eq!(found(written, written), [], "{written}");
    }
}
