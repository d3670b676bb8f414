//! What a spec gives, as MOF writes it: qualifiers with their flavors, and values.

use super::escape;
use super::numbers;
use crate::model::{Choice as _, Flavor, Meanings, Qualifier, QualifierValue, Value};

/// The width beyond which a list of qualifiers is broken; MOF has no rule, and readers of reviews have one.
const WIDTH: usize = 120;

/// How a qualifier is followed that derived classes have, too.
const TO_SUBCLASS: &str = " : ToSubclass";

/// A list of qualifiers, filled one by one.
#[derive(Default)]
pub struct Qualifiers {
    written: Vec<String>,
    /// What follows a qualifier of which nothing else is said.
    flavor: &'static str,
}

impl Qualifiers {
    /// Has those that follow passed on to derived classes, which WMI does with no qualifier but `key` by itself (WMI: "Qualifier
    /// Flavors").
    pub fn pass_on(&mut self) {
        self.flavor = TO_SUBCLASS;
    }

    /// A qualifier that is there or not.
    pub fn flag(&mut self, name: &str) {
        self.written.push(format!("{name}{}", self.flavor));
    }

    /// A qualifier with a text, if there is one, and what follows it.
    pub fn text(&mut self, name: &str, text: Option<&String>, flavor: &str) {
        if let Some(text) = text {
            let text = escape::mof_string(text);
            let flavor = self.or_own(flavor);
            self.written.push(format!("{name}({text}){flavor}"));
        }
    }

    /// A qualifier with a number, if there is one.
    pub fn number(&mut self, name: &str, number: Option<i128>) {
        let number = number.map(|number| format!("{name}({number}){}", self.flavor));
        self.written.extend(number);
    }

    /// A qualifier with a number that is written in hexadecimal digits, as Windows' numbers of languages are.
    pub fn hexadecimal(&mut self, name: &str, number: u16) {
        self.written.push(format!("{name}(0x{number:X})"));
    }

    /// A qualifier with several texts.
    pub fn texts<'t>(&mut self, name: &str, texts: impl Iterator<Item = &'t str>, flavor: &str) {
        let texts: Vec<String> = texts.map(escape::mof_string).collect();
        let flavor = self.or_own(flavor);
        self.written
            .push(format!("{name}{{{}}}{flavor}", texts.join(", ")));
    }

    fn or_own<'f>(&self, flavor: &'f str) -> &'f str {
        if flavor.is_empty() {
            self.flavor
        } else {
            flavor
        }
    }

    /// A qualifier of the user's own.
    pub fn own(&mut self, qualifier: &Qualifier) {
        let value = match &qualifier.value {
            QualifierValue::Array(values) => {
                let values: Vec<String> = values.iter().map(qualifier_value).collect();
                format!("{{{}}}", values.join(", "))
            }
            value => format!("({})", qualifier_value(value)),
        };
        let flavors = flavors(&qualifier.flavors);
        self.written
            .push(format!("{}{value}{flavors}", qualifier.name));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The list in brackets, at an indent; on several lines where it is long.
    pub fn list(&self, indent: usize) -> String {
        let one_line = format!("[{}]", self.written.join(", "));
        if indent + one_line.len() <= WIDTH {
            return one_line;
        }
        let margin = " ".repeat(indent);
        format!("[{}]", self.written.join(&format!(",\n{margin} ")))
    }
}

/// Flavors as they follow a qualifier; none says what MOF does where none is written.
fn flavors(flavors: &[Flavor]) -> String {
    let words: Vec<&str> = flavors.iter().map(|flavor| flavor.as_str()).collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(" : {}", words.join(" "))
    }
}

fn qualifier_value(value: &QualifierValue) -> String {
    match value {
        QualifierValue::Boolean(flag) => boolean(*flag),
        QualifierValue::Integer(number) => number.to_string(),
        QualifierValue::Real(number) => numbers::mof_real(number.0),
        QualifierValue::String(text) => escape::mof_string(text),
        // The model has no arrays within arrays.
        QualifierValue::Array(_) => String::new(),
    }
}

fn boolean(flag: bool) -> String {
    if flag { "TRUE" } else { "FALSE" }.to_owned()
}

/// The qualifiers that have what has a meaning, and the meanings.
pub fn names_of(meanings: &Meanings) -> (&'static str, &'static str) {
    match meanings {
        Meanings::Values(_) => ("ValueMap", "Values"),
        Meanings::Bits(_) => ("BitMap", "BitValues"),
    }
}

/// A property's default.
pub fn value(value: &Value) -> String {
    match value {
        Value::Boolean(flag) => boolean(*flag),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => numbers::mof_real(number.0),
        Value::Char16(unit) => escape::mof_char(*unit),
        Value::String(text) | Value::Datetime(text) => escape::mof_string(text),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(self::value).collect();
            format!("{{{}}}", values.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Real;

    #[test]
    fn values_are_written_as_mof_has_them() {
        let list = Value::Array(vec![Value::Integer(-1), Value::Integer(2)]);
        assert_eq!(value(&list), "{-1, 2}");
        assert_eq!(value(&Value::Boolean(true)), "TRUE");
        assert_eq!(value(&Value::Real(Real(1e300))), "1.0e300");
        assert_eq!(value(&Value::Real(Real(0.5))), "0.5");
        assert_eq!(value(&Value::Char16(0x41)), "'A'");
        assert_eq!(value(&Value::Char16(0x27)), r"'\''");
        assert_eq!(value(&Value::Char16(0xD800)), r"'\xD800'");
    }

    #[test]
    fn qualifiers_are_written_with_their_flavors() {
        let mut qualifiers = Qualifiers::default();
        qualifiers.flag("key");
        qualifiers.own(&Qualifier {
            name: "Version".to_owned(),
            value: QualifierValue::Array(vec![QualifierValue::String("1\"".to_owned())]),
            flavors: vec![Flavor::ToSubclass, Flavor::DisableOverride],
        });
        assert_eq!(
            qualifiers.list(4),
            r#"[key, Version{"1\""} : ToSubclass DisableOverride]"#
        );
        qualifiers.text("Description", Some(&"d".repeat(100)), "");
        assert_eq!(qualifiers.list(4).lines().count(), 3);
    }

    #[test]
    fn qualifiers_are_passed_on_where_others_derive() {
        let mut qualifiers = Qualifiers::default();
        qualifiers.flag("key");
        qualifiers.pass_on();
        qualifiers.flag("read");
        qualifiers.number("MaxLen", Some(8));
        qualifiers.text("Units", Some(&"bytes".to_owned()), " : Amended");
        qualifiers.texts("Values", ["A"].into_iter(), "");
        let list = r#"[key, read : ToSubclass, MaxLen(8) : ToSubclass, Units("bytes") : Amended, Values{"A"} : ToSubclass]"#;
        assert_eq!(qualifiers.list(0), list);
    }
}
