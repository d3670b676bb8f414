//! Ctrl-C and its like in the middle of a run, and what a run that is killed leaves to the next one.
//!
//! Only on Unix: signals are sent from outside there. What Windows sends instead reaches the same code.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

const WMIGEN: &str = env!("CARGO_BIN_EXE_wmigen");

/// As many that a run can be caught while it writes.
const CLASSES: usize = 400;

/// The signals that ask a program to end, and their numbers.
const SIGNALS: [(Signal, i32); 3] = [(Signal::INT, 2), (Signal::TERM, 15), (Signal::HUP, 1)];

/// How long something may take that comes at once.
const SOON: Duration = Duration::from_mins(1);

/// A folder with a spec in it.
struct Sandbox(TempDir);

impl Sandbox {
    fn new() -> Self {
        let sandbox = Self(tempfile::tempdir().unwrap());
        fs::write(sandbox.path("spec.toml"), spec("")).unwrap();
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn wmigen(&self, arguments: &[&str]) -> Command {
        // Tests that run in the background, below `nohup`, ignore SIGHUP, and what they start would, too.
        let (program, before): (_, &[&str]) = if cfg!(target_os = "linux") {
            ("env", &["--default-signal=HUP", WMIGEN])
        } else {
            (WMIGEN, &[])
        };
        let mut wmigen = Command::new(program);
        wmigen
            .args(before)
            .args(arguments)
            .current_dir(self.0.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        wmigen
    }

    fn new_crate(&self, name: &str) -> Command {
        self.wmigen(&["new", name, "--spec", "spec.toml", "--color", "never"])
    }

    /// Starts `wmigen new`, and waits until it has written something.
    fn building(&self, name: &str, within: &Path) -> (Child, PathBuf) {
        let child = self.new_crate(name).spawn().unwrap();
        let mut folder = None;
        wait_for("a folder of the run", || {
            let found = made_up(within).into_iter().next();
            folder = found.filter(|folder| folder.join("crate").exists());
            folder.is_some()
        });
        (child, folder.unwrap())
    }
}

/// A spec of many classes; each has this property too.
fn spec(property: &str) -> String {
    let mut spec = include_str!("cases/disk/wmigen.toml").to_owned();
    spec.truncate(spec.find("[class.").unwrap());
    for number in 0..CLASSES {
        write!(
            spec,
            "[class.Acme_C{number:04}]\noperations = [\"get\", \"enumerate\"]\n\
             [class.Acme_C{number:04}.properties]\nID = {{ type = \"string\", key = true }}\n{property}\n"
        )
        .unwrap();
    }
    spec
}

fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < SOON, "{what} does not come");
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// The files and folders with names that wmigen makes up, anywhere in a folder.
fn made_up(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(".wmigen-") {
            found.push(path);
        } else if path.is_dir() {
            found.extend(made_up(&path));
        }
    }
    found
}

/// Stops where whoever started the tests ignores the signal, as a shell does for what runs behind `&`: wmigen, which a user may
/// start so on purpose, ignores it then, too.
fn assert_is_heard(signal: Signal) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let bit = 1_u64 << (signal.as_raw() - 1);
    assert!(
        ignored.unwrap_or_default() & bit == 0,
        "{signal:?} is ignored by whoever started the tests; start them in the foreground"
    );
}

