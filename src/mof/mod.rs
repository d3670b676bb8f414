//! MOF: a text of it as a tree, files with those that they include, and the user's own files that a spec names.
//!
//! [`parse`] takes whatever the DMTF's grammar and Windows' dialect have, and tells all that is wrong in one run; [`load`] reads
//! files with it. [`read`] is for files that become a part of the file that is installed, and that administrators compile there:
//! nothing passes but whole declarations of classes, no pragma, no instance, no second file.

mod check;
mod declarations;
mod disk;
mod fit;
mod known;
mod literals;
mod load;
mod members;
mod parser;
mod problems;
mod read;
mod text;
mod tokens;
pub mod tree;

pub use load::{Loaded, LoadedFile, load};
pub use parser::{Parsed, parse, tokens_of};
pub use read::{Files, Reading, read};
pub use text::{Narrow, NoText, decoded};
pub use tokens::{Kind, Token};
