//! The files of a folder of the package.

use std::error::Error;
use std::fs;
use std::path::Path;

/// The error of a build.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// The paths of all files below a folder of the package, from there, with forward slashes and sorted; Cargo looks at the
/// folder from now on.
pub fn files_below(root: &Path, folder: &str) -> Outcome<Vec<String>> {
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
