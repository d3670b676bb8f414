//! What the templates get to see: typed, complete, and decided; a template only lays it out.

pub mod access;
mod answers;
mod class;
mod code;
mod default;
mod extra;
mod harness;
pub mod imports;
mod kind;
mod localization;
mod meaning;
mod method;
mod mof;
mod mof_method;
mod namespace;
mod operation;
mod outline;
mod policy;
mod property;
mod provider;
mod record;
mod review;
mod scaffold;
mod secured;
mod text;
mod types;
mod written;

use crate::model::Provider;
use crate::render::parts::Part;
use crate::render::templates::Templates;
pub use kind::{Kind, VERSION};
pub use localization::{LocalizationContext, file_names as file_names_of_languages, localizations};
pub use method::MethodContext;
pub use operation::{ClassNames, OperationContext};
pub use provider::{ProviderContext, TypeOfProvider};
use schemars::JsonSchema;
use serde::Serialize;
pub use text::{MARK, field_of_mark, take_marks_off, unmarked};
pub use types::{field_type, has_meaning_type, shared_types};
use uuid::Uuid;

/// All that there is to know of a crate while its files are rendered.
#[derive(Clone, Copy)]
pub struct Whole<'p> {
    pub provider: &'p Provider,
    pub context: &'p ProviderContext,
    pub localizations: &'p [LocalizationContext<'p>],
    pub parts: &'p [&'static Part],
    pub templates: &'p Templates,
}

/// What the spec that `wmigen new` writes is made of.
#[derive(JsonSchema, Serialize)]
pub struct StarterContext {
    /// The provider's name.
    name: String,
    /// A fresh CLSID, in braces.
    clsid: String,
}

impl StarterContext {
    /// `name` is a valid name of a provider.
    pub fn new(name: &str, clsid: Uuid) -> Self {
        StarterContext {
            name: name.to_owned(),
            clsid: clsid.braced().to_string(),
        }
    }
}
