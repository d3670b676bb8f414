//! The provider, as the record of the scripts has it.

use super::operation::Offered;
use super::policy::PolicyContext;
use super::{LocalizationContext, ProviderContext, Whole};
use schemars::JsonSchema;
use serde::Serialize;

/// The provider, its classes and its texts, as the scripts know them.
#[derive(JsonSchema, Serialize)]
pub struct RecordContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The classes whose instances clients ask for, in the order of the spec.
    classes: Vec<RecordedClass<'p>>,
    /// The files of texts; none where nothing is translated.
    localizations: &'p [LocalizationContext<'p>],
}

#[derive(JsonSchema, Serialize)]
struct RecordedClass<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// All operations, and whether it serves them.
    every_operation: Vec<Offered>,
    /// What a denied client is told.
    policy: PolicyContext,
    /// Whether it is the last class.
    last: bool,
}

impl<'p> RecordContext<'p> {
    pub fn new(whole: &Whole<'p>) -> Self {
        let Whole {
            provider,
            context,
            localizations,
            ..
        } = *whole;
        let most = provider.served().count();
        let classes = provider.served().zip(1..);
        let classes = classes.map(|(class, number)| RecordedClass {
            name: &class.name,
            every_operation: Offered::all(class),
            policy: PolicyContext::new(class),
            last: number == most,
        });
        RecordContext {
            provider: context,
            classes: classes.collect(),
            localizations,
        }
    }
}
