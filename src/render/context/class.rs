//! A class, as its own templates get to see it.

use super::imports;
use super::operation::{self, KeyContext, Offered, OperationContext};
use super::property::PropertyContext;
use super::prose;
use super::provider::ProviderContext;
use crate::model::{Choice as _, Class, EnumerationDenial, ObjectDenial};
use crate::render::answers::{self, Row};
use crate::render::mof::Qualifiers;
use crate::render::numbers::grouped;
use serde::Serialize;

/// A class, for the files that are its own.
#[derive(Clone, Serialize)]
pub struct ClassContext {
    provider: ProviderContext,
    name: String,
    /// The module of the class, and the stem of its files.
    module: String,
    module_path: String,
    type_name: String,
    key_type_name: String,
    trait_name: String,
    description: Option<String>,
    /// All qualifiers in MOF, in brackets.
    mof_qualifiers: String,
    /// What the structs derive beside the rest: real numbers are not equal to themselves.
    instance_derives: &'static str,
    /// The operations that it serves.
    operations: Vec<OperationContext>,
    /// All operations, and whether it serves them.
    every_operation: Vec<Offered>,
    policy: PolicyContext,
    properties: Vec<PropertyContext>,
    keys: Vec<KeyContext>,
    /// What each kind of client is answered, a row each.
    answers: Vec<Row>,
    /// The name of the table of its answers in the contract tests.
    pub answer_table: String,
    /// Whether it is the last class.
    pub last: bool,
    /// What the generated file uses of the runtime.
    imports: Vec<&'static str>,
    /// What the user's file uses of the generated one.
    class_imports: Vec<String>,
    /// What the user's file uses of the runtime.
    user_imports: Vec<&'static str>,
}

impl ClassContext {
    /// The class's context; `texts` says whether its texts stand in the MOF, and not beside it.
    pub fn new(class: &Class, provider: &ProviderContext, texts: bool) -> Self {
        let operations: Vec<_> = class.operations.iter().collect();
        let scaffold = imports::named_by_scaffold(class, &operations);
        ClassContext {
            provider: provider.clone(),
            name: class.name.clone(),
            module: class.module.clone(),
            module_path: format!("crate::generated::{}", class.module),
            type_name: class.type_name.clone(),
            key_type_name: class.key_type_name.clone(),
            trait_name: class.trait_name.clone(),
            description: prose(class.description.as_ref()),
            mof_qualifiers: mof_qualifiers(class, provider, texts),
            instance_derives: if has_reals(class) {
                "Clone, Debug, PartialEq"
            } else {
                "Clone, Debug, PartialEq, Eq"
            },
            operations: operations
                .into_iter()
                .map(|operation| OperationContext::new(operation, class, &provider.type_name))
                .collect(),
            every_operation: Offered::all(class),
            policy: PolicyContext::new(class),
            properties: properties(class, texts),
            keys: operation::keys(class),
            answers: answers::rows(class),
            answer_table: String::new(),
            last: false,
            imports: imports::of_generated(class),
            class_imports: scaffold.of_class,
            user_imports: scaffold.of_runtime,
        }
    }
}

/// The policy of a class: the variants of the runtime's enums, and the spec's words for them.
#[derive(Clone, Serialize)]
pub struct PolicyContext {
    object: &'static str,
    object_word: &'static str,
    enumeration: &'static str,
    enumeration_word: &'static str,
    /// With separators, as a Rust literal.
    held_instances_max: String,
    /// With separators, as a Rust literal.
    held_bytes_max: String,
}

impl PolicyContext {
    fn new(class: &Class) -> Self {
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
            held_instances_max: grouped(policy.held_instances_max.into()),
            held_bytes_max: grouped(policy.held_bytes_max.into()),
        }
    }
}

fn has_reals(class: &Class) -> bool {
    class
        .properties
        .iter()
        .any(|property| property.cim_type().is_real())
}

/// The qualifiers of the class in MOF.
fn mof_qualifiers(class: &Class, provider: &ProviderContext, texts: bool) -> String {
    let mut qualifiers = Qualifiers::default();
    if class.kind.is_dynamic() {
        qualifiers.flag("dynamic");
    }
    qualifiers.text("provider", Some(&provider.name), "");
    if texts {
        qualifiers.text("DisplayName", class.display_name.as_ref(), "");
        qualifiers.text("Description", class.description.as_ref(), "");
    }
    for own in &class.qualifiers {
        qualifiers.own(own);
    }
    qualifiers.list(0)
}

fn properties(class: &Class, texts: bool) -> Vec<PropertyContext> {
    let properties = class.properties.iter();
    let mut properties: Vec<_> = properties
        .map(|property| PropertyContext::new(property, texts))
        .collect();
    if let Some(first) = properties.first_mut() {
        first.first = true;
    }
    properties
}
