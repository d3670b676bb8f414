//! The lists of `[values]`: a table with a list for each name.

use toml::Spanned;

use super::literal::Meaning;

/// A list of values that has a name, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedValues {
    /// The name, which the user chooses.
    pub name: Spanned<String>,
    /// The list, unless it is none, which has been reported.
    pub values: Option<Spanned<Vec<Meaning>>>,
}
