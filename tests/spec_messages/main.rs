//! What wmigen answers to the mistakes that people make in a spec, by kind: a value of each wrong type, and each near miss
//! of a spelling, for each key; words of WMI, MOF and other generators; forms of numbers. A mistake gets one error, in its
//! line, that says what to write. All answers are kept in a file a kind, for reading:
//! `SNAPSHOTS=overwrite cargo test --test spec_messages` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "../support/accept.rs"]
mod accept;
mod answer;
mod numbers;
mod spec;
mod spellings;
mod types;
mod words;
