//! The classes of all files of MOF, held against each other and against those of the spec.

use std::collections::{HashMap, HashSet};

use super::tree::{Class, Member, Name};
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::model::Provider;

/// The classes of the files, by the numbers of the files and in their order.
pub type OfFiles<'d> = [(usize, Vec<&'d Class>)];

/// What is wrong with the classes, each with the number of its file.
pub fn check(files: &OfFiles<'_>, provider: &Provider) -> Vec<(usize, Diagnostic)> {
    let all = || {
        let files = files.iter();
        files.flat_map(|(file, classes)| {
            let classes = classes.iter().flat_map(|class| with_those_within(class));
            classes.map(|class| (*file, class))
        })
    };
    let mut first: HashMap<String, (usize, &Class)> = HashMap::new();
    for (file, class) in all() {
        first
            .entry(folded(&class.name.text))
            .or_insert((file, class));
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
        if served(&class.name.text) {
            tell(of_the_spec(class));
        }
        let (first_file, first_class) = first[&folded(&class.name.text)];
        if first_class.name.span != class.name.span || first_file != file {
            tell(twice(class, first_class, first_file == file));
        }
        if let Some(superclass) = &class.superclass {
            let comes_later = first.contains_key(&folded(&superclass.text));
            if served(&superclass.text) {
                tell(below_the_spec(superclass));
            } else if comes_later && !made.contains(&folded(&superclass.text)) {
                tell(too_late(superclass));
            }
        }
        made.insert(folded(&class.name.text));
    }
    found
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}

fn error(place: &Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error(&SCHEMA_MOF_FILE, place.clone(), message).with_help(help)
}

/// A class with those that are declared within it, which are made before it.
fn with_those_within(class: &Class) -> Vec<&Class> {
    let inner = class.members.iter().filter_map(|member| match member {
        Member::Class(class) => Some(class),
        Member::Property(_) | Member::Method(_) | Member::Pragma(_) => None,
    });
    let mut all: Vec<_> = inner.flat_map(with_those_within).collect();
    all.push(class);
    all
}

/// What is wrong with a class whatever the others are.
fn of_its_own(class: &Class) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if class.name.text.starts_with("__") {
        let message = format!(
            "the class {} has a name that WMI keeps",
            quoted(&class.name.text)
        );
        let help = "leave the class out: WMI has those that begin with `__`";
        found.push(error(&class.name.span, message, help));
    }
    let mut qualifiers = class.qualifiers.iter().map(|one| &one.name);
    let asking = qualifiers.find(|name| name.is("dynamic") || name.is("provider"));
    found.extend(asking.map(|name| {
        let message = format!(
            "the qualifier {} says that instances of {} come from a provider",
            quoted(&name.text),
            quoted(&class.name.text)
        );
        error(
            &name.span,
            message,
            "write the class in the spec, with its `operations`, or leave the qualifier out",
        )
    }));
    found
}

fn of_the_spec(class: &Class) -> Diagnostic {
    let message = format!("the class {} is one of the spec", quoted(&class.name.text));
    error(
        &class.name.span,
        message,
        "leave it out here, or write an `[external]` class in its place in the spec",
    )
}

fn twice(class: &Class, first: &Class, is_same_file: bool) -> Diagnostic {
    let message = format!("the class {} is declared already", quoted(&class.name.text));
    let problem = error(
        &class.name.span,
        message,
        "leave one of the two out: the second would take the place of the first",
    );
    if is_same_file {
        problem.with_place(first.name.span.clone(), "the first")
    } else {
        problem.with_label("the first is in a file before this one")
    }
}

fn below_the_spec(superclass: &Name) -> Diagnostic {
    let message = format!(
        "the superclass {} is a class of the spec, and is made later",
        quoted(&superclass.text)
    );
    error(
        &superclass.span,
        message,
        "write this class in the spec as well",
    )
}

fn too_late(superclass: &Name) -> Diagnostic {
    let message = format!(
        "the superclass {} is declared further on",
        quoted(&superclass.text)
    );
    error(
        &superclass.span,
        message,
        "declare it first: a class is made when it is read, in the order of `schema-mof`",
    )
}
