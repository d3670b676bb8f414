//! A TOML table seen through the list of its keys.
//!
//! Opening a view reports everything that is wrong with the table's own keys; what is then taken out of it is
//! there and of the right type, or has been reported.

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::Denied;
use super::keys::{Key, Shape, Status, TABLES, Table};
use super::lint_level::{self, LintLevel};
use super::literal::{self, Literal, Meaning};
use crate::diagnostics::rules::{
    MISSING_KEY, NOT_SERVED_YET, OUT_OF_RANGE, REFUSED_KEY, UNKNOWN_KEY, WRONG_TYPE,
};
use crate::diagnostics::{Diagnostic, Span, closest, list, quoted};

/// A table of the document that has been held against its list of keys.
pub struct View<'d> {
    table: &'static Table,
    entries: &'d DeTable<'d>,
}

/// A name that the user chose, and what stands there.
pub type Entry<'d> = (Spanned<String>, &'d Spanned<DeValue<'d>>);

/// Whether the whole text was read, so that what is not there was not written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// All of it.
    Whole,
    /// Some lines are no TOML, and what they held is lost.
    Torn,
}

impl<'d> View<'d> {
    /// Opens a table and reports what is wrong with its keys.
    pub fn open(
        table: &'static Table,
        entries: &'d DeTable<'d>,
        span: Span,
        text: Text,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut misspelt = Vec::new();
        for (name, value) in entries {
            if let Some(key) = table.key(name.get_ref()) {
                found.extend(check_key(key, name.span(), value));
                continue;
            }
            if let Some(key) = table.unserved_key(name.get_ref())
                && value.get_ref().as_bool() != Some(false)
            {
                found.extend(check_key(key, name.span(), value));
                continue;
            }
            let known = table.served().chain(table.unserved());
            let meant = closest(name.get_ref(), known).and_then(|meant| table.key(meant));
            misspelt.extend(meant.map(|key| key.name));
            found.push(unknown_key(table, name.get_ref(), name.span(), meant));
        }
        if text == Text::Whole {
            // A key that was only misspelt is not missing as well.
            let there = |key: &str| entries.contains_key(key) || misspelt.contains(&key);
            found.extend(missing_keys(table, &span, there));
        }
        Self { table, entries }
    }

    /// The value of a key, if it is there.
    fn get(&self, name: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        debug_assert!(self.table.key(name).is_some(), "{name} is not in the list");
        self.entries.get(name)
    }

    /// A string.
    pub fn string(&self, name: &str) -> Option<Spanned<String>> {
        string(self.get(name)?)
    }

    /// An array of strings; elements of another type have been reported and are left out.
    pub fn strings(&self, name: &str) -> Option<Spanned<Vec<Spanned<String>>>> {
        let value = self.get(name)?;
        let elements = value.get_ref().as_array()?;
        let strings = elements.iter().filter_map(string).collect();
        Some(Spanned::new(value.span(), strings))
    }

    /// An integer.
    pub fn integer(&self, name: &str) -> Option<Spanned<i64>> {
        let value = self.get(name)?;
        let integer = integer(value.get_ref().as_integer()?)?;
        Some(Spanned::new(value.span(), integer))
    }

    /// `true` or `false`.
    pub fn boolean(&self, name: &str) -> Option<Spanned<bool>> {
        let value = self.get(name)?;
        Some(Spanned::new(value.span(), value.get_ref().as_bool()?))
    }

    /// `true`, `false` or a string.
    pub fn boolean_or_string(&self, name: &str) -> Option<Spanned<Denied>> {
        let value = self.get(name)?;
        let denied = match value.get_ref() {
            DeValue::Boolean(flag) => Denied::Flag(*flag),
            DeValue::String(answer) => Denied::Answer(answer.clone().into_owned()),
            _ => return None,
        };
        Some(Spanned::new(value.span(), denied))
    }

