//! The provider, as the record of the scripts has it.

use super::operation::Offered;
use super::policy::PolicyContext;
use super::{LocalizationContext, ProviderContext, Whole};
use schemars::JsonSchema;
use serde::Serialize;

/// The provider, its classes and its texts, as the scripts know them.
#[derive(JsonSchema, Serialize)]
pub struct RecordContext<'p> {
    provider: &'p ProviderContext,
    classes: Vec<RecordedClass<'p>>,
    localizations: &'p [LocalizationContext<'p>],
}

#[derive(JsonSchema, Serialize)]
struct RecordedClass<'p> {
    name: &'p str,
    /// All operations, and whether it serves them.
    every_operation: Vec<Offered>,
    policy: PolicyContext,
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
        let most = provider.classes.len();
        let classes = provider.classes.iter().zip(1..);
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
