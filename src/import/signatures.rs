//! What methods take and give back, and what an override says of it.

use super::fields::{self, type_entries};
use super::found::{has, integer_of};
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
        one.name.is(&other.name.text) && typed(one) == typed(other) && flags(one) == flags(other)
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
