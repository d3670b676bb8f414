//! What the templates get to see: typed, complete, and decided; a template only lays it out.

mod answers;
mod class;
mod default;
mod extra;
mod harness;
pub mod imports;
mod localization;
mod meaning;
mod mof;
mod operation;
mod outline;
mod policy;
mod property;
mod provider;
mod record;
mod review;
mod scaffold;
mod text;
mod types;

use crate::model::{Class, Provider};
use crate::render::files;
use crate::render::parts::Part;
use crate::render::templates::{Templates, wrapped};
use class::ClassContext;
use extra::{ExtraContext, ExtraOfClassContext};
use handlebars::Context;
use harness::HarnessContext;
pub use localization::{LocalizationContext, file_names as file_names_of_languages, localizations};
use mof::MofContext;
pub use operation::{ClassNames, OperationContext};
use outline::OutlineContext;
pub use provider::{ProviderContext, TypeOfProvider};
use record::RecordContext;
use review::ReviewContext;
use scaffold::ScaffoldContext;
use schemars::JsonSchema;
use serde::Serialize;
pub use text::{MARK, field_of_mark, take_marks_off, unmarked};
pub use types::{field_type, has_meaning_type};
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

/// What a template gets to see that is rendered once for the crate. Each has what it needs: to write all of a thousand
/// classes down takes longer than to render most templates.
///
/// # Errors
/// If it cannot be written as JSON, or a part of the template is at fault.
pub fn of_crate(template: &str, whole: &Whole<'_>) -> anyhow::Result<Context> {
    match template {
        files::REVIEW => wrapped(&ReviewContext::new(whole)?),
        files::MOF => wrapped(&MofContext::new(whole)?),
        files::RECORD => wrapped(&RecordContext::new(whole)),
        files::HARNESS => wrapped(&HarnessContext::new(whole)?),
        _ => wrapped(&OutlineContext::new(whole)),
    }
}

/// What one of the user's further templates gets to see that is rendered once for the crate.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn of_extra(whole: &Whole<'_>) -> anyhow::Result<Context> {
    wrapped(&ExtraContext::new(whole))
}

/// What one of the user's further templates gets to see that is rendered for a class.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn of_extra_of_class(class: &Class, whole: &Whole<'_>) -> anyhow::Result<Context> {
    wrapped(&ExtraOfClassContext::new(class, whole))
}

/// What a template gets to see that is rendered for a class.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn of_class(
    template: &str,
    class: &Class,
    provider: TypeOfProvider<'_>,
) -> anyhow::Result<Context> {
    match template {
        files::SCAFFOLD => wrapped(&ScaffoldContext::new(class, provider)),
        _ => wrapped(&ClassContext::new(class, provider)),
    }
}

/// What the spec that `wmigen new` writes is made of.
#[derive(JsonSchema, Serialize)]
pub struct StarterContext {
    name: String,
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
