//! The operations that a class can serve.
//!
//! An operation is a row of the table below and a file of this folder; spec, schema, registration, templates, documents,
//! lints, the change report and the contract tests loop over the table.

mod enumerate;
mod get;
mod written;

use super::answers::{Case, Cell};
use super::policy::Policy;

pub use written::operations;

/// What the generator knows of an operation.
#[derive(Debug)]
pub struct Row {
    /// The spec's word, which is also the method of the class's trait and the name of its partials.
    pub word: &'static str,
    /// The property of the provider's registration that says that a class serves it.
    pub registration: &'static str,
    /// What a client does that asks for it, as the head of a column.
    pub asks: &'static str,
    /// How many instances an answer can have.
    pub delivers: Delivers,
    /// Whether the method takes the key of an instance.
    pub takes_key: bool,
    /// What the class's generated file uses of the runtime for it, besides what all need.
    pub runtime_names: &'static [&'static str],
    /// What the user's file uses of the runtime for it, besides what all need.
    pub scaffold_names: &'static [&'static str],
    /// What a client is answered.
    pub answer: fn(Policy, Case) -> Cell,
}

/// How many instances an answer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivers {
    /// The one that is asked for.
    One,
    /// Any number.
    Many,
}

/// Declares the operations: a variant, and the file that has its row.
macro_rules! operations {
    ($($(#[$doc:meta])* $operation:ident => $file:ident,)*) => {
        /// An operation of a class, which is a method of its trait.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Operation {
            $($(#[$doc])* $operation,)*
        }

        impl Operation {
            /// Every operation, in the order of documents and generated files.
            pub const ALL: &'static [Self] = &[$(Self::$operation,)*];

            /// The spec's words for them.
            pub const WORDS: &'static [&'static str] = &[$($file::ROW.word,)*];

            /// What the generator knows of it.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$operation => &$file::ROW,)*
                }
            }
        }
    };
}

operations! {
    /// One instance by its key.
    Get => get,
    /// All instances.
    Enumerate => enumerate,
}

/// Operations that are not served yet.
const LATER: &[&str] = &[
    "put",
    "create",
    "update",
    "delete",
    "query",
    "method",
    "event",
    "subscribe",
];

impl Operation {
    /// Its name in a spec, which is the method's too.
    pub fn name(self) -> &'static str {
        self.row().word
    }

    /// The operation of this name.
    fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|operation| operation.name() == word)
    }
}

/// The operations that a class serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operations([bool; Operation::ALL.len()]);

impl Operations {
    /// Whether this one is among them.
    pub fn serve(self, operation: Operation) -> bool {
        self.0[operation as usize]
    }

    /// Those that are served, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Operation> {
        let all = Operation::ALL.iter().copied();
        all.filter(move |operation| self.serve(*operation))
    }

    /// Adds one; whether it was not there.
    fn insert(&mut self, operation: Operation) -> bool {
        !std::mem::replace(&mut self.0[operation as usize], true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::registrations::INSTANCES;

    #[test]
    fn what_is_served_is_not_announced_for_later() {
        for word in Operation::WORDS {
            assert!(!LATER.contains(word), "{word}");
        }
    }

    #[test]
    fn the_registration_says_what_is_served() {
        for operation in Operation::ALL {
            let row = operation.row();
            assert!(
                INSTANCES.supports.contains(&row.registration),
                "{}",
                row.word
            );
        }
    }
}
