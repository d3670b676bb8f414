//! A TOML table seen through the list of its keys.
//!
//! Opening a view reports everything that is wrong with the table's own keys; what is then taken out of it is
//! there and of the right type, or has been reported.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::Denied;
use super::key_problems;
use super::keys::{Key, Shape, Status, Table};
use super::lint_level::{self, LintLevel};
use super::literal::{self, Literal, Meaning, Values};
use super::meant::{self, Meant};
use super::named_values::{self, NamedValues};
use crate::diagnostics::rules::{OUT_OF_RANGE, WRONG_TYPE};
use crate::diagnostics::{Diagnostic, Span};

/// A table of the document that has been held against its list of keys.
pub struct View<'d> {
    table: &'static Table,
    entries: &'d DeTable<'d>,
    /// Whether nothing is wrong with any key that is there, and none can have been lost.
    pub known: bool,
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
        let mut unserved = false;
        let found_before = found.len();
        for (name, value) in entries {
            let written = name.get_ref();
            let key = table.key(written).or_else(|| {
                let is_off = value.get_ref().as_bool() == Some(false);
                table.unserved_key(written).filter(|_| !is_off)
            });
            if let Some(key) = key {
                unserved |= matches!(key.status, Status::Later(_));
                found.extend(check_key(key, name, value));
                continue;
            }
            let meant = meant::key(table, written);
            if let Some(Meant::Misspelt(key) | Meant::Word(key)) = meant {
                misspelt.push(key.name);
            }
            found.push(match meant {
                Some(Meant::Word(key)) if let Status::Later(until_then) = key.status => {
                    unserved = true;
                    key_problems::unserved(key, name, until_then)
                }
                Some(Meant::Later(until_then)) => {
                    unserved = true;
                    key_problems::unserved_word(name, until_then)
                }
                _ => key_problems::unknown(table, name, meant),
            });
        }
        let known = text == Text::Whole && found.len() == found_before;
        if text == Text::Whole && !unserved {
            // A key that was only misspelt is not missing as well; and what is not served yet may stand for one.
            let there = |key: &str| entries.contains_key(key) || misspelt.contains(&key);
            found.extend(key_problems::missing_keys(table, &span, there));
        }
        Self {
            table,
            entries,
            known,
        }
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
        let strings: Vec<_> = elements.iter().filter_map(string).collect();
        // Where no string could be read, it is not that there are none.
        let read = elements.is_empty() || !strings.is_empty();
        read.then(|| Spanned::new(value.span(), strings))
    }

    /// An integer.
    pub fn integer(&self, name: &str) -> Option<Spanned<i128>> {
        let value = self.get(name)?;
        let integer = literal::integer(value.get_ref().as_integer()?)?;
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
        named_values::list(self.get(name)?, literal::meaning)
    }

    /// Values, with a meaning each or without any, or the name of such a list; what is no value has been reported and is left
    /// out.
    pub fn values_or_name(&self, name: &str) -> Option<Values> {
        named_values::values_or_name(self.get(name)?)
    }

    /// Lists of values by their names.
    pub fn values_by_name(&self, name: &str) -> Vec<NamedValues> {
        named_values::by_name(self.entries(name), literal::listed)
    }

    /// Lists of pairs of a value and its meaning by their names.
    pub fn meanings_by_name(&self, name: &str) -> Vec<NamedValues> {
        named_values::by_name(self.entries(name), literal::meaning)
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

    /// The tables in an array, and its place.
    pub fn list(
        &self,
        name: &str,
    ) -> Option<(
        impl Iterator<Item = (&'d DeTable<'d>, Span)> + use<'d>,
        Span,
    )> {
        let value = self.get(name)?;
        let elements = value.get_ref().as_array()?.iter();
        let tables = elements.filter_map(|one| Some((one.get_ref().as_table()?, one.span())));
        Some((tables, value.span()))
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

pub(super) fn string(value: &Spanned<DeValue<'_>>) -> Option<Spanned<String>> {
    let text = value.get_ref().as_str()?;
    Some(Spanned::new(value.span(), text.to_owned()))
}

/// What is wrong with a key of the list and its value.
fn check_key(
    key: &'static Key,
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
) -> Vec<Diagnostic> {
    match &key.status {
        Status::Required(shape) | Status::Expected(shape) | Status::Optional(shape) => {
            shape.check(key.name, value)
        }
        Status::Later(until_then) => vec![key_problems::unserved(key, name, until_then)],
        Status::Never(_) if value.get_ref().as_bool() == Some(false) => Vec::new(),
        Status::Never(why) => vec![key_problems::refused(key, name.span(), why)],
    }
}

impl Shape {
    /// Reports a value that is not of this type.
    fn check(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Diagnostic> {
        let wrong = |place: &Spanned<DeValue<'_>>| wrong_type(key, self, place);
        match (self, value.get_ref()) {
            (
                Self::String(_)
                | Self::BooleanOrString(_)
                | Self::ValuesOrName(_)
                | Self::StringOrTable(..),
                DeValue::String(_),
            )
            | (Self::Boolean(_) | Self::BooleanOrString(_), DeValue::Boolean(_))
            // What stands in tables is looked at when they are opened.
            | (
                Self::Table(..) | Self::StringOrTable(..) | Self::LiteralsOrTables(..),
                DeValue::Table(_),
            ) => Vec::new(),
            (Self::Integer(_), DeValue::Integer(written)) => {
                let too_large = literal::integer(written).is_none();
                let report = too_large.then(|| too_large_integer(key, value.span()));
                report.into_iter().collect()
            }
            (Self::Literal(_), _) => literal::problem(key, self, value),
            (Self::Meanings(_), _) => literal::meanings_problems(key, self, value),
            (Self::Values(_) | Self::ValuesOrName(_), _) => {
                literal::values_problems(key, self, value)
            }
            (Self::ByName(of, _), DeValue::Table(lists)) => lists
                .iter()
                .flat_map(|(name, list)| of.check(name.get_ref(), list))
                .collect(),
            (Self::Levels(_), DeValue::Table(levels)) => lint_level::problems(self, levels),
            (Self::Strings(_), DeValue::Array(elements)) => {
                let others = elements
                    .iter()
                    .filter(|element| !element.get_ref().is_str());
                others.map(wrong).collect()
            }
            (Self::List(inner, example), DeValue::Array(elements)) => {
                let others = elements
                    .iter()
                    .filter(|element| !element.get_ref().is_table());
                let shape = Self::Table(inner, example);
                others
                    .map(|one| wrong_type(inner.name, &shape, one))
                    .collect()
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
    let message = format!("the number of `{key}` is beyond every type of WMI");
    Diagnostic::error(&OUT_OF_RANGE, span, message)
        .with_label(
            "a `sint64` begins at -9223372036854775808, a `uint64` ends at 18446744073709551615",
        )
        .with_help("write a number that the type has")
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
