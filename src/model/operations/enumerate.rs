//! `enumerate`: all instances, of which WMI also answers queries.

use super::{Delivers, Does, Reading, Row};
use crate::model::answers::{Case, Cell, End, Instances, When, code};
use crate::model::policy::{EnumerationDenial, Policy};

pub const ROW: Row = Row {
    word: "enumerate",
    registration: "SupportsEnumeration",
    does: Does::Reads(Reading {
        asks: "enumerates, or queries",
        delivers: Delivers::Many,
        answer,
    }),
    takes_key: false,
    authorized_by: None,
    runtime_names: &["Instances", "Rows"],
    scaffold_names: &["Instances"],
};

fn answer(policy: Policy, case: Case) -> Cell {
    let denial = policy.enumeration;
    match case {
        Case::BelowLevel => Cell::of(End::none(code::ACCESS_DENIED)),
        Case::Visible => Cell::of(End::with(Instances::ItAndOthers, code::NO_ERROR)),
        Case::Denied => Cell::of(denied_on_the_way(denial)),
        Case::KeyDenied => Cell::AsIf(Case::Denied),
        Case::AllDenied => Cell::of(denied_whole(denial)),
        Case::TooManyInstances | Case::TooManyBytes if denial.holds_back() => {
            Cell::of(End::none(code::QUOTA_VIOLATION))
        }
        Case::Absent | Case::TooManyInstances | Case::TooManyBytes => Cell::NotAboutIt,
        Case::Fails => Cell::Ends(fails_on_the_way(denial)),
        Case::SourceFails => Cell::Ends(source_fails(denial)),
    }
}

fn denied_on_the_way(answer: EnumerationDenial) -> End {
    match answer {
        EnumerationDenial::Omit => End::with(Instances::Others, code::NO_ERROR),
        EnumerationDenial::ReportAndContinue => End::with(Instances::Others, code::PARTLY_DENIED),
        EnumerationDenial::ReportAndStop => End::with(Instances::Before, code::PARTLY_DENIED),
        EnumerationDenial::Fail | EnumerationDenial::FailWithErrorObject => denied_whole(answer),
    }
}

fn denied_whole(answer: EnumerationDenial) -> End {
    match answer {
        EnumerationDenial::Omit => End::none(code::NO_ERROR),
        EnumerationDenial::Fail => End::none(code::ACCESS_DENIED),
        EnumerationDenial::FailWithErrorObject => {
            End::none(code::ACCESS_DENIED).with_error_object()
        }
        EnumerationDenial::ReportAndContinue | EnumerationDenial::ReportAndStop => {
            End::none(code::PARTLY_DENIED)
        }
    }
}

/// An instance fails: the others are delivered, unless an error is possible that could not follow them (R28).
fn fails_on_the_way(answer: EnumerationDenial) -> Vec<End> {
    if answer.holds_back() {
        return vec![End::none(code::PROVIDER_FAILURE)];
    }
    let mut ends = vec![
        End::with(Instances::Others, code::PARTIAL_RESULTS).when(When::SomeDelivered),
        End::none(code::PROVIDER_FAILURE).when(When::NoneDelivered),
    ];
    ends.extend(denied_too(answer, Instances::Others));
    ends
}

/// The source of the instances fails: what it gave before is delivered.
fn source_fails(answer: EnumerationDenial) -> Vec<End> {
    let nothing = End::none(code::PROVIDER_FAILURE);
    if answer.holds_back() {
        return vec![nothing];
    }
    let mut ends = vec![
        nothing.when(When::NoneDelivered),
        End::with(Instances::Before, code::PARTIAL_RESULTS).when(When::SomeDelivered),
    ];
    ends.extend(denied_too(answer, Instances::Before));
    ends
}

/// A denial that the policy reports counts for more than a failure.
fn denied_too(answer: EnumerationDenial, instances: Instances) -> Option<End> {
    match answer {
        EnumerationDenial::ReportAndContinue | EnumerationDenial::ReportAndStop => {
            Some(End::with(instances, code::PARTLY_DENIED).when(When::DeniedToo))
        }
        EnumerationDenial::Omit
        | EnumerationDenial::Fail
        | EnumerationDenial::FailWithErrorObject => None,
    }
}
