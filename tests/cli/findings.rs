//! What `wmigen check` finds in a crate's files, and `wmigen templates test` in those of a case, rule by rule: `tests/diagnostics/RULE/scene-bad.toml` says what happens
//! to a fresh crate so that the rule is broken, `scene-good.toml` what may happen to it, and `expected.txt` is what a
//! person is shown of the first. `SNAPSHOTS=overwrite cargo test --test cli` writes what is expected anew.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use snapbox::{Assert, Data};
use wmigen::diagnostics::{Area, RULES};

use crate::sandbox::Sandbox;

/// What happens to a crate, one thing after the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scene {
    /// The command that finds what is wrong.
    #[serde(default = "check")]
    command: String,
    step: Vec<Step>,
}

fn check() -> String {
    "check disk".to_owned()
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Step {
    Append {
        append: String,
        text: String,
    },
    Folder {
        folder: String,
    },
    Remove {
        remove: String,
    },
    Replace {
        replace: String,
        text: String,
        by: String,
    },
    Run {
        run: String,
    },
    /// What is no verb for the crate alone.
    Command {
        command: String,
    },
}

fn fixture(rule: &str, file: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    folder.join(rule).join(file)
}

/// A fresh crate to which the scene has happened, and the command that finds what is wrong.
fn play(rule: &str, file: &str) -> (Sandbox, Vec<String>) {
    let path = fixture(rule, file);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let scene: Scene = toml::from_str(&text).expect("a scene");
    let sandbox = Sandbox::with_disk();
    for step in scene.step {
        match step {
            Step::Append { append, text } => {
                let there =
                    fs::read_to_string(sandbox.path(&format!("disk/{append}"))).unwrap_or_default();
                sandbox.write(&format!("disk/{append}"), format!("{there}{text}\n"));
            }
            Step::Folder { folder } => {
                fs::create_dir_all(sandbox.path(&format!("disk/{folder}"))).expect("a folder");
            }
            Step::Remove { remove } => sandbox.remove(&format!("disk/{remove}")),
            Step::Replace { replace, text, by } => {
                let there = sandbox.read(&format!("disk/{replace}"));
                assert!(there.contains(&text), "{replace} has no {text}");
                sandbox.write(&format!("disk/{replace}"), there.replace(&text, &by));
            }
            Step::Run { run } => {
                sandbox.run(&[&run, "disk"]).assert().code(0);
            }
            Step::Command { command } => {
                let words: Vec<_> = command.split(' ').collect();
                sandbox.run(&words).assert().code(0);
            }
        }
    }
    let command = scene.command.split(' ').map(str::to_owned);
    (sandbox, command.collect())
}

/// The rules that the command says are broken.
fn broken((sandbox, command): &(Sandbox, Vec<String>)) -> Vec<String> {
    let mut words: Vec<_> = command.iter().map(String::as_str).collect();
    words.extend(["--message-format", "json"]);
    let check = sandbox.run(&words).assert();
    let stdout = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    let lines = stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    lines
        .filter_map(|line| Some(line["rule"].as_str()?.to_owned()))
        .collect()
}

#[test]
fn every_rule_about_files_is_broken_by_its_scene_and_kept_by_the_other() {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    for rule in RULES.iter().filter(|rule| rule.area == Area::Crate) {
        let bad = play(rule.id, "scene-bad.toml");
        let found = broken(&bad);
        assert!(
            found.iter().any(|id| id == rule.id),
            "{}: {found:?}",
            rule.id
        );
        let words: Vec<_> = bad.1.iter().map(String::as_str).collect();
        let check = bad.0.run(&words).assert().code(1);
        let output = check.get_output();
        let shown = [&output.stdout[..], &output.stderr[..]].concat();
        let expected = Data::read_from(&fixture(rule.id, "expected.txt"), None);
        assert.eq(String::from_utf8_lossy(&shown).into_owned(), expected.raw());
        let found = broken(&play(rule.id, "scene-good.toml"));
        assert!(
            !found.iter().any(|id| id == rule.id),
            "{}: {found:?}",
            rule.id
        );
    }
}
