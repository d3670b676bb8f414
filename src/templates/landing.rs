//! Where the files that further templates make come to lie: no two at one path, and none in the way of another.

use std::collections::HashMap;

use super::extras::{Placed, error};
use super::front_matter;
use super::problems::Problems;
use super::reserved;
use super::sensitive;
use super::{faults, join};
use crate::diagnostics::{Diagnostic, Source, quoted};
use crate::letters::folded;
use crate::regen::CratePath;
use crate::render::{BuiltIn, OutlinedFile, Templates};
use crate::schema;

/// What to write where a path is taken.
const ANOTHER: &str = "write another `path`";

/// Who makes files that have no template of the user's.
const WMIGEN: &str = "wmigen";

/// The paths that are taken, with case folded, and by what.
#[derive(Default)]
struct Taken {
    files: HashMap<String, String>,
    /// The folders that files lie in.
    folders: HashMap<String, String>,
}

impl Taken {
    /// Takes a path for `who`, or says why it is not free.
    fn take(&mut self, path: &str, who: &str) -> Result<(), String> {
        let folded = folded(path);
        if let Some(other) = self.files.get(&folded) {
            return Err(format!("{other} makes {} already", quoted(path)));
        }
        if let Some(other) = self.folders.get(&folded) {
            return Err(format!("{other} makes a file in a folder {}", quoted(path)));
        }
        // How the user's own modules lie is for them to see to.
        if let Some(twin) = reserved::twin(&folded)
            && let Some(other) = self.files.get(&twin)
            && other.starts_with(WMIGEN)
        {
            return Err(format!(
                "{other} makes {}, which is the same module",
                quoted(&twin)
            ));
        }
        let folders = || folded.match_indices('/').map(|(at, _)| &folded[..at]);
        if let Some(folder) = folders().find(|folder| self.files.contains_key(*folder)) {
            let other = &self.files[folder];
            return Err(format!(
                "{other} makes a file {}, which {} needs as a folder",
                quoted(folder),
                quoted(path)
            ));
        }
        for folder in folders() {
            let by = self.folders.entry(folder.to_owned());
            by.or_insert_with(|| who.to_owned());
        }
        self.files.insert(folded, who.to_owned());
        Ok(())
    }
}

/// Whose template makes a file.
fn called(template: &str) -> String {
    format!("`{template}`")
}

/// Leaves out what would lie at the path of another, whatever the spec, and reports it.
pub fn without_clashes(placed: Vec<Placed>, problems: &mut Problems) -> Vec<Placed> {
    let mut taken = Taken::default();
    for one in BuiltIn::all() {
        if let Some(path) = one.makes() {
            // wmigen's own do not clash.
            let _ = taken.take(&path, &format!("{WMIGEN}'s {}", called(one.path)));
        }
    }
    let _ = taken.take(schema::FILE, WMIGEN);
    let sound = placed.into_iter().filter(|Placed { extra, span }| {
        let file = &extra.file;
        let clash = taken.take(&extra.path, &called(&file.path)).err();
        let clash = clash.or_else(|| reserved::problem(&extra.path));
        if let Some(why) = &clash {
            problems.add(
                &file.path,
                &file.text,
                error(span.clone(), why).with_help(ANOTHER),
            );
        }
        clash.is_none()
    });
    sound.collect()
}

/// What is wrong with the paths of further files in this crate: with the names of its classes and of its provider in them; and
/// all that is wrong with what the templates say, if there is anything of the kind. `dir` is where the folder of the
/// templates is in truth, from the crate's folder: the spec may name it by a way round.
pub fn check_outline(
    templates: &Templates,
    outline: &[OutlinedFile],
    dir: &str,
    allow: &[String],
) -> Vec<(Source, Vec<Diagnostic>)> {
    let own = templates.own();
    if own.extras.is_empty() {
        return Vec::new();
    }
    let mut taken = Taken::default();
    let (further, built_in): (Vec<_>, Vec<_>) =
        outline.iter().partition(|file| file.extra().is_some());
    for file in built_in {
        let _ = taken.take(&file.path, WMIGEN);
    }
    let mut found: Vec<(Source, Vec<Diagnostic>)> = Vec::new();
    for file in further {
        let Some(extra) = file.extra().and_then(|number| own.extras.get(number)) else {
            continue;
        };
        let template = &extra.file;
        let Some((message, help)) = problem(
            file,
            &extra.path,
            &mut taken,
            &called(&template.path),
            dir,
            allow,
        ) else {
            continue;
        };
        let span = front_matter::read(&template.text).map_or(0..0, |front| front.path_span);
        let problem = error(span, message).with_help(help);
        let (name, text) = (template.shown.clone(), template.text.clone());
        found.push((Source { name, text }, vec![problem]));
    }
    if !found.is_empty() {
        join(&mut found, faults(templates));
    }
    found
}

fn problem(
    file: &OutlinedFile,
    pattern: &str,
    taken: &mut Taken,
    who: &str,
    dir: &str,
    allow: &[String],
) -> Option<(String, String)> {
    let path = file.path.as_str();
    let quoted_path = quoted(path);
    if let Err(why) = CratePath::parse(path) {
        return Some((format!("the path {quoted_path} {why}"), ANOTHER.to_owned()));
    }
    if let Some(problem) = sensitive::problem(path, pattern, allow) {
        return Some((problem.message, problem.help));
    }
    let is_inside = folded(path)
        .strip_prefix(&folded(dir))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_inside {
        let message = format!(
            "the path {quoted_path} is in the folder of the templates, which would change by itself"
        );
        return Some((message, ANOTHER.to_owned()));
    }
    let clash = taken.take(path, who).err();
    let clash = clash.or_else(|| reserved::problem(path))?;
    Some((clash, ANOTHER.to_owned()))
}
