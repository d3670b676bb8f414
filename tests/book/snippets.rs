//! The Rust of docs/api.md, docs/objects.md, docs/methods.md and docs/writing.md, compiled: in a crate that wmigen makes of the page's own spec, each example in its
//! place.
//!
//! An example that begins with the path of a file is that file; all others are modules, one each, with the imports that
//! the page takes for granted. There is one build for all of them, and clippy's list in the crate counts as well.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::{Block, Page, page};
use crate::support::{cargo, mirror, succeed, tree};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

const PRELUDE: &str = "\
#![allow(dead_code, unused_imports, reason = \"an example uses a part of it\")]

use crate::AcmeStorage;
use crate::generated::acme_disk::*;
use crate::wmi::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

";

fn blocks<'a>(page: &'a Page, language: &'a str) -> impl Iterator<Item = &'a Block> {
    page.blocks
        .iter()
        .filter(move |block| block.language == language)
}

/// The crate that wmigen makes of the page's spec.
fn made(page: &Page) -> BTreeMap<String, Vec<u8>> {
    let spec = blocks(page, "toml").find(|block| block.text.starts_with("spec-version"));
    let folder = tempfile::tempdir().unwrap();
    let spec_file = folder.path().join("wmigen.toml");
    fs::write(&spec_file, &spec.unwrap().text).unwrap();
    let new = folder.path().join("acme-storage");
    let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    succeed(wmigen.arg("new").arg(&new).arg("--spec").arg(&spec_file));
    tree(&new)
}

/// The file that an example says it is.
fn path_of(block: &Block) -> Option<&str> {
    let path = block.text.lines().next()?.strip_prefix("// ")?;
    let of_crate = ["src/", "tests/"]
        .iter()
        .any(|folder| path.starts_with(folder));
    of_crate.then_some(path)
}

/// Puts the examples into the crate, and the dependencies that they need, if they do.
fn place(page: &Page, files: &mut BTreeMap<String, Vec<u8>>) {
    let mut modules = String::new();
    for block in blocks(page, "rust") {
        if let Some(path) = path_of(block) {
            let user_s = files.insert(path.to_owned(), block.text.clone().into_bytes());
            assert!(user_s.is_some(), "{path} is no file of the crate");
        } else {
            let module = format!("line_{:04}", block.line);
            writeln!(modules, "mod {module};").unwrap();
            let text = format!("{PRELUDE}{}", block.text);
            files.insert(format!("src/book/{module}.rs"), text.into_bytes());
        }
    }
    if !modules.is_empty() {
        files.insert("src/book/mod.rs".to_owned(), modules.into_bytes());
        append(files, "src/lib.rs", "\nmod book;\n");
    }
    if let Some(dependency) = blocks(page, "toml").find(|block| block.text.starts_with("tokio")) {
        append(
            files,
            "Cargo.toml",
            &format!("\n[dependencies.tokio]\n{}", table(&dependency.text)),
        );
    }
}

fn append(files: &mut BTreeMap<String, Vec<u8>>, path: &str, text: &str) {
    files.get_mut(path).unwrap().extend(text.bytes());
}

/// `name = { a = 1, b = 2 }` as the lines of a table.
fn table(dependency: &str) -> String {
    let document: toml::Table = dependency.parse().unwrap();
    let (_, keys) = document.into_iter().next().unwrap();
    keys.as_table().unwrap().to_string()
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn the_examples_compile() {
    for (name, folder) in [
        ("docs/api.md", "book/acme-storage"),
        ("docs/objects.md", "book/objects"),
        ("docs/methods.md", "book/methods"),
        ("docs/writing.md", "book/writing"),
    ] {
        let page = page(name);
        let mut files = made(&page);
        place(&page, &mut files);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        mirror(&files, &folder);
        lint(&folder);
    }
}

/// Lets rustfmt and clippy look at a crate, for Windows.
pub fn lint(folder: &Path) {
    succeed(&mut cargo(folder, &["fmt", "--check"]));
    let lint = [
        "clippy",
        "--quiet",
        "--all-targets",
        "--target",
        "x86_64-pc-windows-gnu",
        "--",
        "-D",
        "warnings",
    ];
    succeed(&mut cargo(folder, &lint));
}