    /// A value of any type.
    pub fn literal(&self, name: &str) -> Option<Spanned<Literal>> {
        literal::literal(self.get(name)?)
    }

    /// Pairs of a value and its meaning; what is no such pair has been reported and is left out.
    pub fn meanings(&self, name: &str) -> Option<Spanned<Vec<Meaning>>> {
        let value = self.get(name)?;
        let pairs = value.get_ref().as_array()?;
        let meanings: Vec<_> = pairs.iter().filter_map(literal::meaning).collect();
        // Where no pair could be read, it is not that there are none.
        let read = pairs.is_empty() || !meanings.is_empty();
        read.then(|| Spanned::new(value.span(), meanings))
    }

    /// The levels of rules; what is no level has been reported and is left out.
    pub fn levels(&self, name: &str) -> Vec<LintLevel> {
        let table = self.table(name);
        table.map_or_else(Vec::new, |(table, _)| lint_level::levels(table))
    }

    /// A table and its place.
    pub fn table(&self, name: &str) -> Option<(&'d DeTable<'d>, Span)> {
        let value = self.get(name)?;
        Some((value.get_ref().as_table()?, value.span()))
    }

    /// The values in a table of values by names.
    pub fn entries(&self, name: &str) -> impl Iterator<Item = Entry<'d>> {
        let tables = self.table(name).into_iter().flat_map(|(tables, _)| tables);
        tables.map(|(name, value)| {
            let owned = Spanned::new(name.span(), name.get_ref().clone().into_owned());
            (owned, value)
        })
    }

    /// The tables in a table of named tables.
    pub fn named(
        &self,
        name: &str,
    ) -> impl Iterator<Item = (Spanned<String>, &'d DeTable<'d>, Span)> {
        let tables = self.table(name).into_iter().flat_map(|(tables, _)| tables);
        tables.filter_map(|(name, value)| {
            let owned = Spanned::new(name.span(), name.get_ref().clone().into_owned());
            Some((owned, value.get_ref().as_table()?, value.span()))
        })
    }
}

fn string(value: &Spanned<DeValue<'_>>) -> Option<Spanned<String>> {
    let text = value.get_ref().as_str()?;
    Some(Spanned::new(value.span(), text.to_owned()))
}

/// An integer's value, if 64 bits hold it.
fn integer(written: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(written.as_str(), written.radix()).ok()
}

/// What is wrong with a key of the list and its value.
fn check_key(key: &'static Key, name: Span, value: &Spanned<DeValue<'_>>) -> Vec<Diagnostic> {
    match &key.status {
        Status::Required(shape) | Status::Optional(shape) => shape.check(key.name, value),
        Status::Later(until_then) => vec![not_served_yet(key, name, until_then)],
        Status::Never(_) if value.get_ref().as_bool() == Some(false) => Vec::new(),
        Status::Never(why) => vec![refused_key(key, name, why)],
    }
}

fn not_served_yet(key: &Key, name: Span, until_then: &str) -> Diagnostic {
    let message = format!("`{}` is not served yet", key.name);
    Diagnostic::error(&NOT_SERVED_YET, name, message)
        .with_label("wmigen knows this key but cannot generate it yet")
        .with_help(until_then)
}

fn refused_key(key: &Key, name: Span, why: &str) -> Diagnostic {
    let message = format!("`{}` is refused: {why}", key.name);
    Diagnostic::error(&REFUSED_KEY, name, message)
        .with_label("never generated")
        .with_help("leave it out")
}

