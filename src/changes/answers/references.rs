//! References that tell of instances which their class is asked about, or is not.

use std::collections::BTreeSet;

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::quoted;
use crate::model::{Class, Operation, Property, Provider};

/// What the classes are called about which WMI is not asked.
const OF_OTHERS: &str = "classes of other providers";

/// The references of a class whose other ends can be asked about now and could not before, or the other way round.
pub fn compare(
    (old, before): (&Provider, &Class),
    (new, now): (&Provider, &Class),
    found: &mut Vec<AnswerChange>,
) {
    for (was, is) in Pairs::of_properties(before, now).both() {
        if was.of.referred().is_none() || is.of.referred().is_none() {
            continue;
        }
        let (was_asked, is_asked) = (asked_of_wmi(was), asked_of_wmi(is));
        let (mut was, mut now_unasked) = (unasked(old, was), unasked(new, is));
        // Where it tells of some others before and after, single classes come and go by their names.
        if [&was, &now_unasked]
            .iter()
            .all(|unasked| unasked.contains(OF_OTHERS))
        {
            was.extend(is_asked.difference(&was_asked).cloned());
            now_unasked.extend(was_asked.difference(&is_asked).cloned());
        }
        let gained: Vec<_> = now_unasked.difference(&was).collect();
        let lost: Vec<_> = was.difference(&now_unasked).collect();
        let reference = quoted(&is.name);
        let message = match (&gained[..], &lost[..]) {
            ([], []) => continue,
            ([], lost) => format!(
                "{reference} tells only of instances that the client may see, if they are of {}; until now it told of all \
                 of them",
                listed(lost)
            ),
            (gained, _) => format!(
                "{reference} tells of instances of {} now, whether or not the client may see them: nobody is asked",
                listed(gained)
            ),
        };
        found.push(AnswerChange {
            kind: AnswerChangeKind::ReferenceChanged,
            class: Some(now.name.clone()),
            member: Some(is.name.clone()),
            message,
            reveals: match (gained.is_empty(), lost.is_empty()) {
                (true, _) => Reveals::Less,
                (false, true) => Reveals::More,
                (false, false) => Reveals::Other,
            },
        });
    }
}

/// The classes that a reference may lead to and that cannot be asked.
fn unasked(provider: &Provider, property: &Property) -> BTreeSet<String> {
    let Some(to) = property.of.referred() else {
        return BTreeSet::new();
    };
    let cannot = |name: &str| {
        let mut served = provider.served_classes();
        let class = served.find(|class| class.name == name);
        class.is_some_and(|class| !class.operations.serve(Operation::Get))
    };
    let own = to.own.iter().filter(|own| cannot(&own.name));
    let mut unasked: BTreeSet<String> = own.map(|own| quoted(&own.name)).collect();
    if to.open && !to.asks_all {
        unasked.insert(OF_OTHERS.to_owned());
    }
    unasked
}

/// The classes of other providers that a reference may lead to and that WMI is asked about, where it is not asked about all.
fn asked_of_wmi(property: &Property) -> BTreeSet<String> {
    let to = property.of.referred().filter(|to| !to.asks_all);
    let names = to.into_iter().flat_map(|to| &to.asked);
    names.map(|name| quoted(name)).collect()
}

fn listed(classes: &[&String]) -> String {
    let names: Vec<&str> = classes.iter().map(|name| name.as_str()).collect();
    names.join(" and ")
}
