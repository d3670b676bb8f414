//! What becomes of one dependency.

use std::fmt::Display;

use semver::{Version, VersionReq};
use toml_edit::{Item, Value};

use super::find::{Found, crate_of};
use super::write::{self, NewKey, line_end, line_start};
use super::{Dependency, Manifest, Unmergeable, Wanted};
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
    /// What is wanted of the dependency `new`, which wmigen wrote as `base` if it wrote it before.
    pub(super) fn dependency(
        &self,
        base: Option<&Dependency>,
        new: &Dependency,
        wanted: &mut Wanted,
    ) -> Result<(), Unmergeable> {
        let Some(found) = self.find(&new.name)? else {
            return self.missing(new, wanted);
        };
        let entry = found.item.as_value().and_then(Value::span);
        let written =
            entry.filter(|entry| base.is_some_and(|base| self.text[entry.clone()] == base.value));
        if let Some(entry) = written {
            if self.text[entry.clone()] != new.value {
                wanted.set(found.path, [(entry, new.value.clone())]);
            }
            return Ok(());
        }
        let mut added = Vec::new();
        if found.entry.elsewhere.is_none() {
            added.extend(self.version(&found, base, new, wanted));
            added.extend(default_features(&found, base, new, wanted));
        }
        added.extend(self.features(&found, new, wanted));
        self.add(&found, &added, wanted);
        Ok(())
    }

    /// Writes a dependency that is not there, unless its name is.
    fn missing(&self, new: &Dependency, wanted: &mut Wanted) -> Result<(), Unmergeable> {
        let path = format!("dependencies.{}", new.name);
        let table = self.table("dependencies")?;
        if let Some(other) = table.and_then(|place| place.table.get(&new.name)) {
            wanted.disagreements.push(format!(
                "`{path}` is the crate {}; wmigen needs the crate `{}`",
                quoted(crate_of(&new.name, other)),
                new.name
            ));
            return Ok(());
        }
        wanted.keys.push(path);
        wanted.dependencies.push(NewKey {
            comment: new.comment.clone(),
            ..NewKey::of(&new.name, new.value.clone())
        });
        Ok(())
    }

    fn version(
        &self,
        found: &Found,
        base: Option<&Dependency>,
        new: &Dependency,
        wanted: &mut Wanted,
    ) -> Option<NewKey> {
        let needed = new.version.as_deref()?;
        let Some((yours, span)) = &found.entry.version else {
            return Some(NewKey::of("version", write::string(needed)));
        };
        let written = base.and_then(|base| base.version.as_deref());
        match Verdict::of(yours, written.as_ref(), &needed) {
            Verdict::Stays if *yours == needed || meets(yours, needed) => {}
            // wmigen needs what it wrote, and the user has a version with which that was never tried.
            Verdict::Stays => wanted.disagreements.push(format!(
                "`{}` is {}, and what wmigen generates is written for {}: write `{} = {}`",
                found.path,
                quoted(yours),
                quoted(needed),
                found.key,
                write::string(needed),
            )),
            Verdict::Changes => {
                let value = respelled(needed, &self.text[span.clone()]);
                wanted.set(format!("{}.version", found.path), [(span.clone(), value)]);
            }
            Verdict::Disagrees => {
                wanted
                    .disagreements
                    .push(disagreement(&found.path, *yours, written, needed));
            }
        }
        None
    }

    /// Adds the features that wmigen needs; the user's own stay.
    fn features(&self, found: &Found, new: &Dependency, wanted: &mut Wanted) -> Option<NewKey> {
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
                wanted.disagreements.push(format!(
                    "`{}` has a `{key}`, so its features are not set; wmigen needs `{features}`",
                    found.path
                ));
                None
            }
            (_, Some((array, _))) => {
                let path = format!("{}.features", found.path);
                wanted.set(path, self.append(array, &missing));
                None
            }
            (_, None) => Some(NewKey::of("features", write::list(&missing))),
        }
    }

    /// Writes keys into an entry, which becomes a table if it was only a version.
    fn add(&self, found: &Found, keys: &[NewKey], wanted: &mut Wanted) {
        if keys.is_empty() {
            return;
        }
        let names = keys.iter().map(|new| format!("{}.{}", found.path, new.key));
        wanted.keys.extend(names);
        if let (true, Some(version)) = (found.item.is_str(), found.item.span()) {
            let before = (version.start..version.start, "{ version = ".to_owned());
            let keys = write::in_braces("", keys);
            let after = (version.end..version.end, format!(", {keys} }}"));
            wanted.edits.extend([before, after]);
        } else if let Some(place) = found.within.child(found.key) {
            self.insert(&place, keys, wanted);
        }
    }

    /// Removes a dependency that wmigen needs no more, if the whole line is as wmigen wrote it and no feature of the user's
    /// is about it. Its comment goes with it if that is as written too.
    pub(super) fn without(&self, former: &Dependency, wanted: &mut Wanted) -> Option<()> {
        let place = self.table("dependencies").ok()??;
        let span = place.table.get(&former.name)?.as_value()?.span()?;
        let (start, end) = (
            line_start(self.text, span.start),
            line_end(self.text, span.end),
        );
        let as_written = format!("{} = {}", former.name, former.value);
        if self.text[start..end].trim_end() == as_written && self.is_for_a_feature(&former.name) {
            wanted.disagreements.push(format!(
                "`dependencies.{}` stays, because a feature of yours is about it; wmigen needs it no more",
                former.name
            ));
        } else if self.text[start..end].trim_end() == as_written {
            let comment = self.comment_above(span.start);
            let is_written = comment == former.comment;
            let start = start - if is_written { comment.len() } else { 0 };
            let path = format!("dependencies.{}", former.name);
            wanted.set(path, [(start..end, String::new())]);
        }
        Some(())
    }
}

