//! A spec that was imported, and the import of a changed MOF: what nobody changed by hand follows the MOF, and all else stays.
//!
//! Each key is merged by itself, from what the last import wrote, what stands there and what an import writes now; a class or a
//! property is a table of keys. As in the manifest, the document is read only for where things are, and changes are made in the
//! text, so that comments, order and style stay.

mod document;
mod inline;
mod insert;
mod meaning;
mod remove;
mod sections;
mod walk;

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::lines::UserText;
use crate::conflicts::conflict_marker;
use document::Text;
use walk::Merge;

/// A spec with what has changed in the MOF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecMerge {
    /// The file; what was not changed has the bytes that it had.
    pub bytes: Vec<u8>,
    /// What was done, in the order of the spec.
    pub changes: Vec<SpecChange>,
    /// Where the spec and the MOF say different things, and the spec was left as it is.
    pub differences: Vec<Difference>,
}

/// What was done to a key, a property or a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecChange {
    /// Its dotted name.
    pub path: String,
    /// What was done.
    pub done: Done,
}

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The MOF has it newly.
    Added,
    /// The MOF says something else of it.
    Changed,
    /// The MOF no longer has it.
    Removed,
}

/// A key of which the spec and the MOF say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its dotted name.
    pub path: String,
    /// Where it stands in [`spec_text`]; if the spec has it no longer, what it stood in.
    pub at: Range<usize>,
    /// What kind of a difference it is.
    pub kind: Differs,
}

/// How the spec and the MOF differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differs {
    /// Both have a value, of which this is the MOF's, as a spec has it.
    Value(String),
    /// The MOF no longer has it.
    GoneInMof,
    /// The spec no longer has it, and the MOF now says this of it.
    GoneInSpec(String),
}

/// Why a spec cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSpecMerge {
    /// It is not UTF-8, or has a NUL.
    NotText,
    /// A merge was left unfinished in it, at this line.
    Conflict(usize),
    /// It is not TOML.
    Syntax,
    /// It is written in a way that would have to be changed with it.
    Stuck,
}

impl fmt::Display for NoSpecMerge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("it is not UTF-8 text"),
            Self::Conflict(line) => {
                write!(f, "line {line}: a conflict begins here; resolve it first")
            }
            Self::Syntax => f.write_str("it is not TOML"),
            Self::Stuck => f.write_str("it is written so that the changes cannot be made in it"),
        }
    }
}

impl std::error::Error for NoSpecMerge {}

/// Brings what has changed in the MOF since the last import into `yours`: `base` is the spec that the last import wrote, if that
/// is known, and `new` the one that it writes now.
///
/// A key of `yours` that is as in `base` becomes that of `new`: it is changed, added or removed. One that was changed by hand stays,
/// and if the MOF has changed it, too, that is a difference. Without a base nobody knows what was changed by hand: what is missing is
/// added, nothing is changed or removed, and all that differs is told.
///
/// # Errors
/// When `yours` is no TOML, and when it is written so that a change cannot be made.
pub fn merge_spec(base: Option<&str>, yours: &[u8], new: &str) -> Result<SpecMerge, NoSpecMerge> {
    let user = UserText::read(yours).ok_or(NoSpecMerge::NotText)?;
    let conflict = conflict_marker(yours).map(NoSpecMerge::Conflict);
    let spec = Text::parse(user.text()).ok_or(conflict.unwrap_or(NoSpecMerge::Syntax))?;
    let new = Text::parse(new).ok_or(NoSpecMerge::Stuck)?;
    // A base that cannot be read says no more than none.
    let base = base.and_then(Text::parse);
    let merge = Merge::of(base.as_ref(), &spec, &new);
    let mut bytes = user.with_edits(&merge.edits);
    if !user.text().ends_with("\n\n") {
        end_with_text(&mut bytes);
    }
    if is_done(base.as_ref(), &spec, &new, &merge, &bytes) != Some(true) {
        return Err(NoSpecMerge::Stuck);
    }
    Ok(SpecMerge {
        bytes,
        changes: merge.changes,
        differences: merge.differences,
    })
}

/// Takes the blank lines at the end away, which stood before what is no longer there.
fn end_with_text(bytes: &mut Vec<u8>) {
    for end in [&b"\r\n"[..], b"\n"] {
        while bytes.ends_with(&[end, end].concat()) {
            bytes.truncate(bytes.len() - end.len());
        }
    }
}

/// Looks at a spec as the next merge will find it: there is nothing left to do, the same is left alone, and all is there that was
/// written by hand.
fn is_done(
    base: Option<&Text<'_>>,
    spec: &Text<'_>,
    new: &Text<'_>,
    merge: &Merge<'_>,
    bytes: &[u8],
) -> Option<bool> {
    let user = UserText::read(bytes)?;
    let merged = Text::parse(user.text())?;
    let again = Merge::of(base, &merged, new);
    let is_settled = again.changes.is_empty() && again.differences.len() == merge.differences.len();
    let written = base.map(meaning::leaves).unwrap_or_default();
    let now = meaning::leaves(&merged);
    let by_hand: HashSet<_> = meaning::leaves(spec)
        .difference(&written)
        .cloned()
        .collect();
    Some(is_settled && by_hand.is_subset(&now))
}

/// The text that the places of differences are in: the spec with LF, without a byte order mark; none if the file is no text.
pub fn spec_text(yours: &[u8]) -> Option<String> {
    UserText::read(yours).map(|user| user.text().to_owned())
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
