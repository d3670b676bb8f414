//! Regeneration: how a crate on disk is made to follow its rendering without losing the user's lines.
//!
//! Peers patch text or overwrite it; both lose work. Here the [`Lock`] remembers what wmigen wrote, the
//! [`Tree`] is what is there now, [`plan()`] decides from both and from the [`Rendering`], as values and
//! without touching anything, and [`apply()`] and [`create()`] are the only functions that write a crate. [`offer()`],
//! [`eject()`] and [`prune()`] make plans of the same kind for the user's files.

mod apply;
mod bases;
mod building;
mod commit;
mod create;
mod custody;
mod diff;
mod disk;
mod fingerprint;
mod hash;
mod imported;
mod join;
mod lock;
mod offer;
mod path;
mod place;
mod plan;
mod read_only;
mod rendering;
mod run_lock;
mod stale;
mod tree;
mod vacancy;

pub use apply::{apply, ignore_own, remove_file, write_file};
pub use bases::{BaseChanges, BaseRemoval, BaseWrite, Bases};
pub use building::{Swept, sweep};
pub use create::{Brought, create, create_with};
pub use custody::{NotEjected, eject, prune, take_back};
pub use diff::{compare, diff, file_diff};
pub use disk::{Disk, RealDisk};
pub use fingerprint::{IDENTITY, hash_of_own, recall};
pub use hash::{BadHash, Hash};
pub use imported::ImportedSpec;
pub use join::join;
pub use lock::{Entry, Kind, Lock};
pub use offer::{Offer, Renames, offer, pending};
pub use path::{BadPath, CratePath, JOURNAL, LOCK, SPEC};
pub use place::{Obstacle, Place};
pub use plan::{Action, Plan, Refusal, plan};
pub use rendering::{Outline, Rendering};
pub use run_lock::RunLock;
pub use tree::{Tree, next_backup};
pub use vacancy::Vacancy;
