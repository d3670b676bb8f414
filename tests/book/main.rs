//! The book in docs/: what its pages show and name must be there, and what they show of Rust must compile.
//!
//! A page that is wrong is worse than none, and nothing else notices: a link, a command or a file's name is text to every
//! tool. So the pages are read as Markdown here, and each kind of thing that can be wrong is held against what it means.

mod links;
mod named;
mod pages;
mod reliability;
mod sessions;
mod snippets;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod tables;
