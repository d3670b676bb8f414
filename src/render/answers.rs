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

/// What stands where a row is not about an operation.
const NOT_ABOUT_IT: &str = "-";

/// The rows of a class.
pub fn of_class(class: &Class) -> Vec<Answer> {
    let policy = class.policy;
    let mut rows = vec![
        Answer::new(
            "may see the instance",
            "the instance",
            "the instance is among the others",
        ),
        Answer::new(
            "asks for an instance that does not exist",
            NOT_FOUND,
            NOT_ABOUT_IT,
        ),
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
            NOT_ABOUT_IT,
            &denied_whole(policy.enumeration),
        ),
    ];
    if policy.enumeration.holds_back() && class.operations.enumerate {
        for who in [
            format!("may see more than {} instances", policy.held_instances_max),
            format!(
                "may see instances whose values have more than {} bytes",
                policy.held_bytes_max
            ),
        ] {
            let too_many = format!("no instance, {TOO_MANY}");
            rows.push(Answer::new(&who, NOT_ABOUT_IT, &too_many));
        }
    }
    rows.push(Answer::new(
        "meets an instance that fails, or whose values the class rules out",
        PROVIDER_FAILURE,
        &failed_on_the_way(policy.enumeration),
    ));
    let broken_off = if policy.enumeration.holds_back() {
        format!("no instance, {PROVIDER_FAILURE}")
    } else {
        // In full, because a class that serves no `get` has another answer beside it.
        let end =
            format!("{PROVIDER_FAILURE}; after instances have been delivered, {PARTIAL_RESULTS}");
        match policy.enumeration {
            EnumerationDenial::ReportAndContinue | EnumerationDenial::ReportAndStop => {
                format!("{end}; where one was denied too, {PARTLY_DENIED}")
            }
            _ => end,
        }
    };
    rows.push(Answer::new(
        "meets a source that fails as a whole",
        PROVIDER_FAILURE,
        &broken_off,
    ));
    for row in &mut rows {
        if !class.operations.get && row.get != NOT_ABOUT_IT {
            NOT_CAPABLE.clone_into(&mut row.get);
        }
        if !class.operations.enumerate && row.enumerate != NOT_ABOUT_IT {
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

fn failed_on_the_way(answer: EnumerationDenial) -> String {
    let left_out = "the instance is left out, and the end is";
    let others =
        format!("{left_out} {PARTIAL_RESULTS}, or {PROVIDER_FAILURE} where no other was delivered");
    match answer {
        EnumerationDenial::Omit => others,
        EnumerationDenial::ReportAndContinue | EnumerationDenial::ReportAndStop => {
            format!("{others}; where one was denied too, {PARTLY_DENIED}")
        }
        EnumerationDenial::Fail | EnumerationDenial::FailWithErrorObject => {
            format!("no instance, {PROVIDER_FAILURE}")
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint;

    /// The rows of a class with that policy and those operations, by who asks.
    fn rows(enumeration: &str, operations: &str) -> Vec<(String, String, String)> {
        let text = format!(
            "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
             clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n\
             [class.A_B]\noperations = [{operations}]\naccess-denied.enumeration = '{enumeration}'\n\
             access-denied.object = 'fail'\n[class.A_B.properties]\nId = {{ type = 'string', key = true }}\n"
        );
        let (provider, found) = lint::check(&text);
        let provider = provider.unwrap_or_else(|| panic!("{found:#?}"));
        let rows = of_class(&provider.classes[0]).into_iter();
        rows.map(|row| (row.who, row.get, row.enumerate)).collect()
    }

    fn row(enumeration: &str, operations: &str, who: &str) -> (String, String) {
        let row = rows(enumeration, operations)
            .into_iter()
            .find(|row| row.0.starts_with(who));
        let (_, get, enumerate) = row.expect(who);
        (get, enumerate)
    }

    #[test]
    fn what_goes_wrong_is_said_with_its_code_whatever_the_class_serves() {
        let broken_off =
            format!("{PROVIDER_FAILURE}; after instances have been delivered, {PARTIAL_RESULTS}");
        let meets = |operations| row("omit", operations, "meets a source");
        assert_eq!(
            meets("'get', 'enumerate'"),
            (PROVIDER_FAILURE.to_owned(), broken_off.clone())
        );
        assert_eq!(meets("'enumerate'"), (NOT_CAPABLE.to_owned(), broken_off));
        assert_eq!(
            meets("'get'"),
            (PROVIDER_FAILURE.to_owned(), NOT_CAPABLE.to_owned())
        );
    }

    #[test]
    fn an_instance_that_fails_costs_itself_or_the_answer() {
        let meets = |answer| row(answer, "'get', 'enumerate'", "meets an instance").1;
        for (answer, reports) in [
            ("omit", false),
            ("report-and-continue", true),
            ("report-and-stop", true),
        ] {
            let said = meets(answer);
            assert!(said.contains(PARTIAL_RESULTS) && said.contains(PROVIDER_FAILURE));
            assert_eq!(said.contains(PARTLY_DENIED), reports, "{answer}");
        }
        for answer in ["fail", "fail-with-error-object"] {
            assert_eq!(meets(answer), format!("no instance, {PROVIDER_FAILURE}"));
        }
    }

    #[test]
    fn an_operation_that_a_row_is_not_about_stays_out_of_it() {
        let absent = "asks for an instance that does not exist";
        let whole = "is denied the enumeration as a whole";
        assert_eq!(row("omit", "'get'", absent).1, "-");
        assert_eq!(row("omit", "'enumerate'", absent).0, NOT_CAPABLE);
        assert_eq!(row("omit", "'enumerate'", whole).0, "-");
        assert_eq!(row("omit", "'get'", whole).1, NOT_CAPABLE);
    }

    #[test]
    fn only_a_class_that_enumerates_has_a_limit_of_instances() {
        let has_limit = |operations| {
            rows("fail", operations)
                .iter()
                .any(|row| row.0.starts_with("may see more than"))
        };
        assert!(has_limit("'enumerate'"));
        assert!(!has_limit("'get'"));
    }

    #[test]
    fn no_answer_leans_on_that_of_an_operation_that_is_not_served() {
        for enumeration in ["omit", "fail", "report-and-stop"] {
            for (who, get, enumerate) in rows(enumeration, "'enumerate'") {
                assert!(!enumerate.contains("the same"), "{who}: {get}, {enumerate}");
            }
        }
    }
}
