//! Which of the provider's classes derive from which.

use std::collections::HashMap;
use std::sync::Arc;

use super::classes::RustNames;
use super::field_type::OwnClass;
use super::known::{Classes, Known};
use super::rust_names::Naming;

/// The provider's classes that have instances, by the classes that they are or derive from. They are found once: a reference
/// may be to each class, and the classes of a large schema refer to the same few at its top.
#[derive(Debug, Default)]
pub struct Descendants {
    /// By where the name of the class stands in the spec.
    of: HashMap<usize, Arc<[OwnClass]>>,
}

impl Descendants {
    /// Those of these classes.
    pub fn among(known: &Classes<'_>) -> Self {
        let mut of: HashMap<usize, Vec<OwnClass>> = HashMap::new();
        for (class, table) in known.own().filter(|(class, _)| !class.is_abstract()) {
            let own = OwnClass {
                name: table.name.get_ref().clone(),
                module: RustNames::of(Naming::of_class(table).stem()).module,
            };
            for above in known.line(class).classes() {
                of.entry(place(above)).or_default().push(own.clone());
            }
        }
        let of = of.into_iter();
        Self {
            of: of.map(|(place, own)| (place, own.into())).collect(),
        }
    }

    /// Those that are a class, or derive from it, in the order of the spec.
    pub fn of(&self, class: Known<'_>) -> Arc<[OwnClass]> {
        self.of.get(&place(class)).cloned().unwrap_or_default()
    }
}

fn place(class: Known<'_>) -> usize {
    class.name().span().start
}
