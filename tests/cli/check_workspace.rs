//! `wmigen check --workspace`: every provider, one result.

use serde_json::Value;
use snapbox::str;

use crate::sandbox::{DISK, Sandbox};

/// A workspace with two providers, and folders that have none.
fn workspace() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("ws/Cargo.toml", "[workspace]\nmembers = ['providers/*']\n");
    sandbox.write("ws/disk.toml", DISK);
    for provider in ["one", "two"] {
        let dir = format!("ws/providers/{provider}");
        let new = ["new", &dir, "--spec", "ws/disk.toml"];
        sandbox.run(&new).assert().code(0);
    }
    for skipped in ["target/made", ".cache/kept", "node_modules/theirs"] {
        sandbox.write(&format!("ws/{skipped}/wmigen.toml"), "wrong");
    }
    sandbox
}

#[test]
fn all_providers_are_checked_from_anywhere_in_the_workspace() {
    let sandbox = workspace();
    for folder in ["ws", "ws/providers", "ws/providers/one/src"] {
        let check = sandbox.run_in(folder, &["check", "--workspace"]);
        check
            .assert()
            .code(0)
            .stdout_eq(str![""])
            .stderr_eq(str![""]);
    }
    sandbox.remove("ws/providers/two/src/generated.rs");
    sandbox
        .run(&["check", "--workspace", "ws"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
restore    ws/providers/two/src/generated.rs

"]])
        .stderr_eq(str![[r"
error: the crate is not what its spec describes
help: `wmigen generate ws/providers/two` brings it up to date

"]]);
    sandbox
        .run_in("ws/providers/one", &["check", "--workspace"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
restore    ../../providers/two/src/generated.rs

"]]);
}

#[test]
fn the_worst_counts_and_hides_nothing() {
    let sandbox = workspace();
    sandbox.remove("ws/providers/one/wmigen.toml");
    std::fs::create_dir(sandbox.path("ws/providers/one/wmigen.toml")).expect("a folder");
    sandbox.remove("ws/providers/two/src/generated.rs");
    let run = sandbox
        .run(&["check", "--workspace", "ws"])
        .assert()
        .code(2);
    run.stdout_eq(str![[r"
restore    ws/providers/two/src/generated.rs

"]]);
}

#[test]
fn programs_are_told_which_provider_is_meant_and_sarif_is_one_log() {
    let sandbox = workspace();
    sandbox.remove("ws/providers/one/src/generated.rs");
    sandbox.remove("ws/providers/two/src/generated.rs");
    let output = |format: &str| {
        let check = ["check", "--workspace", "ws", "--message-format", format];
        let run = sandbox.run(&check).assert().code(1);
        String::from_utf8(run.get_output().stdout.clone()).expect("text")
    };
    let json = output("json");
    let lines = json
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let lines: Vec<Value> = lines.collect();
    let told: Vec<_> = lines
        .iter()
        .filter_map(|line| line["folder"].as_str().or(line["path"].as_str()))
        .collect();
    assert_eq!(
        told,
        [
            "ws/providers/one",
            "src/generated.rs",
            "ws/providers/two",
            "src/generated.rs"
        ]
    );
    let finished = lines.iter().filter(|line| line["reason"] == "finished");
    assert_eq!(finished.count(), 1);
    let log: Value = serde_json::from_str(&output("sarif")).expect("one log");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 2, "{log:#}");
}

#[test]
fn without_a_workspace_it_is_what_is_below() {
    let sandbox = Sandbox::with_disk();
    sandbox.run(&["check", "--workspace"]).assert().code(0);
    sandbox
        .run(&["check", "--workspace", "disk"])
        .assert()
        .code(0);
    sandbox.write("empty/file", "");
    sandbox
        .run(&["check", "--workspace", "empty"])
        .assert()
        .code(2)
        .stderr_eq(str![[r"
error: there is no wmigen.toml in empty nor in any folder below it

"]]);
}
