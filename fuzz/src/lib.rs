//! What the targets hold. The tests hold the same, and are where it is written.

#[path = "../../tests/support/any_mof.rs"]
pub mod any_mof;
#[path = "../../tests/support/any_spec.rs"]
pub mod any_spec;
