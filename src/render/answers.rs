//! The table of answers in words, as `docs/access-denied.md` has it, and in the members of a JSON document.

use crate::model::answers::{Answer, Case, Cell, Code, End, Instances, When, code, of_class};
use crate::model::write_answers::{self, Outcome, Write, WriteCase};
use crate::model::{CallCase, Class, Delivers, Policy};
use schemars::JsonSchema;
use serde::Serialize;

/// A row of a class's table: a client, and what each operation answers it.
#[derive(Clone, JsonSchema, Serialize)]
pub struct Row {
    /// Who the client is, in Markdown, after "The client".
    who: String,
    /// An answer for each operation, in Markdown.
    answers: Vec<String>,
}

/// The rows of a class.
pub fn rows(class: &Class) -> Vec<Row> {
    of_class(class)
        .map(|(case, answers)| Row {
            who: who(case, class.policy),
            answers: answers
                .iter()
                .map(|answer| words(answer, class.policy))
                .collect(),
        })
        .collect()
}

/// The rows of a class's methods, and the heads of their columns: those of instances, and those of the class.
pub fn calls(class: &Class) -> (Vec<String>, Vec<Row>) {
    let names = |is_static: bool| {
        let methods = class.served_methods();
        let methods = methods.filter(|method| method.is_static == is_static);
        let names: Vec<_> = methods.map(|one| format!("`{}`", one.name)).collect();
        (!names.is_empty()).then(|| (is_static, format!("calls {}", names.join(", "))))
    };
    let columns: Vec<_> = [false, true].into_iter().filter_map(names).collect();
    let rows = CallCase::ALL.iter().filter_map(|case| {
        let ends = columns.iter();
        let ends: Vec<_> = ends
            .map(|(is_static, _)| case.of(class, *is_static))
            .collect();
        ends.iter().any(Option::is_some).then(|| Row {
            who: caller(*case).to_owned(),
            answers: ends.into_iter().map(|end| call_words(*case, end)).collect(),
        })
    });
    let rows = rows.collect();
    (columns.into_iter().map(|(_, head)| head).collect(), rows)
}

/// The rows of what clients write in a class, and the heads of their columns.
pub fn writes(class: &Class) -> (Vec<String>, Vec<Row>) {
    let columns = Write::of_class(class).map(|write| wants(class, write));
    let rows = write_answers::of_class(class).map(|(case, outcomes)| Row {
        who: writer(case).to_owned(),
        answers: outcomes
            .iter()
            .map(|(write, outcome)| write_words(case, *write, outcome))
            .collect(),
    });
    (columns.collect(), rows.collect())
}

/// What a client wants that writes, after "The client", with WMI's flag where there is a choice.
pub fn wants(class: &Class, write: Write) -> String {
    let is_choice = Write::of_class(class).any(|one| one == Write::CreateOrUpdate);
    let (verb, flag) = match write {
        Write::Create => ("creates", "`WBEM_FLAG_CREATE_ONLY`"),
        Write::CreateOrUpdate => ("creates or updates", "no flag"),
        Write::Update => ("updates", "`WBEM_FLAG_UPDATE_ONLY`"),
        Write::Delete => return "deletes".to_owned(),
    };
    if is_choice {
        format!("{verb}, by {flag}")
    } else {
        verb.to_owned()
    }
}

/// Who a client is that writes, or what it meets, after "The client".
pub fn writer(case: WriteCase) -> &'static str {
    match case {
        WriteCase::BelowLevel => "cannot be impersonated, or allows less than is required",
        WriteCase::WithoutRight => "has not the right to write by the rule",
        WriteCase::Unauthorized => "may not create instances, as the class's code says",
        WriteCase::Absent => "may do that, and names an instance that does not exist",
        WriteCase::Visible => "may do that, and may see the instance",
        WriteCase::Denied => {
            "is denied that by the class's code, and may see the instance if there is one"
        }
        WriteCase::Unseen => "is denied the instance",
        WriteCase::PropertyDenied => "gives a value to a property that a rule keeps from it",
        WriteCase::ReadOnly => "gives another value to a property that cannot be written",
        WriteCase::WrongValues => "gives what the class does not take",
        WriteCase::Fails => "meets code that fails",
    }
}

