//! Commands that a user can copy out of a message: words that mean something to a shell are quoted.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::diagnostics::shown;

/// The folder that the user named for the run to stand in. It is the process's, as its current folder is.
static STAND: OnceLock<PathBuf> = OnceLock::new();

/// Lets all commands from now on run in `folder`, where this run does.
pub fn stand_in(folder: &Path) {
    // A run enters one folder, before it says anything.
    let _ = STAND.set(folder.to_owned());
}

/// The command for `verb` on the crate that the user named, or on the one that they stand in.
pub fn command(verb: &str, dir: Option<&Path>) -> String {
    command_from(STAND.get().map(PathBuf::as_path), verb, dir)
}

/// The same for a user who lets wmigen run in the folder `stand`.
fn command_from(stand: Option<&Path>, verb: &str, dir: Option<&Path>) -> String {
    let stand = stand.map(|stand| format!(" -C {}", quoted(stand)));
    let dir = dir.map(|dir| format!(" {}", quoted(dir)));
    format!(
        "wmigen{} {verb}{}",
        stand.unwrap_or_default(),
        dir.unwrap_or_default()
    )
}

/// The same command with the folder of templates that the user named.
pub fn with_templates(command: String, folder: Option<&Path>) -> String {
    match folder {
        Some(folder) => format!("{command} --templates {}", quoted(folder)),
        None => command,
    }
}

/// `path` as one word of the shell that is usual on this system, and of no command line an option.
pub fn quoted(path: &Path) -> String {
    let text = shown(path);
    let text = if text.starts_with('-') {
        format!("./{text}")
    } else {
        text
    };
    let plain = |c: char| c.is_alphanumeric() || "_-./\\:@%+=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    if cfg!(windows) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(all(test, not(windows)))]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_split_or_expand_is_quoted() {
        assert_eq!(command("check", None), "wmigen check");
        assert_eq!(
            command("check", Some(Path::new("a/b-1.x"))),
            "wmigen check a/b-1.x"
        );
        assert_eq!(
            command("check", Some(Path::new("my disk"))),
            "wmigen check 'my disk'"
        );
        assert_eq!(
            command_from(Some(Path::new("my disk")), "check", Some(Path::new("a"))),
            "wmigen -C 'my disk' check a"
        );
        assert_eq!(quoted(Path::new("it's;$HOME")), r"'it'\''s;$HOME'");
        assert_eq!(quoted(Path::new("")), "''");
        assert_eq!(command("check", Some(Path::new("-a"))), "wmigen check ./-a");
    }
}
