//! The flavors of `[qualifier.NAME]`, which a qualifier has wherever none are written with it.

use super::super::collisions::{Taken, defined_twice};
use super::{Flavor, check_name, flavors};
use crate::diagnostics::{Diagnostic, keep};
use crate::spec::{QualifierTable, Spec};

/// The flavors of a spec's qualifiers by their names in small letters.
#[derive(Debug, Default)]
pub struct FlavorsByName(std::collections::HashMap<String, Vec<Flavor>>);

impl FlavorsByName {
    /// Those of a spec; what is wrong with them has been reported.
    pub fn of(spec: &Spec, found: &mut Vec<Diagnostic>) -> Self {
        let mut taken = Taken::default();
        let mut by_name = Self::default();
        for written in &spec.qualifier_flavors {
            let name = &written.name;
            if keep(check_name(name), found).is_none() {
                continue;
            }
            if let Some(first) = taken.take(name.get_ref(), name) {
                found.push(defined_twice("qualifier", name, first));
                continue;
            }
            let flavors = flavors(written.flavor.as_ref(), found);
            by_name
                .0
                .insert(name.get_ref().to_ascii_lowercase(), flavors);
        }
        by_name
    }

    /// The flavors of a qualifier, its own before those of its name.
    pub fn flavors(&self, written: &QualifierTable, found: &mut Vec<Diagnostic>) -> Vec<Flavor> {
        if written.flavor.is_some() {
            return flavors(written.flavor.as_ref(), found);
        }
        let name = written.name.get_ref().to_ascii_lowercase();
        self.0.get(&name).cloned().unwrap_or_default()
    }
}

/// All qualifiers of a spec, whatever has them.
pub fn written_qualifiers(spec: &Spec) -> impl Iterator<Item = &QualifierTable> {
    let of_classes = spec.classes.iter().flat_map(|class| &class.qualifiers);
    let of_fields = super::super::fields(spec).flat_map(|field| &field.qualifiers);
    let own = spec.classes.iter().flat_map(|class| &class.methods);
    let externals = spec.externals.iter().flat_map(|class| &class.methods);
    let of_methods = own.chain(externals).flat_map(|method| &method.qualifiers);
    of_classes.chain(of_methods).chain(of_fields)
}
