//! The rules of who may do what: of each class, each property and each method, what they say and not what they are called.

use std::collections::BTreeSet;

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::{list, quoted};
use crate::model::{AccessRule, Choice as _, Class, Right};

/// The rules of a class, of its properties and of its methods.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let class = (before.access.as_deref(), now.access.as_deref());
    if before.has_instances() || now.has_instances() || now.is_embedded() {
        let message = SEEN.changed(class, "every instance of the class were denied");
        found.extend(message.map(|message| change(now, None, message)));
    }
    for (was, is) in Pairs::of_properties(before, now).both() {
        let rules = (was.access.as_deref(), is.access.as_deref());
        let Some((message, reveals)) = SEEN.changed(rules, "the property were denied") else {
            continue;
        };
        let message = format!("of {}, {message}", quoted(&is.name));
        found.push(change(now, Some(&is.name), (message, reveals)));
    }
    for (was, is) in Pairs::of_methods(before, now).both() {
        if was.code_in.is_none() || is.code_in.is_none() {
            continue;
        }
        let rules = (before.rule_of(was), now.rule_of(is));
        let Some((message, reveals)) = CALLED.changed(rules, "") else {
            continue;
        };
        let message = format!("of the method {}, {message}", quoted(&is.name));
        found.push(change(now, Some(&is.name), (message, reveals)));
    }
}

fn change(class: &Class, member: Option<&str>, said: (String, Reveals)) -> AnswerChange {
    AnswerChange {
        kind: AnswerChangeKind::AccessChanged,
        class: Some(class.name.clone()),
        member: member.map(str::to_owned),
        message: said.0,
        reveals: said.1,
    }
}

/// What a rule is asked for.
struct Asked {
    right: Right,
    /// The rights that there is something to say of where another rule gives them.
    told: &'static [Right],
    /// What it lets clients do.
    verb: &'static str,
    /// What becomes of the others, before how they are answered.
    others: &'static str,
    /// What holds without a rule, before whom it held for with one.
    without: &'static str,
}

const SEEN: Asked = Asked {
    right: Right::Read,
    told: Right::ALL,
    verb: "read",
    others: "whoever else asks is answered as if ",
    without: "what the code gives goes to everybody; until now to ",
};

const CALLED: Asked = Asked {
    right: Right::Call,
    told: &[Right::Call],
    verb: "call",
    others: "whoever else calls it gets `WBEM_E_ACCESS_DENIED`, whatever exists",
    without: "its code is called for everybody; until now for ",
};

impl Asked {
    /// What is said of a rule in the place of another, and what a client learns by it; nothing if both say the same. Who has
    /// not the right is answered as if `denied` were so.
    fn changed(
        &self,
        rules: (Option<&AccessRule>, Option<&AccessRule>),
        denied: &str,
    ) -> Option<(String, Reveals)> {
        let (verb, others) = (self.verb, self.others);
        match rules {
            (None, None) => None,
            (None, Some(now)) => Some((
                format!(
                    "a rule says from now on who may {verb}: {}; {others}{denied}",
                    self.holders(now)
                ),
                Reveals::Less,
            )),
            (Some(before), None) => Some((
                format!(
                    "no rule says any more who may {verb}: {}{}",
                    self.without,
                    self.holders(before)
                ),
                Reveals::More,
            )),
            (Some(before), Some(now)) if before.says_the_same(now) => None,
            (Some(before), Some(now)) => {
                let (was, is) = (Terms::of(before, self.right), Terms::of(now, self.right));
                let facts = differing(before, now, self.told)?;
                Some((facts, was.reveals(&is)))
            }
        }
    }

    /// Who has the right by a rule, in words.
    fn holders(&self, rule: &AccessRule) -> String {
        right(rule, self.right) + &privileges(rule)
    }
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

/// Those of these rights that others have now, and the privileges, each with what was; nothing if none of the rights is touched.
fn differing(before: &AccessRule, now: &AccessRule, told: &[Right]) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for &one in told {
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
    if parts.is_empty() && told == Right::ALL {
        // Two lists may have the same names in another order, or deny what nobody is allowed.
        parts.push("the access list is another".to_owned());
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What it takes to have a right by a rule.
struct Terms {
    allowed: BTreeSet<String>,
    denied: BTreeSet<String>,
    privileges: BTreeSet<&'static str>,
}

impl Terms {
    fn of(rule: &AccessRule, right: Right) -> Self {
        let holders = rule.holders(right);
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
