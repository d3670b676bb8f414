//! Folders of templates of the user's own: what is in them, and how they keep up with wmigen's.

mod copies;

pub use copies::{Copies, LARGEST, Origin, override_of};
