//! What each file of a folder of templates is, by its path.

use std::collections::HashMap;

use super::extras::{self, EXTRA, error};
use super::landing;
use super::manifest::{self, MANIFEST};
use super::problems::{Problems, shown_path};
use super::walk::CASES;
use crate::diagnostics::{Diagnostic, closest, quoted};
use crate::letters::folded;
use crate::regen::{CratePath, SPEC};
use crate::render::{BuiltIn, MODULE, OwnFile, OwnTemplates, PARTIALS, SNAKE_NAME, TEMPLATE};

/// The templates among the files, which are sorted by path; what is wrong with the others is reported.
pub fn sort(
    files: Vec<(String, String)>,
    shown: &str,
    allow: &[String],
    problems: &mut Problems,
) -> OwnTemplates {
    let mut own = OwnTemplates::default();
    let mut further = Vec::new();
    let mut names: HashMap<String, String> = HashMap::new();
    for (path, text) in files {
        if path == MANIFEST {
            manifest::check(&text, problems);
            continue;
        }
        let file = OwnFile {
            shown: shown_path(shown, &path),
            path,
            text,
            start: 0,
        };
        let is_extra = file.path.starts_with(EXTRA);
        let problem = bad_name(&file.path)
            .or_else(|| (!is_extra).then(|| problem(&file.path)).flatten())
            .or_else(|| twice(&file, &mut names));
        if let Some(problem) = problem {
            problems.add(&file.path, &file.text, problem);
        } else if is_extra {
            further.extend(extras::extra(file, allow, problems));
        } else {
            own.files.push(file);
        }
    }
    let further = landing::without_clashes(further, problems);
    own.extras = further.into_iter().map(|placed| placed.extra).collect();
    own
}

/// Two files cannot be one template: with and without `.hbs`, or where case does not count.
fn twice(file: &OwnFile, names: &mut HashMap<String, String>) -> Option<Diagnostic> {
    let other = names.insert(folded(file.name()), file.path.clone())?;
    let message = format!(
        "{} and {} are one template",
        quoted(&other),
        quoted(&file.path)
    );
    Some(
        error(0..0, message).with_help(
            "keep one of them: with `.hbs` it is rendered, without it is taken as it is",
        ),
    )
}

/// Why a file has no name that is one on every system, wherever what it makes lies.
pub fn bad_name(path: &str) -> Option<Diagnostic> {
    let why = CratePath::parse(path).err().filter(|_| path != SPEC)?;
    let message = format!("the path {} {why}", quoted(path));
    Some(error(0..0, message).with_help("give the file another name"))
}

/// What is wrong with the path of a file that is no further template.
fn problem(path: &str) -> Option<Diagnostic> {
    let is_rendered = path.ends_with(TEMPLATE);
    if path.starts_with(PARTIALS) {
        return (!is_rendered).then(|| must_be_rendered(path));
    }
    match in_place_of(path) {
        Some(one) if !is_rendered && (one.is_part() || one.is_starter()) => {
            Some(must_be_rendered(path))
        }
        Some(_) => None,
        None => Some(of_nothing(path)),
    }
}

/// The template of wmigen's that a file of this path is in the place of.
fn in_place_of(path: &str) -> Option<BuiltIn> {
    // One name may be that of a file and of a part beside it, which the ending tells apart.
    BuiltIn::all()
        .find(|one| one.path == path)
        .or_else(|| BuiltIn::named(path))
}

fn must_be_rendered(path: &str) -> Diagnostic {
    let (message, why) = if path == SPEC {
        (
            "every new crate would have the same spec, and the same CLSID".to_owned(),
            "the spec that crates start with",
        )
    } else {
        (
            format!(
                "{} is part of other templates, and is no file that is taken as it is",
                quoted(path)
            ),
            "it",
        )
    };
    error(0..0, message).with_help(format!("call {why} `{path}{TEMPLATE}`"))
}

/// Says what is meant, maybe, by a path that is in the place of nothing.
fn of_nothing(path: &str) -> Diagnostic {
    let message = format!(
        "there is no template of wmigen's that {} could be in the place of",
        quoted(path)
    );
    error(0..0, message).with_help(instead_of(path))
}

fn instead_of(path: &str) -> String {
    let name = path.strip_suffix(TEMPLATE).unwrap_or(path);
    if let Some(case) = case_of(path) {
        return format!("if it belongs to a case, that has its spec in `{CASES}/{case}/{SPEC}`");
    }
    let maker = BuiltIn::all().find(|one| {
        one.makes()
            .is_some_and(|makes| makes != name && fits(&makes, name))
    });
    if let Some(maker) = maker {
        return format!(
            "`{}` is the template of the files with such paths",
            maker.path
        );
    }
    if let Some(meant) = closest(path, BuiltIn::all().map(|one| one.path)) {
        return format!("did you mean `{meant}`?");
    }
    format!(
        "further files lie in `{EXTRA}` and parts of templates in `{PARTIALS}`; `wmigen templates list` names wmigen's templates"
    )
}

/// The name of the case that a file below `tests/` may be of.
fn case_of(path: &str) -> Option<&str> {
    let (case, _) = path
        .strip_prefix(CASES)?
        .strip_prefix('/')?
        .split_once('/')?;
    let folder = format!("{CASES}/{case}/");
    let is_wmigens = BuiltIn::all().any(|one| one.path.starts_with(&folder));
    (!is_wmigens).then_some(case)
}

/// Whether a path is one of those that this pattern makes.
fn fits(pattern: &str, path: &str) -> bool {
    let place = [MODULE, SNAKE_NAME]
        .into_iter()
        .find_map(|place| pattern.split_once(place));
    let Some((start, end)) = place else {
        return pattern == path;
    };
    let middle = path
        .strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(end));
    middle.is_some_and(|middle| !middle.is_empty() && !middle.contains('/'))
}
