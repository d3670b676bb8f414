//! A rendering whose paths have been checked: what the rest of this module works on.

use std::collections::{BTreeMap, HashSet};

use anyhow::{bail, ensure};

use super::path::CratePath;
use crate::render::RenderedFile;

/// The files of a crate as they should be, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Rendering {
    files: BTreeMap<CratePath, RenderedFile>,
    /// The paths with case folded.
    folded: HashSet<String>,
    /// The spec that the files were made from, with LF.
    spec: Option<String>,
}

impl Rendering {
    /// Checks the paths and texts of `files`.
    ///
    /// # Errors
    /// When a path leaves the crate or comes twice (case ignored), or a text has a CR. Either is a fault
    /// of the renderer, not of a spec: the resolver has refused names that would lead here.
    pub fn new(files: Vec<RenderedFile>) -> anyhow::Result<Self> {
        let mut rendering = Self::default();
        for file in files {
            let path = match CratePath::parse(&file.path) {
                Ok(path) => path,
                Err(why) => bail!("cannot render a file at {:?}: the path {why}", file.path),
            };
            ensure!(
                rendering.folded.insert(path.folded()),
                "two files would be rendered at {path}"
            );
            ensure!(
                !file.text.contains('\r'),
                "the rendering of {path} contains a carriage return"
            );
            rendering.files.insert(path, file);
        }
        Ok(rendering)
    }

    /// The same rendering, of a spec with this text.
    #[must_use]
    pub fn of_spec(mut self, text: &str) -> Self {
        self.spec = Some(text.replace("\r\n", "\n"));
        self
    }

    /// The text of the spec that the files were made from, with LF.
    pub fn spec(&self) -> Option<&str> {
        self.spec.as_deref()
    }

    /// The files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&CratePath, &RenderedFile)> {
        self.files.iter()
    }

    /// The file that is rendered at `path`.
    pub fn file(&self, path: &CratePath) -> Option<&RenderedFile> {
        self.files.get(path)
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
