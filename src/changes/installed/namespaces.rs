//! What becomes of namespaces and of the classes that go from one to another: to WMI, a class there is another class.

use std::collections::{HashMap, HashSet};

use super::classes::SUBSCRIPTIONS;
use super::{InstallationChange, InstallationChangeKind};
use crate::changes::pairs::Pairs;
use crate::diagnostics::{quoted, some};
use crate::model::{Class, Namespace, Provider};

/// The namespaces that the new version has no classes in.
pub fn left(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let today = new.namespaces();
    let left = old.namespaces().into_iter();
    left.filter(|namespace| !today.contains(namespace))
        .map(|namespace| {
            let message = format!(
                "no class is in the namespace {} any more: `upgrade.ps1` takes the registration of the provider and its entry \
                 under `SecuredHostProviders` out of it, and leaves the namespace, because others may have classes in it; its \
                 security does not pass to another one",
                quoted(&namespace.to_string()),
            );
            let help = "secure the namespaces that the classes are in now, and delete this one by hand if nothing else is \
                 in it";
            let kind = InstallationChangeKind::NamespaceChanged;
            InstallationChange::new(kind, message, Some(help))
        })
        .collect()
}

/// Classes that go the same way, and the way.
struct Move<'p> {
    from: &'p Namespace,
    to: &'p Namespace,
    classes: Vec<&'p str>,
}

/// The classes that are in another namespace, those together that go the same way.
pub fn moved(classes: &Pairs<'_, Class>) -> Vec<InstallationChange> {
    let mut moves: Vec<Move<'_>> = Vec::new();
    for (before, now) in classes.both() {
        let (from, to) = (&before.namespace, &now.namespace);
        if from == to || !before.is_served() || !now.is_served() {
            continue;
        }
        match moves
            .iter_mut()
            .find(|one| one.from == from && one.to == to)
        {
            Some(one) => one.classes.push(&now.name),
            None => moves.push(Move {
                from,
                to,
                classes: vec![&now.name],
            }),
        }
    }
    moves.iter().map(change).collect()
}

fn change(Move { from, to, classes }: &Move<'_>) -> InstallationChange {
    let [from, to] = [from, to].map(|namespace| quoted(&namespace.to_string()));
    let (what, is, it) = match classes[..] {
        [_] => ("class", "is", "it"),
        _ => ("classes", "are", "them"),
    };
    let message = format!(
        "the {what} {} {is} in the namespace {to} now, and no longer in {from}: `upgrade.ps1` makes {it} there and deletes \
         {it} here, and with {it} the classes that others have derived; scripts and event subscriptions go on asking in \
         {from}, and find no class",
        some(classes),
    );
    let kind = InstallationChangeKind::ClassMoved;
    let change = InstallationChange::new(kind, message, Some(SUBSCRIPTIONS));
    match classes[..] {
        [class] => change.of_class(class),
        _ => change,
    }
}

/// The classes without instances of their own that a namespace no longer has: they are where others name them.
pub fn unnamed(
    classes: &Pairs<'_, Class>,
    old: &Provider,
    new: &Provider,
) -> Vec<InstallationChange> {
    let key = |namespace: &Namespace, name: &str| (folded(&namespace.to_string()), folded(name));
    let today = new.places().into_iter();
    let today: HashSet<_> = today
        .map(|(namespace, class)| key(namespace, &class.name))
        .collect();
    // Those with another name are told by that, and those with instances by where they go.
    let kept = classes.both().filter(|(before, now)| {
        folded(&before.name) == folded(&now.name) && !(before.is_served() && now.is_served())
    });
    let kept: HashMap<_, _> = kept.map(|(_, now)| (folded(&now.name), now)).collect();
    let mut by_namespace: Vec<(&Namespace, Vec<&str>)> = Vec::new();
    for (namespace, class) in old.places() {
        let now = kept.get(&folded(&class.name));
        let Some(now) = now.filter(|now| !today.contains(&key(namespace, &now.name))) else {
            continue;
        };
        match by_namespace.last_mut() {
            Some((last, classes)) if *last == namespace => classes.push(&now.name),
            _ => by_namespace.push((namespace, vec![&now.name])),
        }
    }
    let changes = by_namespace.iter();
    changes
        .map(|(at, gone)| no_longer_named(at, gone))
        .collect()
}

fn no_longer_named(namespace: &Namespace, classes: &[&str]) -> InstallationChange {
    let (what, is, it) = match classes {
        [_] => ("class", "is", "it"),
        _ => ("classes", "are", "them"),
    };
    let message = format!(
        "the {what} {} {is} no longer in the namespace {}, where no other class names {it} now: `upgrade.ps1` deletes {it} \
         there, and with {it} the classes that others have derived",
        some(classes),
        quoted(&namespace.to_string()),
    );
    let change = InstallationChange::new(InstallationChangeKind::ClassMoved, message, None);
    match classes {
        [class] => change.of_class(class),
        _ => change,
    }
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}
