//! Former names of classes and properties, from which a run knows what a changed name was before.
//!
//! A former name is held against the names of today: what has it today must have had another one itself, or else nothing has
//! moved. Classes cannot change places in one run, or the files of one would be taken for those of another.

mod before;
mod steps;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use toml::Spanned;

use super::collisions::Taken;
use super::rust_names::Naming;
use super::{idents, names};
use crate::diagnostics::rules::{INVALID_NAME, RENAMED_FROM};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{ClassTable, Spec};

/// The former name, as it is written.
pub fn former(written: Option<&Spanned<String>>) -> Option<String> {
    written.map(|name| name.get_ref().clone())
}

/// Checks the former names of the classes.
pub fn of_classes(spec: &Spec, found: &mut Vec<Diagnostic>) {
    let classes = spec.classes.iter();
    let renames: Vec<_> = classes
        .filter_map(|class| Rename::of(&class.name, class.renamed_from.as_ref()))
        .collect();
    let names = taken(spec.classes.iter().map(|class| &class.name), str::to_owned);
    let mut modules = Taken::default();
    for class in &spec.classes {
        let module = idents::module(Naming::of_class(class).stem());
        modules.take(&module, &class.name);
    }
    let mut former_modules = Taken::default();
    let index = steps::Index::of(&renames);
    for rename in check("class", &renames, &names, found) {
        let module = idents::module(rename.before.get_ref());
        let mut classes = spec.classes.iter();
        let chosen = |class: &ClassTable| {
            class.rust_name.is_some() && class.name.span() == rename.now.span()
        };
        if classes.any(chosen) {
            // With a `rust-name`, its files need not have been named after its former name.
            continue;
        }
        if module.len() > names::FILE_STEM_MAX {
            found.push(impossible(rename.before));
        }
        let now = modules.owner(&module);
        let now = now.filter(|owner| owner.span() != rename.now.span());
        let before = former_modules.take(&module, rename.before);
        // Their files would have to change places at once.
        let owner = names.owner(rename.before.get_ref());
        if owner.is_some_and(|owner| rename.is_not(owner)) {
            found.extend(steps::in_turns(rename, &index, &names));
        } else if let Some(other) = now {
            found.push(same_files(rename.before, &module, other));
        } else if let Some(other) = before {
            found.push(same_former_files(rename.before, &module, other));
        }
    }
}

/// Checks the former names of a class's properties, which may change places: code has them by name alone.
pub fn of_properties(class: &ClassTable, found: &mut Vec<Diagnostic>) {
    let properties = class.properties.iter();
    let renames: Vec<_> = properties
        .filter_map(|property| Rename::of(&property.name, property.renamed_from.as_ref()))
        .collect();
    let names = class.properties.iter().map(|property| &property.name);
    check("property", &renames, &taken(names, str::to_owned), found);
}

/// Checks the former names of a class's methods, which may change places, too.
pub fn of_methods(class: &ClassTable, found: &mut Vec<Diagnostic>) {
    let methods = class.methods.iter();
    let renames: Vec<_> = methods
        .filter_map(|method| Rename::of(&method.name, method.renamed_from.as_ref()))
        .collect();
    let names = class.methods.iter().map(|method| &method.name);
    check("method", &renames, &taken(names, str::to_owned), found);
}

/// Checks the former names of a method's parameters, of which each has its name and its former one.
pub fn of_parameters(
    parameters: &[(&Spanned<String>, Option<&Spanned<String>>)],
    found: &mut Vec<Diagnostic>,
) {
    let renames = parameters.iter();
    let renames: Vec<_> = renames
        .filter_map(|(name, former)| Rename::of(name, *former))
        .collect();
    let names = parameters.iter().map(|(name, _)| *name);
    check("parameter", &renames, &taken(names, str::to_owned), found);
}

/// What has another name than before.
struct Rename<'s> {
    now: &'s Spanned<String>,
    before: &'s Spanned<String>,
}

impl<'s> Rename<'s> {
    fn of(now: &'s Spanned<String>, before: Option<&'s Spanned<String>>) -> Option<Self> {
        before.map(|before| Rename { now, before })
    }

