//! The spec as it was written: values with their places, no defaults, no meaning.
//!
//! Everything that can be wrong with the *text* is reported here (TOML, keys, types of values); what the values
//! *mean* is the model's to say.

mod declare;
mod file;
mod inherit;
mod key_problems;
pub mod keys;
mod lint_level;
mod literal;
mod meant;
mod named_values;
mod not_toml;
mod reader;
mod syntax;
mod tables;
mod view;

#[cfg(test)]
mod tests;

pub use file::{FileError, SPEC_MAX_BYTES, read_file, read_stream};
pub use inherit::Inherit;
pub use key_problems::{missing_key, not_served_yet};
pub use lint_level::LintLevel;
pub use literal::{Literal, Meaning, Values, integer_in};
pub use named_values::NamedValues;
pub use reader::read;
pub use syntax::without_consequences;
pub use tables::{
    AccessDeniedTable, AccessTable, ClassTable, ClientTable, ExternalTable, FieldTable,
    HostingTable, LocaleTable, LocalizedClassTable, LocalizedMethodTable, LocalizedPropertyTable,
    LocalizedReturnsTable, MethodTable, NamespaceTable, ParameterTable, PropertyTable,
    ProviderTable, QualifierFlavorTable, QualifierTable, ReturnsTable, Spec, TemplatesTable,
};

/// The value of `denied`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Whether the property may be denied by itself.
    Flag(bool),
    /// It may, and this is the answer.
    Answer(String),
}
