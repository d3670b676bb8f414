//! The table of answers of a class, as a line of JSON has it.

use serde::Serialize;

use crate::model::answers::{End, of_class};
use crate::model::write_answers::{self, Outcome, Write};
use crate::model::{CallCase, Class};

/// What a class answers a kind of client by an operation.
#[derive(Serialize)]
pub struct Answer {
    operation: &'static str,
    /// The method, where the operation is a call.
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// The operation by which it is answered, where that depends on what else the client meets.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    as_operation: Option<&'static str>,
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
            as_operation: None,
            served: answer.served,
            client: answer.case.word(),
            ends: answer.ends(class.policy).iter().map(Ending::from).collect(),
        })
        .filter(|answer| !answer.ends.is_empty())
        .chain(writes(class))
        .chain(calls(class))
        .collect()
}

/// The answers to what clients can write.
fn writes(class: &Class) -> impl Iterator<Item = Answer> {
    let cases = write_answers::of_class(class);
    let answers = cases.flat_map(|(case, endings)| endings.into_iter().map(move |one| (case, one)));
    answers.filter_map(|(case, (write, ending))| {
        let as_update = ending == Outcome::AsUpdate;
        let ends = match ending {
            Outcome::NotAboutIt => return None,
            Outcome::AsUpdate => Vec::new(),
            Outcome::Ends(ends) => ends,
        };
        Some(Answer {
            operation: write.word(),
            method: None,
            as_operation: as_update.then(|| Write::Update.word()),
            served: true,
            client: case.word(),
            ends: ends.iter().map(Into::into).collect(),
        })
    })
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
                as_operation: None,
                served: true,
                client: case.word(),
                ends: vec![(&end).into()],
            })
        })
    })
}
