//! The list of the files in a folder.

use super::{Outcome, files_below, text_of};
use std::fmt::Write as _;
use std::path::Path;

/// The constant `FILES`: every file of the folder by its path there, and its text.
pub fn list(root: &Path, folder: &str) -> Outcome<String> {
    let mut list = String::from("pub const FILES: &[(&str, &str)] = &[\n");
    for path in files_below(root, folder)? {
        let text = text_of(&format!("{folder}/{path}"));
        writeln!(list, "    ({path:?}, {text}),")?;
    }
    list.push_str("];\n");
    Ok(list)
}