    /// Whether it is another thing that has a name today. A name may change in case alone, and its file's name with it:
    /// `Acme_Diskdrive` is `acme_diskdrive`, and `Acme_DiskDrive` is `acme_disk_drive`.
    fn is_not(&self, owner: &Spanned<String>) -> bool {
        !owner.get_ref().eq_ignore_ascii_case(self.now.get_ref())
    }
}

/// What the names become, and whose they are.
fn taken<'s>(
    names: impl Iterator<Item = &'s Spanned<String>>,
    become_what: impl Fn(&str) -> String,
) -> Taken<'s> {
    let mut taken = Taken::default();
    for name in names {
        taken.take(&become_what(name.get_ref()), name);
    }
    taken
}

/// Checks former names of one kind against each other and the names of today; those that are sound. What has a former
/// name today may be sound, if it had another name itself.
fn check<'r, 's>(
    what: &str,
    renames: &'r [Rename<'s>],
    names: &Taken<'s>,
    found: &mut Vec<Diagnostic>,
) -> Vec<&'r Rename<'s>> {
    let mut formers: Taken<'s> = Taken::default();
    let mut sound = Vec::new();
    let moved = renames.iter().filter(|rename| rename.is_not(rename.before));
    let moved: HashSet<_> = moved.map(|rename| rename.now.span().start).collect();
    for rename in renames {
        let Rename { now, before } = rename;
        if keep(possible(what, before), found).is_none() {
            continue;
        }
        let taken = formers.take(before.get_ref(), before);
        let owner = names.owner(before.get_ref());
        let other = owner.filter(|owner| rename.is_not(owner));
        let stays = |other: &&Spanned<String>| !moved.contains(&other.span().start);
        if before.get_ref() == now.get_ref() {
            found.push(same_name(what, before));
        } else if let Some(other) = other.filter(stays) {
            found.push(still_there(what, before, other));
        } else if let Some(first) = taken {
            found.push(twice(what, before, first));
        } else {
            sound.push(rename);
        }
    }
    sound
}

/// Refuses a name that nothing can have had.
fn possible(what: &str, before: &Spanned<String>) -> Checked<()> {
    let checked = names::check_in_mof(&format!("former {what}"), before);
    checked.map_err(|problem| {
        let help = format!("write the name that the {what} had in the spec before");
        Box::new(problem.with_help(help))
    })
}

fn impossible(before: &Spanned<String>) -> Diagnostic {
    let former = quoted(before.get_ref());
    let message = format!("the former class name {former} is too long for the names of its files");
    Diagnostic::error(&INVALID_NAME, before.span(), message)
        .with_label("longer than file systems take")
        .with_help("write the name that the class had in the spec before")
}

fn same_name(what: &str, before: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} {} still has that name",
        quoted(before.get_ref())
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the same name")
        .with_help("write the name that it had before, or leave `renamed-from` out")
}

fn still_there(what: &str, before: &Spanned<String>, other: &Spanned<String>) -> Diagnostic {
    let name = quoted(before.get_ref());
    let message = format!("there still is a {what} {name}");
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label(format!("still the name of another {what}"))
        .with_place(other.span(), "has that name")
        .with_help(format!(
            "leave `renamed-from` out if this {what} is the new one; if {} is, run `wmigen generate` before you add it, \
             and leave `renamed-from` out then",
            quoted(other.get_ref()),
        ))
}

fn twice(what: &str, before: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let name = quoted(before.get_ref());
    let message = format!("the {what} {name} cannot have become two");
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of the two out: that one is new")
}

fn same_files(before: &Spanned<String>, module: &str, other: &Spanned<String>) -> Diagnostic {
    let other_name = quoted(other.get_ref());
    let message = format!(
        "the files of the former {} are those of {other_name}: both are the module `{module}` in Rust",
        quoted(before.get_ref()),
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the former name")
        .with_place(other.span(), "the same files")
        .with_help(format!(
            "run `wmigen generate` before {other_name} has that name, and leave `renamed-from` out then"
        ))
}

fn same_former_files(
    before: &Spanned<String>,
    module: &str,
    other: &Spanned<String>,
) -> Diagnostic {
    let message = format!(
        "no spec can have had both {} and {}: both are the module `{module}` in Rust",
        quoted(other.get_ref()),
        quoted(before.get_ref()),
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the second")
        .with_place(other.span(), "the first")
        .with_help("leave one of the two out: that class is new")
}
