//! What a further template of the user's gets to see: all that the templates of wmigen see of a provider and its classes.

use super::class::ClassContext;
use super::outline::OutlineContext;
use super::{ProviderContext, TypeOfProvider, Whole};
use crate::model::Class;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider and all of its classes.
#[derive(JsonSchema, Serialize)]
pub struct ExtraContext<'p> {
    /// The crate in outline.
    #[serde(flatten)]
    outline: OutlineContext<'p>,
    /// Every class that has code, whole, in the order of the spec.
    whole_classes: Vec<ClassContext<'p>>,
}

/// A class, and the provider that it is of.
#[derive(JsonSchema, Serialize)]
pub struct ExtraOfClassContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The class, as its generated file sees it.
    class: ClassContext<'p>,
}

impl<'p> ExtraContext<'p> {
    pub fn new(whole: &Whole<'p>) -> Self {
        let of_type = TypeOfProvider::new(whole.provider);
        let classes = whole.provider.classes_with_code();
        ExtraContext {
            outline: OutlineContext::new(whole),
            whole_classes: classes
                .map(|class| ClassContext::new(class, of_type))
                .collect(),
        }
    }
}

impl<'p> ExtraOfClassContext<'p> {
    pub fn new(class: &'p Class, whole: &Whole<'p>) -> Self {
        ExtraOfClassContext {
            provider: whole.context,
            class: ClassContext::new(class, TypeOfProvider::new(whole.provider)),
        }
    }
}
