//! The operations that a class can serve.
//!
//! An operation is a row of the table below and a file of this folder; spec, schema, registration, templates, documents,
//! lints, the change report and the contract tests loop over the table.

mod check;
mod create;
mod delete;
mod enumerate;
mod get;
mod update;
mod written;

use super::answers::{Case, Cell};
use super::policy::Policy;

pub use check::check;
pub use written::operations;

/// What the generator knows of an operation.
#[derive(Debug)]
pub struct Row {
    /// The spec's word, which is also the method of the class's trait and the name of its partials.
    pub word: &'static str,
    /// The property of the provider's registration that says that a class serves it.
    pub registration: &'static str,
    /// What it does for a client.
    pub does: Does,
    /// Whether the method takes the key of an instance.
    pub takes_key: bool,
    /// The further method of the class's trait that it takes where no rule of the class's says who may do it.
    pub authorized_by: Option<&'static str>,
    /// What the class's generated file uses of the runtime for it, besides what all need.
    pub runtime_names: &'static [&'static str],
    /// What the user's file uses of the runtime for it, besides what all need.
    pub scaffold_names: &'static [&'static str],
}

/// What an operation does for a client.
#[derive(Debug)]
pub enum Does {
    /// It tells of instances.
    Reads(Reading),
    /// It makes, changes or takes away one. What a client is answered, [`super::write_answers`] has.
    Writes(Writing),
}

/// An operation that tells of instances.
#[derive(Debug)]
pub struct Reading {
    /// What a client does that asks for it, as the head of a column.
    pub asks: &'static str,
    /// How many instances an answer can have.
    pub delivers: Delivers,
    /// What a client is answered.
    pub answer: fn(Policy, Case) -> Cell,
}

/// An operation that makes, changes or takes away an instance. It needs `get`, which says whether the client may know of the
/// instance.
#[derive(Debug)]
pub struct Writing {
    /// Whether it takes values of `write` properties.
    pub takes_values: bool,
    /// Whether the one instance of a singleton has it.
    pub of_singleton: bool,
    /// What it does to the instance, behind "to".
    pub verb: &'static str,
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
    /// A new instance.
    Create => create,
    /// Other values in an instance.
    Update => update,
    /// An instance less.
    Delete => delete,
}

/// Operations that are not served yet.
const LATER: &[&str] = &["query", "method", "event", "subscribe"];

impl Operation {
    /// Its name in a spec, which is the method's too.
    pub fn name(self) -> &'static str {
        self.row().word
    }

    /// What there is to know of it if it tells of instances.
    pub fn reading(self) -> Option<&'static Reading> {
        match &self.row().does {
            Does::Reads(reading) => Some(reading),
            Does::Writes(_) => None,
        }
    }

    /// What there is to know of it if it makes, changes or takes away an instance.
    pub fn writing(self) -> Option<&'static Writing> {
        match &self.row().does {
            Does::Reads(_) => None,
            Does::Writes(writing) => Some(writing),
        }
    }

    /// Those that tell of instances, in the order of the table.
    pub fn readings() -> impl Iterator<Item = (Self, &'static Reading)> {
        let all = Self::ALL.iter().copied();
        all.filter_map(|operation| Some((operation, operation.reading()?)))
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

    /// Whether one of them takes values of `write` properties.
    pub fn take_values(self) -> bool {
        let mut writings = self.iter().filter_map(Operation::writing);
        writings.any(|writing| writing.takes_values)
    }

    /// Whether one of them makes, changes or takes away an instance.
    pub fn write(self) -> bool {
        self.iter().any(|operation| operation.writing().is_some())
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
