//! What a spec defines once, by a name, for all that names it.

use super::{FlavorsByName, SharedLists};
use crate::diagnostics::Diagnostic;
use crate::spec::Spec;

/// All that is defined so.
pub struct Defined<'s> {
    /// The lists of `[values]`.
    pub values: SharedLists<'s>,
    /// The flavors of `[qualifier.NAME]`.
    pub flavors: FlavorsByName,
}

impl<'s> Defined<'s> {
    /// What a spec defines; what is wrong with it has been reported.
    pub fn of(spec: &'s Spec, found: &mut Vec<Diagnostic>) -> Self {
        Self {
            values: SharedLists::of(spec, found),
            flavors: FlavorsByName::of(spec, found),
        }
    }
}
