//! What wmigen does is the same whether it renders or recalls what it has rendered: the exit status, each word of what is
//! said, and each byte of what is written. Two crates go through one random history, one with everything rendered always.
//!
//! `WMIGEN_HISTORIES=1000 cargo test --test cli recalled` takes more; `PROPTEST_RNG_SEED` other ones.

use std::fs;
use std::process::{Command, Output};

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};
use snapbox::cmd::cargo_bin;

use crate::sandbox::{DISK, Sandbox};

mod cases;

/// How many histories each half has.
const HISTORIES: u32 = 6;

/// The longest history.
const LONGEST: usize = 12;

/// What wmigen is asked for; the crate is in `disk`.
const RUNS: [&[&str]; 19] = [
    &["check", "disk"],
    &["check", "disk"],
    &["check", "disk", "--deny-warnings"],
    &["check", "disk", "-v"],
    &["check", "disk", "--message-format", "json"],
    &["check", "disk", "--message-format", "sarif"],
    &["generate", "disk"],
    &["generate", "disk"],
    &["generate", "disk"],
    &["generate", "disk", "-v"],
    &["generate", "disk", "--dry-run"],
    &["generate", "disk", "--diff"],
    &["generate", "disk", "--force"],
    &["update", "disk"],
    &["update", "disk", "--markers"],
    &["prune", "disk", "--yes"],
    &["eject", "disk/src/generated.rs"],
    &["eject", "disk/mof/acme_storage.mof"],
    &["eject", "--undo", "disk/src/generated.rs"],
];

/// The files that a user changes.
const FILES: [&str; 10] = [
    "src/generated.rs",
    "src/generated/acme_disk.rs",
    "src/classes/acme_disk.rs",
    "src/lib.rs",
    "mof/acme_storage.mof",
    "Cargo.toml",
    "README.md",
    "wmigen.lock",
    ".wmigen/base/spec.toml",
    "wmigen.schema.json",
];

/// Changes of the spec: what is replaced, and by what. Each can be undone by its mirror image.
const EDITS: [[&str; 2]; 7] = [
    ["# A disk array", "# Another comment\n# A disk array"],
    [
        "[class.Acme_Disk.properties]\n",
        "[class.Acme_Disk.properties]\nExtra = { type = \"string\" }\n",
    ],
    [
        "[class.Acme_Disk]\n",
        "[class.Acme_Disk]\nrust-name = \"Platter\"\n",
    ],
    [
        "[class.Acme_Disk]\n",
        "[class.Acme_Fan]\noperations = [\"get\"]\nproperties.Class = { type = \"string\", key = true }\n\n[class.Acme_Disk]\n",
    ],
    ["spec-version = 1\n", "spec-version = 1\r\n"],
    ["name = \"AcmeStorage\"", "name = \"acmestorage\""],
    ["type = \"datetime\"", "type = \"interval\""],
];

/// The edit after which no property is a `datetime`.
const NO_DATETIME: usize = 6;

