//! What the templates get to see: typed, complete, and decided; a template only lays it out.

mod answers;
mod class;
mod default;
pub mod imports;
mod localization;
mod meaning;
mod operation;
mod property;
mod provider;
mod types;

use super::parts::{PARTS, Part};
use crate::model::Provider;
use answers::AnswerTable;
use class::ClassContext;
use localization::LocalizationContext;
pub use operation::OperationContext;
pub use provider::ProviderContext;
use serde::Serialize;
use std::collections::BTreeMap;
pub use types::{field_type, has_meaning_type};
use uuid::Uuid;

/// The whole crate, for the files that are written once for all classes.
#[derive(Serialize)]
pub struct CrateContext {
    provider: ProviderContext,
    classes: Vec<ClassContext>,
    /// What the classes answer; classes that answer alike share one.
    answer_tables: Vec<AnswerTable>,
    /// The files of texts; none where nothing is translated.
    localizations: Vec<LocalizationContext>,
    /// The parts of the runtime that it has.
    parts: Vec<&'static Part>,
    /// Whether it has each of the parts, by their modules.
    has_part: BTreeMap<&'static str, bool>,
}

impl CrateContext {
    /// What the templates of a provider's crate get to see.
    pub fn new(provider: &Provider) -> Self {
        let context = ProviderContext::new(provider);
        // WMI gives the neutral class's qualifiers priority over the translated ones ([MS-WMI] 3.1.1.2), so that a text
        // that stands there hides its translations: all texts stand in the files of the languages then.
        let texts = provider.localizations.is_empty();
        let mut classes: Vec<_> = provider
            .classes
            .iter()
            .map(|class| ClassContext::new(class, &context, texts))
            .collect();
        let (answer_tables, names) = answers::tables(&provider.classes);
        for (class, name) in classes.iter_mut().zip(names) {
            class.answer_table = name;
        }
        if let Some(last) = classes.last_mut() {
            last.last = true;
        }
        CrateContext {
            localizations: localization::localizations(provider, &context),
            provider: context,
            classes,
            answer_tables,
            parts: Vec::new(),
            has_part: BTreeMap::new(),
        }
    }

    /// The same crate with these parts of the runtime.
    #[must_use]
    pub fn with(mut self, parts: Vec<&'static Part>) -> Self {
        let is_there = |of: &Part| parts.iter().any(|part| part.module == of.module);
        self.has_part = PARTS
            .iter()
            .map(|part| (part.module, is_there(part)))
            .collect();
        self.parts = parts;
        self
    }

    /// The provider.
    pub fn provider(&self) -> &ProviderContext {
        &self.provider
    }

    /// The classes, each as its own templates get to see it.
    pub fn classes(&self) -> &[ClassContext] {
        &self.classes
    }

    /// The texts, each language as its own template gets to see it.
    pub fn localizations(&self) -> &[LocalizationContext] {
        &self.localizations
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
fn prose(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).cloned()
}
