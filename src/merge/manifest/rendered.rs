//! What a manifest that wmigen rendered says about the keys that wmigen owns.

use toml_edit::{Item, Value};

use super::write::line_start;
use super::{Manifest, Unmergeable};

/// A rendered manifest, as far as wmigen owns it in the user's.
pub struct Rendered {
    pub crate_type: Vec<String>,
    pub dependencies: Vec<Dependency>,
}

/// A dependency as rendered.
pub struct Dependency {
    pub name: String,
    pub version: Option<String>,
    pub default_features: bool,
    pub features: Vec<String>,
    /// What is written after `name = `.
    pub value: String,
    /// The lines of comment directly above it, with their ends.
    pub comment: String,
}

impl Rendered {
    /// Reads a manifest that wmigen rendered.
    ///
    /// # Errors
    /// When it is not like one.
    pub fn read(text: &str) -> Result<Self, Unmergeable> {
        let manifest = Manifest::parse(text)?;
        let root = manifest.document.as_table();
        let lib = root.get("lib").and_then(|lib| lib.get("crate-type"));
        let crate_type = match lib {
            Some(item) => manifest.strings(item, "lib.crate-type")?.1,
            None => Vec::new(),
        };
        let crate_type = crate_type.into_iter().map(str::to_owned).collect();
        let Some(table) = manifest.table("dependencies")? else {
            return Ok(Self {
                crate_type,
                dependencies: Vec::new(),
            });
        };
        let dependencies = table.table.iter();
        let dependencies = dependencies.map(|(name, item)| manifest.rendered(name, item));
        Ok(Self {
            crate_type,
            dependencies: dependencies.collect::<Result<_, _>>()?,
        })
    }

    /// The dependency of that name.
    pub fn dependency(&self, name: &str) -> Option<&Dependency> {
        self.dependencies
            .iter()
            .find(|dependency| dependency.name == name)
    }
}

impl Manifest<'_> {
    /// Reads one dependency, which is a line of its own in every rendering.
    fn rendered(&self, name: &str, item: &Item) -> Result<Dependency, Unmergeable> {
        let path = format!("dependencies.{name}");
        let span = item.as_value().and_then(Value::span);
        let span = span.ok_or_else(|| self.misplaced(item, &path, "a value"))?;
        let found = self.read(&path, item)?;
        let features = found
            .features
            .map(|(_, features)| features)
            .unwrap_or_default();
        Ok(Dependency {
            name: name.to_owned(),
            version: found.version.map(|(version, _)| version.to_owned()),
            default_features: found.default_features.is_none_or(|(on, _)| on),
            features: features.into_iter().map(str::to_owned).collect(),
            comment: self.comment_above(span.start).to_owned(),
            value: self.text[span].to_owned(),
        })
    }

    /// The lines of comment directly above the line that `at` is in.
    pub(super) fn comment_above(&self, at: usize) -> &str {
        let end = line_start(self.text, at);
        let above = self.text[..end].split_inclusive('\n').rev();
        let comments = above.take_while(|line| line.trim_start().starts_with('#'));
        &self.text[end - comments.map(str::len).sum::<usize>()..end]
    }
}
