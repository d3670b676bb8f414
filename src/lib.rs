//! wmigen reads a TOML spec of WMI classes, and of what a denied client is told, and makes a Rust provider crate of it.
//!
//! One direction, one module a step: [`spec`] reads the text, [`model`] has its meaning, [`schema`] its language for
//! editors, [`lint`] warns about it, [`render`] makes the files, and [`regen`] changes the disk, with [`merge`] for the
//! files that the user has changed, too. [`changes`] says what a changed spec asks of the user's code. Every problem on
//! the way is a [`diagnostics::Diagnostic`]; [`cli`] prints it.

pub mod changes;
pub mod cli;
mod conflicts;
mod cores;
mod devices;
pub mod diagnostics;
pub mod import;
mod letters;
mod line_ends;
pub mod lint;
pub mod merge;
pub mod model;
pub mod mof;
pub mod regen;
pub mod render;
pub mod schema;
pub mod spec;
pub mod templates;
