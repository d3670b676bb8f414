//! The lists of `[values]`: a table with a list for each name.

use toml::Spanned;
use toml::de::DeValue;

use super::literal::{self, Meaning, Values};
use super::view::{Entry, string};

/// A list of values that has a name, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedValues {
    /// The name, which the user chooses.
    pub name: Spanned<String>,
    /// The list, unless it is none, which has been reported.
    pub values: Option<Spanned<Vec<Meaning>>>,
}

/// How an element of a list is read.
type Element = fn(&Spanned<DeValue<'_>>) -> Option<Meaning>;

/// The elements of an array that can be read.
pub fn list(value: &Spanned<DeValue<'_>>, element: Element) -> Option<Spanned<Vec<Meaning>>> {
    let elements = value.get_ref().as_array()?;
    let list: Vec<_> = elements.iter().filter_map(element).collect();
    // Where none could be read, it is not that there are none.
    let read = elements.is_empty() || !list.is_empty();
    read.then(|| Spanned::new(value.span(), list))
}

/// The lists in a table of named ones.
pub fn by_name<'d>(entries: impl Iterator<Item = Entry<'d>>, element: Element) -> Vec<NamedValues> {
    let lists = entries.map(|(name, value)| NamedValues {
        name,
        values: list(value, element),
    });
    lists.collect()
}

/// A list, or the name of one.
pub fn values_or_name(value: &Spanned<DeValue<'_>>) -> Option<Values> {
    match string(value) {
        Some(name) => Some(Values::Named(name)),
        None => list(value, literal::listed).map(Values::Listed),
    }
}
