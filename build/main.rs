//! Makes lists of three folders, the templates, the conformance tests and the rules' pages, so that a file there needs no
//! line anywhere else; and the hash by which a crate knows the wmigen that made it.

#![allow(
    clippy::print_stdout,
    reason = "Cargo reads what a build script prints"
)]

mod folder;
mod identity;
mod rules;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The error of a build.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    for folder in ["templates", "conformance"] {
        let list = folder::list(&root, folder)?;
        fs::write(out.join(folder).with_extension("rs"), list)?;
    }
    fs::write(out.join("rules.rs"), rules::list(&root)?)?;
    fs::write(out.join("identity.rs"), identity::constant(&root)?)?;
    Ok(())
}

/// The paths of all files below a folder of the package, from there, with forward slashes and sorted; Cargo looks at the
/// folder from now on.
fn files_below(root: &Path, folder: &str) -> Outcome<Vec<String>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut found = Vec::new();
    collect(&root.join(folder), "", &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, within: &str, found: &mut Vec<String>) -> Outcome<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let shown = entry.path().display().to_string();
        let name = name
            .to_str()
            .ok_or_else(|| format!("{shown}: the name is not UTF-8"))?;
        if is_left_by_a_tool(name) {
            continue;
        }
        if !name.bytes().all(is_plain) {
            return Err(format!(
                "{shown}: a name here has only ASCII letters, digits, `.`, `_` and `-`"
            )
            .into());
        }
        let path = format!("{within}{name}");
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether an editor or a merge leaves files of this name beside those that it works on.
fn is_left_by_a_tool(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    name == ".DS_Store" || name.ends_with('~') || matches!(ending, Some("swp" | "orig" | "rej"))
}

/// Whether a name may have this byte: what it needs no quotes for, in a path on any system and in Rust's strings.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// The expression for the text of a file of the package. It names no folder of this machine.
fn text_of(path: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\"))")
}
