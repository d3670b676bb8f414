//! What `wmigen check` finds beyond the plan: merges that nobody has finished, a lock that a newer wmigen wrote, and
//! ejected files that fall behind.

use super::meaning;
use super::printer::Printer;
use super::project::Project;
use super::state::State;
use super::step::Step;
use crate::changes::has_impl;
use crate::conflicts::conflict_marker;
use crate::regen::{CratePath, Kind, LOCK, Place, Plan, pending};

/// The user's files with conflict markers in them, and the lock if it is too new.
pub fn find(state: &State, plan: &Plan) -> Vec<Step> {
    let users = plan.steps.keys().filter(|path| {
        let entry = state.lock.files.get(*path);
        entry.is_some_and(|entry| entry.kind.is_users())
    });
    let mut found: Vec<_> = users
        .filter_map(|path| match state.tree.at(path) {
            Place::File(bytes) => Some(Step::conflict_marker(
                path.as_str(),
                conflict_marker(bytes)?,
            )),
            _ => None,
        })
        .collect();
    if state.lock.is_newer() {
        found.push(Step::newer_lock(LOCK));
    }
    found
}

/// Says which files of classes are older than their scaffolds and do not have what the generated code needs of them; the
/// plan does not.
pub fn tell_of_classes_without_code(state: &State, project: &Project, printer: &mut Printer) {
    let older = state.provider.classes.iter().filter(|class| {
        let path = CratePath::parse(&format!("src/classes/{}.rs", class.module));
        let entry = path
            .ok()
            .and_then(|path| state.lock.files.get(&path).copied());
        entry.is_some_and(|entry| entry.hash.is_none())
    });
    let older: Vec<_> = older.collect();
    if older.is_empty() {
        return;
    }
    let code = meaning::users_code(state, project);
    for class in older
        .iter()
        .filter(|class| !has_impl(&class.trait_name, &code))
    {
        printer.say(format_args!(
            "src/classes/{}.rs is older than its scaffold and has no `impl` of `{}`; `{}` puts the scaffold beside it",
            class.module,
            class.trait_name,
            project.command("update")
        ));
    }
}

/// Says which ejected files have a new scaffold; the plan does not.
pub fn tell_of_ejected(state: &State, project: &Project, printer: &mut Printer) {
    for (path, ..) in pending(&state.rendering, &state.lock) {
        let entry = state.lock.files.get(path);
        if entry.is_some_and(|entry| entry.kind == Kind::Ejected) {
            printer.say(format_args!(
                "{path} was ejected, and wmigen writes it differently since; `{}` offers the change",
                project.command("update")
            ));
        }
    }
}