/// Without a program of its own, whose start would take longer than the run.
fn send(signal: Signal, child: &Child) {
    assert_is_heard(signal);
    let id = Pid::from_raw(child.id().try_into().unwrap()).unwrap();
    kill_process(id, signal).unwrap();
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Does `run` again until it gives something: a machine that is busy may let a run end before the signal comes.
fn until_caught<T>(mut run: impl FnMut(usize) -> Option<T>) -> T {
    let caught = (0..100).find_map(&mut run);
    caught.expect("a run that was caught while it wrote")
}

/// What a run said, if it did not end before the signal came.
fn caught(child: Child) -> Option<Output> {
    let output = child.wait_with_output().unwrap();
    (output.status.code() != Some(0)).then_some(output)
}

#[test]
fn an_interrupted_new_leaves_nothing_and_ends_by_the_signal() {
    for (signal, number) in SIGNALS {
        for (name, around) in [("new", ""), ("a/b/new", ""), ("empty", "empty")] {
            let (sandbox, output) = until_caught(|_| {
                let sandbox = Sandbox::new();
                fs::create_dir(sandbox.path("empty")).unwrap();
                let (child, _) = sandbox.building(name, &sandbox.path(around));
                send(signal, &child);
                Some((sandbox, caught(child)?))
            });
            assert_eq!(output.status.signal(), Some(number), "{}", said(&output));
            assert_eq!(
                said(&output),
                "error: interrupted\nhelp: nothing was written\n"
            );
            assert_eq!(made_up(sandbox.0.path()), <[PathBuf; 0]>::default());
            let mut names: Vec<_> = fs::read_dir(sandbox.0.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            names.sort();
            assert_eq!(names, ["empty", "spec.toml"], "{signal:?} {name}");
            assert_eq!(fs::read_dir(sandbox.path("empty")).unwrap().count(), 0);
        }
    }
}

#[test]
fn an_interrupted_generate_leaves_no_temporary_file_and_the_next_one_finishes_it() {
    for (signal, number) in SIGNALS {
        let sandbox = Sandbox::new();
        support::succeed(&mut sandbox.new_crate("crate"));
        let root = sandbox.path("crate");
        let output = until_caught(|n| {
            let property = format!("Label{n} = {{ type = \"string\" }}");
            fs::write(root.join("wmigen.toml"), spec(&property)).unwrap();
            let generate = ["generate", "crate", "--color", "never"];
            let child = sandbox.wmigen(&generate).spawn().unwrap();
            wait_for("the journal", || root.join(".wmigen/journal").exists());
            send(signal, &child);
            caught(child)
        });
        assert_eq!(output.status.signal(), Some(number), "{}", said(&output));
        assert!(
            said(&output).starts_with(
                "error: interrupted\nhelp: every file is either as it was or complete; \
                 `wmigen generate crate` does the rest\n"
            ),
            "{}",
            said(&output)
        );
        assert_eq!(made_up(&root), <[PathBuf; 0]>::default());
        assert!(root.join(".wmigen/journal").exists());
        support::succeed(&mut sandbox.wmigen(&["generate", "crate"]));
        support::succeed(&mut sandbox.wmigen(&["check", "crate"]));
    }
}

#[test]
fn a_run_that_was_started_to_ignore_a_signal_ignores_it() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let sandbox = Sandbox::new();
    let new = "exec \"$0\" new crate --spec spec.toml";
    let mut child = Command::new("sh")
        .args(["-c", &format!("trap '' HUP; {new}")])
        .arg(WMIGEN)
        .current_dir(sandbox.0.path())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    wait_for("a folder of the run", || {
        !made_up(sandbox.0.path()).is_empty()
    });
    send(Signal::HUP, &child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    support::succeed(&mut sandbox.wmigen(&["check", "crate"]));
}

#[test]
fn what_a_killed_new_leaves_the_next_one_sweeps() {
    for (name, around) in [("new", ""), ("a/b/new", ""), ("empty", "empty")] {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.path("empty")).unwrap();
        let (mut child, folder) = sandbox.building(name, &sandbox.path(around));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(folder.exists());
        let output = sandbox.new_crate(name).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let expected = format!(
            "removed {}, which an earlier run had left behind when it was cut short\n",
            folder.display()
        );
        assert!(said(&output).starts_with(&expected), "{}", said(&output));
        assert_eq!(made_up(sandbox.0.path()), <[PathBuf; 0]>::default());
        support::succeed(&mut sandbox.wmigen(&["check", name]));
    }
}

#[test]
fn the_folder_of_a_run_that_is_at_work_is_not_swept() {
    let sandbox = Sandbox::new();
    let (child, folder) = sandbox.building("slow", sandbox.0.path());
    // It stands still, for as long as the other takes.
    send(Signal::STOP, &child);
    support::succeed(&mut sandbox.new_crate("fast"));
    assert!(folder.join("crate").is_dir());
    send(Signal::CONT, &child);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for name in ["slow", "fast"] {
        support::succeed(&mut sandbox.wmigen(&["check", name]));
    }
    assert_eq!(made_up(sandbox.0.path()), <[PathBuf; 0]>::default());
}

#[test]
fn of_six_at_once_one_makes_the_crate_and_the_others_say_so() {
    for is_there in [false, true] {
        let sandbox = Sandbox::new();
        if is_there {
            fs::create_dir(sandbox.path("crate")).unwrap();
        }
        let runs: Vec<_> = (0..6)
            .map(|_| sandbox.new_crate("crate").spawn().unwrap())
            .collect();
        let outputs: Vec<_> = runs
            .into_iter()
            .map(|run| run.wait_with_output().unwrap())
            .collect();
        let (done, others): (Vec<_>, Vec<_>) =
            outputs.iter().partition(|output| output.status.success());
        assert_eq!(
            done.len(),
            1,
            "{:?}",
            outputs.iter().map(said).collect::<Vec<_>>()
        );
        for output in others {
            let said = said(output);
            assert!(said.contains("nothing was written"), "{said}");
            assert!(!said.contains("backup"), "{said}");
        }
        let check = sandbox.wmigen(&["check", "crate"]).output().unwrap();
        assert_eq!(check.status.code(), Some(0), "{}", said(&check));
        assert_eq!(made_up(sandbox.0.path()), <[PathBuf; 0]>::default());
    }
}

#[test]
fn of_several_at_once_only_the_one_that_made_a_backup_speaks_of_it() {
    let sandbox = Sandbox::new();
    support::succeed(&mut sandbox.new_crate("crate"));
    let edited = sandbox.path("crate/src/generated.rs");
    for round in 0..4 {
        fs::write(&edited, format!("// mine, {round}\n")).unwrap();
        let runs: Vec<_> = (0..4)
            .map(|_| {
                sandbox
                    .wmigen(&["generate", "crate", "--force"])
                    .spawn()
                    .unwrap()
            })
            .collect();
        for run in runs {
            let output = run.wait_with_output().unwrap();
            let said = said(&output);
            if output.status.code() == Some(2) {
                assert!(said.contains("another wmigen"), "{said}");
                assert!(!said.contains("copied"), "{said}");
                assert!(!said.contains("cut short"), "{said}");
            } else {
                assert_eq!(output.status.code(), Some(0), "{said}");
                assert!(!said.contains("cut short"), "{said}");
            }
        }
        let copy = format!("crate/.wmigen/backup/{}/src/generated.rs", round + 1);
        let copy = fs::read_to_string(sandbox.path(&copy)).unwrap();
        assert_eq!(copy, format!("// mine, {round}\n"));
    }
}
