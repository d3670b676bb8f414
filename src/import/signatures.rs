//! What methods take and give back, and what an override says of it.

use std::borrow::Cow;

use super::fields::{self, type_entries};
use super::found::{has, integer_of};
use super::objects::without_text_form;
use super::qualifiers::OF_VALUE;
use crate::mof::tree::{Method, Property};

/// What a method returns, as a property would be.
pub fn returned(method: &Method) -> Option<Property> {
    Some(Property {
        qualifiers: method.qualifiers.clone(),
        declared_type: method.returns.clone()?,
        name: method.name.clone(),
        default: None,
        span: method.span.clone(),
    })
}

/// A parameter as the spec takes it: what a client gives as the text of an object is a string.
pub fn as_value(parameter: &Property) -> Cow<'_, Property> {
    let of = &parameter.qualifiers;
    if has(of, "out") && !has(of, "in") {
        Cow::Borrowed(parameter)
    } else {
        Cow::Owned(without_text_form(parameter))
    }
}

/// What a method returns, and its parameters.
pub fn values(method: &Method) -> impl Iterator<Item = Cow<'_, Property>> {
    let returned = returned(method).map(Cow::Owned);
    let parameters = method.parameters.iter().map(as_value);
    returned.into_iter().chain(parameters)
}

/// The parameters in the order of their numbers, where all have one; else in the order of the text.
pub fn ordered(method: &Method) -> Vec<&Property> {
    let mut all: Vec<&Property> = method.parameters.iter().collect();
    let number = |one: &&Property| integer_of(&one.qualifiers, "id");
    if all.iter().all(|one| number(one).is_some()) {
        all.sort_by_key(number);
    }
    all
}

/// Whether a method says something of its signature that the one which it overrides does not; an error where it has another
/// signature, with what differs.
pub fn differs(method: &Method, above: &Method) -> Result<bool, &'static str> {
    let typed = |one: &Property| {
        let types = type_entries(one);
        types
            .into_iter()
            .map(|(key, word)| (key, word.to_ascii_lowercase()))
            .collect::<Vec<_>>()
    };
    let (returns, were) = (returned(method), returned(above));
    if returns.as_ref().map(typed) != were.as_ref().map(typed) {
        return Err("returned values");
    }
    let (now, before) = (ordered(method), ordered(above));
    let alike = |(one, other): (&&Property, &&Property)| {
        let flags =
            |one: &Property| ["in", "out", "optional"].map(|name| has(&one.qualifiers, name));
        one.name.is(&other.name.text)
            && typed(&as_value(one)) == typed(&as_value(other))
            && flags(one) == flags(other)
    };
    if now.len() != before.len() || !now.iter().zip(&before).all(alike) {
        return Err("parameters");
    }
    let says = |one: &Property| says(one, &[]);
    let of_value = |one: &Option<Property>| one.as_ref().map(|one| self::says(one, &OF_VALUE));
    let is_same = of_value(&returns) == of_value(&were)
        && now
            .iter()
            .map(|one| says(one))
            .eq(before.iter().map(|one| says(one)));
    Ok(!is_same)
}

/// What a property says by its qualifiers, of these names if there are some, and by its default: all without places.
fn says(property: &Property, names: &[&str]) -> Vec<String> {
    let default = property.default.as_ref().and_then(fields::value);
    let mut said = vec![format!("{default:?}")];
    for one in &property.qualifiers {
        if names.is_empty() || names.iter().any(|name| one.name.is(name)) {
            let name = one.name.text.to_ascii_lowercase();
            let value = one.value.as_ref().and_then(fields::value);
            let flavors: Vec<_> = one.flavors.iter().map(|(flavor, _)| flavor).collect();
            said.push(format!("{name} {value:?} {flavors:?}"));
        }
    }
    said
}
