//! Where the user's manifest has a crate, and what it says about it, in any of the ways that Cargo reads.

use std::ops::Range;

use toml_edit::{Array, Item, Value};

use super::write::Place;
use super::{Manifest, Unmergeable};

/// A crate that the user's manifest has.
pub struct Found<'d> {
    /// The dotted name of its key.
    pub path: String,
    /// The table that it is in.
    pub within: Place<'d>,
    pub key: &'d str,
    pub item: &'d Item,
    pub entry: Entry<'d>,
}

/// What an entry says, with the places of what is a single value.
pub struct Entry<'d> {
    pub version: Option<(&'d str, Range<usize>)>,
    pub default_features: Option<(bool, Range<usize>)>,
    pub features: Option<(&'d Array, Vec<&'d str>)>,
    /// The key that says that the crate is not the one from the registry: the version is not wmigen's then.
    pub elsewhere: Option<&'static str>,
}

impl Manifest<'_> {
    /// The crate `name` where the program on Windows gets it from, under whatever key.
    pub(super) fn find(&self, name: &str) -> Result<Option<Found<'_>>, Unmergeable> {
        let tables = self.table("dependencies")?.into_iter();
        for within in tables.chain(self.windows_tables()) {
            let mut entries = within.table.iter();
            let entry = entries.find(|(key, item)| crate_of(key, item) == name);
            let Some((key, item)) = entry.and_then(|(key, _)| within.table.get_key_value(key))
            else {
                continue;
            };
            let path = within.name(key);
            let entry = self.read(&path, item)?;
            return Ok(Some(Found {
                path,
                within,
                key: key.get(),
                item,
                entry,
            }));
        }
        Ok(None)
    }

    /// The dependencies of targets that are Windows.
    fn windows_tables(&self) -> Vec<Place<'_>> {
        let Some(targets) = Place::top(self.document.as_table(), "target") else {
            return Vec::new();
        };
        let windows = targets
            .table
            .iter()
            .filter(|(target, _)| is_windows(target));
        let tables = windows.filter_map(|(target, _)| targets.child(target)?.child("dependencies"));
        tables.collect()
    }

    /// Reads an entry of a table of dependencies.
    ///
    /// # Errors
    /// When Cargo could not read it either.
    pub(super) fn read<'d>(&self, path: &str, item: &'d Item) -> Result<Entry<'d>, Unmergeable> {
        let mut entry = Entry {
            version: None,
            default_features: None,
            features: None,
            elsewhere: None,
        };
        if item.is_str() {
            entry.version = item.as_str().zip(item.span());
            return Ok(entry);
        }
        let Some(table) = item.as_table_like() else {
            return Err(self.misplaced(item, path, "a version or a table"));
        };
        if let Some(item) = table.get("version") {
            entry.version = item.as_str().zip(item.span());
            if entry.version.is_none() {
                return Err(self.misplaced(item, &format!("{path}.version"), "a string"));
            }
        }
        if let Some(item) = table.get("default-features") {
            entry.default_features = item.as_bool().zip(item.span());
            if entry.default_features.is_none() {
                let path = format!("{path}.default-features");
                return Err(self.misplaced(item, &path, "`true` or `false`"));
            }
        }
        if let Some(item) = table.get("features") {
            entry.features = Some(self.strings(item, &format!("{path}.features"))?);
        }
        let is = |key: &&str| {
            table
                .get(key)
                .is_some_and(|item| item.as_bool() != Some(false))
        };
        entry.elsewhere = ["workspace", "path", "git"].into_iter().find(is);
        Ok(entry)
    }

    /// A list of strings.
    pub(super) fn strings<'d>(
        &self,
        item: &'d Item,
        path: &str,
    ) -> Result<(&'d Array, Vec<&'d str>), Unmergeable> {
        const EXPECTED: &str = "an array of strings";
        let array = item
            .as_array()
            .ok_or_else(|| self.misplaced(item, path, EXPECTED))?;
        let strings: Option<_> = array.iter().map(Value::as_str).collect();
        let strings = strings.ok_or_else(|| self.misplaced(item, path, EXPECTED))?;
        Ok((array, strings))
    }
}

/// The crate that an entry is about: its key may be a name of the user's for it.
pub fn crate_of<'d>(key: &'d str, item: &'d Item) -> &'d str {
    let table = item.as_table_like();
    let package = table.and_then(|table| table.get("package"));
    package.and_then(Item::as_str).unwrap_or(key)
}

/// Whether what is for `target` is for every Windows. A triple is for one processor only.
fn is_windows(target: &str) -> bool {
    let target: String = target.split_whitespace().collect();
    matches!(
        target.as_str(),
        "cfg(windows)" | "cfg(target_os=\"windows\")" | "cfg(target_family=\"windows\")"
    )
}