/// A key that no list has for this table: perhaps misspelt, perhaps misplaced.
fn unknown_key(
    table: &'static Table,
    name: &str,
    span: Span,
    meant: Option<&'static Key>,
) -> Diagnostic {
    let elsewhere = |other: &&&'static Table| other.served().any(|key| key == name);
    let help = if let Some(meant) = meant {
        let name = meant.name;
        match meant.status {
            Status::Required(_) | Status::Optional(_) => format!("did you mean `{name}`?"),
            Status::Later(_) => format!("did you mean `{name}`? wmigen does not serve it yet"),
            Status::Never(_) => format!("did you mean `{name}`? wmigen refuses it"),
        }
    } else if let Some(other) = TABLES.iter().find(elsewhere) {
        format!("`{name}` is a key of {}", other.name)
    } else {
        let served: Vec<_> = table.served().collect();
        format!("the keys of {} are {}", table.name, list(&served, "and"))
    };
    Diagnostic::error(&UNKNOWN_KEY, span, format!("unknown key {}", quoted(name)))
        .with_label(format!("not a key of {}", table.name))
        .with_help(help)
}

/// The keys that must be written and are not there.
fn missing_keys(
    table: &'static Table,
    span: &Span,
    there: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Diagnostic> {
    table.keys.iter().filter_map(move |key| match &key.status {
        Status::Required(shape) if !there(key.name) => {
            let message = format!("{} has no `{}`", table.name, key.name);
            let missing = Diagnostic::error(&MISSING_KEY, span.clone(), message)
                .with_label(format!("`{}` is missing", key.name));
            Some(missing.with_help(format!("write `{}`", shape.example())))
        }
        _ => None,
    })
}

impl Shape {
    /// Reports a value that is not of this type.
    fn check(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Diagnostic> {
        let wrong = |place: &Spanned<DeValue<'_>>| wrong_type(key, self, place);
        match (self, value.get_ref()) {
            (Self::String(_) | Self::BooleanOrString(_), DeValue::String(_))
            | (Self::Boolean(_) | Self::BooleanOrString(_), DeValue::Boolean(_))
            // What stands in tables is looked at when they are opened.
            | (Self::Table(..) | Self::LiteralsOrTables(..), DeValue::Table(_)) => Vec::new(),
            (Self::Integer(_), DeValue::Integer(written)) => {
                let too_large = integer(written).is_none();
                let report = too_large.then(|| too_large_integer(key, value.span()));
                report.into_iter().collect()
            }
            (Self::Literal(_), _) => literal::problem(key, self, value),
            (Self::Meanings(_), DeValue::Array(pairs)) => pairs
                .iter()
                .filter_map(|pair| literal::pair_problem(key, self, pair))
                .collect(),
            (Self::Levels(_), DeValue::Table(levels)) => lint_level::problems(self, levels),
            (Self::Strings(_), DeValue::Array(elements)) => {
                let others = elements
                    .iter()
                    .filter(|element| !element.get_ref().is_str());
                others.map(wrong).collect()
            }
            (Self::Named(inner, example), DeValue::Table(tables)) => {
                let others = tables
                    .iter()
                    .filter(|(_, value)| !value.get_ref().is_table());
                let report = |(_, value): (_, &Spanned<DeValue<'_>>)| {
                    wrong_type(inner.name, &Self::Table(inner, example), value)
                };
                others.map(report).collect()
            }
            _ => vec![wrong(value)],
        }
    }
}

pub(super) fn wrong_type(what: &str, shape: &Shape, value: &Spanned<DeValue<'_>>) -> Diagnostic {
    let what = if what.contains([' ', '`']) {
        what.to_owned()
    } else {
        format!("`{what}`")
    };
    let found = found(value.get_ref());
    let message = format!("{what} must be {}, not {found}", shape.described());
    Diagnostic::error(&WRONG_TYPE, value.span(), message)
        .with_label(format!("this is {found}"))
        .with_help(format!("write for instance `{}`", shape.example()))
}

pub(super) fn too_large_integer(key: &str, span: Span) -> Diagnostic {
    let message = format!("the number of `{key}` does not fit into 64 bits");
    Diagnostic::error(&OUT_OF_RANGE, span, message).with_help(
        "write a smaller number, or leave it out where it is a bound that the type says already",
    )
}

/// What a value is called.
pub(super) fn found(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
