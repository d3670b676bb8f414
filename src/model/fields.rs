//! What a class is made of: a property is a field with more to it.
//!
//! Types, limits, texts, meanings and qualifiers are a field's own, so that they and their checks are the same wherever a
//! field stands.

use toml::Spanned;

use super::collisions::{Taken, colliding, duplicate};
use super::defined::Defined;
use super::field_type::{FieldType, ValueType, field_type};
use super::known::Classes;
use super::rust_names::Naming;
use super::text::text;
use super::text_form::{TextForm, text_form};
use super::{
    CimType, Limits, Meanings, NotFinite, Qualifier, Value, idents, limits, meanings, names,
    not_finite, objects, qualifiers, references, value,
};
use std::fmt;

use crate::diagnostics::rules::UNFIT_FOR_TYPE;
use crate::diagnostics::{Checked, Diagnostic, keep};
use crate::spec::{FieldTable, Values};

/// A named and typed part of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in WMI.
    pub name: String,
    /// The name in Rust that the spec chooses, if it does; it stays whatever the name in WMI is.
    pub rust_name: Option<String>,
    /// Its name in Rust, as an identifier is written (`r#type`).
    pub ident: String,
    /// What the enum of its values or the set of its bits is called in Rust, if it has one.
    pub meaning_type_name: String,
    /// What its value is, or each of its elements.
    pub of: ValueType,
    /// The form in which WMI has the text of its objects in their place, if it has.
    pub text: Option<TextForm>,
    /// Whether it is an array.
    pub array: bool,
    /// The most elements of an array that has a bound; at least one.
    pub max_items: Option<u32>,
    /// The limits of its values, or of its elements.
    pub limits: Limits,
    /// What becomes of a real number that is infinite or not a number; of other types, which have none, the default.
    pub not_finite: NotFinite,
    /// The value that holds where none is given; of the field's type and within its limits.
    pub default: Option<Value>,
    /// The meanings of its values or bits.
    pub meanings: Option<Meanings>,
    /// The name of the list in `[values]` that these are, if they are one.
    pub shared_meanings: Option<String>,
    /// The name that people are shown; any text.
    pub display_name: Option<String>,
    /// What the value is counted in; any text.
    pub units: Option<String>,
    /// What the field tells; any text.
    pub description: Option<String>,
    /// Further qualifiers, in the order of the spec.
    pub qualifiers: Vec<Qualifier>,
}

impl Field {
    /// The CIM type of what the provider gives, or of its elements: of an object, even where WMI has its text.
    pub fn cim_type(&self) -> CimType {
        self.of.cim_type()
    }

    /// The CIM type that it has in WMI, or that its elements have.
    pub fn wmi_type(&self) -> CimType {
        match self.text {
            Some(_) => CimType::String,
            None => self.of.cim_type(),
        }
    }

    /// The type in MOF, without the brackets of an array.
    pub fn mof_type(&self) -> String {
        match self.text {
            Some(_) => CimType::String.row().mof.to_owned(),
            None => self.of.mof(),
        }
    }

    /// The constant that stands for it in Rust.
    pub fn constant(&self) -> String {
        idents::constant(&self.ident)
    }
}

/// The class that a field is of.
#[derive(Clone, Copy)]
pub struct OwnClass<'s> {
    /// Its name in WMI.
    pub name: &'s str,
    /// What its names in Rust are made of.
    pub stem: &'s str,
    /// Whether what it says of keys binds anybody.
    pub binds_keys: bool,
    /// The classes that its fields may name.
    pub known: &'s Classes<'s>,
}

/// The type that is written for a field; none if none is written.
fn type_of(written: &FieldTable, class: OwnClass<'_>) -> Option<Checked<FieldType>> {
    let types = written.types();
    let mut types = types
        .into_iter()
        .filter_map(|(key, written)| Some((key, written?)));
    let (first, written) = types.next()?;
    if let Some((second, place)) = types.next() {
        let message =
            format!("`{second}` beside `{first}`: there are either values, objects or references");
        let both = Diagnostic::error(&UNFIT_FOR_TYPE, place.span(), message)
            .with_label("one of them too many")
            .with_help(
                "write `type` for a value, `object` for an object and `ref` for a reference",
            );
        return Some(both.refuse());
    }
    Some(match first {
        TypeKey::Type => field_type(written),
        TypeKey::Object => objects::object(class.known, class.name, written),
        TypeKey::Reference => references::reference(class.known, written),
    })
}

/// The keys by which a field has its type, one of them each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKey {
    /// `type`
    Type,
    /// `object`
    Object,
    /// `ref`
    Reference,
}

impl fmt::Display for TypeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type => "type",
            Self::Object => "object",
            Self::Reference => "ref",
        })
    }
}

impl FieldTable {
    /// What is written of the field's type, key by key.
    pub fn types(&self) -> [(TypeKey, Option<&Spanned<String>>); 3] {
        [
            (TypeKey::Type, self.cim_type.as_ref()),
            (TypeKey::Object, self.object.as_ref()),
            (TypeKey::Reference, self.reference.as_ref()),
        ]
    }

    /// The type that is written for the field, whichever key it has.
    pub fn written_type(&self) -> Option<&Spanned<String>> {
        self.types().into_iter().find_map(|(_, written)| written)
    }
}

