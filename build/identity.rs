//! What tells this wmigen from every other one: a hash of all that its files of a crate are made by.

use super::{Outcome, files_below};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The folders that have it: the templates, the code that fills them, and what that code is made of.
const FOLDERS: [&str; 4] = ["build", "docs/rules", "src", "templates"];

/// The files that have it: the version, and the versions of the libraries.
const FILES: [&str; 2] = ["Cargo.lock", "Cargo.toml"];

/// The constant `IDENTITY`.
pub fn constant(root: &Path) -> Outcome<String> {
    let identity = of(root)?;
    Ok(format!("pub const IDENTITY: &str = {identity:?};\n"))
}

/// The hash of the package in this folder. It does not depend on how a checkout ends its lines.
pub fn of(root: &Path) -> Outcome<String> {
    let mut paths: Vec<String> = FILES.map(str::to_owned).into();
    // A package may come without; Cargo would run the build again and again for a file that is not there.
    paths.retain(|path| root.join(path).is_file());
    for path in &paths {
        println!("cargo::rerun-if-changed={path}");
    }
    for folder in FOLDERS {
        let files = files_below(root, folder)?;
        paths.extend(files.iter().map(|file| format!("{folder}/{file}")));
    }
    let mut all = Sha256::new();
    for path in paths {
        let text = fs::read_to_string(root.join(&path))?.replace("\r\n", "\n");
        // With its length, no text passes for two.
        all.update(format!("{path}\n{}\n", text.len()));
        all.update(text);
    }
    let mut digits = String::new();
    for byte in all.finalize() {
        write!(digits, "{byte:02x}")?;
    }
    Ok(digits)
}
