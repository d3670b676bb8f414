//! What a spec means: the provider, with names chosen, policies inherited and everything checked.
//!
//! Whoever renders a [`Provider`] need not ask whether it makes sense: [`resolve()`] gives one only if it does.

mod choice;
mod cim_type;
mod classes;
mod client;
mod clsid;
mod collisions;
mod hosting;
mod idents;
mod names;
mod namespace;
mod operations;
mod policy;
mod properties;
mod resolve;
mod text;

#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use choice::Choice;
pub use cim_type::CimType;
pub use client::ClientLevel;
pub use hosting::{Hosting, HostingModel};
pub use names::provider_problem as provider_name_problem;
pub use namespace::Namespace;
pub use operations::Operations;
pub use policy::{
    EnumerationDenial, HELD_INSTANCES_MAX_DEFAULT, HELD_INSTANCES_MAX_LIMIT, ObjectDenial, Policy,
    PropertyDenial,
};
pub use resolve::resolve;

/// A WMI provider that can be generated.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The classes, in the order of the spec; at least one.
    pub classes: Vec<Class>,
}

/// A class of instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name in WMI.
    pub name: String,
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
    /// What the class serves; at least one operation.
    pub operations: Operations,
    /// What a denied client is told.
    pub policy: Policy,
    /// The properties, in the order of the spec; at least one is a key.
    pub properties: Vec<Property>,
}

/// A property of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name in WMI.
    pub name: String,
    /// The field in Rust, as an identifier is written (`r#type`).
    pub field: String,
    /// Its type.
    pub cim_type: CimType,
    /// Whether it is part of the key.
    pub key: bool,
    /// What becomes of an instance of which this property alone is denied; `None` if it cannot be.
    pub denied: Option<PropertyDenial>,
    /// What the value is counted in; any text.
    pub units: Option<String>,
    /// What the property tells; any text.
    pub description: Option<String>,
}
