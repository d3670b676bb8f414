//! Where the folder of a crate's templates is, and whether it may be used.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::cli::shell;
use crate::cli::workspace::MANIFEST;
use crate::diagnostics::rules::TEMPLATES_FOLDER;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::spec;

/// A folder of templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where it is, in full.
    pub path: PathBuf,
    /// How messages call it.
    pub shown: String,
    /// Whether it is outside of the crate's repository, so that every command has to name it.
    pub is_outside: bool,
}

/// Why a folder of templates is not used.
#[derive(Debug)]
pub struct Wrong {
    message: String,
    help: String,
}

impl Wrong {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }

    /// The same, at the place of the spec that names the folder.
    pub fn at(self, source: &Source) -> Diagnostic {
        let (written, _) = spec::read(&source.text);
        let dir = written.templates.and_then(|templates| templates.dir);
        let span = dir.map_or(0..0, |dir| dir.span());
        Diagnostic::error(&TEMPLATES_FOLDER, span, self.message).with_help(self.help)
    }
}

/// Why a folder that a spec calls `dir` is not used without being named.
pub fn outside(dir: &str, folder: &Folder) -> Wrong {
    Wrong::new(
        format!(
            "{} is outside of the crate's repository, and templates are code",
            quoted(dir)
        ),
        format!(
            "if it is to be trusted, add `--templates {}` to the command",
            shell::quoted(Path::new(&folder.shown))
        ),
    )
}

/// Finds the folder that a spec calls `dir`, of the crate whose full path is `root`.
///
/// # Errors
/// If there is none, the crate lies in it, or it is outside of the crate's repository and not the one that the user named.
pub fn find(root: &Path, dir: &str, named: Option<&Path>) -> Result<Folder, Wrong> {
    let meant = from(root, dir);
    let called = quoted(dir);
    let found = meant.canonicalize();
    let Some(path) = found.ok().filter(|path| path.is_dir()) else {
        let is_there = meant.symlink_metadata().is_ok();
        return Err(if is_there {
            Wrong::new(
                format!("{called} is not a folder"),
                "name the folder that has the templates in it",
            )
        } else {
            Wrong::new(
                format!("there is no folder {called} from the crate's folder"),
                "make it, or name the folder that has the templates in it",
            )
        });
    };
    if root.starts_with(&path) {
        return Err(Wrong::new(
            format!("the crate itself lies in {called}"),
            "name a folder that has templates and nothing else",
        ));
    }
    let folder = Folder {
        shown: called_from_here(&meant, &path),
        is_outside: !is_inside(root, &path),
        path,
    };
    let Some(named) = named else {
        if !folder.is_outside {
            return Ok(folder);
        }
        return Err(outside(dir, &folder));
    };
    if named.canonicalize().is_ok_and(|named| named == folder.path) {
        return Ok(folder);
    }
    Err(Wrong::new(
        format!(
            "this is not the folder that `--templates` names, which is {}",
            shown(named)
        ),
        "name the same folder in both places",
    ))
}

/// The path that leads from the folder with this full path; no name in `dir` comes before a `..`.
pub fn from(root: &Path, dir: &str) -> PathBuf {
    let mut path = root.to_owned();
    for part in dir.split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

/// Whether a folder is in the crate with this full path, or in the repository or the workspace around it.
pub fn is_inside(root: &Path, folder: &Path) -> bool {
    let is_repository = |around: &&Path| around.join(".git").symlink_metadata().is_ok();
    let is_workspace = |around: &&Path| {
        let manifest = fs::read_to_string(around.join(MANIFEST)).unwrap_or_default();
        let manifest = manifest.parse::<toml::Table>();
        manifest.is_ok_and(|manifest| manifest.contains_key("workspace"))
    };
    let repository = || root.ancestors().find(is_repository);
    let workspace = || root.ancestors().find(is_workspace);
    let is_in = |around: Option<&Path>| around.is_some_and(|around| folder.starts_with(around));
    is_in(Some(root)) || is_in(repository()) || is_in(workspace())
}

/// The folder as messages call it: from where the user stands, if that leads there, with forward slashes.
pub fn called_from_here(meant: &Path, path: &Path) -> String {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    let way = here
        .ok()
        .and_then(|here| way(&here, meant).or_else(|| way(&here, path)));
    way.unwrap_or_else(|| shown(path))
}

/// The way from one folder to another, both in full, with forward slashes; none if there is none, as between drives.
pub fn way(from: &Path, to: &Path) -> Option<String> {
    let common = from.components().zip(to.components());
    let common = common.take_while(|(one, other)| one == other).count();
    let is_name = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let up = from.components().skip(common);
    let down = to.components().skip(common);
    if common == 0
        || !up.clone().all(|part| is_name(&part))
        || !down.clone().all(|part| is_name(&part))
    {
        return None;
    }
    let up = up.map(|_| Some("..".to_owned()));
    let down = down.map(|part| part.as_os_str().to_str().map(str::to_owned));
    let parts: Option<Vec<_>> = up.chain(down).collect();
    parts.map(|parts| {
        if parts.is_empty() {
            ".".to_owned()
        } else {
            parts.join("/")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_from_a_folder_to_another_has_forward_slashes() {
        let led = |from: &str, to: &str| way(Path::new(from), Path::new(to));
        assert_eq!(led("/a/b", "/a/b/c").as_deref(), Some("c"));
        assert_eq!(led("/a/b", "/a/c/d").as_deref(), Some("../c/d"));
        assert_eq!(led("/a/b", "/c").as_deref(), Some("../../c"));
        assert_eq!(led("/a", "/a").as_deref(), Some("."));
        assert_eq!(led("a", "b"), None);
    }
}
