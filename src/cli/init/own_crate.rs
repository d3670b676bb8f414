//! The crate that a provider joins: what it is called, and whether what wmigen writes compiles in it.

use std::fs;
use std::path::Path;

use heck::ToUpperCamelCase;
use toml_edit::{Document, Item};

use crate::cli::new;
use crate::cli::workspace::MANIFEST;
use crate::diagnostics::{Lines, Position, quoted};

/// The edition of Rust that generated files are written in.
const EDITION: u64 = 2024;

/// The user's manifest. One that is no TOML says nothing here: the plan tells what is wrong with it.
pub struct OwnCrate {
    manifest: Option<Document<String>>,
}

impl OwnCrate {
    /// Reads the manifest of the crate in `dir`.
    pub fn read(dir: &Path) -> Self {
        let text = fs::read_to_string(dir.join(MANIFEST)).ok();
        Self {
            manifest: text.and_then(|text| Document::parse(text).ok()),
        }
    }

    /// The name that a provider has by its crate's, if it can have that one.
    pub fn provider_name(&self) -> Option<String> {
        let name = self.of_package("name")?.as_str()?.to_upper_camel_case();
        new::starter_problem(&name).is_none().then_some(name)
    }

    /// Why generated files would not compile in this crate. An edition that the workspace gives is not looked up.
    pub fn edition_problem(&self) -> Option<String> {
        let needs = format!(
            "but what wmigen writes is of {EDITION}: write `edition = \"{EDITION}\"` in `[package]`"
        );
        let Some(edition) = self.of_package("edition") else {
            // Without a package there is nothing that could have an edition.
            self.package()?;
            return Some(format!(
                "{MANIFEST} has no edition, which means 2015, {needs}"
            ));
        };
        let written = edition.as_str()?;
        if written.parse::<u64>().ok()? >= EDITION {
            return None;
        }
        let at = self.position(edition);
        let (line, column) = (at.line, at.column);
        Some(format!(
            "{MANIFEST}:{line}:{column}: the edition is {}, {needs}",
            quoted(written)
        ))
    }

    fn package(&self) -> Option<&Item> {
        self.manifest.as_ref()?.get("package")
    }

    fn of_package(&self, key: &str) -> Option<&Item> {
        self.package()?.get(key)
    }

    /// Where a value of the manifest stands.
    fn position(&self, item: &Item) -> Position {
        let text = self.manifest.as_ref().map_or("", Document::raw);
        Lines::new(text).position(item.span().map_or(0, |span| span.start))
    }
}
