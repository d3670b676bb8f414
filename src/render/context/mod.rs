//! What the templates get to see: typed, complete, and decided; a template only lays it out.

mod answers;
mod class;
mod default;
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
mod types;

use crate::model::{Class, Provider};
use crate::render::files;
use crate::render::parts::Part;
use crate::render::registry::wrapped;
use class::ClassContext;
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
use serde::Serialize;
pub use types::{field_type, has_meaning_type};
use uuid::Uuid;

/// What a template gets to see that is rendered once for the crate. Each has what it needs: to write all of a thousand
/// classes down takes longer than to render most templates.
///
/// # Errors
/// If it cannot be written as JSON, or a part of the template is at fault.
pub fn of_crate(
    template: &str,
    provider: &Provider,
    context: &ProviderContext,
    localizations: &[LocalizationContext<'_>],
    parts: &[&'static Part],
) -> anyhow::Result<Context> {
    match template {
        files::REVIEW => wrapped(&ReviewContext::new(provider, context)?),
        files::MOF => wrapped(&MofContext::new(provider, context)?),
        files::RECORD => wrapped(&RecordContext::new(provider, context, localizations)),
        files::HARNESS => wrapped(&HarnessContext::new(provider, context)?),
        _ => wrapped(&OutlineContext::new(
            provider,
            context,
            localizations,
            parts,
        )),
    }
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
#[derive(Serialize)]
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

/// A text, unless it has nothing to say.
fn prose(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str)
        .filter(|text| !text.trim().is_empty())
}
