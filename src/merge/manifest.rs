//! The user's `Cargo.toml`, in which wmigen owns a few keys and nothing else.
//!
//! It is not merged as text: a dependency that the user adds under the line that wmigen changes would be a
//! conflict. Each key is merged by itself, from what wmigen wrote last, what stands there and what wmigen
//! writes now.
//!
//! The document is read only for where things are, and a change is made in the text, so that nothing else can change.
//! `toml_edit`'s mutable document would spare little of that: the comma, the indent and the comment behind the last item
//! of a list have to be set by hand there, too. And it would lose what is the user's: it ends each line with LF, takes
//! the comments above a key away with the key, and puts dotted keys of one name together.

mod dependency;
mod find;
mod rendered;
mod unmergeable;
mod write;

use toml_edit::{Document, Item};

use super::lines::{Edit, UserText};
use crate::conflicts::conflict_marker;
use rendered::{Dependency, Rendered};
use unmergeable::At;
pub use unmergeable::Unmergeable;
use write::{NewKey, Place};

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

/// What wmigen wants of a manifest.
#[derive(Default)]
struct Wanted {
    /// The changes to the text but for those below.
    edits: Vec<Edit>,
    /// Dependencies that are missing.
    dependencies: Vec<NewKey>,
    /// The tables that are missing, as lines for the end of the text.
    end: String,
    /// The dotted names of all that is set.
    keys: Vec<String>,
    disagreements: Vec<String>,
}

impl Wanted {
    fn set(&mut self, key: String, edits: impl IntoIterator<Item = Edit>) {
        self.keys.push(key);
        self.edits.extend(edits);
    }
}

/// Brings wmigen's keys in the user's manifest `yours` to what they are in `new`, the manifest as rendered.
///
/// `base` is the manifest that wmigen rendered last, if that is known. A value that still is what wmigen
/// wrote becomes the new one. One that the user changed stays; if wmigen has changed it too since, or if
/// nobody knows what wmigen wrote, that is a disagreement. What is missing is added, and a dependency that
/// is no longer rendered is removed if it is as wmigen wrote it.
///
/// # Errors
/// When `yours` is no text, is not TOML, or has something else where wmigen's keys belong; and when it is written so that
/// the keys are not there after they have been set.
pub fn merge_manifest(
    base: Option<&str>,
    yours: &[u8],
    new: &str,
) -> Result<ManifestMerge, Unmergeable> {
    let new = Rendered::read(new).map_err(|why| Unmergeable::Rendered(Box::new(why)))?;
    // A base that cannot be read says no more than none.
    let base = base.and_then(|text| Rendered::read(text).ok());
    let user = UserText::read(yours).ok_or(Unmergeable::NotText)?;
    let manifest = Manifest::parse(user.text()).map_err(|why| match conflict_marker(yours) {
        // It is no TOML because a merge was left unfinished in it.
        Some(line) => Unmergeable::Conflict(line),
        None => why,
    })?;
    let wanted = manifest.wanted(base.as_ref(), &new)?;
    let merge = ManifestMerge {
        bytes: user.with_edits(&wanted.edits),
        keys: wanted.keys,
        disagreements: wanted.disagreements,
    };
    is_done(&merge, base.as_ref(), &new).map(|()| merge)
}

/// Looks at a manifest as the next run will find it.
///
/// # Errors
/// When there is still something to set in it.
fn is_done(
    merge: &ManifestMerge,
    base: Option<&Rendered>,
    new: &Rendered,
) -> Result<(), Unmergeable> {
    let stuck = || Unmergeable::Stuck(merge.keys.clone());
    let user = UserText::read(&merge.bytes).ok_or_else(stuck)?;
    let manifest = Manifest::parse(user.text()).map_err(|_| stuck())?;
    let wanted = manifest.wanted(base, new)?;
    if wanted.keys.is_empty() {
        Ok(())
    } else {
        Err(stuck())
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

    /// All that is to be set, and all that is left alone although wmigen needs it otherwise.
    fn wanted(&self, base: Option<&Rendered>, new: &Rendered) -> Result<Wanted, Unmergeable> {
        let mut wanted = Wanted::default();
        self.crate_type(&new.crate_type, &mut wanted)?;
        for needed in &new.dependencies {
            let written = base.and_then(|base| base.dependency(&needed.name));
            self.dependency(written, needed, &mut wanted)?;
        }
        let missing = std::mem::take(&mut wanted.dependencies);
        self.set_in("dependencies", &missing, &mut wanted)?;
        for former in base.iter().flat_map(|base| &base.dependencies) {
            if new.dependency(&former.name).is_none() {
                self.without(former, &mut wanted);
            }
        }
        let at = self.text.len();
        wanted.edits.push((at..at, std::mem::take(&mut wanted.end)));
        wanted
            .edits
            .sort_by_key(|(range, _)| (range.start, range.end));
        Ok(wanted)
    }

    /// Adds the kinds of library that wmigen needs; the user's own stay.
    fn crate_type(&self, needed: &[String], wanted: &mut Wanted) -> Result<(), Unmergeable> {
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
            return Ok(());
        }
        let path = "lib.crate-type".to_owned();
        if let Some((array, _)) = &list {
            wanted.set(path, self.append(array, &missing));
            return Ok(());
        }
        wanted.keys.push(path);
        let key = NewKey::of("crate-type", write::list(&missing));
        self.set_in("lib", &[key], wanted)
    }

    /// Writes keys into a table at the top of the manifest, be it there or not.
    fn set_in(&self, table: &str, keys: &[NewKey], wanted: &mut Wanted) -> Result<(), Unmergeable> {
        match self.table(table)? {
            _ if keys.is_empty() => {}
            Some(place) => self.insert(&place, keys, wanted),
            None => self.block(table, keys, wanted),
        }
        Ok(())
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
#[cfg(test)]
mod together_tests;
