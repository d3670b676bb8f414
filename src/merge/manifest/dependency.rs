//! What becomes of one dependency.

use std::fmt::Display;

use toml_edit::Value;

use super::find::{Found, crate_of};
use super::write::{self, line_end, line_start};
use super::{Dependency, Manifest, Step, Unmergeable};
use crate::diagnostics::quoted;

/// What becomes of a value that stands in the user's manifest.
enum Verdict {
    Stays,
    Changes,
    /// It stays, although wmigen needs another.
    Disagrees,
}

impl Verdict {
    fn of<T: PartialEq>(yours: &T, base: Option<&T>, new: &T) -> Self {
        match base {
            _ if yours == new => Self::Stays,
            Some(base) if base == yours => Self::Changes,
            Some(base) if base == new => Self::Stays,
            _ => Self::Disagrees,
        }
    }
}

impl Manifest<'_> {
    /// The next change to the dependency `new`, which wmigen wrote as `base` if it wrote it before.
    pub(super) fn dependency(
        &self,
        base: Option<&Dependency>,
        new: &Dependency,
        disagreements: &mut Vec<String>,
    ) -> Result<Option<Step>, Unmergeable> {
        let Some(found) = self.find(&new.name)? else {
            return self.missing(new, disagreements);
        };
        if let Some(step) = self.unedited(&found, base, new) {
            return Ok(Some(step));
        }
        if found.entry.elsewhere.is_none() {
            if let Some(step) = self.version(&found, base, new, disagreements) {
                return Ok(Some(step));
            }
            if let Some(step) = self.default_features(&found, base, new, disagreements) {
                return Ok(Some(step));
            }
        }
        Ok(self.features(&found, new, disagreements))
    }

    /// Writes a dependency that is not there, unless its name is.
    fn missing(
        &self,
        new: &Dependency,
        disagreements: &mut Vec<String>,
    ) -> Result<Option<Step>, Unmergeable> {
        let path = format!("dependencies.{}", new.name);
        let entry = format!("{} = {}\n", new.name, new.value);
        let Some(place) = self.table("dependencies")? else {
            let block = self.block("dependencies", &format!("{}{entry}", new.comment));
            return Ok(Some((vec![block], path)));
        };
        if let Some(other) = place.table.get(&new.name) {
            disagreements.push(format!(
                "`{path}` is the crate {}; wmigen needs the crate `{}`",
                quoted(crate_of(&new.name, other)),
                new.name
            ));
            return Ok(None);
        }
        let insert = self.insert(&place, &new.comment, &new.name, &new.value);
        Ok(Some((vec![insert], path)))
    }

    /// Writes the whole entry anew, if it is as wmigen wrote it.
    fn unedited(&self, found: &Found, base: Option<&Dependency>, new: &Dependency) -> Option<Step> {
        let span = found.item.as_value().and_then(Value::span)?;
        let base = base.filter(|base| base.value != new.value)?;
        (self.text[span.clone()] == base.value)
            .then(|| (vec![(span, new.value.clone())], found.path.clone()))
    }

    fn version(
        &self,
        found: &Found,
        base: Option<&Dependency>,
        new: &Dependency,
        disagreements: &mut Vec<String>,
    ) -> Option<Step> {
        let needed = new.version.as_deref()?;
        let path = format!("{}.version", found.path);
        let Some((yours, span)) = &found.entry.version else {
            return self.add(found, "version", &write::string(needed));
        };
        let written = base.and_then(|base| base.version.as_deref());
        match Verdict::of(yours, written.as_ref(), &needed) {
            Verdict::Stays => None,
            Verdict::Changes => {
                let value = respelled(needed, &self.text[span.clone()]);
                Some((vec![(span.clone(), value)], path))
            }
            Verdict::Disagrees => {
                disagreements.push(disagreement(&found.path, *yours, written, needed));
                None
            }
        }
    }

    /// Default features that nothing is said about are on, for Cargo and so here.
    fn default_features(
        &self,
        found: &Found,
        base: Option<&Dependency>,
        new: &Dependency,
        disagreements: &mut Vec<String>,
    ) -> Option<Step> {
        let yours = found.entry.default_features.as_ref();
        let is_on = yours.is_none_or(|(on, _)| *on);
        let written = base.map(|base| base.default_features);
        let path = format!("{}.default-features", found.path);
        let value = new.default_features.to_string();
        match (
            Verdict::of(&is_on, written.as_ref(), &new.default_features),
            yours,
        ) {
            (Verdict::Stays, _) => None,
            (Verdict::Changes, Some((_, span))) => Some((vec![(span.clone(), value)], path)),
            (Verdict::Changes, None) => self.add(found, "default-features", &value),
            (Verdict::Disagrees, _) => {
                disagreements.push(disagreement(&path, is_on, written, new.default_features));
                None
            }
        }
    }

    /// Adds the features that wmigen needs; the user's own stay.
    fn features(
        &self,
        found: &Found,
        new: &Dependency,
        disagreements: &mut Vec<String>,
    ) -> Option<Step> {
        let features = found.entry.features.as_ref();
        let is_there = |feature: &str| features.is_some_and(|(_, there)| there.contains(&feature));
        let missing = new.features.iter().filter(|feature| !is_there(feature));
        let missing: Vec<String> = missing.cloned().collect();
        if missing.is_empty() {
            return None;
        }
        match (found.entry.elsewhere, features) {
            // A crate of the user's own may not even have the feature.
            (Some(key @ ("path" | "git")), _) => {
                let features = missing.join("`, `");
                disagreements.push(format!(
                    "`{}` has a `{key}`, so its features are not set; wmigen needs `{features}`",
                    found.path
                ));
                None
            }
            (_, Some((array, _))) => {
                let path = format!("{}.features", found.path);
                Some((self.append(array, &missing), path))
            }
            (_, None) => self.add(found, "features", &write::list(&missing)),
        }
    }

    /// Writes a key into an entry, which becomes a table if it was only a version.
    fn add(&self, found: &Found, key: &str, value: &str) -> Option<Step> {
        let path = format!("{}.{key}", found.path);
        if found.item.is_str() {
            let span = found.item.span()?;
            let table = format!(
                "{{ version = {}, {key} = {value} }}",
                &self.text[span.clone()]
            );
            return Some((vec![(span, table)], path));
        }
        let place = found.within.child(found.key)?;
        Some((vec![self.insert(&place, "", key, value)], path))
    }

    /// Removes a dependency that wmigen needs no more, if the whole line is as wmigen wrote it. Its comment
    /// goes with it if that is as written too.
    pub(super) fn without(&self, former: &Dependency) -> Option<Step> {
        let place = self.table("dependencies").ok()??;
        let span = place.table.get(&former.name)?.as_value()?.span()?;
        let (start, end) = (
            line_start(self.text, span.start),
            line_end(self.text, span.end),
        );
        if self.text[start..end].trim_end() != format!("{} = {}", former.name, former.value) {
            return None;
        }
        let comment = self.comment_above(span.start);
        let start = if comment == former.comment {
            start - comment.len()
        } else {
            start
        };
        let path = format!("dependencies.{}", former.name);
        Some((vec![(start..end, String::new())], path))
    }
}

/// `text` as a TOML string with the quotes that `old` has.
fn respelled(text: &str, old: &str) -> String {
    let quotes = ["\"\"\"", "'''", "'"];
    let quote = quotes.into_iter().find(|quote| old.starts_with(quote));
    match quote.filter(|_| !text.contains(['"', '\'', '\\', '\n'])) {
        Some(quote) => format!("{quote}{text}{quote}"),
        None => write::string(text),
    }
}

/// Says that the user and wmigen want different values.
fn disagreement<T: Display>(path: &str, yours: T, written: Option<T>, needed: T) -> String {
    let yours = quoted(&yours.to_string());
    let needed = quoted(&needed.to_string());
    match written {
        Some(written) => {
            let written = quoted(&written.to_string());
            format!("`{path}` is {yours}; wmigen wrote {written} and now needs {needed}")
        }
        None => format!("`{path}` is {yours}; wmigen needs {needed}"),
    }
}
