//! What a class no longer allows of the values of a property: an instance that has one was delivered, and fails now.

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::quoted;
use crate::model::{Class, NotFinite, Property};

/// The properties that have narrower limits. Where a limit is wider, what came before still comes.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let properties = Pairs::of_properties(before, now);
    let narrower = properties.both().filter_map(|(was, is)| {
        let ruled_out = ruled_out(was, is);
        (!ruled_out.is_empty()).then(|| narrowed(now, is, &ruled_out))
    });
    found.extend(narrower);
}

fn narrowed(class: &Class, property: &Property, ruled_out: &[String]) -> AnswerChange {
    let message = format!(
        "an instance fails from now on whose {} {}: until now it was delivered",
        quoted(&property.name),
        ruled_out.join(", or "),
    );
    AnswerChange {
        kind: AnswerChangeKind::ValuesNarrowed,
        class: Some(class.name.clone()),
        member: Some(property.name.clone()),
        message,
        reveals: Reveals::Same,
    }
}

/// What is said of the values that were possible and are not any more, each after the property's name.
fn ruled_out(was: &Property, is: &Property) -> Vec<String> {
    // Values of another type are not held against those of the former one.
    if (was.cim_type(), was.array) != (is.cim_type(), is.array) {
        return Vec::new();
    }
    let has = if is.array {
        "has an element that is"
    } else {
        "is"
    };
    let lower = |now: Option<u32>, before: Option<u32>| {
        now.filter(|now| before.is_none_or(|before| *now < before))
    };
    let bounds = is.cim_type().bounds();
    let least = |property: &Property| property.limits.min.or(bounds.map(|(least, _)| least));
    let most = |property: &Property| property.limits.max.or(bounds.map(|(_, most)| most));
    let fails = |property: &Property| property.not_finite == NotFinite::Fail;
    // A key that was none is told as such.
    let null = is.required && !is.key && !was.required;
    [
        null.then(|| "is NULL".to_owned()),
        lower(is.max_items, was.max_items).map(|most| format!("has more than {most} elements")),
        lower(is.limits.max_len, was.limits.max_len)
            .map(|most| format!("{has} longer than {most} UTF-16 code units")),
        least(is)
            .filter(|now| least(was).is_some_and(|before| *now > before))
            .map(|least| format!("{has} less than {least}")),
        most(is)
            .filter(|now| most(was).is_some_and(|before| *now < before))
            .map(|most| format!("{has} more than {most}")),
        (fails(is) && !fails(was)).then(|| format!("{has} infinite or not a number")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
