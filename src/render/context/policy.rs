//! What a denied client is told, as the templates get to see it.

use super::access::path;
use super::code::Rust;
use crate::model::{Choice as _, Class, EnumerationDenial, ObjectDenial};
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// The policy of a class: the variants of the runtime's enums, and the spec's words for them.
#[derive(JsonSchema, Serialize)]
pub struct PolicyContext {
    /// What a client learns of an instance that it may not see: the variant of the runtime's enum.
    object: &'static str,
    /// The spec's word for that.
    object_word: &'static str,
    /// What becomes of the others when one is denied: the variant of the runtime's enum.
    enumeration: &'static str,
    /// The spec's word for that.
    enumeration_word: &'static str,
    /// The rule that says who may do what, as a Rust path; none where there is none.
    access: Option<Rust>,
    /// With separators, as a Rust literal.
    held_instances_max: String,
    /// With separators, as a Rust literal.
    held_bytes_max: String,
}

impl PolicyContext {
    pub fn new(class: &Class) -> Self {
        let policy = class.policy;
        PolicyContext {
            object: match policy.object {
                ObjectDenial::Hide => "Hide",
                ObjectDenial::Fail => "Fail",
                ObjectDenial::FailWithErrorObject => "FailWithErrorObject",
            },
            object_word: policy.object.as_str(),
            enumeration: match policy.enumeration {
                EnumerationDenial::Omit => "Omit",
                EnumerationDenial::Fail => "Fail",
                EnumerationDenial::FailWithErrorObject => "FailWithErrorObject",
                EnumerationDenial::ReportAndContinue => "ReportAndContinue",
                EnumerationDenial::ReportAndStop => "ReportAndStop",
            },
            enumeration_word: policy.enumeration.as_str(),
            access: class.access.as_deref().map(path),
            held_instances_max: grouped(policy.held_instances_max.into()),
            held_bytes_max: grouped(policy.held_bytes_max.into()),
        }
    }
}
