//! A class, as its own templates get to see it.

use super::default;
use super::imports;
use super::property::{PropertyContext, table_entry};
use super::prose;
use super::provider::ProviderContext;
use crate::model::{Choice as _, Class, EnumerationDenial, ObjectDenial};
use crate::render::answers::{self, Answer};
use crate::render::layout;
use crate::render::mof::Qualifiers;
use crate::render::numbers::grouped;
use serde::Serialize;

/// A class, for the files that are its own.
#[derive(Clone, Serialize)]
pub struct ClassContext {
    provider: ProviderContext,
    name: String,
    /// The module of the class, and the stem of its files.
    pub module: String,
    /// The module while the class had its former name.
    #[serde(skip)]
    pub former_module: Option<String>,
    module_path: String,
    /// The head of the trait's implementation, without its brace.
    user_impl: String,
    type_name: String,
    key_type_name: String,
    trait_name: String,
    description: Option<String>,
    /// All qualifiers, in brackets.
    mof_qualifiers: String,
    /// What the structs derive beside the rest: real numbers are not equal to themselves.
    instance_derives: &'static str,
    operations: OperationsContext,
    policy: PolicyContext,
    properties: Vec<PropertyContext>,
    keys: Vec<PropertyContext>,
    /// What each kind of client is answered, a row each.
    answers: Vec<Answer>,
    /// Whether it is the last class.
    pub last: bool,
    imports: Vec<&'static str>,
    class_imports: Vec<String>,
    user_imports: Vec<&'static str>,
    signature_get: String,
    signature_enumerate: String,
    user_signature_get: String,
    user_signature_enumerate: String,
    erased_get: String,
    erased_enumerate: String,
    key_literal: String,
    with_key_literal: String,
    path_values: String,
    /// The lines of the runtime's table.
    table: String,
    cells: String,
}

impl ClassContext {
    /// The class's context; `texts` says whether its texts stand in the MOF, and not beside it.
    pub fn new(class: &Class, provider: &ProviderContext, texts: bool) -> Self {
        let type_name = &class.type_name;
        let key_type_name = &class.key_type_name;
        let get = |key: &str, client: &str, end: &str| {
            let parameters = [
                "&self",
                &format!("{client}: &mut Client<'_>"),
                &format!("{key}: &{key_type_name}"),
            ];
            layout::function(4, "get", &parameters, &format!("Result<{type_name}>"), end)
        };
        let enumerate = |client: &str, end: &str| {
            let parameters = ["&'a self", &format!("{client}: &'a mut Client<'_>")];
            let returns = format!("Result<Instances<'a, {type_name}>>");
            layout::function(4, "enumerate<'a>", &parameters, &returns, end)
        };
        ClassContext {
            provider: provider.clone(),
            name: class.name.clone(),
            module: class.module.clone(),
            former_module: class.former_module(),
            module_path: format!("crate::generated::{}", class.module),
            user_impl: layout::implementation(
                &class.trait_name,
                &format!("crate::{}", provider.type_name),
            ),
            type_name: type_name.clone(),
            key_type_name: key_type_name.clone(),
            trait_name: class.trait_name.clone(),
            description: prose(class.description.as_ref()),
            mof_qualifiers: mof_qualifiers(class, provider, texts),
            instance_derives: if has_reals(class) {
                "Clone, Debug, PartialEq"
            } else {
                "Clone, Debug, PartialEq, Eq"
            },
            operations: OperationsContext {
                get: class.operations.get,
                enumerate: class.operations.enumerate,
                both: class.operations.get && class.operations.enumerate,
            },
            policy: PolicyContext::new(class),
            properties: properties(class, texts),
            keys: keys(class),
            answers: answers::of_class(class),
            last: false,
            imports: imports::of_generated(class),
            class_imports: imports::of_class(class),
            user_imports: imports::of_user(class),
            signature_get: get("key", "client", ";"),
            signature_enumerate: enumerate("client", ";"),
            user_signature_get: get("_key", "_client", " {"),
            user_signature_enumerate: enumerate("_client", " {"),
            erased_get: erased_get(provider),
            erased_enumerate: erased_enumerate(provider),
            key_literal: key_literal(class),
            with_key_literal: with_key_literal(class),
            path_values: path_values(class),
            table: table(class),
            cells: cells(class),
        }
    }
}

/// The operations of a class.
#[derive(Clone, Serialize)]
pub struct OperationsContext {
    get: bool,
    enumerate: bool,
    both: bool,
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

/// The way from the runtime's table to the class's `get`.
fn erased_get(provider: &ProviderContext) -> String {
    let parameters = [
        &format!("provider: &crate::{}", provider.type_name),
        "client: &mut Client<'_>",
        "keys: &Keys",
    ];
    layout::function(0, "get", &parameters, "Result<Row>", " {")
}

/// The way from the runtime's table to the class's `enumerate`.
fn erased_enumerate(provider: &ProviderContext) -> String {
    let parameters = [
        &format!("provider: &'a crate::{}", provider.type_name),
        "client: &'a mut Client<'_>",
    ];
    layout::function(0, "enumerate<'a>", &parameters, "Result<Rows<'a>>", " {")
}

fn key_literal(class: &Class) -> String {
    let keys = keys(class);
    let fields: Vec<String> = keys
        .iter()
        .map(|key| format!("{}: keys.get({})?", key.field, key.index))
        .collect();
    layout::struct_literal(4, &class.key_type_name, &fields)
}

/// The properties, as the runtime has them.
fn table(class: &Class) -> String {
    let entries: Vec<String> = class.properties.iter().map(table_entry).collect();
    layout::array(8, &entries)
}

/// The cells of a row, from the fields of an instance.
fn cells(class: &Class) -> String {
    let cells: Vec<String> = class
        .properties
        .iter()
        .map(|property| format!("instance.{}.into()", property.field))
        .collect();
    layout::array(8, &cells)
}

/// An instance whose key is given, with the class's defaults for the rest.
fn with_key_literal(class: &Class) -> String {
    let properties = class.properties.iter();
    let fields: Vec<String> = properties
        .map(|property| format!("{}: {}", property.field, default::with_key(property)))
        .collect();
    layout::struct_literal(8, &class.type_name, &fields)
}

/// The values of the key's fields, for a path.
fn path_values(class: &Class) -> String {
    let values: Vec<String> = keys(class).into_iter().map(|key| key.path_value).collect();
    layout::array(8, &values)
}

fn has_reals(class: &Class) -> bool {
    class
        .properties
        .iter()
        .any(|property| property.cim_type.is_real())
}

/// The qualifiers of the class in MOF.
fn mof_qualifiers(class: &Class, provider: &ProviderContext, texts: bool) -> String {
    let mut qualifiers = Qualifiers::default();
    qualifiers.flag("dynamic");
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

fn keys(class: &Class) -> Vec<PropertyContext> {
    class
        .properties
        .iter()
        .filter(|property| property.key)
        .enumerate()
        .map(|(index, property)| PropertyContext::of_key(index, property))
        .collect()
}
