//! What a spec means: the provider, with names chosen, policies inherited and everything checked.
//!
//! Whoever renders a [`Provider`] need not ask whether it makes sense: [`resolve()`] gives one only if it does.

pub mod answers;
mod choice;
mod cim_type;
mod classes;
mod client;
mod clsid;
mod collisions;
mod datetime;
mod hosting;
mod idents;
mod limits;
mod locales;
mod meanings;
mod misfit;
mod names;
mod namespace;
mod not_finite;
mod operations;
mod policy;
mod properties;
mod qualifiers;
mod renames;
mod resolve;
mod text;
mod value;
mod variants;

#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use choice::Choice;
pub use cim_type::{CimType, Domain, PropertyType, Row as TypeRow};
pub use client::ClientLevel;
pub use hosting::{Hosting, HostingModel};
pub use limits::{Limits, MAX_LEN_LIMIT};
pub use locales::{
    Locale, Localization, LocalizedClass, LocalizedProperty, PATTERN as LOCALE_PATTERN,
};
pub use meanings::{BitMeaning, MeaningOf, Meanings, ValueMeaning};
pub use misfit::Misfit;
pub use names::{PATTERN as NAME_PATTERN, provider_problem as provider_name_problem};
pub use namespace::Namespace;
pub use not_finite::NotFinite;
pub use operations::{Delivers, Operation, Operations, REGISTRATION};
pub use policy::{
    EnumerationDenial, HELD_BYTES_MAX_LIMIT, HELD_INSTANCES_MAX_DEFAULT, HELD_INSTANCES_MAX_LIMIT,
    ObjectDenial, Policy, PropertyDenial,
};
pub use qualifiers::{Flavor, Qualifier, QualifierValue};
pub use resolve::{SPEC_VERSION, resolve};
pub use value::Value;

/// A WMI provider that can be generated.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// `__Win32Provider.Name`.
    pub name: String,
    /// The name of the Rust type.
    pub type_name: String,
    /// The name where a file is named after the provider.
    pub snake_name: String,
    /// `__Win32Provider.CLSID`; never nil.
    pub clsid: Uuid,
    /// The namespace that the classes live in.
    pub namespace: Namespace,
    /// What the provider is for; any text.
    pub description: Option<String>,
    /// The host that WMI loads the provider into.
    pub hosting: Hosting,
    /// The least level of a client that may reach data.
    pub client_level: ClientLevel,
    /// The language of the spec's own texts.
    pub locale: Locale,
    /// The classes, in the order of the spec; at least one.
    pub classes: Vec<Class>,
    /// The texts of the classes in other languages, in the order of the spec.
    pub localizations: Vec<Localization>,
}

/// A class of instances.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name in WMI.
    pub name: String,
    /// The name that it had before, as the spec has it; no other class has it now.
    pub renamed_from: Option<String>,
    /// The Rust module, which is also the stem of its files.
    pub module: String,
    /// The struct of an instance.
    pub type_name: String,
    /// The struct of the key.
    pub key_type_name: String,
    /// The trait that the user implements.
    pub trait_name: String,
    /// What an instance is; any text.
    pub description: Option<String>,
    /// The name that people are shown; any text.
    pub display_name: Option<String>,
    /// Further qualifiers, in the order of the spec.
    pub qualifiers: Vec<Qualifier>,
    /// What the class serves; at least one operation.
    pub operations: Operations,
    /// What a denied client is told.
    pub policy: Policy,
    /// The properties, in the order of the spec; at least one is a key.
    pub properties: Vec<Property>,
}

/// A property of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Its name in WMI.
    pub name: String,
    /// The name that it had before, as the spec has it; no other property of the class has it now.
    pub renamed_from: Option<String>,
    /// The field in Rust, as an identifier is written (`r#type`).
    pub field: String,
    /// What the enum of its values or the set of its bits is called in Rust, if it has one.
    pub meaning_type_name: String,
    /// Its type, or that of its elements.
    pub cim_type: CimType,
    /// Whether it is an array.
    pub array: bool,
    /// Whether it is part of the key.
    pub key: bool,
    /// What becomes of an instance of which this property alone is denied; `None` if it cannot be.
    pub denied: Option<PropertyDenial>,
    /// The limits of its values, or of its elements.
    pub limits: Limits,
    /// What becomes of a real number that is infinite or not a number; of another type, there is none.
    pub not_finite: NotFinite,
    /// The value that the class declares; of the property's type and within its limits.
    pub default: Option<Value>,
    /// The meanings of its values or bits.
    pub meanings: Option<Meanings>,
    /// The name that people are shown; any text.
    pub display_name: Option<String>,
    /// What the value is counted in; any text.
    pub units: Option<String>,
    /// What the property tells; any text.
    pub description: Option<String>,
    /// Further qualifiers, in the order of the spec.
    pub qualifiers: Vec<Qualifier>,
}
