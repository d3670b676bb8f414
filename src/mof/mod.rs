//! The user's own files of MOF: their text, and the classes that they declare.
//!
//! What they declare becomes a part of the file that is installed, and is compiled there by administrators. So nothing passes
//! but whole declarations of classes: no pragma, no instance, no second file, and nothing that is left open.

mod check;
mod declarations;
mod known;
mod members;
mod read;
mod text;
mod tokens;

pub use read::{Files, Reading, read};
