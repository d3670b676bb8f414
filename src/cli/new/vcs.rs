//! The repository of a new crate, as cargo makes one: where there is none above, and without a commit.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::ValueEnum;

use crate::cli::Status;
use crate::cli::printer::Printer;
use crate::cli::project::folder;
use crate::diagnostics::shown;

/// What keeps the crate's versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Vcs {
    /// A git repository, also inside another one
    Git,
    /// Nothing of wmigen's making
    None,
}

/// What the folder of a repository has in it, of whatever program.
const REPOSITORIES: [&str; 6] = [".git", ".hg", ".jj", ".pijul", ".fslckout", "_FOSSIL_"];

/// What git obeys before it looks where it is run, as in a hook.
const GIT_VARIABLES: [&str; 4] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
];

/// Makes the folder `dir` a repository, if the user wishes that, or says nothing and it is in none.
pub fn begin(dir: &Path, wish: Option<Vcs>, printer: &mut Printer) -> Status {
    let is_wanted = match wish {
        Some(Vcs::None) => false,
        Some(Vcs::Git) => true,
        None => !is_kept(dir),
    };
    if !is_wanted {
        return Status::Done;
    }
    match init(dir) {
        Ok(()) => {
            printer.detail(format_args!("made a git repository in {}", shown(dir)));
            Status::Done
        }
        // Who asked for it is to know that it is not there.
        Err(why) if wish == Some(Vcs::Git) => {
            printer.error(format_args!("{} is no git repository: {why}", shown(dir)));
            Status::CouldNotRun
        }
        Err(why) => {
            printer.say(format_args!("{} is no git repository: {why}", shown(dir)));
            Status::Done
        }
    }
}

/// Whether a repository keeps what is in the folder.
fn is_kept(dir: &Path) -> bool {
    let Ok(full) = folder(dir).canonicalize() else {
        return false;
    };
    let has_repository = |folder: &Path| {
        let mut names = REPOSITORIES.iter();
        names.any(|name| folder.join(name).symlink_metadata().is_ok())
    };
    full.ancestors().any(has_repository) && !is_ignored(&full)
}

/// Whether the repository around the folder leaves it out.
fn is_ignored(full: &Path) -> bool {
    let Some(parent) = full.parent() else {
        return false;
    };
    let mut check = git(parent);
    check.args(["check-ignore", "--quiet"]).arg(full);
    check.stderr(Stdio::null()).stdout(Stdio::null());
    check.status().is_ok_and(|status| status.success())
}

/// Lets git make its folder, or says why it did not.
fn init(dir: &Path) -> Result<(), String> {
    let mut init = git(dir);
    init.args(["init", "--quiet"]);
    let output = init.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => "git is not installed".to_owned(),
        _ => format!("git cannot be run: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("git failed: {}", said.trim_end()))
}

fn git(dir: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder(dir)).stdin(Stdio::null());
    for variable in GIT_VARIABLES {
        git.env_remove(variable);
    }
    git
}
