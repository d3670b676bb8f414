//! The CI workflow among the scaffolds, and that for a folder of templates, before a user's first push: GitHub can read
//! them, wmigen knows what it is asked, and the version that is installed is the one that wrote the crate.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::BTreeSet;

use clap::Parser;
use github_actions_models::common::expr::LoE;
use github_actions_models::common::{Permission, Permissions, Uses};
use github_actions_models::workflow::job::{NormalJob, RunsOn, Step};
use github_actions_models::workflow::{Job, Workflow};
use wmigen::cli::Cli;

const TEXT: &str = include_str!("../templates/.github/workflows/provider.yml");

fn workflow() -> Workflow {
    yaml_serde::from_str(TEXT).unwrap()
}

/// What `wmigen templates export --workflow` writes for a folder of this name in a repository.
fn of_templates(folder: &str) -> Workflow {
    let repository = tempfile::tempdir().unwrap();
    std::fs::create_dir(repository.path().join(".git")).unwrap();
    let mut wmigen = std::process::Command::new(env!("CARGO_BIN_EXE_wmigen"));
    support::succeed(
        wmigen
            .args(["templates", "export", "README.md", "--workflow"])
            .arg(format!("--templates={folder}"))
            .current_dir(&repository),
    );
    let path = repository
        .path()
        .join(".github/workflows/wmigen-templates.yml");
    yaml_serde::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn jobs(workflow: &Workflow) -> impl Iterator<Item = &NormalJob> {
    workflow.jobs.values().map(|job| match job {
        Job::NormalJob(job) => &**job,
        Job::ReusableWorkflowCallJob(_) => panic!("a job of its own is expected"),
    })
}

/// What a job runs, script by script.
fn scripts(job: &NormalJob) -> Vec<&str> {
    let runs = job.steps.iter().filter_map(|step| match step {
        Step::Run(step) => Some(step.run.as_str()),
        _ => None,
    });
    runs.collect()
}

/// The job for that system.
fn on<'a>(workflow: &'a Workflow, system: &str) -> &'a NormalJob {
    let runs_here = |job: &&NormalJob| match &job.runs_on {
        LoE::Literal(RunsOn::Target(labels)) => labels == &[system],
        _ => false,
    };
    jobs(workflow).find(runs_here).unwrap()
}

#[test]
fn github_can_read_it_and_lets_it_read_and_no_more() {
    let workflow = workflow();
    let Permissions::Explicit(permissions) = &workflow.permissions else {
        panic!("the permissions are to be listed");
    };
    let granted: Vec<_> = permissions.iter().collect();
    assert_eq!(granted, [(&"contents".to_owned(), &Permission::Read)]);
    assert!(workflow.on.events.push.is_present());
    assert!(workflow.on.events.pull_request.is_present());
    let defaults = workflow.defaults.and_then(|defaults| defaults.run).unwrap();
    // What the comment at the file's head says is to be changed for a crate in a folder.
    assert_eq!(defaults.working_directory.as_deref(), Some("."));
}

#[test]
fn the_workflow_of_templates_knows_its_folder_whatever_its_name() {
    for folder in [
        "templates",
        "shared/it's $(touch x) #1",
        "-v",
        "@VERSION@ \"x\": {{ }}",
    ] {
        let workflow = of_templates(folder);
        let Permissions::Explicit(permissions) = &workflow.permissions else {
            panic!("the permissions are to be listed");
        };
        let granted: Vec<_> = permissions.iter().collect();
        assert_eq!(granted, [(&"contents".to_owned(), &Permission::Read)]);
        assert!(workflow.on.events.push.is_present());
        assert!(workflow.on.events.pull_request.is_present());
        let LoE::Literal(env) = &workflow.env else {
            panic!("the variables are to be listed");
        };
        assert_eq!(env["TEMPLATES"].to_string(), folder);
        assert_eq!(env["WMIGEN"].to_string(), env!("CARGO_PKG_VERSION"));
    }
}

