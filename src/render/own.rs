//! Templates of the user's own, as a folder gives them: those that stand in the place of wmigen's, and further ones.

use super::Ownership;
use super::files::{Each, TEMPLATE};

/// Where partials of the user's own stand, which no template of wmigen's names.
pub const PARTIALS: &str = "partials/";

/// What stands in an extra's path for the module of the class.
pub const MODULE: &str = "{module}";

/// What stands in an extra's path for the provider's name where a file is named after it.
pub const SNAKE_NAME: &str = "{snake_name}";

/// A file of a folder of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// Its path in the folder, with forward slashes.
    pub path: String,
    /// How messages name it.
    pub shown: String,
    /// All of it, with LF.
    pub text: String,
    /// Where what is rendered begins, in bytes: after the front matter of an extra.
    pub start: usize,
}

impl OwnFile {
    /// The path without `.hbs`: what the file is in place of, and how partials are named.
    pub fn name(&self) -> &str {
        self.path.strip_suffix(TEMPLATE).unwrap_or(&self.path)
    }

    /// Whether it is rendered; else its text is taken as it is.
    pub fn is_rendered(&self) -> bool {
        self.path.ends_with(TEMPLATE)
    }

    /// What is rendered of it.
    pub fn body(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }
}

/// A file that makes further files of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// The file.
    pub file: OwnFile,
    /// The path in the crate of what it makes, perhaps with [`MODULE`] or [`SNAKE_NAME`] in it.
    pub path: String,
    /// What it is rendered for: the crate or each class.
    pub each: Each,
    /// Whose it is what it makes: wmigen's, or the user's once it was written.
    pub ownership: Ownership,
}

/// All of a folder of templates that is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTemplates {
    /// Those in the place of wmigen's, and partials, by their paths.
    pub files: Vec<OwnFile>,
    /// Those of further files, by their paths.
    pub extras: Vec<Extra>,
}

impl OwnTemplates {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.extras.is_empty()
    }

    /// All files.
    pub fn all(&self) -> impl Iterator<Item = &OwnFile> {
        let extras = self.extras.iter().map(|extra| &extra.file);
        self.files.iter().chain(extras)
    }

    /// The file in the place of wmigen's of this name.
    pub fn in_place_of(&self, name: &str) -> Option<&OwnFile> {
        self.files.iter().find(|file| file.name() == name)
    }
}
