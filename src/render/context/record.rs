//! The provider, as the record of the scripts has it.

use super::operation::Offered;
use super::policy::PolicyContext;
use super::secured::SecuredNamespace;
use super::{LocalizationContext, ProviderContext, Whole};
use schemars::JsonSchema;
use serde::Serialize;

/// The provider, its classes and its texts, as the scripts know them.
#[derive(JsonSchema, Serialize)]
pub struct RecordContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The namespaces, with who may open them, the outer ones first.
    secured: Vec<SecuredNamespace>,
    /// The classes, each after its superclass.
    classes: Vec<RecordedClass<'p>>,
    /// The files of texts; none where nothing is translated.
    localizations: &'p [LocalizationContext<'p>],
}

#[derive(JsonSchema, Serialize)]
struct RecordedClass<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The namespace that it is in.
    namespace: String,
    /// All operations, and whether it serves them.
    every_operation: Vec<Offered>,
    /// Whether clients can ask for its instances.
    has_instances: bool,
    /// Whether clients can call methods of it.
    has_methods: bool,
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
        let places = provider.places();
        let most = places.len();
        let classes = places.into_iter().zip(1..);
        let classes = classes.map(|((namespace, class), number)| RecordedClass {
            name: &class.name,
            namespace: namespace.to_string(),
            every_operation: Offered::all(class),
            has_instances: class.has_instances(),
            has_methods: class.served_methods().next().is_some(),
            policy: PolicyContext::new(class),
            last: number == most,
        });
        RecordContext {
            provider: context,
            secured: SecuredNamespace::all(provider),
            classes: classes.collect(),
            localizations,
        }
    }
}
