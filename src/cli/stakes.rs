//! Says which files of a crate are not wmigen's, but made by templates of the user's own, though guarantees rest on them.

use super::own_templates::Used;
use super::printer::Printer;
use super::project::Project;
use super::shell;
use crate::model::Provider;
use crate::render::made_by_own;

/// Names each file, its template and what rests on it; nothing where all are wmigen's.
pub fn tell(used: &Used, provider: &Provider, project: &Project, printer: &mut Printer) {
    let Some(folder) = used.folder() else { return };
    let made = made_by_own(used.templates().own(), provider);
    let at_stake = made.iter().filter_map(|made| Some((made, made.stake?)));
    let mut is_any = false;
    for (made, stake) in at_stake {
        is_any = true;
        printer.say(format_args!(
            "not wmigen's: {} by {}/{} ({stake})",
            made.makes, folder.shown, made.template
        ));
    }
    if is_any {
        printer.say(format_args!(
            "`{}` holds the runtime of this crate to the promises of wmigen's; the rest is for you to review",
            shell::command("test --conformance", project.named.as_deref())
        ));
    }
}
