//! From the text to a [`Spec`].

use toml::Spanned;
use toml::de::DeTable;

use super::Spec;
use super::keys::{Shape, Table};
use super::literal::{self, Literal};
use super::syntax::{self, Parsed};
use super::view::{Entry, Text, View};
use crate::diagnostics::{Diagnostic, Span};

/// Reads a spec, and reports everything that is wrong with its text, in one run.
///
/// The spec holds what could be read; `complete` says whether that is all.
pub fn read(text: &str) -> (Spec, Vec<Diagnostic>) {
    let Parsed { document, errors } = syntax::parse(text);
    if errors.is_empty() && document.is_empty() {
        return (Spec::default(), vec![syntax::empty_spec()]);
    }
    let mut reader = Reader {
        text: if errors.is_empty() {
            Text::Whole
        } else {
            Text::Torn
        },
        found: Vec::new(),
    };
    let mut spec = Spec::take(&document, 0..0, &mut reader);
    reader.check_classes(&document);
    let mut found = errors;
    found.append(&mut reader.found);
    let found = syntax::without_consequences(found, text);
    spec.complete = !found.iter().any(Diagnostic::is_error);
    (spec, found)
}

/// A table that a spec has once at a place.
pub trait Fixed: Sized {
    /// The keys that it may have.
    const TABLE: &'static Table;

    /// Takes the values out of the table, and has what is wrong with it reported.
    fn take(entries: &DeTable<'_>, span: Span, reader: &mut Reader) -> Self;
}

/// A table whose name the user chooses.
pub trait Named: Sized {
    /// The keys that it may have.
    const TABLE: &'static Table;

    /// Takes the values out of the table, and has what is wrong with it reported.
    fn take(name: Spanned<String>, entries: &DeTable<'_>, span: Span, reader: &mut Reader) -> Self;
}

/// A named table that may also be written as a value, where there is no more to say.
pub trait OrLiteral: Named {
    /// How it is then written.
    const EXAMPLE: &'static str;

    /// What the value stands for; none if it is none that the spec takes, which has been reported.
    fn of_literal(name: Spanned<String>, value: Option<Spanned<Literal>>, complete: bool) -> Self;
}

/// A fixed table that may also be written as a string, where there is no more to say.
pub trait OrString: Fixed {
    /// What the string stands for.
    fn of_string(written: Spanned<String>) -> Self;
}

/// Collects what is found while the tables of the document are opened one by one.
pub struct Reader {
    text: Text,
    found: Vec<Diagnostic>,
}

impl Reader {
    /// Opens a table, and reports what is wrong with its keys.
    pub fn open<'d>(
        &mut self,
        table: &'static Table,
        entries: &'d DeTable<'d>,
        span: Span,
    ) -> View<'d> {
        View::open(table, entries, span, self.text, &mut self.found)
    }

    /// How much has been found so far.
    pub fn found(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing was found since then, and nothing can have been lost.
    pub fn is_complete_since(&self, found_before: usize) -> bool {
        self.text == Text::Whole && self.found.len() == found_before
    }

    /// A table within a table, if it is there.
    pub fn table<T: Fixed>(&mut self, outer: &View<'_>, key: &str) -> Option<T> {
        let (entries, span) = outer.table(key)?;
        Some(T::take(entries, span, self))
    }

    /// A table within a table, or the string in its place, if it is there.
    pub fn string_or_table<T: OrString>(&mut self, outer: &View<'_>, key: &str) -> Option<T> {
        let written = outer.string(key).map(T::of_string);
        written.or_else(|| self.table(outer, key))
    }

    /// The tables in an array; what is none has been reported and is left out.
    pub fn list<T: Fixed>(
        &mut self,
        outer: &View<'_>,
        key: &str,
    ) -> Option<Spanned<Vec<Spanned<T>>>> {
        let (elements, span) = outer.list(key)?;
        let tables = elements.map(|(entries, span)| {
            let table = T::take(entries, span.clone(), self);
            Spanned::new(span, table)
        });
        Some(Spanned::new(span, tables.collect()))
    }

    /// The tables in a table of named ones.
    pub fn tables<T: Named>(&mut self, outer: &View<'_>, key: &str) -> Vec<T> {
        let tables = outer.named(key);
        tables
            .map(|(name, entries, span)| T::take(name, entries, span, self))
            .collect()
    }

    /// The tables in a table of named ones, some of which may be written as values.
    pub fn literals_or_tables<T: OrLiteral>(&mut self, outer: &View<'_>, key: &str) -> Vec<T> {
        let entries = outer.entries(key);
        entries.map(|entry| self.literal_or_table(entry)).collect()
    }

    fn literal_or_table<T: OrLiteral>(&mut self, (name, value): Entry<'_>) -> T {
        if let Some(entries) = value.get_ref().as_table() {
            return T::take(name, entries, value.span(), self);
        }
        let found_before = self.found();
        let shape = Shape::Literal(T::EXAMPLE);
        self.found
            .extend(literal::problem(T::TABLE.name, &shape, value));
        let complete = self.is_complete_since(found_before);
        T::of_literal(name, literal::literal(value), complete)
    }

    /// Reports a table of classes that has none. In a torn text they may be in what was lost.
    fn check_classes(&mut self, document: &DeTable<'_>) {
        if let Some(classes) = document.get("class")
            && classes.get_ref().as_table().is_some_and(DeTable::is_empty)
            && self.text == Text::Whole
        {
            self.found.push(syntax::no_class(classes.span()));
        }
    }
}
