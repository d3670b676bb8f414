//! `wmigen templates list`, `export`, `diff` and `update`, and what `check` says of copies that do not keep up.

mod drift;
mod export;
mod list;
mod lock;
mod update;
mod workflow;

use wmigen::regen::Hash;
use wmigen::render::BuiltIn;

use crate::sandbox::Sandbox;

const README: &str = "disk/templates/README.md.hbs";
const LOCK: &str = "disk/templates/wmigen.lock";
const BACKUP: &str = "disk/templates/.wmigen/backup/1/README.md.hbs";
const INCOMING: &str = "disk/templates/.wmigen/incoming/README.md.hbs";

/// A line of wmigen's template of today, and what it was in the wmigen that is pretended.
const TODAY: &str = "This file is yours; wmigen wrote it once.";
const ONCE: &str = "This file is yours.";

/// The licence header of a company.
const HEADER: &str = "<!-- Copyright Acme -->\n";

fn readme() -> &'static str {
    BuiltIn::named("README.md").expect("a template").text
}

/// A crate whose spec has a folder of templates, with a copy of one in it.
fn with_templates() -> Sandbox {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(
        "[provider]",
        "[templates]\ndir = \"templates\"\n\n[provider]",
    );
    sandbox
        .run_in(
            "disk",
            &[
                "templates",
                "export",
                "README.md",
                "--templates",
                "templates",
            ],
        )
        .assert()
        .code(0);
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox
}

/// Lets the copy be one of an older wmigen's template, with `mine` in it.
fn drifted(mine: &str) -> Sandbox {
    let sandbox = with_templates();
    let today = Hash::of(readme().as_bytes()).to_string();
    let older = readme().replace(TODAY, ONCE);
    let once = Hash::of(older.as_bytes()).to_string();
    assert_ne!(today, once);
    let base = |hash: &str| format!("disk/templates/.wmigen/base/{}", &hash["sha256:".len()..]);
    sandbox.write(LOCK, sandbox.read(LOCK).replace(&today, &once));
    sandbox.remove(&base(&today));
    sandbox.write(&base(&once), older);
    sandbox.write(README, mine);
    sandbox
}

/// The copy with a header, and nothing of the user's near what has changed since.
fn with_a_header() -> Sandbox {
    drifted(&format!("{HEADER}{}", readme().replace(TODAY, ONCE)))
}

/// The copy with the user's own words where wmigen has others now.
fn in_conflict() -> Sandbox {
    drifted(&readme().replace(TODAY, "This file is Acme's."))
}
