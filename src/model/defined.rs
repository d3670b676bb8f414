//! What a spec defines once, by a name, for all that names it.

use super::access::Rules;
use super::inherited::Inherited;
use super::{FlavorsByName, SharedLists};
use crate::diagnostics::Diagnostic;
use crate::spec::Spec;

/// All that is defined so.
pub struct Defined<'s> {
    /// The lists of `[values]`.
    pub values: SharedLists<'s>,
    /// The flavors of `[qualifier.NAME]`.
    pub flavors: FlavorsByName,
    /// The rules of `[access]`.
    pub access: Rules,
    /// The properties of the classes, with those that they inherit.
    pub inherited: Inherited<'s>,
}

impl<'s> Defined<'s> {
    /// What a spec defines; what is wrong with it has been reported.
    pub fn of(spec: &'s Spec, found: &mut Vec<Diagnostic>) -> Self {
        let inherited = Inherited::of(spec);
        Self {
            values: SharedLists::of(spec, &inherited, found),
            flavors: FlavorsByName::of(spec, found),
            access: Rules::of(spec, found),
            inherited,
        }
    }
}
