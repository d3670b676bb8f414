//! The table of answers of a class, as a line of JSON has it.

use serde::Serialize;

use crate::model::answers::{End, of_class};
use crate::model::{CallCase, Class};

/// What a class answers a kind of client by an operation.
#[derive(Serialize)]
pub struct Answer {
    operation: &'static str,
    /// The method, where the operation is a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    served: bool,
    client: &'static str,
    /// The ways in which it can end, the first of them unless another says when.
    ends: Vec<Ending>,
}

/// How an answer ends.
#[derive(Serialize)]
struct Ending {
    when: &'static str,
    instances: &'static str,
    status: &'static str,
    code: u32,
    error_object: bool,
}

impl From<&End> for Ending {
    fn from(end: &End) -> Self {
        Ending {
            when: end.when.word(),
            instances: end.instances.word(),
            status: end.code.name,
            code: end.code.number,
            error_object: end.error_object,
        }
    }
}

/// All answers of a class, but those that no operation has.
pub fn answers(class: &Class) -> Vec<Answer> {
    of_class(class)
        .flat_map(|(_, answers)| answers)
        .map(|answer| Answer {
            operation: answer.operation.name(),
            method: None,
            served: answer.served,
            client: answer.case.word(),
            ends: answer.ends(class.policy).iter().map(Ending::from).collect(),
        })
        .filter(|answer| !answer.ends.is_empty())
        .chain(calls(class))
        .collect()
}

/// The answers of all methods that clients can call.
fn calls(class: &Class) -> impl Iterator<Item = Answer> {
    let methods = class.served_methods();
    methods.flat_map(|method| {
        CallCase::ALL.iter().filter_map(|case| {
            let end = case.of_method(class, method)?;
            Some(Answer {
                operation: "call",
                method: Some(method.name.clone()),
                served: true,
                client: case.word(),
                ends: vec![(&end).into()],
            })
        })
    })
}
