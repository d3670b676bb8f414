//! The rules of a spec, and who names them.

use std::sync::Arc;

use toml::Spanned;

use super::super::collisions::{Taken, defined_twice};
use super::super::known::{Known, Line};
use super::super::names;
use super::super::sddl::{self, Descriptor, Entry, Sid};
use super::lists;
use super::privileges::privilege;
use super::{AccessRule, DESCRIPTOR};
use crate::diagnostics::rules::{ACCESS_RULE, UNKNOWN_NAME};
use crate::diagnostics::{Checked, Diagnostic, closest, keep, list, quoted};
use crate::spec::{AccessTable, Denied, PropertyTable, Spec};

/// The rules of `[access]`, in the order of the spec.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<Arc<AccessRule>>,
    /// Whether no rule can have been lost.
    complete: bool,
}

impl Rules {
    /// The rules of a spec; what is wrong with them has been reported.
    pub fn of(spec: &Spec, found: &mut Vec<Diagnostic>) -> Self {
        let mut taken = Taken::default();
        let mut rules = Vec::new();
        for table in &spec.access {
            let sound = keep(names::check("access rule", &table.name), found).is_some();
            let first = taken.take(table.name.get_ref(), &table.name);
            if let Some(first) = first.filter(|_| sound) {
                found.push(defined_twice("access rule", &table.name, first));
                continue;
            }
            rules.push(Arc::new(rule(table, found)));
        }
        Self {
            rules,
            complete: spec.complete,
        }
    }

    /// All of them.
    pub fn all(&self) -> Vec<Arc<AccessRule>> {
        self.rules.clone()
    }

