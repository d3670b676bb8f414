//! What your data looks like to clients. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! Each test loads the provider's DLL and asks it as WMI would, as a client of the level that it names. Put there first
//! what the provider is to find, each test in a place of its own, and say what a client then sees. `harness` is the file
//! `tests/harness/mod.rs`, which says what can be asked. `wmigen test` runs these tests with the others.

#![cfg(windows)]

mod harness;

use harness::codes::S_OK;
use harness::{Level, Provider, Result};

#[test]
fn a_client_lists_the_instances() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let answer = client.enumerate(
        // A class of wmigen.toml.
        "Acme_Volume",
    )?;
    // How many there are, and what is in them: `assert_eq!(answer.objects[0].get("Property"), 1000);`
    assert_eq!(answer.status, S_OK, "the client may see all of them");
    Ok(())
}
