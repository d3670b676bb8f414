//! A rendering whose paths have been checked: what the rest of this module works on.

use std::collections::{BTreeMap, HashSet};

use anyhow::{bail, ensure};

use super::fingerprint::{From, IDENTITY, fingerprint};
use super::hash::Hash;
use super::path::CratePath;
use crate::cores;
use crate::render::{OutlinedFile, Ownership, RenderedFile};

/// The files of a crate as they should be, sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendering {
    /// Each with the hash of its text.
    files: BTreeMap<CratePath, (RenderedFile, Hash)>,
    /// The paths with case folded.
    folded: HashSet<String>,
    /// The spec that the files were made from, with LF, and its hash.
    spec: Option<(String, Hash)>,
    /// The hash of the user's templates that they were made by, if there are any.
    templates: Option<Hash>,
}

/// The files of a crate before they are rendered, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Outline(BTreeMap<CratePath, Outlined>);

/// What is known of a file before it is rendered.
#[derive(Debug, Clone)]
pub(super) struct Outlined {
    former_path: Option<String>,
    pub(super) ownership: Ownership,
}

impl Rendering {
    /// Checks the paths and texts of `files`.
    ///
    /// # Errors
    /// When a path leaves the crate or comes twice (case ignored), or a text has a CR. Either is a fault
    /// of the renderer, not of a spec: the resolver has refused names that would lead here.
    pub fn new(files: Vec<RenderedFile>) -> anyhow::Result<Self> {
        let mut rendering = Self::default();
        let hashes = cores::map(&files, |file| Hash::of(file.text.as_bytes()));
        for (file, hash) in files.into_iter().zip(hashes) {
            let path = checked(&file.path)?;
            ensure!(
                rendering.folded.insert(path.folded()),
                "two files would be rendered at {path}"
            );
            ensure!(
                !file.text.contains('\r'),
                "the rendering of {path} contains a carriage return"
            );
            rendering.files.insert(path, (file, hash));
        }
        Ok(rendering)
    }

    /// The rendering of these files, which have passed these checks before, and have these hashes; of a spec with this
    /// text and this hash.
    pub(super) fn recalled(
        files: BTreeMap<CratePath, (RenderedFile, Hash)>,
        spec: (String, Hash),
        templates: Option<Hash>,
    ) -> Self {
        Self {
            folded: files.keys().map(CratePath::folded).collect(),
            files,
            spec: Some(spec),
            templates,
        }
    }

    /// The same rendering, of a spec with this text.
    #[must_use]
    pub fn of_spec(mut self, text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let hash = Hash::of(text.as_bytes());
        self.spec = Some((text, hash));
        self
    }

    /// The same rendering, by the user's templates that have this hash.
    #[must_use]
    pub fn by_templates(mut self, hash: Option<Hash>) -> Self {
        self.templates = hash;
        self
    }

    /// The hash of the user's templates that the files were made by.
    pub(super) fn templates(&self) -> Option<Hash> {
        self.templates
    }

    /// The text of the spec that the files were made from, with LF.
    pub fn spec(&self) -> Option<&str> {
        self.spec.as_ref().map(|(text, _)| text.as_str())
    }

    /// The hash of that text.
    pub(super) fn spec_hash(&self) -> Option<Hash> {
        self.spec.as_ref().map(|(_, hash)| *hash)
    }

    /// What proves to a later run that this wmigen renders these files; none if it is not known of which spec.
    pub(super) fn fingerprint(&self) -> Option<Hash> {
        let files = self.files.iter();
        let files = files.map(|(path, (file, hash))| (path, file.ownership, *hash));
        let from = From {
            spec: self.spec_hash()?,
            templates: self.templates,
        };
        Some(fingerprint(IDENTITY, from, files))
    }

    /// The files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&CratePath, &RenderedFile)> {
        self.files.iter().map(|(path, (file, _))| (path, file))
    }

    /// The files with the hashes of their texts, sorted by path.
    pub(super) fn hashed(&self) -> impl Iterator<Item = (&CratePath, &RenderedFile, Hash)> {
        let files = self.files.iter();
        files.map(|(path, (file, hash))| (path, file, *hash))
    }

    /// The file that is rendered at `path`.
    pub fn file(&self, path: &CratePath) -> Option<&RenderedFile> {
        self.files.get(path).map(|(file, _)| file)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether a file is rendered at `path`.
    pub fn contains(&self, path: &CratePath) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file is rendered at `path` or at one that differs from it only in case.
    pub fn meets(&self, path: &CratePath) -> bool {
        self.folded.contains(&path.folded())
    }
}

impl Outline {
    /// Checks the paths of `files`.
    ///
    /// # Errors
    /// When a path leaves the crate or comes twice, which is a fault of the renderer.
    pub fn new(files: &[OutlinedFile]) -> anyhow::Result<Self> {
        let mut outline = Self::default();
        for file in files {
            let outlined = Outlined {
                former_path: file.former_path.clone(),
                ownership: file.ownership,
            };
            let twice = outline.0.insert(checked(&file.path)?, outlined);
            ensure!(
                twice.is_none(),
                "two files would be rendered at {}",
                file.path
            );
        }
        Ok(outline)
    }

    /// The outline of what is rendered already.
    pub fn of(rendering: &Rendering) -> Self {
        let files = rendering.files().map(|(path, file)| {
            let (former_path, ownership) = (file.former_path.clone(), file.ownership);
            let outlined = Outlined {
                former_path,
                ownership,
            };
            (path.clone(), outlined)
        });
        Self(files.collect())
    }

    /// The files, sorted by path.
    pub(super) fn files(&self) -> impl Iterator<Item = (&CratePath, &Outlined)> {
        self.0.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Outlined {
    /// The file at this path, with this text.
    pub(super) fn with_text(&self, path: &CratePath, text: String) -> RenderedFile {
        RenderedFile {
            path: path.to_string(),
            former_path: self.former_path.clone(),
            ownership: self.ownership,
            text,
        }
    }
}

fn checked(path: &str) -> anyhow::Result<CratePath> {
    match CratePath::parse(path) {
        Ok(path) => Ok(path),
        Err(why) => bail!("cannot render a file at {path:?}: the path {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Ownership;

    fn file(path: &str, text: &str) -> RenderedFile {
        RenderedFile {
            path: path.to_owned(),
            former_path: None,
            ownership: Ownership::Generated,
            text: text.to_owned(),
        }
    }

    fn problem(files: &[RenderedFile]) -> String {
        Rendering::new(files.to_vec())
            .expect_err("a fault")
            .to_string()
    }

    #[test]
    fn refuses_what_must_not_reach_the_disk() {
        assert_eq!(
            problem(&[file("../x", "")]),
            "cannot render a file at \"../x\": the path has a part that is `.` or `..`"
        );
        assert_eq!(
            problem(&[file("a", ""), file("A", "")]),
            "two files would be rendered at A"
        );
        assert_eq!(
            problem(&[file("a", "x\r\n")]),
            "the rendering of a contains a carriage return"
        );
    }
}
