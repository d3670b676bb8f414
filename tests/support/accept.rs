//! What is made and kept: texts that a test compares with what is made now, and the one switch that writes them anew.
//!
//! The switch is snapbox's, so that one run accepts everything: `SNAPSHOTS=overwrite cargo test`. The diff is the review.

use std::path::Path;
use std::{env, fs};

/// Whether what is made now is to be kept.
pub fn is_asked() -> bool {
    let asked = env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite");
    assert!(!asked || env::var_os("CI").is_none(), "CI accepts nothing");
    asked
}

/// Holds the text of a file of this repository to what is made now, or writes it.
pub fn holds(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if is_asked() {
        return fs::write(file, made).unwrap();
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    let kept = kept.replace("\r\n", "\n");
    assert!(
        kept == made,
        "{path} is not what is made now:\n{}\nIf it should be: SNAPSHOTS=overwrite cargo test",
        similar::TextDiff::from_lines(kept.as_str(), made).unified_diff()
    );
}
