//! What peers get wrong when they generate again, and what wmigen does in the same place.
//!
//! Each test is named after a failure that somebody had with another generator, and says where that is known from. It
//! does what a user would do, with the program itself, on a crate whose user has worked in it; and it looks at what is on
//! disk afterwards, at what was said, and at the exit status.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod cimple;
mod complaints;
mod conflicts;
mod omigen;
mod project;

#[path = "../cli/sandbox.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod sandbox;
#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;
