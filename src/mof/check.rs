//! The classes of all files of MOF, held against each other and against those of the spec.

use std::collections::{HashMap, HashSet};

use super::declarations::Declared;
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::model::Provider;

/// The classes of the files, by the numbers of the files and in their order.
pub type OfFiles<'d> = [(usize, &'d [Declared])];

/// What is wrong with the classes, each with the number of its file.
pub fn check(files: &OfFiles<'_>, provider: &Provider) -> Vec<(usize, Diagnostic)> {
    let all = || {
        let files = files.iter();
        files.flat_map(|(file, classes)| classes.iter().map(|class| (*file, class)))
    };
    let mut first: HashMap<String, (usize, &Declared)> = HashMap::new();
    for (file, class) in all() {
        first.entry(folded(&class.name)).or_insert((file, class));
    }
    let served = |name: &str| {
        let mut classes = provider.classes.iter();
        classes.any(|class| class.name.eq_ignore_ascii_case(name))
    };
    let mut made: HashSet<String> = HashSet::new();
    let mut found = Vec::new();
    for (file, class) in all() {
        let mut tell = |problem| found.push((file, problem));
        of_its_own(class).into_iter().for_each(&mut tell);
        if served(&class.name) {
            tell(of_the_spec(class));
        }
        let (first_file, first_class) = first[&folded(&class.name)];
        if first_class.place != class.place || first_file != file {
            tell(twice(class, first_class, first_file == file));
        }
        if let Some((superclass, place)) = &class.superclass {
            let comes_later = first.contains_key(&folded(superclass));
            if served(superclass) {
                tell(below_the_spec(superclass, place));
            } else if comes_later && !made.contains(&folded(superclass)) {
                tell(too_late(superclass, place));
            }
        }
        made.insert(folded(&class.name));
    }
    found
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn error(place: &Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(&SCHEMA_MOF_FILE, place.clone(), message).with_help(help)
}

/// What is wrong with a class whatever the others are.
fn of_its_own(class: &Declared) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if class.name.starts_with("__") {
        let message = format!(
            "the class {} has a name that WMI keeps",
            quoted(&class.name)
        );
        let help = "leave the class out: WMI has those that begin with `__`";
        found.push(error(&class.place, message, help));
    }
    let asks = |name: &str| {
        ["dynamic", "provider"]
            .iter()
            .any(|one| one.eq_ignore_ascii_case(name))
    };
    let asking = class.qualifiers.iter().find(|(name, _)| asks(name));
    found.extend(asking.map(|(name, place)| {
        let message = format!(
            "the qualifier {} says that instances of {} come from a provider",
            quoted(name),
            quoted(&class.name)
        );
        error(
            place,
            message,
            "write the class in the spec, with its `operations`, or leave the qualifier out",
        )
    }));
    found
}

fn of_the_spec(class: &Declared) -> Diagnostic {
    let message = format!("the class {} is one of the spec", quoted(&class.name));
    error(
        &class.place,
        message,
        "leave it out here, or write an `[external]` class in its place in the spec",
    )
}

fn twice(class: &Declared, first: &Declared, is_same_file: bool) -> Diagnostic {
    let message = format!("the class {} is declared already", quoted(&class.name));
    let problem = error(
        &class.place,
        message,
        "leave one of the two out: the second would take the place of the first",
    );
    if is_same_file {
        problem.with_place(first.place.clone(), "the first")
    } else {
        problem.with_label("the first is in a file before this one")
    }
}

fn below_the_spec(superclass: &str, place: &Span) -> Diagnostic {
    let message = format!(
        "the superclass {} is a class of the spec, and is made later",
        quoted(superclass)
    );
    error(place, message, "write this class in the spec as well")
}

fn too_late(superclass: &str, place: &Span) -> Diagnostic {
    let message = format!(
        "the superclass {} is declared further on",
        quoted(superclass)
    );
    error(
        place,
        message,
        "declare it first: a class is made when it is read, in the order of `schema-mof`",
    )
}
