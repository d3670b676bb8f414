//! Where the user's templates are.

use std::fmt;

use toml::Spanned;

use super::text::whole;
use crate::diagnostics::rules::TEMPLATES_FOLDER;
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::TemplatesTable;

/// The user's templates, as a spec names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplatesOfSpec {
    /// Their folder, from the crate's, with forward slashes: it may begin with `..` parts, and has no `.` nor empty ones.
    pub dir: String,
    /// The paths in the crate that further templates may make although a tool obeys what stands there by itself.
    pub allow: Vec<String>,
}

/// What `[templates]` says; none if something is wrong with it, which is reported.
pub fn of_spec(written: &TemplatesTable, found: &mut Vec<Diagnostic>) -> Option<TemplatesOfSpec> {
    let dir = written.dir.as_ref();
    let dir = dir.and_then(|dir| keep(dir_of(dir), found));
    let allow = written.allow.iter().flat_map(Spanned::get_ref);
    let allow = allow
        .filter_map(|path| keep(allowed(path), found))
        .collect();
    Some(TemplatesOfSpec { dir: dir?, allow })
}

/// Why a text does not say where a folder or a file is, for every machine alike.
#[derive(Clone, Copy)]
enum Problem {
    Empty,
    Absolute,
    Backslash,
    Character,
    Back,
    Here,
    Own,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Absolute => "is not relative to the crate, and so no other machine need have it",
            Self::Backslash => "has a backslash, which separates names on Windows alone",
            Self::Character => "has a character that Windows does not allow in a name",
            Self::Back => "goes up again after a name",
            Self::Here => "is the folder of the crate itself",
            Self::Own => "is inside a folder that git or wmigen keeps for itself",
        })
    }
}

/// The folder, without parts that lead nowhere.
fn dir_of(written: &Spanned<String>) -> Checked<String> {
    let text = whole(written)?;
    tidy(&text).or_else(|why| {
        let message = format!("the folder of templates {} {why}", quoted(&text));
        Diagnostic::error(&TEMPLATES_FOLDER, written.span(), message)
            .with_help(
                "write the way from the crate's folder with `/`, as in `dir = \"templates\"` or `dir = \"../templates\"`",
            )
            .refuse()
    })
}

fn tidy(text: &str) -> Result<String, Problem> {
    let parts = parts(text)?;
    if parts.is_empty() {
        return Err(Problem::Here);
    }
    // A case lies in its folder of templates; whether a crate may is seen where the folder is.
    let mut names = parts.iter().skip_while(|part| **part == "..");
    if names.any(|part| *part == "..") {
        return Err(Problem::Back);
    }
    let is_own =
        |part: &&str| part.eq_ignore_ascii_case(".git") || part.eq_ignore_ascii_case(".wmigen");
    if parts.iter().any(is_own) {
        return Err(Problem::Own);
    }
    Ok(parts.join("/"))
}

/// The parts of a relative path that lead somewhere.
fn parts(text: &str) -> Result<Vec<&str>, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let is_drive = text.as_bytes().get(1) == Some(&b':');
    if text.starts_with(['/', '\\']) || is_drive {
        return Err(Problem::Absolute);
    }
    if text.contains('\\') {
        return Err(Problem::Backslash);
    }
    if text.contains([':', '<', '>', '"', '|', '?', '*']) || text.contains(char::is_control) {
        return Err(Problem::Character);
    }
    let parts = text.split('/');
    Ok(parts
        .filter(|part| !part.is_empty() && *part != ".")
        .collect())
}

/// A path in the crate that is allowed.
fn allowed(written: &Spanned<String>) -> Checked<String> {
    let text = whole(written)?;
    let why = match parts(&text) {
        Err(why) => why,
        Ok(parts) if parts.contains(&"..") => Problem::Back,
        Ok(parts) => return Ok(parts.join("/")),
    };
    let message = format!("the allowed path {} {why}", quoted(&text));
    Diagnostic::error(&TEMPLATES_FOLDER, written.span(), message)
        .with_help("write the path in the crate with `/`, as in `allow = [\".github/workflows/audit.yml\"]`")
        .refuse()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_said_for_every_machine_alike() {
        let tidied = |text| tidy(text).map_err(|why| why.to_string());
        for (text, folder) in [
            ("templates", "templates"),
            ("./a//b/", "a/b"),
            ("../../shared/templates", "../../shared/templates"),
            ("./../a", "../a"),
            ("../..", "../.."),
            ("~/templates", "~/templates"),
        ] {
            assert_eq!(tidied(text), Ok(folder.to_owned()), "{text}");
        }
        for (text, word) in [
            ("", "empty"),
            ("/opt/templates", "relative"),
            ("C:/templates", "relative"),
            ("C:templates", "relative"),
            (r"\\server\share", "relative"),
            (r"a\b", "backslash"),
            ("a/../b", "up again"),
            ("a/..", "up again"),
            (".", "crate itself"),
            ("./", "crate itself"),
            ("a\nb", "character"),
            ("a?", "character"),
            ("x/.GIT/y", "itself"),
            (".wmigen/templates", "itself"),
        ] {
            let why = tidied(text).expect_err(text);
            assert!(why.contains(word), "{text}: {why}");
        }
    }
}