/// How an answer to what a client writes ends, in words.
pub fn write_words(case: WriteCase, write: Write, outcome: &Outcome) -> String {
    let ends = match outcome {
        Outcome::NotAboutIt => return "-".to_owned(),
        Outcome::AsUpdate => return "as if it updated".to_owned(),
        Outcome::Ends(_) if case == WriteCase::WrongValues => {
            return "a code that says what is wrong".to_owned();
        }
        Outcome::Ends(ends) => ends,
    };
    let words: Vec<_> = ends
        .iter()
        .map(|end| match end.code {
            code::NO_ERROR if write == Write::Delete => "that it is gone".to_owned(),
            code::NO_ERROR => "the path of the instance".to_owned(),
            code::NOT_FOUND if case == WriteCase::Unseen => {
                format!(
                    "{}, as if it did not exist",
                    said(end.code, end.error_object)
                )
            }
            _ => said(end.code, end.error_object),
        })
        .collect();
    words.join(" or ")
}

/// Who a client is that calls a method, or what it meets, after "The client".
pub fn caller(case: CallCase) -> &'static str {
    match case {
        CallCase::BelowLevel => "cannot be impersonated, or allows less than is required",
        CallCase::WithoutRight => "has not the right to call by the rule",
        CallCase::Allowed => "may do what the method does",
        CallCase::WrongParameters => "gives parameters that the method does not take",
        CallCase::Denied => {
            "is denied what the method does, and may see the instance if it is one's"
        }
        CallCase::DeniedUnseen => "is denied what the method does, and the instance",
        CallCase::Absent => "names an instance that does not exist",
        CallCase::Fails => "meets a method that fails, or gives back what its parameters rule out",
    }
}

/// How the answer of a method ends, in words.
pub fn call_words(case: CallCase, end: Option<End>) -> String {
    match end {
        None => "-".to_owned(),
        Some(_) if case == CallCase::Allowed => "what the method gives back".to_owned(),
        Some(end) if case == CallCase::DeniedUnseen && end.code == code::NOT_FOUND => {
            format!(
                "{}, as if it did not exist",
                said(end.code, end.error_object)
            )
        }
        Some(end) => said(end.code, end.error_object),
    }
}

/// Who a client is, or what it meets, after "The client".
pub fn who(case: Case, policy: Policy) -> String {
    let who = match case {
        Case::BelowLevel => "cannot be impersonated, or allows less than is required",
        Case::Visible => "may see the instance",
        Case::Absent => "asks for an instance that does not exist",
        Case::Denied => "is denied the instance",
        Case::KeyDenied => "is denied a key of the instance",
        Case::AllDenied => "is denied the enumeration as a whole",
        Case::TooManyInstances => {
            return format!("may see more than {} instances", policy.held_instances_max);
        }
        Case::TooManyBytes => {
            return format!(
                "may see instances whose values have more than {} bytes",
                policy.held_bytes_max
            );
        }
        Case::Fails => "meets an instance that fails, or whose values the class rules out",
        Case::SourceFails => "meets a source that fails as a whole",
    };
    who.to_owned()
}

/// An answer in words.
pub fn words(answer: &Answer, policy: Policy) -> String {
    let ends = match &answer.cell {
        Cell::NotAboutIt => return "-".to_owned(),
        Cell::AsIf(case) => return format!("as if {}", who(*case, policy).replacen("is ", "", 1)),
        Cell::Ends(ends) => ends,
    };
    let Some((first, others)) = ends.split_first() else {
        return String::new();
    };
    // That there is no instance needs saying where there could be some, and the rest does not say it.
    let reading = answer.operation.reading();
    let of_many = reading.is_some_and(|reading| reading.delivers == Delivers::Many);
    let alone = of_many && others.is_empty() && (answer.served || answer.case == Case::BelowLevel);
    let mut words = first_words(first, alone);
    if answer.hides() {
        words += ", as if it did not exist";
    }
    for end in others {
        words += &other_words(end);
    }
    words
}