#[derive(Debug, Clone)]
enum Step {
    Run(&'static [&'static str]),
    Spec { edit: usize, undo: bool },
    Append(&'static str, &'static str),
    Delete(&'static str),
    Crlf(&'static str),
    NoFingerprint,
}

fn step() -> impl Strategy<Value = Step> {
    let file = || select(&FILES[..]);
    let tail = select(
        &[
            "// mine\n",
            "// jiff\n",
            "\n# mine\n",
            "<<<<<<< a\n=======\n>>>>>>> b\n",
            "",
        ][..],
    );
    prop_oneof![
        6 => select(&RUNS[..]).prop_map(Step::Run),
        2 => (0..EDITS.len(), any::<bool>()).prop_map(|(edit, undo)| Step::Spec { edit, undo }),
        1 => (file(), tail).prop_map(|(file, tail)| Step::Append(file, tail)),
        1 => file().prop_map(Step::Delete),
        1 => file().prop_map(Step::Crlf),
        1 => Just(Step::NoFingerprint),
    ]
}

/// A crate, and whether all of it is always rendered.
struct Way {
    sandbox: Sandbox,
    always_render: bool,
}

impl Way {
    fn new(always_render: bool) -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("disk.toml", DISK);
        let way = Self {
            sandbox,
            always_render,
        };
        let made = way.run(&["new", "disk", "--spec", "disk.toml"]);
        assert!(made.status.success());
        way
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(cargo_bin!("wmigen"));
        command.args(arguments).current_dir(self.sandbox.path(""));
        command.env_remove("CLICOLOR_FORCE");
        command.env(
            "WMIGEN_ALWAYS_RENDER",
            if self.always_render { "1" } else { "" },
        );
        command.output().expect("it runs")
    }

    fn change(&self, file: &str, change: impl Fn(String) -> String) {
        let path = self.sandbox.path("disk").join(file);
        if let Ok(text) = fs::read_to_string(&path) {
            fs::write(path, change(text)).expect(file);
        }
    }

    /// Takes a step; what wmigen has said, if it was run.
    fn take(&self, step: &Step) -> Option<Output> {
        match step {
            Step::Run(arguments) => {
                let mut said = self.run(arguments);
                said.stderr = without_recalled(&said.stderr);
                return Some(said);
            }
            Step::Spec { edit, undo } => {
                let [from, to] = EDITS[*edit];
                let (from, to) = if *undo { (to, from) } else { (from, to) };
                self.change("wmigen.toml", |text| text.replacen(from, to, 1));
            }
            Step::Append(file, tail) => self.change(file, |text| text + tail),
            Step::Delete(file) => drop(fs::remove_file(self.sandbox.path("disk").join(file))),
            Step::Crlf(file) => self.change(file, |text| {
                text.replace("\r\n", "\n").replace('\n', "\r\n")
            }),
            Step::NoFingerprint => self.change("wmigen.lock", |text| {
                let lines = text.split_inclusive('\n');
                lines
                    .filter(|line| !line.starts_with("fingerprint"))
                    .collect()
            }),
        }
        None
    }

    /// Every file with its bytes.
    fn files(&self) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        let root = self.sandbox.path("");
        let files = self.sandbox.snapshot().into_iter();
        files
            .map(|(path, bytes, _)| (path.strip_prefix(&root).expect("below").to_owned(), bytes))
            .collect()
    }
}

/// How `-v` says how many files were recalled, which is the one difference.
const RECALLED: &str = " of them need no rendering";

/// What was said but for that.
fn without_recalled(said: &[u8]) -> Vec<u8> {
    let said = String::from_utf8_lossy(said);
    let lines = said.split_inclusive('\n');
    let others = lines.filter(|line| !line.contains(RECALLED));
    others.collect::<String>().into_bytes()
}

/// How many files a run recalls.
fn recalled(way: &Way, arguments: &[&str]) -> usize {
    let said = way.run(&[arguments, &["-v"]].concat());
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    let line = said.lines().find(|line| line.contains(RECALLED));
    let number = line.and_then(|line| line.split(RECALLED).next()?.split(' ').next_back());
    number
        .unwrap_or_else(|| panic!("{said}"))
        .parse()
        .expect("a number")
}

fn live_through(steps: &[Step]) -> Result<(), TestCaseError> {
    let [quick, slow] = [false, true].map(Way::new);
    for (number, step) in steps.iter().enumerate() {
        let [quick_said, slow_said] = [quick.take(step), slow.take(step)];
        prop_assert_eq!(quick_said, slow_said, "step {}", number);
        prop_assert!(
            quick.files() == slow.files(),
            "step {}: other files",
            number
        );
    }
    Ok(())
}

fn half(seed: u64) {
    let histories =
        std::env::var("WMIGEN_HISTORIES").map_or(HISTORIES, |all| all.parse().expect("a number"));
    let mut config = Config::with_cases(histories);
    config.failure_persistence = None;
    config.max_shrink_iters = 200;
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    let all = prop::collection::vec(step(), LONGEST / 2..LONGEST);
    let outcome = TestRunner::new(config).run(&all, |steps| live_through(&steps));
    if let Err(TestError::Fail(why, steps)) = outcome {
        panic!("{why}\nthe shortest such history that was found:\n{steps:#?}");
    }
}

/// Two halves, because tests run at the same time and cases of one test do not.
#[test]
fn rendered_or_recalled_is_the_same_in_the_first_half() {
    half(1);
}

#[test]
fn rendered_or_recalled_is_the_same_in_the_second_half() {
    half(2);
}
