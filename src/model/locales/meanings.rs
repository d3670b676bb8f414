//! The meanings of values and bits in another language: those of properties, and those of the lists of `[values]`.

use toml::Spanned;

use super::super::collisions::{Taken, defined_twice};
use super::super::meanings::range;
use super::super::text::whole;
use super::super::{CimType, MeaningOf, Meanings, Property, SharedMeanings, Value, is_named};
use super::unknown;
use crate::diagnostics::rules::NOTHING_TO_TRANSLATE;
use crate::diagnostics::{Checked, Diagnostic, Span, keep, quoted};
use crate::spec::{Literal, Meaning, NamedValues, Spec};

/// The texts of a list of `[values]` in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalizedMeanings {
    /// The list's name, as `[values]` spells it.
    pub name: String,
    /// The meanings, in the order of the list's own; any texts.
    pub texts: Vec<String>,
}

/// The translated lists; `lists` are those that a property names, without which there is nothing to translate.
pub fn of_lists(
    written: &[NamedValues],
    spec: &Spec,
    lists: &[SharedMeanings],
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalizedMeanings> {
    let mut taken = Taken::default();
    let translated = written.iter().filter_map(|written| {
        let name = &written.name;
        if let Some(first) = taken.take(name.get_ref(), name) {
            found.push(defined_twice("list", name, first));
            return None;
        }
        if !spec
            .values
            .iter()
            .any(|list| is_named(list, name.get_ref()))
        {
            // What was not read may have had it.
            found.extend(spec.complete.then(|| unknown("list", name)));
            return None;
        }
        let mut lists = lists.iter();
        let own = lists.find(|list| is_named(written, &list.name))?;
        let texts = texts_of(
            "values",
            "list",
            written.values.as_ref()?,
            Some((&own.meanings, own.of)),
        );
        Some(LocalizedMeanings {
            name: own.name.clone(),
            texts: keep(texts, found)?,
        })
    });
    translated.collect()
}

/// Reports a translation of meanings that a property shares with others.
fn of_list(list: &str, place: Span) -> Diagnostic {
    let message = format!("the meanings are those of the list {}", quoted(list));
    Diagnostic::error(&NOTHING_TO_TRANSLATE, place, message)
        .with_label("not the property's own")
        .with_help(format!(
            "translate the list in `[locale.MS_XXX.values]`, as `{list} = …`, for all that name it"
        ))
}

/// Meanings as a table has them.
type Written = Option<Spanned<Vec<Meaning>>>;

/// The meanings of a property's values in another language: all of them, since WMI puts the translated array in the
/// place of the class's own, where each meaning stands beside its value.
pub fn translated(
    (values, bitmap): (&Written, &Written),
    property: &Property,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let keys = [("values", values), ("bitmap", bitmap)];
    if let Some(list) = &property.shared_meanings {
        let shared = keys.iter().filter_map(|(_, written)| written.as_ref());
        found.extend(shared.map(|written| of_list(list, written.span())));
        return None;
    }
    let own = match &property.meanings {
        Some(Meanings::Values(_)) => Some("values"),
        Some(Meanings::Bits(_)) => Some("bitmap"),
        None => None,
    };
    let mut texts = None;
    for (key, written) in keys {
        let Some(written) = written else { continue };
        let meanings = property.meanings.as_ref().filter(|_| own == Some(key));
        let meanings = meanings.map(|meanings| (meanings, property.cim_type()));
        texts = keep(texts_of(key, "property", written, meanings), found);
    }
    texts
}

fn texts_of(
    key: &str,
    what: &str,
    written: &Spanned<Vec<Meaning>>,
    own: Option<(&Meanings, CimType)>,
) -> Checked<Vec<String>> {
    let refuse = |message: &str, help: String| {
        Diagnostic::error(&NOTHING_TO_TRANSLATE, written.span(), message)
            .with_label(format!("not the {what}'s own"))
            .with_help(help)
            .refuse()
    };
    let Some((own, of)) = own else {
        return refuse(
            &format!("there is no `{key}` to translate"),
            format!("leave it out, or write `{key}` in the class's own property"),
        );
    };
    if own.texts().is_none() {
        return refuse(
            &format!("the {what}'s `{key}` have no meanings to translate"),
            format!("leave it out, or write the meanings in the {what}'s own `{key}`"),
        );
    }
    let text_of = |is_same: &dyn Fn(&Literal) -> bool| {
        let mut meanings = written.get_ref().iter();
        let meaning = meanings.find(|meaning| is_same(meaning.value.get_ref()))?;
        Some(meaning.text.as_ref()?.get_ref().clone())
    };
    let texts: Option<Vec<String>> = match own {
        Meanings::Bits(bits) => bits
            .iter()
            .map(|bit| text_of(&|literal| *literal == Literal::Integer(bit.position.into())))
            .collect(),
        Meanings::Values(values) => values
            .iter()
            .map(|value| text_of(&|literal| is_of(&value.of, literal, of)))
            .collect(),
    };
    match texts {
        Some(texts) if texts.len() == written.get_ref().len() => {
            let meanings = written.get_ref().iter();
            meanings
                .filter_map(|meaning| meaning.text.as_ref())
                .map(whole)
                .collect::<Checked<Vec<_>>>()?;
            Ok(texts)
        }
        _ => refuse(
            &format!("the translated `{key}` are not those of the {what}"),
            format!(
                "write every value of the {what}'s own `{key}`, each with its meaning in this language"
            ),
        ),
    }
}

/// Whether a literal stands for what has a meaning, however its numbers are written.
fn is_of(of: &MeaningOf, literal: &Literal, cim_type: CimType) -> bool {
    match (of, literal) {
        (MeaningOf::Value(Value::Integer(own), _), Literal::Integer(number)) => own == number,
        (MeaningOf::Value(Value::Boolean(own), _), Literal::Boolean(flag)) => own == flag,
        (MeaningOf::Value(Value::String(own), _), Literal::String(text)) => own == text,
        (MeaningOf::Range(from, to), Literal::String(text)) => {
            let bounds = cim_type.bounds();
            bounds.and_then(|bounds| range(text, bounds)) == Some((*from, *to))
        }
        // None of another type has a meaning.
        _ => false,
    }
}
