//! A property, as the templates get to see it.

use super::access;
use super::class::schema;
use super::code::{Markdown, Rust};
use super::default;
use super::meaning::MeaningContext;
use super::text::Text;
use super::types::{field_type, has_meaning_type};
use crate::model::{
    Class, MeaningOf, Meanings, NotFinite, Property, PropertyDenial, Referred, TextForm, Value,
    ValueMeaning, ValueType,
};
use crate::render::escape;
use crate::render::mof;
use crate::render::numbers::grouped;
use schemars::JsonSchema;
use serde::Serialize;

/// A property of a class.
#[expect(
    clippy::struct_excessive_bools,
    reason = "a template asks one thing at a time"
)]
#[derive(JsonSchema, Serialize)]
pub struct PropertyContext<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The field in Rust.
    field: &'p str,
    /// The type of its field, as Rust code.
    rust_type: String,
    /// The variant of the runtime's enum.
    cim_type: &'static str,
    /// The table of the class of its objects, as a Rust path; none where its values are no objects of one class.
    schema: Option<String>,
    /// What its values refer to, as Rust code; none where they are no references.
    target: Option<Rust>,
    /// The class of which its objects derive, where these may be of several; its name in WMI.
    base: Option<&'p str>,
    /// Whether its objects may be of any class.
    any: bool,
    /// Whether it is an array.
    array: bool,
    /// The most elements of an array that has a bound, as a Rust literal.
    max_items: Option<String>,
    /// Whether it is a key.
    key: bool,
    /// Whether it is never NULL, and no key, which never is.
    required: bool,
    /// Whether clients can write it, in a class that serves that.
    writable: bool,
    /// What becomes of it when it is denied: the variant of the runtime's enum.
    denied: &'static str,
    /// The rule that says who may see it, as a Rust path; none where there is none.
    access: Option<Rust>,
    /// The unit of its values.
    units: Option<Text<'p>>,
    /// What it says.
    description: Option<Text<'p>>,
    /// What there is to know of its values, a sentence of Markdown each.
    notes: Vec<Markdown>,
    /// The greatest length of a text in UTF-16 code units, as a Rust literal.
    max_len: Option<String>,
    /// The least value, as a Rust literal.
    min: Option<String>,
    /// The greatest value, as a Rust literal.
    max: Option<String>,
    /// The enum of its values or the set of its bits.
    meaning: Option<MeaningContext>,
    /// What stands in the field of an instance that was made of its key alone, as Rust code; where it is given beside the
    /// key, the argument.
    with_key: Rust,
    /// Whether an instance cannot be made of its key alone, because this has to be given beside it.
    given: bool,
    /// What the runtime is given of the field of `instance`, as Rust code.
    cell: Rust,
    /// How its field is read of `values`, as Rust code.
    read: Rust,
    /// The call that says what becomes of a number that is not finite, where it is not the usual: the name of a Rust function.
    not_finite_call: Option<&'static str>,
    /// The call that has WMI given the texts of its objects in their place, if it is: the name of a Rust function.
    text_call: Option<&'static str>,
}

/// Who gives a parameter of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// A client, and the method takes it.
    Taken,
    /// The method.
    Given,
}

