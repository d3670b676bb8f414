//! The user's folder of templates: what is kept of what it makes.

pub mod snapshots;
