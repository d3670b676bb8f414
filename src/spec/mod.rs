//! The spec as it was written: values with their places, no defaults, no meaning.
//!
//! Everything that can be wrong with the *text* is reported here (TOML, keys, types of values); what the values
//! *mean* is the model's to say.

mod build;
mod file;
pub mod keys;
mod literal;
pub mod schema;
mod syntax;
mod view;

#[cfg(test)]
mod tests;

use toml::Spanned;

pub use build::read;
pub use file::{FileError, SPEC_MAX_BYTES, read_file, read_stream};
pub use literal::{Literal, Meaning};
pub use syntax::without_consequences;

/// A spec as it was written.
///
/// A value that is absent was not written, or could not be read and has been reported; `complete` tells which.
#[derive(Clone, Debug, Default)]
pub struct Spec {
    /// `spec-version`.
    pub version: Option<Spanned<i64>>,
    /// `[provider]`.
    pub provider: Option<ProviderTable>,
    /// `[access-denied]`.
    pub access_denied: Option<AccessDeniedTable>,
    /// `[class.NAME]`, in the order of the file.
    pub classes: Vec<ClassTable>,
    /// `[locale.MS_XXX]`, in the order of the file.
    pub locales: Vec<LocaleTable>,
    /// Whether reading found no error; no provider is made of a spec otherwise.
    pub complete: bool,
}

/// `[provider]`.
#[derive(Clone, Debug)]
pub struct ProviderTable {
    /// `name`.
    pub name: Option<Spanned<String>>,
    /// `clsid`.
    pub clsid: Option<Spanned<String>>,
    /// `namespace`.
    pub namespace: Option<Spanned<String>>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `locale`.
    pub locale: Option<Spanned<String>>,
    /// `hosting`.
    pub hosting: Option<HostingTable>,
    /// `client`.
    pub client: Option<ClientTable>,
}

/// `hosting` of the provider.
#[derive(Clone, Debug)]
pub struct HostingTable {
    /// `model`.
    pub model: Option<Spanned<String>>,
    /// `group`.
    pub group: Option<Spanned<String>>,
    /// `reason`.
    pub reason: Option<Spanned<String>>,
}

/// `client` of the provider.
#[derive(Clone, Debug)]
pub struct ClientTable {
    /// `level`.
    pub level: Option<Spanned<String>>,
}

/// `[access-denied]`, of the spec or of a class.
#[derive(Clone, Debug)]
pub struct AccessDeniedTable {
    /// `object`.
    pub object: Option<Spanned<String>>,
    /// `property`.
    pub property: Option<Spanned<String>>,
    /// `enumeration`.
    pub enumeration: Option<Spanned<String>>,
    /// `held-instances-max`.
    pub held_instances_max: Option<Spanned<i64>>,
    /// `held-bytes-max`.
    pub held_bytes_max: Option<Spanned<i64>>,
}

/// `[class.NAME]`.
#[derive(Clone, Debug)]
pub struct ClassTable {
    /// The class's name, where the table is named.
    pub name: Spanned<String>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `display-name`.
    pub display_name: Option<Spanned<String>>,
    /// `renamed-from`.
    pub renamed_from: Option<Spanned<String>>,
    /// `qualifiers`, in the order of the file.
    pub qualifiers: Vec<QualifierTable>,
    /// `operations`.
    pub operations: Option<Spanned<Vec<Spanned<String>>>>,
    /// `[class.NAME.access-denied]`.
    pub access_denied: Option<AccessDeniedTable>,
    /// `[class.NAME.properties]`, in the order of the file.
    pub properties: Vec<PropertyTable>,
    /// Whether everything in the class could be read; what seems absent may otherwise only be misspelt.
    pub complete: bool,
}

/// A property of a class.
#[derive(Clone, Debug)]
pub struct PropertyTable {
    /// The property's name.
    pub name: Spanned<String>,
    /// `type`.
    pub cim_type: Option<Spanned<String>>,
    /// `key`.
    pub key: Option<Spanned<bool>>,
    /// `denied`.
    pub denied: Option<Spanned<Denied>>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `display-name`.
    pub display_name: Option<Spanned<String>>,
    /// `renamed-from`.
    pub renamed_from: Option<Spanned<String>>,
    /// `units`.
    pub units: Option<Spanned<String>>,
    /// `max-len`.
    pub max_len: Option<Spanned<i64>>,
    /// `min`.
    pub min: Option<Spanned<i64>>,
    /// `max`.
    pub max: Option<Spanned<i64>>,
    /// `not-finite`.
    pub not_finite: Option<Spanned<String>>,
    /// `default`.
    pub default: Option<Spanned<Literal>>,
    /// `values`.
    pub values: Option<Spanned<Vec<Meaning>>>,
    /// `bitmap`.
    pub bitmap: Option<Spanned<Vec<Meaning>>>,
    /// `qualifiers`, in the order of the file.
    pub qualifiers: Vec<QualifierTable>,
}

/// A qualifier of a class or a property.
#[derive(Clone, Debug)]
pub struct QualifierTable {
    /// The qualifier's name.
    pub name: Spanned<String>,
    /// Its value.
    pub value: Option<Spanned<Literal>>,
    /// `flavor`.
    pub flavor: Option<Spanned<Vec<Spanned<String>>>>,
}

/// `[locale.MS_XXX]`.
#[derive(Clone, Debug)]
pub struct LocaleTable {
    /// WMI's name of the locale.
    pub name: Spanned<String>,
    /// `[locale.MS_XXX.class.NAME]`, in the order of the file.
    pub classes: Vec<LocalizedClassTable>,
}

/// `[locale.MS_XXX.class.NAME]`.
#[derive(Clone, Debug)]
pub struct LocalizedClassTable {
    /// The class's name.
    pub name: Spanned<String>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `display-name`.
    pub display_name: Option<Spanned<String>>,
    /// `properties`, in the order of the file.
    pub properties: Vec<LocalizedPropertyTable>,
}

/// A property of `[locale.MS_XXX.class.NAME.properties]`.
#[derive(Clone, Debug)]
pub struct LocalizedPropertyTable {
    /// The property's name.
    pub name: Spanned<String>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `display-name`.
    pub display_name: Option<Spanned<String>>,
    /// `units`.
    pub units: Option<Spanned<String>>,
    /// `values`.
    pub values: Option<Spanned<Vec<Meaning>>>,
    /// `bitmap`.
    pub bitmap: Option<Spanned<Vec<Meaning>>>,
}

/// The value of `denied`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Whether the property may be denied by itself.
    Flag(bool),
    /// It may, and this is the answer.
    Answer(String),
}
