//! The crate in outline, for the files that need no more of the classes than their names.

use super::{LocalizationContext, ProviderContext};
use crate::model::Provider;
use serde::Serialize;

/// The provider, and what leads to its classes and its texts.
#[derive(Serialize)]
pub struct OutlineContext<'p> {
    provider: &'p ProviderContext,
    classes: Vec<ClassInOutline<'p>>,
    /// The files of texts; none where nothing is translated.
    localizations: &'p [LocalizationContext<'p>],
}

#[derive(Serialize)]
struct ClassInOutline<'p> {
    name: &'p str,
    /// The module of the class, and the stem of its files.
    module: &'p str,
    last: bool,
}

impl<'p> OutlineContext<'p> {
    pub fn new(
        provider: &'p Provider,
        context: &'p ProviderContext,
        localizations: &'p [LocalizationContext<'p>],
    ) -> Self {
        let most = provider.classes.len();
        let classes = provider.classes.iter().zip(1..);
        let classes = classes.map(|(class, number)| ClassInOutline {
            name: &class.name,
            module: &class.module,
            last: number == most,
        });
        OutlineContext {
            provider: context,
            classes: classes.collect(),
            localizations,
        }
    }
}
