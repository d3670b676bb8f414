//! Names in Rust for values that have only a meaning: variants of an enum, constants of a set of flags.
//!
//! A meaning may be any text in any language; there is a name for each, and no two have the same. A value without a meaning
//! is named after itself.

use std::collections::{HashMap, HashSet};

use heck::{ToShoutySnakeCase as _, ToUpperCamelCase as _};

use super::Value;

/// The variant of generated enums for what the class does not list, and a keyword.
const RESERVED: &[&str] = &["Unlisted", "Self"];

/// The most characters of a name that is made of a meaning, which may be a page long.
const LENGTH_MAX: usize = 60;

/// The variants for values, by their meanings or, where they have none, by themselves.
pub fn of_values<'m>(values: impl Iterator<Item = (Option<&'m str>, &'m Value)>) -> Vec<String> {
    let stems = values.enumerate().map(|(index, (meaning, value))| {
        let place = || (index + 1).to_string();
        let stem = match (meaning, value) {
            (Some(meaning), _) => camel(meaning),
            (None, Value::String(text)) => return (camel(text), place()),
            (None, _) => String::new(),
        };
        let suffix = match value {
            Value::Integer(number) => number_suffix(*number),
            Value::String(text) => camel(text),
            // No enum is made of booleans, and no other type has meanings.
            Value::Boolean(_)
            | Value::Real(_)
            | Value::Char16(_)
            | Value::Datetime(_)
            | Value::Array(_) => String::new(),
        };
        let suffix = Some(suffix).filter(|suffix| !suffix.is_empty());
        (stem, suffix.unwrap_or_else(place))
    });
    distinct(&stems.collect::<Vec<_>>())
}

/// The constants for bits, by their meanings or, where they have none, by their positions: `BIT3`.
pub fn of_bits<'m>(bits: impl Iterator<Item = (Option<&'m str>, u32)>) -> Vec<String> {
    let stems = bits.map(|(meaning, position)| match meaning {
        Some(meaning) => (camel(meaning), position.to_string()),
        None => (format!("Bit{position}"), String::new()),
    });
    let camel_names = distinct(&stems.collect::<Vec<_>>());
    let shouted = camel_names
        .iter()
        .map(|name| (name.to_shouty_snake_case(), String::new()));
    // Camel case has names that differ in case alone, and shouting makes one of them.
    distinct(&shouted.collect::<Vec<_>>())
}

/// The words of a text in ASCII: other letters make names that rustc warns of, for what they may be mistaken for.
fn camel(text: &str) -> String {
    let words = text.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let mut name = words.to_upper_camel_case();
    name.truncate(LENGTH_MAX);
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        name.insert_str(0, "Value");
    }
    name
}

fn number_suffix(number: i128) -> String {
    if number < 0 {
        format!("Minus{}", number.unsigned_abs())
    } else {
        number.to_string()
    }
}