impl<'p> PropertyContext<'p> {
    /// A parameter of a method, as a field of what it takes or gives.
    pub fn of_parameter(property: &'p Property, parameter: Parameter) -> Self {
        let limits = property.limits;
        let default = property.default.is_some() && parameter == Parameter::Taken;
        PropertyContext {
            name: &property.name,
            field: &property.ident,
            rust_type: field_type(property),
            cim_type: property.cim_type().row().variant,
            schema: property.of.class().map(|class| schema(&class.module)),
            target: property.of.referred().map(target).map(Rust),
            base: base(property),
            any: property.of == ValueType::AnyObject(None),
            array: property.array,
            max_items: property.max_items.map(|most| grouped(most.into())),
            key: false,
            // What is left out is made up for afterwards.
            required: property.required && !default,
            writable: false,
            // What a method has done is done, whatever the client may see of it.
            denied: "Null",
            units: Text::of(property.units.as_ref()),
            description: Text::of(property.description.as_ref()),
            notes: parameter_notes(property, parameter),
            max_len: limits.max_len.map(|most| grouped(most.into())),
            min: limits.min.map(grouped),
            max: limits.max.map(grouped),
            meaning: MeaningContext::of(property),
            with_key: Rust(default::with_key(property, "")),
            given: property.must_be_given(),
            cell: Rust(cell(property, "output")),
            read: Rust(match parameter {
                Parameter::Taken if default => default::of_parameter(property),
                Parameter::Taken | Parameter::Given => read(property),
            }),
            not_finite_call: match (property.not_finite, parameter) {
                (NotFinite::Null, _) | (_, Parameter::Taken) => None,
                (NotFinite::Fail, Parameter::Given) => Some("fail_if_not_finite"),
            },
            text_call: text_call(property),
            access: None,
        }
    }

    /// A property, as a field of an instance of the class.
    pub fn new(property: &'p Property, class: &Class) -> Self {
        let limits = property.limits;
        PropertyContext {
            name: &property.name,
            field: &property.ident,
            rust_type: field_type(property),
            cim_type: property.cim_type().row().variant,
            schema: property.of.class().map(|class| schema(&class.module)),
            target: property.of.referred().map(target).map(Rust),
            base: base(property),
            any: property.of == ValueType::AnyObject(None),
            array: property.array,
            max_items: property.max_items.map(|most| grouped(most.into())),
            key: property.key,
            required: property.required && !property.key,
            writable: property.write && class.operations.take_values(),
            denied: denied(property),
            access: property.access.as_deref().map(access::path),
            units: Text::of(property.units.as_ref()),
            description: Text::of(property.description.as_ref()),
            notes: notes(property),
            max_len: limits.max_len.map(|most| grouped(most.into())),
            min: limits.min.map(grouped),
            max: limits.max.map(grouped),
            meaning: MeaningContext::of(property),
            with_key: Rust(default::with_key(property, &default::key_argument(class))),
            given: property.must_be_given(),
            cell: Rust(cell(property, "instance")),
            read: Rust(read(property)),
            not_finite_call: match property.not_finite {
                NotFinite::Null => None,
                NotFinite::Fail => Some("fail_if_not_finite"),
            },
            text_call: text_call(property),
        }
    }
}

/// The call that has WMI given texts in the place of objects.
fn text_call(property: &Property) -> Option<&'static str> {
    Some(match property.text? {
        TextForm::Mof => "mof_text",
        TextForm::Xml => "xml_text",
    })
}

/// What a reference may refer to, as the runtime's table has it.
fn target(to: &Referred) -> String {
    let Some(class) = &to.class else {
        return "Target::Any".to_owned();
    };
    let own = to
        .own
        .iter()
        .map(|class| format!("&{}", schema(&class.module)));
    let own: Vec<_> = own.collect();
    format!(
        "Target::Of {{ class: {}, own: &[{}], open: {} }}",
        escape::rust_string(class),
        own.join(", "),
        to.open,
    )
}

fn base(property: &Property) -> Option<&str> {
    match &property.of {
        ValueType::AnyObject(base) => base.as_deref(),
        ValueType::Scalar(_) | ValueType::Object(_) | ValueType::Reference(_) => None,
    }
}

/// How a field is read of `values`.
fn read(property: &Property) -> String {
    format!("values.{}()?", read_by(property).0)
}

/// The function of the runtime that reads a field.
pub fn read_by(property: &Property) -> Rust {
    let by = if property.of.is_object() {
        "object"
    } else {
        "value"
    };
    Rust(by.to_owned())
}