impl Manifest<'_> {
    /// Whether one of the user's features turns on a dependency, or a feature of it.
    fn is_for_a_feature(&self, dependency: &str) -> bool {
        let features = self.document.get("features").and_then(Item::as_table_like);
        let lists = features.into_iter().flat_map(|features| features.iter());
        let mut named = lists.flat_map(|(_, list)| list.as_array().into_iter().flatten());
        named.any(|feature| {
            let feature = feature.as_str().unwrap_or_default();
            let feature = feature.strip_prefix("dep:").unwrap_or(feature);
            let of = feature.split(['/', '?']).next();
            of == Some(dependency)
        })
    }
}

/// Default features that nothing is said about are on, for Cargo and so here.
fn default_features(
    found: &Found,
    base: Option<&Dependency>,
    new: &Dependency,
    wanted: &mut Wanted,
) -> Option<NewKey> {
    let yours = found.entry.default_features.as_ref();
    let is_on = yours.is_none_or(|(on, _)| *on);
    let written = base.map(|base| base.default_features);
    let path = format!("{}.default-features", found.path);
    let value = new.default_features.to_string();
    match (
        Verdict::of(&is_on, written.as_ref(), &new.default_features),
        yours,
    ) {
        (Verdict::Stays, _) => {}
        (Verdict::Changes, Some((_, span))) => wanted.set(path, [(span.clone(), value)]),
        (Verdict::Changes, None) => return Some(NewKey::of("default-features", value)),
        (Verdict::Disagrees, _) => {
            let sentence = disagreement(&path, is_on, written, new.default_features);
            wanted.disagreements.push(sentence);
        }
    }
    None
}

/// Whether some version is one of both requirements. One that cannot be read is Cargo's to refuse.
fn meets(yours: &str, needed: &str) -> bool {
    let (Ok(yours), Ok(needed)) = (VersionReq::parse(yours), VersionReq::parse(needed)) else {
        return true;
    };
    let least = |requirement: &VersionReq| {
        let least = requirement.comparators.iter().map(|part| {
            let (minor, patch) = (part.minor.unwrap_or(0), part.patch.unwrap_or(0));
            Version {
                pre: part.pre.clone(),
                ..Version::new(part.major, minor, patch)
            }
        });
        least.collect::<Vec<_>>()
    };
    let versions = [least(&yours), least(&needed)].concat();
    versions
        .iter()
        .any(|version| yours.matches(version) && needed.matches(version))
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

#[cfg(test)]
mod tests {
    use super::meets;

    #[test]
    fn requirements_meet_where_one_version_is_of_both() {
        for yours in [
            "0.100",
            "=0.100.0",
            "0.100.7",
            "*",
            ">=0.58",
            ">=0.58, <0.101",
            "~0.100.1",
            "0.100.0-rc.1",
        ] {
            assert!(meets(yours, "0.100"), "{yours}");
        }
        for yours in ["0.58", "=0.99.1", "0.101", "1", ">=0.101", "<0.100"] {
            assert!(!meets(yours, "0.100"), "{yours}");
        }
        assert!(meets("nonsense", "0.100"));
    }
}