#[test]
fn the_workflow_of_templates_tests_and_builds_what_they_make() {
    let workflow = of_templates("templates");
    let linux = scripts(on(&workflow, "ubuntu-latest"));
    let windows = scripts(on(&workflow, "windows-latest"));
    for (scripts, command) in [
        (linux, "wmigen templates test -- \"$TEMPLATES\""),
        (windows, "wmigen templates test --build -- \"$TEMPLATES\""),
    ] {
        let install = "cargo install wmigen --locked --version \"$WMIGEN\"";
        let at = |wanted: &str| scripts.iter().position(|script| *script == wanted);
        assert!(at(install).unwrap() < at(command).unwrap());
        // Whatever the folder is called, it is no option.
        let words = command.replace("\"$TEMPLATES\"", "-v");
        if let Err(error) = Cli::try_parse_from(words.split_whitespace()) {
            panic!("{command}: {error}");
        }
    }
}

#[test]
fn both_systems_get_the_sources_and_the_same_wmigen_first() {
    let workflow = workflow();
    let installed: BTreeSet<&str> = jobs(&workflow)
        .map(|job| {
            let Step::Uses(checkout) = &job.steps[0] else {
                panic!("the sources are to come first");
            };
            assert!(
                matches!(&checkout.uses, Uses::Repository(action) if action.repo() == "checkout")
            );
            let scripts = scripts(job);
            let install = scripts
                .iter()
                .position(|one| one.contains("cargo install wmigen"));
            let used = scripts.iter().position(|one| one.starts_with("wmigen "));
            assert!(install.unwrap() < used.unwrap());
            scripts[install.unwrap()]
        })
        .collect();
    assert_eq!(installed.len(), 1, "{installed:?}");
}

#[test]
fn each_system_runs_what_only_it_can() {
    let workflow = workflow();
    let linux = scripts(on(&workflow, "ubuntu-latest"));
    assert!(linux.contains(&"wmigen check"));
    assert!(linux.contains(&"cargo fmt --check"));
    let windows = scripts(on(&workflow, "windows-latest"));
    for script in [
        "wmigen check",
        "cargo clippy --all-targets -- -D warnings",
        "wmigen test",
        "cargo build --release",
    ] {
        assert!(windows.contains(&script), "{script}");
    }
}

#[test]
fn wmigen_knows_every_verb_and_option_that_it_is_asked_with() {
    let workflow = workflow();
    let lines = jobs(&workflow).flat_map(scripts).flat_map(str::lines);
    let commands: Vec<&str> = lines
        .map(str::trim)
        .filter(|line| line.starts_with("wmigen "))
        .collect();
    assert_eq!(commands.len(), 3, "{commands:?}");
    for command in commands {
        if let Err(error) = Cli::try_parse_from(command.split_whitespace()) {
            panic!("{command}: {error}");
        }
    }
}

/// Not on Windows, where a shell of this kind is not sure to be there.
#[cfg(not(windows))]
#[test]
fn the_version_to_install_is_the_one_that_wrote_the_lock() {
    use std::fs;
    use std::process::Command;
    use support::{CASES, expected, succeed};

    let workflow = workflow();
    let scripts = scripts(on(&workflow, "windows-latest"));
    let install = scripts.iter().find(|one| one.contains("version=")).unwrap();
    // In the place of cargo, so that nothing is installed.
    let script = format!("set -eu; cargo() {{ echo \"cargo $*\"; }}; {install}");
    let version = env!("CARGO_PKG_VERSION");
    for name in CASES {
        let lock = String::from_utf8(expected(name)["wmigen.lock"].clone()).unwrap();
        // A checkout on Windows may have either.
        for lock in [lock.replace('\n', "\r\n"), lock] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("wmigen.lock"), lock).unwrap();
            let output = succeed(
                Command::new("sh")
                    .arg("-c")
                    .arg(&script)
                    .current_dir(folder.path()),
            );
            assert_eq!(
                String::from_utf8_lossy(&output.stdout),
                format!("cargo install wmigen --locked --version {version}\n")
            );
        }
    }
}
