//! The list of the files in `templates/`.

use super::{Outcome, files_below, text_of};
use std::fmt::Write as _;
use std::path::Path;

/// The constant `FILES`: every file by its path there, and its text.
pub fn list(root: &Path) -> Outcome<String> {
    let mut list = String::from("pub const FILES: &[(&str, &str)] = &[\n");
    for path in files_below(root, "templates")? {
        let text = text_of(&format!("templates/{path}"));
        writeln!(list, "    ({path:?}, {text}),")?;
    }
    list.push_str("];\n");
    Ok(list)
}
