//! Commands that a user can copy out of a message: words that mean something to a shell are quoted.

use std::path::Path;

use crate::diagnostics::shown;

/// The command for `verb` on the crate that the user named, or on the one that they stand in.
pub fn command(verb: &str, dir: Option<&Path>) -> String {
    match dir {
        Some(dir) => format!("wmigen {verb} {}", quoted(dir)),
        None => format!("wmigen {verb}"),
    }
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
        assert_eq!(quoted(Path::new("it's;$HOME")), r"'it'\''s;$HOME'");
        assert_eq!(quoted(Path::new("")), "''");
        assert_eq!(command("check", Some(Path::new("-a"))), "wmigen check ./-a");
    }
}