/// What there is to know of what clients write.
pub fn written_notes(property: &Property) -> Vec<Markdown> {
    let left_out = "A client that leaves it out leaves the choice to the provider.";
    let first = [
        property.key.then(|| left_out.to_owned()),
        items_note(property),
        any_note(property),
        text_note(property),
    ];
    let notes = first.into_iter().flatten().chain(limits_note(property));
    Markdown::all(notes.chain(meaning_notes(property)).collect())
}

fn cell(property: &Property, of: &str) -> String {
    let field = &property.ident;
    let makes = match (&property.of, property.array) {
        (ValueType::Scalar(_) | ValueType::Reference(_), _) => {
            return format!("{of}.{field}.into()");
        }
        (ValueType::Object(_), false) => "object",
        (ValueType::Object(_), true) => "objects",
        (ValueType::AnyObject(_), false) => "any_object",
        (ValueType::AnyObject(_), true) => "any_objects",
    };
    match (property.denied, property.required) {
        (None, true) => format!("Cell::{makes}(Some({of}.{field}))"),
        (Some(_), _) | (None, false) => format!("Cell::{makes}({of}.{field})"),
    }
}

fn notes(property: &Property) -> Vec<Markdown> {
    let required = property.required && !property.key;
    let first = [
        required.then(|| "Never NULL.".to_owned()),
        items_note(property),
        any_note(property),
        text_note(property),
    ];
    let limits = first.into_iter().flatten().chain(limits_note(property));
    let others = [
        not_finite_note(property).map(str::to_owned),
        default_note(property),
        referred_note(property).map(str::to_owned),
        denied_note(property).map(str::to_owned),
    ];
    let notes = limits.chain(meaning_notes(property));
    Markdown::all(notes.chain(others.into_iter().flatten()).collect())
}

/// What there is to know of a parameter.
fn parameter_notes(property: &Property, parameter: Parameter) -> Vec<Markdown> {
    let taken = parameter == Parameter::Taken;
    let default = property.default.as_ref().filter(|_| taken);
    let default = default.map(|default| {
        let default = mof::value(default).replace("  ", " \\x0020");
        let default = escape::doc_comment(&default);
        format!("A client that leaves it out means {default}.")
    });
    let first = [
        items_note(property),
        any_note(property),
        text_note(property),
    ];
    let limits = first.into_iter().flatten().chain(limits_note(property));
    let others = [
        (!taken)
            .then(|| not_finite_note(property).map(str::to_owned))
            .flatten(),
        default,
        (!taken)
            .then(|| referred_note(property).map(str::to_owned))
            .flatten(),
    ];
    let notes = limits.chain(meaning_notes(property));
    Markdown::all(notes.chain(others.into_iter().flatten()).collect())
}

/// Which objects these are, where their type does not say it.
fn any_note(property: &Property) -> Option<String> {
    let each = if property.array {
        "Each object"
    } else {
        "The object"
    };
    match &property.of {
        ValueType::Scalar(_) | ValueType::Object(_) | ValueType::Reference(_) => None,
        ValueType::AnyObject(None) => Some(format!("{each} is of any class of the namespace.")),
        ValueType::AnyObject(Some(base)) => {
            Some(format!("{each} is of a class that derives from `{base}`."))
        }
    }
}

/// What WMI has in the place of its objects, if it has.
fn text_note(property: &Property) -> Option<String> {
    let form = property.text?.words();
    let has = if property.array {
        "WMI has the text of each"
    } else {
        "WMI has its text"
    };
    Some(format!("{has}, in {form}."))
}

/// What its values mean, where no type of theirs says it.
fn meaning_notes(property: &Property) -> Vec<String> {
    let Some(Meanings::Values(values)) = &property.meanings else {
        return Vec::new();
    };
    if has_meaning_type(property) {
        return Vec::new();
    }
    let note = |value: &ValueMeaning| {
        let of = match &value.of {
            MeaningOf::Value(Value::Boolean(flag), _) => flag.to_string(),
            MeaningOf::Value(..) | MeaningOf::Range(..) => value.of.value_map(),
        };
        let text = value.text.as_ref().filter(|text| !text.trim().is_empty());
        let text = text.map(|text| format!(": {}", escape::doc_comment(text)));
        format!("`{of}`{}", text.unwrap_or_default())
    };
    values.iter().map(note).collect()
}

