//! What each kind of client is answered, in words: the rows of a class's table in `docs/access-denied.md`.
//!
//! The generated crate's tests hold its code to the same policy; `docs/policies.md` says what the answers mean.

use crate::model::{Class, EnumerationDenial, ObjectDenial};
use serde::Serialize;

const ACCESS_DENIED: &str = "`WBEM_E_ACCESS_DENIED` 0x80041003";
const NOT_FOUND: &str = "`WBEM_E_NOT_FOUND` 0x80041002";
const NO_ERROR: &str = "`WBEM_S_NO_ERROR` 0x00000000";
const PARTLY_DENIED: &str = "`WBEM_S_ACCESS_DENIED` 0x00040009";
const PARTIAL_RESULTS: &str = "`WBEM_S_PARTIAL_RESULTS` 0x00040010";
const PROVIDER_FAILURE: &str = "`WBEM_E_PROVIDER_FAILURE` 0x80041004";
const NOT_CAPABLE: &str = "`WBEM_E_PROVIDER_NOT_CAPABLE` 0x80041024";
const TOO_MANY: &str = "`WBEM_E_QUOTA_VIOLATION` 0x8004106C";

/// What one kind of client is answered by each operation.
#[derive(Clone, Serialize)]
pub struct Answer {
    who: String,
    get: String,
    enumerate: String,
}

impl Answer {
    fn new(who: &str, get: &str, enumerate: &str) -> Self {
        Answer {
            who: who.to_owned(),
            get: get.to_owned(),
            enumerate: enumerate.to_owned(),
        }
    }
}

/// The rows of a class.
pub fn of_class(class: &Class) -> Vec<Answer> {
    let policy = class.policy;
    let mut rows = vec![
        Answer::new(
            "may see the instance",
            "the instance",
            "the instance is among the others",
        ),
        Answer::new("asks for an instance that does not exist", NOT_FOUND, "-"),
        Answer::new(
            "is denied the instance",
            &denied_object(policy.object),
            &denied_on_the_way(policy.enumeration),
        ),
        Answer::new(
            "is denied a key of the instance",
            "as if denied the instance",
            "as if denied the instance",
        ),
        Answer::new(
            "is denied the enumeration as a whole",
            "-",
            &denied_whole(policy.enumeration),
        ),
    ];
    if policy.enumeration.holds_back() {
        let who = format!("may see more than {} instances", policy.held_instances_max);
        rows.push(Answer::new(&who, "-", &format!("no instance, {TOO_MANY}")));
    }
    let broken_off = if policy.enumeration.holds_back() {
        format!("no instance, {PROVIDER_FAILURE}")
    } else {
        format!("the same; after instances have been delivered, {PARTIAL_RESULTS}")
    };
    rows.push(Answer::new(
        "meets something that goes wrong",
        PROVIDER_FAILURE,
        &broken_off,
    ));
    for row in &mut rows {
        if !class.operations.get {
            NOT_CAPABLE.clone_into(&mut row.get);
        }
        if !class.operations.enumerate {
            NOT_CAPABLE.clone_into(&mut row.enumerate);
        }
    }
    let first = Answer::new(
        "cannot be impersonated, or allows less than is required",
        ACCESS_DENIED,
        &format!("no instance, {ACCESS_DENIED}"),
    );
    rows.insert(0, first);
    rows
}

fn denied_object(answer: ObjectDenial) -> String {
    match answer {
        ObjectDenial::Hide => format!("{NOT_FOUND}, as if it did not exist"),
        ObjectDenial::Fail => ACCESS_DENIED.to_owned(),
        ObjectDenial::FailWithErrorObject => format!("{ACCESS_DENIED} and an error object"),
    }
}

fn denied_on_the_way(answer: EnumerationDenial) -> String {
    match answer {
        EnumerationDenial::Omit => {
            format!("the instance is left out, and the end is {NO_ERROR}")
        }
        EnumerationDenial::ReportAndContinue => {
            format!("the instance is left out, and the end is {PARTLY_DENIED}")
        }
        EnumerationDenial::ReportAndStop => {
            format!("the instances before it, and the end is {PARTLY_DENIED}")
        }
        EnumerationDenial::Fail | EnumerationDenial::FailWithErrorObject => denied_whole(answer),
    }
}

fn denied_whole(answer: EnumerationDenial) -> String {
    let end = match answer {
        EnumerationDenial::Omit => NO_ERROR.to_owned(),
        EnumerationDenial::Fail => ACCESS_DENIED.to_owned(),
        EnumerationDenial::FailWithErrorObject => format!("{ACCESS_DENIED} and an error object"),
        EnumerationDenial::ReportAndContinue | EnumerationDenial::ReportAndStop => {
            PARTLY_DENIED.to_owned()
        }
    };
    format!("no instance, {end}")
}
