//! The lock as TOML has it: tables of their own, because [`Lock`] holds only what has been checked.

use std::collections::{BTreeSet, HashSet};

use semver::Version;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Entry, Kind, Lock};
use crate::diagnostics::rules::{LOCK_DUPLICATE, LOCK_HASH, LOCK_PATH, LOCK_SYNTAX, LOCK_VERSION};
use crate::diagnostics::{Diagnostic, Rule, Span};
use crate::regen::hash::{BadHash, Hash};
use crate::regen::path::CratePath;

/// The format that this wmigen writes and reads.
const VERSION: u32 = 1;

/// What to do about a lock that cannot be understood.
const RESTORE: &str = "take the last good `wmigen.lock` from version control, then run `wmigen generate`; \
     without one, delete it: what equals a fresh rendering is recognised again";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    generator: Spanned<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spec: Option<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    templates: Option<Spanned<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Spanned<String>>,
    /// In a journal only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    making: Vec<Spanned<String>>,
    /// In a journal only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    backups: Vec<u32>,
    #[serde(default, rename = "file", skip_serializing_if = "Vec::is_empty")]
    files: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: Spanned<String>,
    kind: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<Spanned<String>>,
    /// In a journal only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<Spanned<String>>,
}

/// The spelling of a [`Kind`].
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", remote = "Kind")]
enum KindWord {
    Generated,
    Once,
    Keys,
    Ejected,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(transparent)]
struct Word(#[serde(with = "KindWord")] Kind);

/// What a text of this format is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It says what was written.
    Lock,
    /// It says what is about to be written.
    Journal,
}

/// The one key that every version of the format has.
#[derive(Deserialize)]
struct AnyVersion {
    version: Spanned<u32>,
}

/// The text of a lock, without its first line.
pub fn write(lock: &Lock) -> anyhow::Result<String> {
    let spelled = |hash: &Hash| unplaced(hash.to_string());
    let files = lock.files.iter().map(|(path, entry)| Row {
        path: unplaced(path.to_string()),
        kind: Word(entry.kind),
        hash: entry.hash.as_ref().map(spelled),
        also: lock
            .also
            .get(path)
            .into_iter()
            .flatten()
            .map(spelled)
            .collect(),
    });
    let document = Document {
        version: VERSION,
        generator: unplaced(lock.generator.to_string()),
        spec: lock.spec.as_ref().map(spelled),
        templates: lock.templates.as_ref().map(spelled),
        fingerprint: lock.fingerprint.as_ref().map(spelled),
        making: lock
            .making
            .iter()
            .map(|path| unplaced(path.to_string()))
            .collect(),
        backups: lock.backups.iter().copied().collect(),
        files: files.collect(),
    };
    Ok(toml::to_string(&document)?)
}

/// A value that comes from no text.
fn unplaced(text: String) -> Spanned<String> {
    Spanned::new(0..0, text)
}

/// Reads a lock that is in no conflict, or a journal.
pub fn read(text: &str, purpose: Purpose) -> Result<Lock, Vec<Diagnostic>> {
    if text.trim().is_empty() {
        return Err(vec![
            error(&LOCK_SYNTAX, 0..0, "the lock is empty").with_label("nothing is here"),
        ]);
    }
    // The version first: a newer format may have keys that would only read as mistakes.
    let version = toml::from_str::<AnyVersion>(text)
        .map_err(|error| vec![syntax(&error)])?
        .version;
    if *version.get_ref() != VERSION {
        return Err(vec![other_version(*version.get_ref(), version.span())]);
    }
    let document: Document = toml::from_str(text).map_err(|error| vec![syntax(&error)])?;
    let mut problems = Vec::new();
    let mut lock = Lock::new();
    match Version::parse(document.generator.get_ref()) {
        Ok(generator) => lock.generator = generator,
        Err(_) => problems.push(error(
            &LOCK_SYNTAX,
            document.generator.span(),
            "this is not a version of wmigen",
        )),
    }
    lock.spec = hash(document.spec.as_ref(), &mut problems);
    lock.templates = hash(document.templates.as_ref(), &mut problems);
    lock.fingerprint = hash(document.fingerprint.as_ref(), &mut problems);
    let mut seen = HashSet::new();
    for row in &document.files {
        let Some((path, entry)) = check(row, &mut seen, &mut problems) else {
            continue;
        };
        let also = row
            .also
            .iter()
            .filter_map(|also| hash(Some(also), &mut problems));
        let also: BTreeSet<_> = also.collect();
        if !also.is_empty() {
            lock.also.insert(path.clone(), also);
        }
        lock.files.insert(path, entry);
    }
    lock.backups = document.backups.iter().copied().collect();
    lock.making = document
        .making
        .iter()
        .filter_map(|path| parse(path, &mut problems))
        .collect();
    if purpose == Purpose::Lock && !lock.is_settled_text() {
        let message = "only the journal of a run has `making`, `backups` and `also`";
        problems.push(error(&LOCK_SYNTAX, 0..0, message));
    }
    if problems.is_empty() {
        Ok(lock)
    } else {
        Err(problems)
    }
}

/// Checks one row and adds what is wrong with it to `problems`; `seen` has the paths before it, with
/// case folded.
fn check(
    row: &Row,
    seen: &mut HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(CratePath, Entry)> {
    let path = parse(&row.path, problems);
    if path
        .as_ref()
        .is_some_and(|path| !seen.insert(path.folded()))
    {
        problems.push(error(
            &LOCK_DUPLICATE,
            row.path.span(),
            "a path is in the lock twice",
        ));
    }
    let hash = hash(row.hash.as_ref(), problems);
    let Word(kind) = row.kind;
    Some((path?, Entry { kind, hash }))
}

fn parse(written: &Spanned<String>, problems: &mut Vec<Diagnostic>) -> Option<CratePath> {
    let path = CratePath::parse(written.get_ref());
    let problem = |why| {
        error(
            &LOCK_PATH,
            written.span(),
            format!("a path in the lock {why}"),
        )
    };
    path.map_err(|why| problems.push(problem(why))).ok()
}

fn hash(written: Option<&Spanned<String>>, problems: &mut Vec<Diagnostic>) -> Option<Hash> {
    let written = written?;
    let problem = |BadHash| {
        error(
            &LOCK_HASH,
            written.span(),
            "this is not a hash that wmigen writes",
        )
    };
    let hash = written.get_ref().parse();
    hash.map_err(|bad| problems.push(problem(bad))).ok()
}

fn syntax(problem: &toml::de::Error) -> Diagnostic {
    error(
        &LOCK_SYNTAX,
        problem.span().unwrap_or_default(),
        problem.message(),
    )
}

fn other_version(version: u32, span: Span) -> Diagnostic {
    let message = format!("the lock has format {version}; this wmigen knows format {VERSION}");
    Diagnostic::error(&LOCK_VERSION, span, message)
        .with_help("use the wmigen that wrote the lock, or a newer one")
}

fn error(rule: &Rule, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(rule, span, message).with_help(RESTORE)
}