/// That what it refers to is asked about, if it is.
fn referred_note(property: &Property) -> Option<&'static str> {
    let to = property.of.referred()?;
    let nobody = to.own.is_empty() && to.asked.is_empty();
    let note = match (nobody && to.class.is_some(), property.array) {
        (true, _) => "Write only what the client may know of: nobody else is asked.",
        (false, false) => "The client is told it only if it may see the instance.",
        (false, true) => "The client is told them only if it may see all of the instances.",
    };
    Some(note)
}

fn default_note(property: &Property) -> Option<String> {
    // Prose has no runs of spaces, so that those of a value are written as MOF could have them.
    let default = mof::value(property.default.as_ref()?).replace("  ", " \\x0020");
    let default = escape::doc_comment(&default);
    Some(format!("The class's default is {default}."))
}

fn denied(property: &Property) -> &'static str {
    // The objects of a property, and the instances that it refers to, can be denied even where it cannot be by itself.
    let inside = property.of.has_denials_inside();
    let of_inside = inside.then_some(property.object_denied);
    match (property.required, property.denied.or(of_inside)) {
        (true, _) | (false, Some(PropertyDenial::DenyObject)) => "DenyObject",
        (false, Some(PropertyDenial::Null) | None) => "Null",
    }
}

/// That the property can be denied by itself, if it can.
pub fn denied_note(property: &Property) -> Option<&'static str> {
    property.denied.map(|_| match denied(property) {
        "Null" => "The client may be denied it; NULL takes its place then.",
        _ => "The client may be denied it; the whole instance is then.",
    })
}

/// What a client sees that is denied the property.
pub fn denied_sees(property: &Property) -> &'static str {
    if property.denied.is_none() && !property.of.has_denials_inside() {
        return "-";
    }
    match denied(property) {
        "Null" if property.array => {
            "NULL in its place, which some clients take for an array without elements, and the rest of the instance"
        }
        "Null" => "NULL in its place, and the rest of the instance",
        _ => "what it sees if it is denied the instance",
    }
}

/// What a key's field is in the path of its instance.
pub fn path_value(property: &Property) -> String {
    let copy = property.cim_type().row().copy;
    let clone = if copy { "" } else { ".clone()" };
    format!("self.{}{clone}.into()", property.ident)
}

fn items_note(property: &Property) -> Option<String> {
    property.max_items.map(|most| match most {
        1 => "At most one element.".to_owned(),
        most => format!("At most {most} elements."),
    })
}

fn limits_note(property: &Property) -> Option<String> {
    let limits = property.limits;
    let each = if property.array { "each " } else { "" };
    let range = match (limits.min, limits.max) {
        (Some(least), Some(most)) => format!("{each}from {least} to {most}"),
        (Some(least), None) => format!("{each}at least {least}"),
        (None, Some(most)) => format!("{each}at most {most}"),
        (None, None) => {
            let most = limits.max_len?;
            format!("{each}at most {most} UTF-16 code units long")
        }
    };
    let mut sentence = range;
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Some(format!("{sentence}."))
}

fn not_finite_note(property: &Property) -> Option<&'static str> {
    let note = match (property.not_finite, property.array) {
        _ if !property.cim_type().is_real() => return None,
        (NotFinite::Null, false) => "A number that is infinite or not a number is told as NULL.",
        (NotFinite::Null, true) => {
            "Where a number is infinite or not a number, the array is told as NULL."
        }
        (NotFinite::Fail, _) => {
            "A number that is infinite or not a number keeps its instance from being delivered."
        }
    };
    Some(note)
}
