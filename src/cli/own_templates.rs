//! The user's templates of a crate: where they are, whether they may be used, and what is wrong with them.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use uuid::Uuid;

use super::printer::Printer;
use super::project::Project;
use super::workspace::MANIFEST;
use crate::diagnostics::rules::TEMPLATES_FOLDER;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::model::{Provider, TemplatesOfSpec};
use crate::render::{self, OutlinedFile, Templates};
use crate::spec;
use crate::templates::{check_outline, read};

/// The folder of templates that a command names.
#[derive(Debug, Default, Args)]
pub struct Named {
    /// The folder of templates that the spec names: needed where it is outside of the crate's repository
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// The templates that a crate is rendered by.
#[derive(Debug)]
pub struct Used(Option<Own>);

/// Those of the user's, with wmigen's.
#[derive(Debug)]
struct Own {
    templates: Templates,
    folder: Folder,
}

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

impl Used {
    /// All of them.
    pub fn templates(&self) -> &Templates {
        self.0
            .as_ref()
            .map_or_else(|| Templates::builtin(), |own| &own.templates)
    }

    /// The folder of the user's, if there is one.
    pub fn folder(&self) -> Option<&Folder> {
        self.0.as_ref().map(|own| &own.folder)
    }

    /// Whether there is a folder that every command has to name.
    pub fn is_outside(&self) -> bool {
        self.folder().is_some_and(|folder| folder.is_outside)
    }

    /// Whether nothing is wrong with the paths that the user's templates have for this provider, whose files are `outline`;
    /// otherwise says what is.
    pub fn may_make(
        &self,
        outline: &[OutlinedFile],
        provider: &Provider,
        printer: &mut Printer,
    ) -> bool {
        let (Some(own), Some(of_spec)) = (&self.0, &provider.templates) else {
            return true;
        };
        let TemplatesOfSpec { dir, allow } = of_spec;
        let problems = check_outline(own.templates.own(), outline, dir, allow);
        tell(&problems, &own.folder, printer);
        problems.is_empty()
    }
}

/// The templates of a crate, whose spec has this text and means this; none if something is wrong with them, which is printed.
///
/// # Errors
/// If the user has named a folder of templates and the spec has none.
pub fn of_project(
    project: &Project,
    provider: &Provider,
    source: &Source,
    printer: &mut Printer,
) -> anyhow::Result<Option<Used>> {
    if provider.templates.is_none() && project.templates.is_none() {
        return Ok(Some(Used(None)));
    }
    let root = project.folder().canonicalize();
    let root = root.with_context(|| format!("cannot look at {}", shown(project.folder())))?;
    of_crate(
        &root,
        project.templates.as_deref(),
        provider,
        source,
        printer,
    )
}

/// The templates of the crate whose full path is `root`; the crate may still have to be made.
///
/// # Errors
/// As of [`of_project`].
pub fn of_crate(
    root: &Path,
    named: Option<&Path>,
    provider: &Provider,
    source: &Source,
    printer: &mut Printer,
) -> anyhow::Result<Option<Used>> {
    let Some(of_spec) = &provider.templates else {
        if let Some(named) = named {
            bail!(
                "the spec has no templates, and so {} is not used; name the folder in `[templates]` of {}, as `dir`",
                shown(named),
                source.name
            );
        }
        return Ok(Some(Used(None)));
    };
    let folder = match find(root, &of_spec.dir, named) {
        Ok(folder) => folder,
        Err(wrong) => {
            printer.diagnostics(&[wrong.at(source)], source);
            return Ok(None);
        }
    };
    printer.detail(format_args!("read the templates in {}", folder.shown));
    let reading = read(&folder.path, &folder.shown, &of_spec.allow);
    tell(&reading.problems, &folder, printer);
    if !reading.problems.is_empty() {
        return Ok(None);
    }
    let templates = reading.templates;
    Ok(Some(Used(Some(Own { templates, folder }))))
}

/// Says what is wrong with the files of a folder, and how much there is.
fn tell(problems: &[(Source, Vec<Diagnostic>)], folder: &Folder, printer: &mut Printer) {
    let mut errors = 0;
    for (source, problems) in problems {
        printer.diagnostics(problems, source);
        errors += problems.iter().filter(|problem| problem.is_error()).count();
    }
    let plural = if errors == 1 { "" } else { "s" };
    if errors > 0 {
        printer.error(format_args!(
            "the templates in {} have {errors} error{plural}",
            folder.shown
        ));
    }
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
            super::shell::quoted(Path::new(&folder.shown))
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
    let starter = |(source, _): &(Source, Vec<Diagnostic>)| source.name.ends_with(STARTER);
    let is_faulty = reading.problems.iter().any(starter);
    let templates = if is_faulty {
        Templates::builtin()
    } else {
        &reading.templates
    };
    render::starter_spec(templates, name, clsid)
}

/// How the path of the template of that spec ends.
const STARTER: &str = "wmigen.toml.hbs";

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
