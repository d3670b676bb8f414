//! The rules of who may do what: of each class and each property, what they say and not what they are called.

use std::collections::BTreeSet;

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::{list, quoted};
use crate::model::{AccessRule, Choice as _, Class, Right};

/// The rules of a class, and of its properties.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let class = (before.access.as_deref(), now.access.as_deref());
    let message = changed(class, "every instance of the class were denied");
    found.extend(message.map(|message| change(now, None, message)));
    for (was, is) in Pairs::of_properties(before, now).both() {
        let rules = (was.access.as_deref(), is.access.as_deref());
        let Some((message, reveals)) = changed(rules, "the property were denied") else {
            continue;
        };
        let message = format!("of {}, {message}", quoted(&is.name));
        found.push(change(now, Some(&is.name), (message, reveals)));
    }
}

fn change(class: &Class, property: Option<&str>, said: (String, Reveals)) -> AnswerChange {
    AnswerChange {
        kind: AnswerChangeKind::AccessChanged,
        class: Some(class.name.clone()),
        member: property.map(str::to_owned),
        message: said.0,
        reveals: said.1,
    }
}

/// What is said of a rule in the place of another, and what a client learns by it; nothing if both say the same. Who has not the
/// right to read is answered as if `denied` were so.
fn changed(
    rules: (Option<&AccessRule>, Option<&AccessRule>),
    denied: &str,
) -> Option<(String, Reveals)> {
    match rules {
        (None, None) => None,
        (None, Some(now)) => Some((
            format!(
                "a rule says from now on who may read: {}; whoever else asks is answered as if {denied}",
                readers(now)
            ),
            Reveals::Less,
        )),
        (Some(before), None) => Some((
            format!(
                "no rule says any more who may read: what the code gives goes to everybody; until now to {}",
                readers(before)
            ),
            Reveals::More,
        )),
        (Some(before), Some(now)) if before.says_the_same(now) => None,
        (Some(before), Some(now)) => {
            let (was, is) = (Terms::of(before), Terms::of(now));
            let words = differing(before, now);
            Some((words, was.reveals(&is)))
        }
    }
}

/// Who may read by a rule, in words.
fn readers(rule: &AccessRule) -> String {
    right(rule, Right::Read) + &privileges(rule)
}

/// Who has a right by a rule, in words.
fn right(rule: &AccessRule, right: Right) -> String {
    let holders = rule.holders(right);
    let words = |names: &[String]| {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        list(&names, "and")
    };
    let allowed = if holders.allowed.is_empty() {
        "nobody".to_owned()
    } else {
        words(&holders.allowed)
    };
    if holders.denied.is_empty() {
        allowed
    } else {
        format!("{allowed}, but not {}", words(&holders.denied))
    }
}

fn privileges(rule: &AccessRule) -> String {
    if rule.privileges.is_empty() {
        return String::new();
    }
    format!(", with {}", list(&rule.privileges, "and"))
}

/// The rights that others have now, and the privileges, each with what was.
fn differing(before: &AccessRule, now: &AccessRule) -> String {
    let mut parts: Vec<String> = Vec::new();
    for &one in Right::ALL {
        let (was, is) = (right(before, one), right(now, one));
        if was != is {
            parts.push(format!("`{}` have now {is}; until now {was}", one.as_str()));
        }
    }
    let names = |rule: &AccessRule| match rule.privileges[..] {
        [] => "none".to_owned(),
        _ => list(&rule.privileges, "and"),
    };
    if names(before) != names(now) {
        parts.push(format!(
            "privileges that a client must hold, and that are enabled for its call, are now {}; until now {}",
            names(now),
            names(before)
        ));
    }
    if parts.is_empty() {
        // Two lists may have the same names in another order, or deny what nobody is allowed.
        parts.push("the access list is another".to_owned());
    }
    parts.join("; ")
}

/// What it takes to read by a rule.
struct Terms {
    allowed: BTreeSet<String>,
    denied: BTreeSet<String>,
    privileges: BTreeSet<&'static str>,
}

impl Terms {
    fn of(rule: &AccessRule) -> Self {
        let holders = rule.holders(Right::Read);
        Terms {
            allowed: holders.allowed.into_iter().collect(),
            denied: holders.denied.into_iter().collect(),
            privileges: rule.privileges.iter().copied().collect(),
        }
    }

    fn is_within(&self, other: &Self) -> bool {
        let everyone = other.allowed.contains("everyone");
        (everyone || self.allowed.is_subset(&other.allowed))
            && self.denied.is_superset(&other.denied)
            && self.privileges.is_superset(&other.privileges)
    }

    /// What is learned where these terms held and the others hold now.
    fn reveals(&self, now: &Self) -> Reveals {
        match (self.is_within(now), now.is_within(self)) {
            (true, true) => Reveals::Same,
            (true, false) => Reveals::More,
            (false, true) => Reveals::Less,
            (false, false) => Reveals::Other,
        }
    }
}

/// Whether the log is told who calls.
pub fn audit(before: bool, now: bool) -> Option<AnswerChange> {
    let message = match (before, now) {
        (false, true) => {
            "the provider's log is told from now on who called: the client's SID and logon, with each operation"
        }
        (true, false) => "the provider's log is no longer told who called",
        (true, true) | (false, false) => return None,
    };
    Some(AnswerChange {
        kind: AnswerChangeKind::AuditChanged,
        class: None,
        member: None,
        message: message.to_owned(),
        reveals: Reveals::Same,
    })
}
