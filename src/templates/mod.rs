//! Folders of templates of the user's own: what is in them, what is kept of what they make, and how they keep up with
//! wmigen's.

mod copies;
pub mod snapshots;

pub use copies::{Copies, LARGEST, Origin, override_of};
