//! `get`: one instance by its path.

use super::{Delivers, Does, Reading, Row};
use crate::model::answers::{Case, Cell, End, Instances, code};
use crate::model::policy::{ObjectDenial, Policy};

pub const ROW: Row = Row {
    word: "get",
    registration: "SupportsGet",
    does: Does::Reads(Reading {
        asks: "asks for the instance by its path",
        delivers: Delivers::One,
        answer,
    }),
    takes_key: true,
    authorized_by: None,
    runtime_names: &["Keys"],
    scaffold_names: &["Error"],
};

fn answer(policy: Policy, case: Case) -> Cell {
    match case {
        Case::BelowLevel => Cell::of(End::none(code::ACCESS_DENIED)),
        Case::Visible => Cell::of(End::with(Instances::It, code::NO_ERROR)),
        Case::Absent => Cell::of(End::none(code::NOT_FOUND)),
        Case::Denied => Cell::of(denied(policy.object)),
        Case::KeyDenied => Cell::AsIf(Case::Denied),
        Case::Fails | Case::SourceFails => Cell::of(End::none(code::PROVIDER_FAILURE)),
        Case::AllDenied | Case::TooManyInstances | Case::TooManyBytes => Cell::NotAboutIt,
    }
}

fn denied(answer: ObjectDenial) -> End {
    match answer {
        ObjectDenial::Hide => End::none(code::NOT_FOUND),
        ObjectDenial::Fail => End::none(code::ACCESS_DENIED),
        ObjectDenial::FailWithErrorObject => End::none(code::ACCESS_DENIED).with_error_object(),
    }
}