    /// The rule that holds for the last class of a line: its own, or that of the nearest class that it derives from.
    pub fn of_class(
        &self,
        line: &Line<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Arc<AccessRule>> {
        let mut classes = line.classes().rev();
        let (last, written) = classes.find_map(|class| match class {
            Known::Own(table) => Some((class, table.access.as_ref()?)),
            Known::External(_) => None,
        })?;
        // What is wrong with an inherited one is told of the class that has it.
        let mut told = Vec::new();
        let rule = self.find(written, &mut told);
        if last.is(line.last()) {
            found.extend(told);
        }
        rule
    }

    /// The rule that is named.
    pub fn find(
        &self,
        name: &Spanned<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Arc<AccessRule>> {
        let mut rules = self.rules.iter();
        let rule = rules.find(|rule| rule.name.eq_ignore_ascii_case(name.get_ref()));
        // What was not read may have had it.
        if rule.is_none() && self.complete {
            found.push(self.unknown(name));
        }
        rule.cloned()
    }

    /// Reports a name that no rule has.
    fn unknown(&self, name: &Spanned<String>) -> Diagnostic {
        let written = name.get_ref();
        let names: Vec<_> = self.rules.iter().map(|rule| rule.name.as_str()).collect();
        let help = match closest(written, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                "write who may do what as `[access.NAME]`, or leave `access` out".to_owned()
            }
            None => format!("the rules are {}", list(&names, "and")),
        };
        let message = format!("there is no rule {} in `[access]`", quoted(written));
        Diagnostic::error(&UNKNOWN_NAME, name.span(), message)
            .with_label("no rule has this name")
            .with_help(help)
    }
}

/// Checks that a property may have a rule of its own.
pub fn of_property(written: &PropertyTable, is_key: bool) -> Checked<()> {
    let Some(access) = &written.access else {
        return Ok(());
    };
    let name = quoted(written.name.get_ref());
    if is_key {
        let message = format!(
            "the key {name} cannot have a rule of its own: an instance without its key is no instance (R26)"
        );
        return Diagnostic::error(&ACCESS_RULE, access.span(), message)
            .with_label("this property is a key")
            .with_help("write `access` for the class")
            .refuse();
    }
    match &written.denied {
        Some(denied) if *denied.get_ref() == Denied::Flag(false) => {
            let message = format!("the property {name} has a rule, by which it can be denied");
            Diagnostic::error(&ACCESS_RULE, denied.span(), message)
                .with_label("says that it cannot")
                .with_place(access.span(), "the rule")
                .with_help(
                    "leave `denied` out, or write what is answered: \"null\" or \"deny-object\"",
                )
                .refuse()
        }
        _ => Ok(()),
    }
}

/// What a table means.
fn rule(table: &AccessTable, found: &mut Vec<Diagnostic>) -> AccessRule {
    keep(one_way(table), found);
    let privileges = privileges(table, found);
    let of_lists = lists::entries(table, found);
    let descriptor = match &table.sddl {
        Some(written) => keep(sddl::parse(written, &DESCRIPTOR), found),
        None if of_lists.is_empty() => None,
        None => {
            keep(not_too_many(table, &of_lists), found);
            Some(Descriptor {
                owner: Sid::SYSTEM,
                group: Sid::SYSTEM,
                is_protected: false,
                entries: of_lists,
            })
        }
    };
    AccessRule {
        name: table.name.get_ref().clone(),
        descriptor,
        privileges,
    }
}

/// Refuses more than an access list takes.
fn not_too_many(table: &AccessTable, entries: &[Entry]) -> Checked<()> {
    if entries.len() <= sddl::ENTRIES_MAX {
        return Ok(());
    }
    let name = quoted(table.name.get_ref());
    let most = sddl::ENTRIES_MAX;
    let message = format!("the rule {name} names more than {most} groups and SIDs");
    Diagnostic::error(&ACCESS_RULE, table.name.span(), message)
        .with_label("more than an access list of Windows has room for")
        .with_help("write a group, and make these its members")
        .refuse()
}

/// Refuses a rule that says who may do what in two ways, or in none.
fn one_way(table: &AccessTable) -> Checked<()> {
    let lists = lists::written(table);
    let refuse = |place: crate::diagnostics::Span, message: String, help: &str| {
        Diagnostic::error(&ACCESS_RULE, place, message).with_help(help)
    };
    let name = quoted(table.name.get_ref());
    if let (Some(sddl), Some((key, list, _))) = (&table.sddl, lists.first()) {
        let message = format!("the rule {name} says who may do what by `{key}` and by `sddl`");
        return refuse(sddl.span(), message, "write either the lists or `sddl`")
            .with_label("in one way")
            .with_place(list.span(), "in another")
            .refuse();
    }
    let groups = lists.iter().find(|(key, ..)| *key == "groups");
    let other = lists.iter().find(|(key, ..)| *key != "groups");
    if let (Some((_, groups, _)), Some((key, list, _))) = (groups, other) {
        let message = format!("the rule {name} says who may do everything, and who has `{key}`");
        let help =
            format!("write `groups` for all four rights, or `{key}` and the others for each");
        return refuse(list.span(), message, &help)
            .with_label("one right")
            .with_place(groups.span(), "all rights")
            .refuse();
    }
    if table.known && lists.is_empty() && table.sddl.is_none() && table.privileges.is_none() {
        let message = format!("the rule {name} says nothing of who may do what");
        let help = "write for instance `read = [\"users\"]`, or `groups = [\"administrators\"]`";
        return refuse(table.name.span(), message, help)
            .with_label("nobody, or everybody?")
            .refuse();
    }
    Ok(())
}

fn privileges(table: &AccessTable, found: &mut Vec<Diagnostic>) -> Vec<&'static str> {
    let Some(list) = &table.privileges else {
        return Vec::new();
    };
    if list.get_ref().is_empty() {
        let message = "`privileges` is empty";
        found.push(
            Diagnostic::error(&ACCESS_RULE, list.span(), message)
                .with_label("none")
                .with_help("leave `privileges` out"),
        );
    }
    let mut privileges: Vec<(&'static str, &Spanned<String>)> = Vec::new();
    for written in list.get_ref() {
        let Some(name) = keep(privilege(written), found) else {
            continue;
        };
        match privileges.iter().find(|(one, _)| *one == name) {
            Some((_, first)) => found.push(lists::twice("privileges", written, first)),
            None => privileges.push((name, written)),
        }
    }
    privileges.into_iter().map(|(name, _)| name).collect()
}
