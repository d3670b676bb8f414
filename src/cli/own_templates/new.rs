//! The templates of a crate that is still to be made.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use uuid::Uuid;

use super::way;
use crate::diagnostics::shown;
use crate::render::{self, BuiltIn, Templates};
use crate::spec;
use crate::templates::{read, shown_path};

/// The full path of a crate's folder, which may still have to be made.
///
/// # Errors
/// If there is no current folder.
pub fn full_path(dir: &Path) -> anyhow::Result<PathBuf> {
    let full = std::path::absolute(dir).with_context(|| format!("cannot use {}", shown(dir)))?;
    for there in full.ancestors() {
        if let (Ok(found), Ok(rest)) = (there.canonicalize(), full.strip_prefix(there)) {
            // `..` leads up from where the folders before it lead.
            return Ok(if rest.as_os_str().is_empty() {
                found
            } else {
                found.join(rest)
            });
        }
    }
    Ok(full)
}

/// The spec that a provider starts with: by the user's template, if the folder that they named has one that can be read.
///
/// # Errors
/// If that template is at fault.
pub fn starter_spec(named: Option<&Path>, name: &str, clsid: Uuid) -> anyhow::Result<String> {
    let Some(named) = named else {
        return render::starter_spec(Templates::builtin(), name, clsid);
    };
    // What is wrong with the folder is told when all of it is read for the spec that this makes.
    let reading = read(named, &shown(named), &[]);
    let starter = BuiltIn::all().find(|one| one.is_starter());
    let starter = starter.map(|starter| shown_path(&shown(named), starter.path));
    let mut faulty = reading.problems.iter().map(|(source, _)| &source.name);
    let is_faulty = faulty.any(|name| starter.as_ref() == Some(name));
    let templates = if is_faulty {
        Templates::builtin()
    } else {
        &reading.templates
    };
    render::starter_spec(templates, name, clsid)
}

/// A spec's text that names this folder of templates, for the crate whose full path is `root`: the one that is given, if it
/// names one, or else with `[templates]` at its end.
///
/// # Errors
/// If no relative path leads from the crate to the folder.
pub fn with_folder(text: String, root: &Path, folder: &Path) -> anyhow::Result<String> {
    if spec::read(&text).0.templates.is_some() {
        return Ok(text);
    }
    let full = folder
        .canonicalize()
        .with_context(|| format!("cannot use {}", shown(folder)))?;
    let Some(dir) = way(root, &full) else {
        bail!(
            "no relative path leads from the crate to {}, as its spec needs it",
            shown(folder)
        );
    };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        end
    };
    let dir = toml::Value::String(dir);
    Ok(format!("{text}{gap}{end}[templates]{end}dir = {dir}{end}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_spec_is_given_the_folder_in_its_own_line_ends() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("it's");
        fs::create_dir(&folder).expect("a folder");
        let root = root.path().canonicalize().expect("a path").join("crate");
        let with = |text: &str| with_folder(text.to_owned(), &root, &folder).expect("a way");
        assert_eq!(with("a = 1\n"), "a = 1\n\n[templates]\ndir = \"../it's\"\n");
        assert_eq!(
            with("a = 1\r\nb = 2"),
            "a = 1\r\nb = 2\r\n\r\n[templates]\r\ndir = \"../it's\"\r\n"
        );
        let named = "[templates]\ndir = \"t\"\n";
        assert_eq!(with(named), named);
    }
}
