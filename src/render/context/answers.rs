//! The table of answers, as the contract tests get to see it.

use crate::model::answers::{Case, End, Instances, When, of_class};
use crate::model::{Class, EnumerationDenial, ObjectDenial, Operation, Operations};
use schemars::JsonSchema;
use serde::Serialize;

/// What one or more classes answer, for `tests/harness/provider.rs`.
#[derive(JsonSchema, Serialize)]
pub struct AnswerTable {
    /// Its name, as the constant of the tests is called.
    name: String,
    /// The first class that it is of.
    first_class: String,
    /// How many more classes share it; none if it is one class's.
    others: Option<String>,
    /// What they answer, operation by operation.
    operations: Vec<OperationAnswers>,
}

/// What they answer by an operation.
#[derive(Clone, PartialEq, Eq, JsonSchema, Serialize)]
struct OperationAnswers {
    /// The spec's word for the operation.
    word: &'static str,
    /// Whether the classes serve it.
    served: bool,
    /// All ways in which the answer can end.
    ends: Vec<EndContext>,
}

/// How an answer can end.
#[derive(Clone, PartialEq, Eq, JsonSchema, Serialize)]
struct EndContext {
    /// The word for the client that gets it, as `docs/access-denied.md` has a row for each.
    client: &'static str,
    /// The code, as a Rust literal.
    status: String,
    /// The variant of the tests' enum.
    instances: &'static str,
    /// Whether an error object comes along.
    error_object: bool,
}

/// What the answers of a class follow from.
#[derive(PartialEq, Eq)]
struct Cause(Operations, ObjectDenial, EnumerationDenial);

impl Cause {
    fn of(class: &Class) -> Self {
        let policy = class.policy;
        Cause(class.operations, policy.object, policy.enumeration)
    }
}

/// The tables of all classes, and the name of each class's.
pub fn tables<'c>(classes: impl Iterator<Item = &'c Class>) -> (Vec<AnswerTable>, Vec<String>) {
    let mut tables: Vec<(Cause, usize, AnswerTable)> = Vec::new();
    let names = classes.map(|class| {
        let cause = Cause::of(class);
        if let Some((_, others, table)) = tables.iter_mut().find(|(known, ..)| *known == cause) {
            *others += 1;
            table.others = Some(others.to_string());
            return table.name.clone();
        }
        let name = format!("ANSWERS_{}", tables.len() + 1);
        let table = AnswerTable {
            name: name.clone(),
            first_class: class.name.clone(),
            others: None,
            operations: Operation::readings()
                .map(|(operation, _)| of_operation(class, operation))
                .collect(),
        };
        tables.push((cause, 0, table));
        name
    });
    let names = names.collect();
    (tables.into_iter().map(|(.., table)| table).collect(), names)
}

fn of_operation(class: &Class, operation: Operation) -> OperationAnswers {
    let mut found = Vec::new();
    for (case, answers) in of_class(class) {
        let answers = answers.iter().filter(|one| one.operation == operation);
        for end in answers.flat_map(|answer| answer.ends(class.policy)) {
            found.push(EndContext::of(case, end));
        }
    }
    OperationAnswers {
        word: operation.name(),
        served: class.operations.serve(operation),
        ends: found,
    }
}

impl EndContext {
    fn of(case: Case, end: End) -> Self {
        let code = end.code.number;
        EndContext {
            client: case.word(),
            status: format!("0x{:04X}_{:04X}", code >> 16, code & 0xFFFF),
            instances: match (end.instances, end.when) {
                (Instances::None, _) => "None",
                (Instances::It, _) => "One",
                (Instances::Others | Instances::Before, When::SomeDelivered) => "Some",
                // A class may have no instances at all, and a test does not know which there are.
                (Instances::ItAndOthers | Instances::Others | Instances::Before, _) => "Any",
            },
            error_object: end.error_object,
        }
    }
}