/// The field that is written so in a class; `None` if nothing can be made of it, which has been reported.
pub fn field(
    name: &Spanned<String>,
    written: &FieldTable,
    class: OwnClass<'_>,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Field> {
    let qualifiers = qualifiers::qualifiers(&written.qualifiers, &defined.flavors, found);
    let field_type = type_of(written, class);
    let field_type = field_type.map(|of| keep(of, found));
    let text_form = written.text.as_ref().and_then(|text| match &field_type {
        // What the type is, nobody knows.
        Some(None) => None,
        Some(Some(of)) => keep(text_form(text, Some(of)), found),
        None => keep(text_form(text, None), found),
    });
    let field_type = field_type??;
    let element = field_type.of.cim_type();
    let uncounted = match &field_type.of {
        ValueType::Scalar(_) => None,
        ValueType::Object(_) | ValueType::AnyObject(_) => {
            Some("only values are counted, and an object has values of its own")
        }
        ValueType::Reference(_) => {
            Some("only values are counted, and a reference names an instance")
        }
    };
    if let (Some(units), Some(why)) = (&written.units, uncounted) {
        found.extend(
            limits::unfit::<(), _>("units", units, element, why)
                .err()
                .map(|report| *report),
        );
    }
    let limits = limits::limits(written, element, found);
    let not_finite = written.not_finite.as_ref();
    let not_finite =
        not_finite.and_then(|written| keep(not_finite::not_finite(written, element), found));
    let default = written.default.as_ref();
    let default = default.and_then(|default| match field_type.of {
        ValueType::Scalar(_) => value::default(default, &field_type, &limits, found),
        ValueType::Object(_) | ValueType::AnyObject(_) => keep(
            limits::unfit(
                "default",
                default,
                element,
                "MOF has no objects as defaults",
            ),
            found,
        ),
        ValueType::Reference(_) => keep(
            limits::unfit(
                "default",
                default,
                element,
                "no instance is there before the provider says so",
            ),
            found,
        ),
    });
    let FieldType {
        of,
        array,
        max_items,
    } = field_type;
    let stem = Naming::of_field(name, written).stem();
    let listed = listed(written, element, &limits, defined, found);
    let (meanings, shared_meanings) = listed.unzip();
    let shared_meanings = shared_meanings.flatten();
    Some(Field {
        name: name.get_ref().clone(),
        rust_name: written
            .rust_name
            .as_ref()
            .map(|name| name.get_ref().clone()),
        ident: idents::field(stem),
        meaning_type_name: match &shared_meanings {
            Some(name) => idents::type_name(name),
            None => idents::meaning_type_name(class.stem, stem),
        },
        of,
        text: text_form,
        array,
        max_items,
        limits,
        not_finite: not_finite.unwrap_or_default(),
        default,
        meanings,
        shared_meanings,
        units: text(written.units.as_ref(), found),
        display_name: text(written.display_name.as_ref(), found),
        description: text(written.description.as_ref(), found),
        qualifiers,
    })
}

/// What a field lists, and the name of the list in `[values]` if it is one.
fn listed(
    written: &FieldTable,
    of: CimType,
    limits: &Limits,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<(Meanings, Option<String>)> {
    let (key, written) = meanings::written(written, found)?;
    match written {
        Values::Listed(list) => {
            let meanings = meanings::listed(key, list, of, limits, found)?;
            Some((meanings, None))
        }
        Values::Named(name) => {
            let (name, meanings) = defined.values.named(key, name, of, limits, found)?;
            Some((meanings.clone(), Some(name.to_owned())))
        }
    }
}

/// Checks the names of each field of a class by themselves and against those before it; `what` is what they are called,
/// and the class's names in Rust are made of `class`.
pub fn check_names<'s>(
    what: &str,
    class: &str,
    fields: impl Iterator<Item = (&'s Spanned<String>, &'s FieldTable)>,
    found: &mut Vec<Diagnostic>,
) {
    let fields: Vec<_> = fields
        .map(|(name, written)| (Naming::of_field(name, written), written))
        .collect();
    let mut in_wmi = Taken::default();
    let mut idents = Taken::default();
    let mut types = Taken::default();
    let mut collisions = Vec::new();
    for (field, written) in &fields {
        if keep(names::check_in_mof(what, field.name), found).is_none() {
            continue;
        }
        let duplicated = in_wmi.take(field.name.get_ref(), field.name);
        found.extend(duplicated.map(|first| duplicate(what, field.name, first)));
        if duplicated.is_some() || keep(field.check_field(), found).is_none() {
            continue;
        }
        let ident = idents::field(field.stem());
        if let Some(first) = idents.take(&ident, field) {
            collisions.push(("field", ident, field, first));
        } else if [&written.values, &written.bitmap]
            .into_iter()
            .flatten()
            .any(|listed| listed.name().is_none())
        {
            let ident = idents::meaning_type_name(class, field.stem());
            if let Some(first) = types.take(&ident, field) {
                collisions.push(("type", ident, field, first));
            }
        }
    }
    for (what, ident, second, first) in collisions {
        let base = idents::field(second.stem());
        let base = base.trim_start_matches("r#").trim_end_matches('_');
        let mut numbered = (2..).map(|number: usize| format!("{base}{number}"));
        let is_free = |name: &String| {
            let type_name = idents::meaning_type_name(class, name);
            idents.owner(name).is_none() && types.owner(&type_name).is_none()
        };
        let free = numbered.find(is_free).unwrap_or_default();
        idents.take(&free, second);
        types.take(&idents::meaning_type_name(class, &free), second);
        found.push(colliding(what, &ident, second, first, &free));
    }
}
