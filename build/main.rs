//! Makes lists of three folders, the templates, the conformance tests and the rules' pages, so that a file there needs no
//! line anywhere else; and the hash by which a crate knows the wmigen that made it.

#![allow(
    clippy::print_stdout,
    reason = "Cargo reads what a build script prints"
)]

mod files;
mod folder;
mod identity;
mod rules;

use files::{Outcome, files_below};
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Outcome<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    for folder in ["templates", "conformance"] {
        let list = folder::list(&root, folder)?;
        fs::write(out.join(folder).with_extension("rs"), list)?;
    }
    fs::write(out.join("rules.rs"), rules::list(&root)?)?;
    fs::write(out.join("identity.rs"), identity::constant(&root)?)?;
    Ok(())
}

/// The expression for the text of a file of the package. It names no folder of this machine.
fn text_of(path: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{path}\"))")
}