/// Names of which no two are alike. The first of those that would be keeps its name, and later ones get their suffixes and,
/// where even that does not tell them apart, numbers: so that no name changes when a meaning is added at the end.
fn distinct(stems: &[(String, String)]) -> Vec<String> {
    let mut taken: HashSet<String> = RESERVED.iter().map(|&name| name.to_owned()).collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let names = stems.iter().map(|(stem, suffix)| {
        if !stem.is_empty() && taken.insert(stem.clone()) {
            return stem.clone();
        }
        let name = match stem.as_str() {
            "" => format!("Value{suffix}"),
            stem => format!("{stem}{suffix}"),
        };
        if taken.insert(name.clone()) {
            return name;
        }
        let number = numbers.entry(name.clone()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name}N{number}");
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};
    use proptest::sample::select;

    use super::*;

    fn numbers(meanings: &[(&str, i128)]) -> Vec<String> {
        let values: Vec<Value> = meanings.iter().map(|(_, n)| Value::Integer(*n)).collect();
        of_values(meanings.iter().map(|(text, _)| Some(*text)).zip(&values))
    }

    #[test]
    fn meanings_become_names() {
        let names = numbers(&[
            ("Unknown", 0),
            ("Not ready, yet", 1),
            ("10 GB/s", 2),
            ("Fehler: Lüfter", 3),
        ]);
        assert_eq!(
            names,
            ["Unknown", "NotReadyYet", "Value10GbS", "FehlerLFter"]
        );
    }

    #[test]
    fn no_two_values_have_one_name() {
        let names = numbers(&[
            ("Reserved", 5),
            ("reserved", -6),
            ("", 7),
            ("\u{e9}", 8),
            ("Unlisted", 9),
            ("Self", 10),
            ("Reserved 5", 11),
        ]);
        assert_eq!(
            names,
            [
                "Reserved",
                "ReservedMinus6",
                "Value7",
                "Value8",
                "Unlisted9",
                "Self10",
                "Reserved5"
            ]
        );
    }

    #[test]
    fn the_first_of_several_keeps_its_name() {
        assert_eq!(numbers(&[("Linux", 36)]), ["Linux"]);
        assert_eq!(
            numbers(&[("Linux", 36), ("LINUX", 40)]),
            ["Linux", "Linux40"]
        );
        let names = numbers(&[("Linux", 36), ("Linux", 40), ("linux 40", 41)]);
        assert_eq!(names, ["Linux", "Linux40", "Linux4041"]);
    }

    /// Meanings that meet in many ways, with suffixes and numbers of their own.
    fn meanings() -> impl Strategy<Value = Vec<&'static str>> {
        let texts = vec![
            "", "A", "a", "A 1", "A1", "A 1 2", "A1N2", "a n2", "Value", "Value 2", "Value2",
            "Unlisted", "Self", "日本", "AbC", "Ab C", "abc",
        ];
        vec(select(texts), 0..12)
    }

    proptest! {
        #[test]
        fn a_meaning_that_is_added_at_the_end_changes_no_name(texts in meanings(), strings in any::<bool>()) {
            let value = |at: usize| if strings {
                Value::String(format!("v{}", at % 3))
            } else {
                Value::Integer(i128::try_from(at).expect("a small number") - 3)
            };
            let values: Vec<Value> = (0..texts.len()).map(value).collect();
            let of_first = |count: usize| {
                let first = texts.iter().copied().map(Some).zip(&values).take(count);
                let bits = texts.iter().copied().map(Some).zip(0..).take(count);
                (of_values(first), of_bits(bits))
            };
            let (names, constants) = of_first(texts.len());
            for names in [&names, &constants] {
                prop_assert_eq!(names.iter().collect::<HashSet<_>>().len(), texts.len());
            }
            for count in 0..texts.len() {
                let (fewer, fewer_constants) = of_first(count);
                prop_assert_eq!(&fewer[..], &names[..count]);
                prop_assert_eq!(&fewer_constants[..], &constants[..count]);
            }
        }
    }

    #[test]
    fn thousands_of_one_meaning_have_names_at_once() {
        let value = Value::String("日".to_owned());
        let names = of_values((0..4096).map(|_| (Some("日本"), &value)));
        assert_eq!(names[16], "Value17");
        let value = Value::String("a".to_owned());
        let names = of_values((0..4096).map(|_| (Some("A"), &value)));
        assert_eq!(names[..4], ["A", "AA", "AAN2", "AAN3"]);
        let distinct: HashSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), names.len());
    }

    #[test]
    fn bits_have_names_of_constants() {
        let names = of_bits(
            [
                (Some("Readable"), 0),
                (Some("Write-protected"), 3),
                (Some("AbC"), 4),
                (Some("Ab C"), 5),
            ]
            .into_iter(),
        );
        assert_eq!(names, ["READABLE", "WRITE_PROTECTED", "AB_C", "AB_C5"]);
    }

    #[test]
    fn values_without_meanings_are_named_after_themselves() {
        let texts = ["Fast", "fast", "very safe", "日本", "", "3D", "Self"];
        let texts = texts.map(|text| Value::String(text.to_owned()));
        assert_eq!(
            of_values(texts.iter().map(|text| (None, text))),
            [
                "Fast", "Fast2", "VerySafe", "Value4", "Value5", "Value3d", "Self7"
            ]
        );
        let numbers = [0, -5, 4096].map(Value::Integer);
        assert_eq!(
            of_values(numbers.iter().map(|number| (None, number))),
            ["Value0", "ValueMinus5", "Value4096"]
        );
        let bits = [(None, 0), (None, 63)];
        assert_eq!(of_bits(bits.into_iter()), ["BIT0", "BIT63"]);
    }
}
