//! Rules that are written as lists: who has each right, by names of groups and SIDs.

use toml::Spanned;

use super::super::choice::Choice as _;
use super::super::sddl::{Entry, Inheritance, Sid};
use super::Right;
use super::groups::trustee;
use crate::diagnostics::rules::ACCESS_RULE;
use crate::diagnostics::{Diagnostic, keep, quoted};
use crate::spec::AccessTable;

/// A list, as it is written.
pub type Written = Spanned<Vec<Spanned<String>>>;

/// The lists of a table that are written, each with its key and the rights that it gives.
pub fn written(table: &AccessTable) -> Vec<(&'static str, &Written, Vec<Right>)> {
    let one = |right: Right, list| Some((right.as_str(), Option::as_ref(list)?, vec![right]));
    let lists = [
        one(Right::Read, &table.read),
        one(Right::Write, &table.write),
        one(Right::Call, &table.call),
        one(Right::Subscribe, &table.subscribe),
        table
            .groups
            .as_ref()
            .map(|list| ("groups", list, Right::ALL.to_vec())),
    ];
    lists.into_iter().flatten().collect()
}

/// The entries of those lists: one for each that is named, with all of its rights.
pub fn entries(table: &AccessTable, found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (key, list, rights) in written(table) {
        let bits = rights.iter().fold(0, |bits, right| bits | right.bit());
        for sid in sids(key, list, found) {
            match entries.iter_mut().find(|entry| entry.sid == sid) {
                Some(entry) => entry.mask |= bits,
                None => entries.push(Entry {
                    denies: false,
                    mask: bits,
                    inheritance: Inheritance::default(),
                    sid,
                }),
            }
        }
    }
    entries
}

/// Whom a list names, each once.
fn sids(key: &str, list: &Written, found: &mut Vec<Diagnostic>) -> Vec<Sid> {
    if list.get_ref().is_empty() {
        found.push(empty(key, list));
    }
    let mut sids: Vec<(Sid, &Spanned<String>)> = Vec::new();
    for written in list.get_ref() {
        let Some(sid) = keep(trustee(written), found) else {
            continue;
        };
        match sids.iter().find(|(one, _)| *one == sid) {
            Some((_, first)) => found.push(twice(key, written, first)),
            None => sids.push((sid, written)),
        }
    }
    sids.into_iter().map(|(sid, _)| sid).collect()
}

/// Reports a list that has nothing in it.
pub fn empty(key: &str, list: &Written) -> Diagnostic {
    let message = format!("`{key}` is empty");
    Diagnostic::error(&ACCESS_RULE, list.span(), message)
        .with_label("nobody")
        .with_help(format!("leave `{key}` out: who is not named has no right"))
}

/// Reports what a list has twice.
pub fn twice(key: &str, second: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!("`{key}` has {} twice", quoted(second.get_ref()));
    Diagnostic::error(&ACCESS_RULE, second.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of them out")
}
