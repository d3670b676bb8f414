//! `wmigen.lock`: what wmigen wrote into this crate, so that a later run can tell its own text from an
//! edit, and a file that it made from one that was there already.
//!
//! The file is committed, so it is sorted, carries no time and no name of a machine, and changes only
//! when the files that it lists change. What is read from it is not trusted: see [`CratePath`].

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::path::CratePath;
use super::text::{BadHash, Hash};
use crate::diagnostics::rules::{LOCK_DUPLICATE, LOCK_HASH, LOCK_PATH, LOCK_SYNTAX, LOCK_VERSION};
use crate::diagnostics::{Diagnostic, Rule, Span};
use crate::render::Ownership;

/// The format that this wmigen writes and reads.
const VERSION: u32 = 1;

/// The name of the lock in a crate's root.
pub const LOCK: &str = "wmigen.lock";

/// The largest lock that is read, in bytes: that of a thousand classes is twenty times smaller.
const LARGEST: u64 = 16 * 1024 * 1024;

const HEADER: &str = "# Written by wmigen. Commit this file; do not edit it.\n";

/// What to do about a lock that cannot be understood.
const RESTORE: &str = "take the last good `wmigen.lock` from version control, then run `wmigen generate`; \
     without one, delete it: what equals a fresh rendering is recognised again";

/// The files that wmigen wrote, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// The version of the wmigen that wrote the lock.
    pub generator: String,
    /// Every file that wmigen wrote or found in its place.
    pub files: BTreeMap<CratePath, Entry>,
}

/// What the lock knows of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Whose the file was when wmigen wrote it.
    pub ownership: Ownership,
    /// The text that wmigen wrote last; none for a user's file that wmigen found there and did not write.
    pub hash: Option<Hash>,
}

/// The file as TOML has it. A table of its own, because [`Lock`] holds only what has been checked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    generator: String,
    #[serde(default, rename = "file", skip_serializing_if = "Vec::is_empty")]
    files: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: Spanned<String>,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<Spanned<String>>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Generated,
    Once,
}

/// The one key that every version of the format has.
#[derive(Deserialize)]
struct AnyVersion {
    version: Spanned<u32>,
}

impl Lock {
    /// An empty lock that says that this wmigen wrote it.
    pub fn new() -> Self {
        Self {
            generator: env!("CARGO_PKG_VERSION").to_owned(),
            files: BTreeMap::new(),
        }
    }

    /// The text of the file, the same for the same lock.
    ///
    /// # Errors
    /// When TOML cannot express the lock, which no checked path or hash brings about.
    pub fn to_text(&self) -> anyhow::Result<String> {
        let files = self.files.iter().map(|(path, entry)| Row {
            path: Spanned::new(0..0, path.to_string()),
            kind: entry.ownership.into(),
            hash: entry.hash.map(|hash| Spanned::new(0..0, hash.to_string())),
        });
        let document = Document {
            version: VERSION,
            generator: self.generator.clone(),
            files: files.collect(),
        };
        Ok(format!("{HEADER}{}", toml::to_string(&document)?))
    }

    /// The text of the lock in the crate at `root`; none if there is no lock.
    ///
    /// # Errors
    /// When there is something of that name that gives no text.
    pub fn load(root: &Path) -> anyhow::Result<Option<String>> {
        let path = root.join(LOCK);
        let found = match fs::symlink_metadata(&path) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        ensure!(found.is_file(), "it is not a regular file");
        ensure!(
            found.len() <= LARGEST,
            "it is larger than 16 MiB, which no lock is"
        );
        let bytes = fs::read(path)?;
        Ok(Some(String::from_utf8(bytes).context("it is not UTF-8")?))
    }

    /// Reads the text of a lock and checks all of it.
    ///
    /// # Errors
    /// Every problem found: broken TOML, a newer format, a path that leaves the crate, a path twice.
    pub fn read(text: &str) -> Result<Self, Vec<Diagnostic>> {
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
        let mut lock = Self {
            generator: document.generator,
            files: BTreeMap::new(),
        };
        let mut seen = HashSet::new();
        let mut problems = Vec::new();
        for row in &document.files {
            lock.files.extend(check(row, &mut seen, &mut problems));
        }
        if problems.is_empty() {
            Ok(lock)
        } else {
            Err(problems)
        }
    }
}

/// Checks one row and adds what is wrong with it to `problems`; `seen` has the paths before it, with
/// case folded.
fn check(
    row: &Row,
    seen: &mut HashSet<String>,
    problems: &mut Vec<Diagnostic>,
) -> Option<(CratePath, Entry)> {
    let path = CratePath::parse(row.path.get_ref());
    match &path {
        Err(why) => problems.push(error(
            &LOCK_PATH,
            row.path.span(),
            format!("a path in the lock {why}"),
        )),
        Ok(path) if !seen.insert(path.folded()) => {
            problems.push(error(
                &LOCK_DUPLICATE,
                row.path.span(),
                "a path is in the lock twice",
            ));
        }
        Ok(_) => {}
    }
    let hash = row
        .hash
        .as_ref()
        .map(|hash| (hash.get_ref().parse(), hash.span()));
    if let Some((Err(BadHash), span)) = &hash {
        problems.push(error(
            &LOCK_HASH,
            span.clone(),
            "this is not a hash that wmigen writes",
        ));
    }
    let hash = hash.and_then(|(hash, _)| hash.ok());
    Some((
        path.ok()?,
        Entry {
            ownership: row.kind.into(),
            hash,
        },
    ))
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

impl From<Ownership> for Kind {
    fn from(ownership: Ownership) -> Self {
        match ownership {
            Ownership::Generated => Self::Generated,
            Ownership::Once => Self::Once,
        }
    }
}

impl From<Kind> for Ownership {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Generated => Self::Generated,
            Kind::Once => Self::Once,
        }
    }
}

#[cfg(test)]
mod tests;