fn first_words(end: &End, alone: bool) -> String {
    let code = said(end.code, end.error_object);
    match end.instances {
        Instances::None if alone => format!("no instance, {code}"),
        Instances::None => code,
        Instances::It => "the instance".to_owned(),
        Instances::ItAndOthers => "the instance is among the others".to_owned(),
        Instances::Others => format!("the instance is left out, and the end is {code}"),
        Instances::Before => format!("the instances before it, and the end is {code}"),
    }
}

fn other_words(end: &End) -> String {
    let code = said(end.code, end.error_object);
    match end.when {
        When::Always => format!(", or {code}"),
        When::NoneDelivered => format!(", or {code} where no other was delivered"),
        When::SomeDelivered => format!("; after instances have been delivered, {code}"),
        When::DeniedToo => format!("; where one was denied too, {code}"),
    }
}

fn said(code: Code, error_object: bool) -> String {
    let with = if error_object {
        " and an error object"
    } else {
        ""
    };
    format!("`{}` 0x{:08X}{with}", code.name, code.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint;
    use crate::model::Operation;

    const ACCESS_DENIED: &str = "`WBEM_E_ACCESS_DENIED` 0x80041003";
    const NOT_FOUND: &str = "`WBEM_E_NOT_FOUND` 0x80041002";
    const NOT_CAPABLE: &str = "`WBEM_E_PROVIDER_NOT_CAPABLE` 0x80041024";
    const PARTIAL_RESULTS: &str = "`WBEM_S_PARTIAL_RESULTS` 0x00040010";
    const PARTLY_DENIED: &str = "`WBEM_S_ACCESS_DENIED` 0x00040009";
    const PROVIDER_FAILURE: &str = "`WBEM_E_PROVIDER_FAILURE` 0x80041004";

    /// The rows of a class with that policy and those operations, by who asks.
    fn table(enumeration: &str, operations: &str) -> Vec<Row> {
        let text = format!(
            "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
             clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n\
             [class.A_B]\noperations = [{operations}]\naccess-denied.enumeration = '{enumeration}'\n\
             access-denied.object = 'fail'\n[class.A_B.properties]\nId = {{ type = 'string', key = true }}\n"
        );
        let (provider, found) = lint::check(&text);
        let provider = provider.unwrap_or_else(|| panic!("{found:#?}"));
        rows(&provider.classes[0])
    }

    /// What `get` and `enumerate` answer whom the row with this beginning is about.
    fn row(enumeration: &str, operations: &str, who: &str) -> (String, String) {
        let mut rows = table(enumeration, operations).into_iter();
        let row = rows.find(|row| row.who.starts_with(who)).expect(who);
        assert_eq!(Operation::WORDS[..2], ["get", "enumerate"]);
        (row.answers[0].clone(), row.answers[1].clone())
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
    fn a_client_below_the_level_is_denied_whatever_the_class_serves() {
        for operations in ["'get'", "'enumerate'", "'get', 'enumerate'"] {
            let (get, enumerate) = row("omit", operations, "cannot be impersonated");
            assert_eq!(get, ACCESS_DENIED);
            assert_eq!(enumerate, format!("no instance, {ACCESS_DENIED}"));
        }
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
        assert_eq!(
            row("omit", "'get'", absent),
            (NOT_FOUND.to_owned(), "-".to_owned())
        );
        assert_eq!(row("omit", "'enumerate'", absent).0, NOT_CAPABLE);
        assert_eq!(row("omit", "'enumerate'", whole).0, "-");
        assert_eq!(row("omit", "'get'", whole).1, NOT_CAPABLE);
    }

    #[test]
    fn only_a_class_that_enumerates_has_a_limit_of_instances() {
        let has_limit = |operations| {
            table("fail", operations)
                .iter()
                .any(|row| row.who.starts_with("may see more than"))
        };
        assert!(has_limit("'enumerate'"));
        assert!(!has_limit("'get'"));
    }

    #[test]
    fn no_answer_leans_on_that_of_an_operation_that_is_not_served() {
        for enumeration in ["omit", "fail", "report-and-stop"] {
            for row in table(enumeration, "'enumerate'") {
                for answer in row.answers {
                    assert!(!answer.contains("the same"), "{}: {answer}", row.who);
                }
            }
        }
    }
}
