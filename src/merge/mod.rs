//! Merging what wmigen writes now into the user's files.
//!
//! A scaffold is merged as text, from the base that the crate keeps. The manifest is merged key by key, because a text
//! merge conflicts as soon as the user adds a dependency beside wmigen's. Nothing here reads or writes a file: bytes
//! come in and bytes go out.

mod lines;
mod manifest;
mod names;
mod spec;
mod text;

pub use manifest::{ManifestMerge, OWNED, Unmergeable, merge_manifest};
pub use names::Names;
pub use spec::{
    Difference, Differs, Done, NoSpecMerge, SpecChange, SpecMerge, merge_spec, spec_text,
};
pub use text::{Merged, Renamed, merge_renamed, merge_text};
