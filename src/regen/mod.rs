//! Regeneration: how a crate on disk is made to follow its rendering without losing a line of the user's.
//!
//! Peers patch text or overwrite it; both lose work. Here the [`Lock`] remembers what wmigen wrote, the
//! [`Tree`] is what is there now, [`plan()`] decides from both and from the [`Rendering`], as values and
//! without touching anything, and [`apply()`] and [`create()`] are the only functions that write. [`offer()`],
//! [`eject()`] and [`prune()`] make plans of the same kind for what is the user's.

mod apply;
mod bases;
mod building;
mod changes;
mod commit;
mod create;
mod custody;
mod diff;
mod disk;
mod lock;
mod merge;
mod offer;
mod path;
mod plan;
mod read_only;
mod rendering;
mod run_lock;
mod stale;
mod text;
mod tree;

pub use apply::apply;
pub use bases::{BaseChanges, BaseRemoval, BaseWrite, Bases};
pub use building::{Swept, sweep};
pub use changes::{
    Change, ChangeKind, Hint, Location, PLACES_MAX, changes, locate, probable_renames,
};
pub use create::{SPEC, Vacancy, create};
pub use custody::{NotEjected, eject, prune, take_back};
pub use diff::diff;
pub use disk::{Disk, RealDisk};
pub use lock::{Entry, Kind, LOCK, Lock};
pub use merge::{Merged, OWNED, conflict_marker, merge_text};
pub use offer::{Offer, offer, pending};
pub use path::{BadPath, CratePath, JOURNAL};
pub use plan::{Action, Plan, Refusal, plan};
pub use rendering::Rendering;
pub use run_lock::RunLock;
pub use text::{BadHash, Hash};
pub use tree::{Obstacle, Place, Tree, next_backup};
