//! Merging what wmigen writes now into files that are the user's.
//!
//! A scaffold is merged as text, from the base that the crate keeps; the manifest key by key, because a
//! text merge conflicts as soon as the user adds a dependency beside one of wmigen's. Nothing here reads or
//! writes a file: bytes come in and bytes go out.

mod lines;
mod manifest;
mod markers;
mod text;

pub use manifest::{ManifestMerge, OWNED, Unmergeable, merge_manifest};
pub use markers::{conflict_marker, sides};
pub use text::{Merged, merge_text};
