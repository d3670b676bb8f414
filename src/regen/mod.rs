//! Regeneration: how a crate on disk is made to follow its rendering without losing a line of the user's.
//!
//! Peers patch text or overwrite it; both lose work. Here the [`Lock`] remembers what wmigen wrote, the
//! [`Tree`] is what is there now, [`plan()`] decides from both and from the [`Rendering`], as values and
//! without touching anything, and [`apply()`] and [`create()`] are the only functions that write.

mod apply;
mod create;
mod diff;
mod disk;
mod lock;
mod merge;
mod path;
mod plan;
mod rendering;
mod text;
mod tree;

pub use apply::apply;
pub use create::{SPEC, Vacancy, create};
pub use diff::diff;
pub use disk::{Disk, Existing, RealDisk};
pub use lock::{Entry, LOCK, Lock};
pub use merge::{ManifestMerge, Merged, OWNED, conflict_marker, merge_manifest, merge_text, sides};
pub use path::{BadPath, CratePath};
pub use plan::{Action, Plan, Refusal, plan};
pub use rendering::Rendering;
pub use text::{BadHash, Hash};
pub use tree::{Obstacle, Place, Tree};
