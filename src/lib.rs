//! wmigen reads a TOML spec of WMI classes, and of what clients that are denied access are told, and makes a Rust
//! provider crate of it.
//!
//! One direction, one module a step: [`spec`] is the text as written, [`model`] what it means, [`schema`] the language that it is written in, for editors, [`lint`] what is
//! doubtful about it, [`render`] the files that it comes to, and [`regen`] what has to change on disk for that, with
//! [`merge`] for what the user has changed, too. [`changes`] says what a changed spec asks of the user's code. Every
//! problem on the way is a [`diagnostics::Diagnostic`]; [`cli`] prints it.

pub mod changes;
pub mod cli;
mod devices;
pub mod diagnostics;
mod line_ends;
pub mod lint;
pub mod merge;
pub mod model;
pub mod regen;
pub mod render;
pub mod schema;
pub mod spec;
