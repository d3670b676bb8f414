//! The files of MOF of the user's own, whose classes come before the provider's.

use std::fmt;

use toml::Spanned;

use super::Provider;
use super::collisions::Taken;
use crate::devices::is_device;
use crate::diagnostics::rules::SCHEMA_MOF_PATH;
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};

/// The regular expression of the paths, for those who check a spec by its JSON Schema; what it cannot say is judged here.
pub const PATTERN: &str = r"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?/)*[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\.[Mm][Oo][Ff]$";

/// The folder of the crate that has the MOF of wmigen's.
const OWN_FOLDER: &str = "mof";

/// A file of MOF of the user's own, which declares classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaMof {
    /// Its path from the crate's folder, with forward slashes; ASCII.
    pub path: String,
    /// The classes that it declares, as MOF in ASCII without comments; known once the file has been read.
    pub classes: Option<String>,
}

impl Provider {
    /// Takes the classes of the files that both have from a provider whose files have been read: what they said while this one
    /// was the crate's, nobody keeps.
    pub fn take_schema_of(&mut self, other: &Provider) {
        for file in &mut self.schema_mofs {
            let mut files = other.schema_mofs.iter();
            let same = files.find(|one| one.path.eq_ignore_ascii_case(&file.path));
            file.classes = same.and_then(|same| same.classes.clone());
        }
    }
}

/// The files that are written, in their order; what cannot be one has been reported.
pub fn of_provider(
    written: Option<&Spanned<Vec<Spanned<String>>>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<SchemaMof> {
    let mut taken = Taken::default();
    let mut files = Vec::new();
    for written in written.into_iter().flat_map(Spanned::get_ref) {
        let Some(path) = keep(path(written), found) else {
            continue;
        };
        match taken.take(&path, written) {
            Some(first) => found.push(twice(written, first)),
            None => files.push(SchemaMof {
                path,
                classes: None,
            }),
        }
    }
    files
}

/// Why a text is no path of such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Empty,
    Absolute,
    Backslash,
    Dots,
    EmptyPart,
    Character,
    Device,
    Extension,
    Own,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Absolute => "is not relative to the crate, and so no other machine need have it",
            Self::Backslash => "has a backslash, which separates names on Windows alone",
            Self::Dots => "has a name that begins or ends with a dot",
            Self::EmptyPart => "has an empty part",
            Self::Character => "has a character other than ASCII letters, digits, `_`, `-` and `.`",
            Self::Device => "has a name that Windows keeps for a device",
            Self::Extension => "does not end in `.mof`",
            Self::Own => "is in the folder of wmigen's own MOF",
        })
    }
}

fn path(written: &Spanned<String>) -> Checked<String> {
    let path = written.get_ref().clone();
    let Some(why) = problem(&path) else {
        return Ok(path);
    };
    let message = format!("the file of MOF {} {why}", quoted(&path));
    Diagnostic::error(&SCHEMA_MOF_PATH, written.span(), message)
        .with_help(
            "write the path from the crate's folder with `/`, as in `schema-mof = [\"schema/acme_base.mof\"]`",
        )
        .refuse()
}

fn problem(path: &str) -> Option<Problem> {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    if path.is_empty() {
        return Some(Problem::Empty);
    }
    if path.starts_with(['/', '\\']) || is_drive {
        return Some(Problem::Absolute);
    }
    if path.contains('\\') {
        return Some(Problem::Backslash);
    }
    let is_known = |letter: char| letter.is_ascii_alphanumeric() || "_-./".contains(letter);
    if !path.chars().all(is_known) {
        return Some(Problem::Character);
    }
    for (at, part) in path.split('/').enumerate() {
        if part.is_empty() {
            return Some(Problem::EmptyPart);
        }
        if part.starts_with('.') || part.ends_with('.') {
            return Some(Problem::Dots);
        }
        // Tools take a name that begins so for a switch.
        if part.starts_with('-') {
            return Some(Problem::Character);
        }
        if is_device(part) {
            return Some(Problem::Device);
        }
        if at == 0 && part.eq_ignore_ascii_case(OWN_FOLDER) {
            return Some(Problem::Own);
        }
    }
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let is_mof = extension.eq_ignore_ascii_case("mof");
    (!is_mof || stem.ends_with(['/', '.'])).then_some(Problem::Extension)
}

fn twice(second: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the file of MOF {} is there already: Windows ignores the case of names",
        quoted(second.get_ref())
    );
    Diagnostic::error(&SCHEMA_MOF_PATH, second.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of the two out")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_file_of_the_crate_on_every_machine() {
        for path in [
            "acme.mof",
            "schema/acme_base.MOF",
            "a/b-c/d.e.mof",
            "schema/mof/1.mof",
        ] {
            assert_eq!(problem(path), None, "{path}");
        }
        for (path, why) in [
            ("", Problem::Empty),
            ("/etc/a.mof", Problem::Absolute),
            ("C:/a.mof", Problem::Absolute),
            ("c:a.mof", Problem::Absolute),
            (r"\\server\a.mof", Problem::Absolute),
            (r"schema\a.mof", Problem::Backslash),
            ("../a.mof", Problem::Dots),
            ("./a.mof", Problem::Dots),
            ("a/../b.mof", Problem::Dots),
            (".mof", Problem::Dots),
            ("a./b.mof", Problem::Dots),
            ("a//b.mof", Problem::EmptyPart),
            ("a.mof/", Problem::EmptyPart),
            ("a b.mof", Problem::Character),
            ("é.mof", Problem::Character),
            ("a\n.mof", Problem::Character),
            ("-a.mof", Problem::Character),
            ("a/nul.mof", Problem::Device),
            ("a.txt", Problem::Extension),
            ("mof", Problem::Own),
            ("a..mof", Problem::Extension),
            ("MOF/a.mof", Problem::Own),
        ] {
            assert_eq!(problem(path), Some(why), "{path}");
        }
    }
}
