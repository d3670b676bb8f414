//! The user's `Cargo.toml`, in which wmigen owns a few keys and nothing else.
//!
//! It is not merged as text: a dependency that the user adds under the line that wmigen changes would be a
//! conflict. Each key is merged by itself, from what wmigen wrote last, what stands there and what wmigen
//! writes now. The document is read only for where things are; a change is made in the text, because a
//! document that is written back puts dotted keys of one name together.

mod dependency;
mod find;
mod rendered;
mod unmergeable;
mod write;

use toml_edit::{Document, Item};

use super::lines::{Edit, UserText};
use super::markers::conflict_marker;
use rendered::{Dependency, Rendered};
use unmergeable::At;
pub use unmergeable::Unmergeable;
use write::Place;

/// What wmigen owns in the user's manifest; `*` is every dependency that it renders.
///
/// Each is set when it is missing, and follows wmigen as long as the user has not set it otherwise. Of the
/// two lists, wmigen owns that its own entries are in them.
pub const OWNED: [&str; 4] = [
    "lib.crate-type",
    "dependencies.*.version",
    "dependencies.*.default-features",
    "dependencies.*.features",
];

/// A manifest of the user's in which wmigen's keys are as wmigen needs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestMerge {
    /// The file; what was not set has the bytes that it had.
    pub bytes: Vec<u8>,
    /// The dotted names of what was set or, of a dependency, removed; none if the file is as it was.
    pub keys: Vec<String>,
    /// A sentence about every value that the user chose and that wmigen left alone, though it needs
    /// another.
    pub disagreements: Vec<String>,
}

/// A change to the text, and the dotted name of the key that it sets.
type Step = (Vec<Edit>, String);

/// Brings wmigen's keys in the user's manifest `yours` to what they are in `new`, the manifest as rendered.
///
/// `base` is the manifest that wmigen rendered last, if that is known. A value that still is what wmigen
/// wrote becomes the new one. One that the user changed stays; if wmigen has changed it too since, or if
/// nobody knows what wmigen wrote, that is a disagreement. What is missing is added, and a dependency that
/// is no longer rendered is removed if it is as wmigen wrote it.
///
/// # Errors
/// When `yours` is no text, is not TOML, or has something else where wmigen's keys belong.
pub fn merge_manifest(
    base: Option<&str>,
    yours: &[u8],
    new: &str,
) -> Result<ManifestMerge, Unmergeable> {
    let new = Rendered::read(new).map_err(|why| Unmergeable::Rendered(Box::new(why)))?;
    // A base that cannot be read says no more than none.
    let base = base.and_then(|text| Rendered::read(text).ok());
    let mut merge = ManifestMerge {
        bytes: yours.to_vec(),
        keys: Vec::new(),
        disagreements: Vec::new(),
    };
    loop {
        let Some(user) = UserText::read(&merge.bytes) else {
            return Err(Unmergeable::NotText);
        };
        let manifest =
            Manifest::parse(user.text()).map_err(|why| match conflict_marker(yours) {
                // It is no TOML because a merge was left unfinished in it.
                Some(line) => Unmergeable::Conflict(line),
                None => why,
            })?;
        let mut disagreements = Vec::new();
        let Some((edits, key)) = manifest.next_step(base.as_ref(), &new, &mut disagreements)?
        else {
            merge.disagreements = disagreements;
            return Ok(merge);
        };
        if merge.keys.contains(&key) {
            return Err(Unmergeable::Stuck(key));
        }
        merge.bytes = user.with_edits(&edits);
        merge.keys.push(key);
    }
}

/// A manifest that was read, and where everything is in its text.
struct Manifest<'t> {
    text: &'t str,
    document: Document<&'t str>,
}

impl<'t> Manifest<'t> {
    fn parse(text: &'t str) -> Result<Self, Unmergeable> {
        let document = Document::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            Unmergeable::Syntax(At::of(text, at), error.message().to_owned())
        })?;
        if document.contains_key("workspace") && !document.contains_key("package") {
            return Err(Unmergeable::NoCrate);
        }
        Ok(Self { text, document })
    }

    /// The next thing to set; all that is left alone goes to `disagreements`.
    ///
    /// One at a time, because each may be where the one before it was put.
    fn next_step(
        &self,
        base: Option<&Rendered>,
        new: &Rendered,
        disagreements: &mut Vec<String>,
    ) -> Result<Option<Step>, Unmergeable> {
        if let Some(step) = self.crate_type(&new.crate_type)? {
            return Ok(Some(step));
        }
        for needed in &new.dependencies {
            let written = base.and_then(|base| base.dependency(&needed.name));
            if let Some(step) = self.dependency(written, needed, disagreements)? {
                return Ok(Some(step));
            }
        }
        let former = base.iter().flat_map(|base| &base.dependencies);
        let mut dropped = former.filter(|former| new.dependency(&former.name).is_none());
        Ok(dropped.find_map(|former| self.without(former)))
    }

    /// Adds the kinds of library that wmigen needs; the user's own stay.
    fn crate_type(&self, needed: &[String]) -> Result<Option<Step>, Unmergeable> {
        let library = self.table("lib")?;
        // The second spelling is an old one, which Cargo still reads.
        let item = library.as_ref().and_then(|library| {
            let mut items = ["crate-type", "crate_type"].into_iter();
            items.find_map(|key| library.table.get(key))
        });
        let list = item.map(|item| self.strings(item, "lib.crate-type"));
        let list = list.transpose()?;
        let is_there = |kind: &str| {
            list.as_ref()
                .is_some_and(|(_, there)| there.contains(&kind))
        };
        let missing = needed.iter().filter(|kind| !is_there(kind));
        let missing: Vec<String> = missing.cloned().collect();
        if missing.is_empty() {
            return Ok(None);
        }
        let value = write::list(&missing);
        let edits = match (&list, &library) {
            (Some((array, _)), _) => self.append(array, &missing),
            (None, Some(library)) => vec![self.insert(library, "", "crate-type", &value)],
            (None, None) => vec![self.block("lib", &format!("crate-type = {value}\n"))],
        };
        Ok(Some((edits, "lib.crate-type".to_owned())))
    }

    /// A table at the top of the manifest, if it is there.
    fn table(&self, name: &str) -> Result<Option<Place<'_>>, Unmergeable> {
        let root = self.document.as_table();
        match (root.get(name), Place::top(root, name)) {
            (Some(item), None) => Err(self.misplaced(item, name, "a table")),
            (_, place) => Ok(place),
        }
    }

    /// Says that `item` is not what belongs at `path`.
    fn misplaced(&self, item: &Item, path: &str, expected: &'static str) -> Unmergeable {
        Unmergeable::Misplaced {
            at: item.span().map(|span| At::of(self.text, span.start)),
            path: path.to_owned(),
            found: item.type_name(),
            expected,
        }
    }
}

#[cfg(test)]
mod hard_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
