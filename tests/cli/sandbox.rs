//! A folder to run wmigen in.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::{Command, cargo_bin};
use tempfile::TempDir;

/// The spec of the golden crate `disk`: one class, `Acme_Disk`.
pub const DISK: &str = include_str!("../cases/disk/wmigen.toml");

/// A temporary folder; paths are relative to it, with forward slashes.
pub struct Sandbox(TempDir);

impl Sandbox {
    /// An empty one. It looks like a repository to wmigen, so that no crate becomes one of its own.
    pub fn new() -> Self {
        let sandbox = Self::outside();
        fs::create_dir(sandbox.path(".hg")).expect("a folder");
        sandbox
    }

    /// An empty one that is in no repository.
    pub fn outside() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// One with the crate of [`DISK`] in `disk`.
    pub fn with_disk() -> Self {
        let sandbox = Self::new();
        sandbox.write("disk.toml", DISK);
        sandbox
            .run(&["new", "disk", "--spec", "disk.toml"])
            .assert()
            .code(0);
        sandbox
    }

    /// wmigen, run here with `arguments`.
    pub fn run(&self, arguments: &[&str]) -> Command {
        self.run_in("", arguments)
    }

    /// wmigen, run in a folder below with `arguments`.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Command {
        Command::new(cargo_bin!("wmigen"))
            .args(arguments)
            .current_dir(self.path(folder))
            .env_remove("CLICOLOR_FORCE")
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    /// Replaces what is in the spec of the crate in `disk`.
    pub fn edit_spec(&self, from: &str, to: &str) {
        let spec = self.read("disk/wmigen.toml");
        assert!(spec.contains(from), "{from} is not in the spec");
        self.write("disk/wmigen.toml", spec.replace(from, to));
    }

    /// Adds a property to the class of the crate in `disk`.
    pub fn add_property(&self) {
        self.append("disk/wmigen.toml", "Label = { type = \"string\" }\n");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect(path);
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// Every file here, with its bytes and when it was written last.
    pub fn snapshot(&self) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
        let mut files = Vec::new();
        collect(self.0.path(), &mut files);
        files.sort();
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>, std::time::SystemTime)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let written = path
                .metadata()
                .and_then(|metadata| metadata.modified())
                .expect("a time");
            files.push((path.clone(), fs::read(&path).expect("a file"), written));
        }
    }
}
