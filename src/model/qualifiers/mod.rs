//! Qualifiers that a spec adds to those that follow from its keys.

mod by_name;
mod flavors;
mod known;
mod rows;

#[cfg(test)]
mod tests;

use toml::Spanned;

use super::collisions::{Taken, duplicate};
use super::names;
use super::real::Real;
use crate::diagnostics::rules::{NOT_SERVED_YET, QUALIFIER_VALUE, RESERVED_QUALIFIER};
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::spec::{Literal, QualifierTable};
use flavors::flavors;

pub use by_name::{FlavorsByName, written_qualifiers};
pub use flavors::Flavor;
pub use known::{Becomes, KnownQualifier, Place, QualifierType};

/// A qualifier of a class or a property.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualifier {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: QualifierValue,
    /// Its flavors, in the order of the spec; none contradicts another.
    pub flavors: Vec<Flavor>,
}

/// The value of a qualifier, of one of the types that WMI has for them (WMI: `IWbemQualifierSet::Put`).
#[derive(Clone, Debug, PartialEq)]
pub enum QualifierValue {
    /// A boolean.
    Boolean(bool),
    /// A sint32.
    Integer(i32),
    /// A real64; finite.
    Real(Real),
    /// A string without NUL.
    String(String),
    /// An array of one of those types; at least one element.
    Array(Vec<QualifierValue>),
}

/// The qualifiers of a class or a property; what makes no sense has been reported and is left out.
pub fn qualifiers(
    written: &[QualifierTable],
    by_name: &FlavorsByName,
    found: &mut Vec<Diagnostic>,
) -> Vec<Qualifier> {
    let mut taken = Taken::default();
    written
        .iter()
        .filter_map(|written| {
            keep(check_name(&written.name), found)?;
            if let Some(first) = taken.take(written.name.get_ref(), &written.name) {
                found.push(duplicate("qualifier", &written.name, first));
                return None;
            }
            let flavors = by_name.flavors(written, found);
            let literal = written.value.as_ref()?;
            let value = value(literal, found)?;
            keep(check_type(&written.name, literal, &value), found)?;
            Some(Qualifier {
                name: written.name.get_ref().clone(),
                value,
                flavors,
            })
        })
        .collect()
}

/// Refuses a name that is none, and a qualifier that is known and does not pass.
fn check_name(name: &Spanned<String>) -> Checked<()> {
    names::check_in_mof("qualifier", name)?;
    let Some(known) = KnownQualifier::of(name.get_ref()) else {
        return Ok(());
    };
    let written = quoted(name.get_ref());
    let error = |rule, message: String| Diagnostic::error(rule, name.span(), message);
    let own = || {
        let message = format!("the qualifier {written} is wmigen's to write");
        error(&RESERVED_QUALIFIER, message)
    };
    match known.becomes {
        Becomes::Passes(_) => return Ok(()),
        Becomes::Key(instead) => own()
            .with_label("says something that the spec has a key for")
            .with_help(instead),
        Becomes::Written(why) => own()
            .with_label("is in the MOF without this")
            .with_help(format!("leave it out: {why}")),
        Becomes::Later(why) => error(
            &NOT_SERVED_YET,
            format!("the qualifier {written} is not served yet: {why}"),
        )
        .with_label("wmigen knows this qualifier but cannot generate what it says")
        .with_help("leave it out for now"),
        Becomes::Refused(why) => error(
            &RESERVED_QUALIFIER,
            format!("the qualifier {written} is refused: {why}"),
        )
        .with_label("is none of an instance provider's")
        .with_help("leave it out"),
    }
    .refuse()
}

/// Refuses a value that is of another type than the qualifier's, as far as that is known.
fn check_type(
    name: &Spanned<String>,
    written: &Spanned<Literal>,
    value: &QualifierValue,
) -> Checked<()> {
    let known = KnownQualifier::of(name.get_ref());
    let Some(Becomes::Passes(types)) = known.map(|known| &known.becomes) else {
        return Ok(());
    };
    if types.iter().any(|of| of.has(value)) {
        return Ok(());
    }
    let words: Vec<_> = types.iter().map(|of| of.words()).collect();
    let examples: Vec<_> = types.iter().map(|of| of.example()).collect();
    let name = name.get_ref();
    let message = format!(
        "the qualifier {} takes {}",
        quoted(name),
        words.join(" or ")
    );
    Diagnostic::error(&QUALIFIER_VALUE, written.span(), message)
        .with_label("of another type")
        .with_help(format!("write `{name} = {}`", examples.join("` or `")))
        .refuse()
}

fn value(written: &Spanned<Literal>, found: &mut Vec<Diagnostic>) -> Option<QualifierValue> {
    let Literal::Array(elements) = written.get_ref() else {
        return keep(scalar(written), found);
    };
    let values = elements.iter().map(|element| keep(scalar(element), found));
    // Each element is looked at before any of them stops the rest.
    let values: Vec<Option<QualifierValue>> = values.collect();
    let values: Option<Vec<QualifierValue>> = values.into_iter().collect();
    keep(array(written, elements, values?), found)
}

fn array(
    written: &Spanned<Literal>,
    elements: &[Spanned<Literal>],
    values: Vec<QualifierValue>,
) -> Checked<QualifierValue> {
    let Some(first) = values.first() else {
        return wrong(
            written.span(),
            "the qualifier's array is empty, and so has no type",
            "write at least one element, or leave the qualifier out",
        );
    };
    // `zip` because each value stands where its element does.
    let other = values
        .iter()
        .zip(elements)
        .find(|(value, _)| !same_type(first, value));
    if let Some((_, element)) = other {
        return wrong(
            element.span(),
            "the elements of a qualifier's array are of different types",
            "write elements of one type",
        );
    }
    Ok(QualifierValue::Array(values))
}

fn same_type(one: &QualifierValue, other: &QualifierValue) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn scalar(written: &Spanned<Literal>) -> Checked<QualifierValue> {
    Ok(match written.get_ref() {
        Literal::Boolean(flag) => QualifierValue::Boolean(*flag),
        Literal::Integer(number) => match i32::try_from(*number) {
            Ok(number) => QualifierValue::Integer(number),
            Err(_) => {
                return wrong(
                    written.span(),
                    "the integer of a qualifier has 32 bits in WMI, with a sign",
                    "write a number from -2147483648 to 2147483647, or the number as a string",
                );
            }
        },
        Literal::Float(number) if number.is_finite() => QualifierValue::Real(Real(*number)),
        Literal::Float(_) => {
            return wrong(
                written.span(),
                "MOF cannot write a number that is infinite or not a number",
                "write a finite number",
            );
        }
        Literal::String(text) if text.contains('\0') => {
            return wrong(
                written.span(),
                "the text has a NUL character, at which WMI would cut it off",
                "leave the NUL character out",
            );
        }
        Literal::String(text) => QualifierValue::String(text.clone()),
        Literal::Array(_) => {
            return wrong(
                written.span(),
                "a qualifier's array has no arrays in it",
                "write one array",
            );
        }
    })
}

fn wrong<T>(span: Span, message: &str, help: &str) -> Checked<T> {
    Diagnostic::error(&QUALIFIER_VALUE, span, message)
        .with_label("no qualifier of WMI has this value")
        .with_help(help)
        .refuse()
}
