//! `kill -9` in the middle of `wmigen generate`, again and again, on a crate of 400 classes whose user has worked in it.
//!
//! A kill cannot be caught, and no destructor runs: what is on disk at that moment is what the next run finds. After each
//! one, no byte of the user's has changed and no file is torn; the spec may change once more; and a run that is let to its
//! end brings the crate to where it would be if nothing had ever happened.
//!
//! Only on Unix: there a kill takes effect at once. Windows lets a killed process finish what it has asked of the disk,
//! and keeps its files open until then, so that the same loop would test the patience of this test.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

use support::tree;
use tempfile::TempDir;

const CLASSES: usize = 400;

/// How often a run is killed.
const KILLS: u32 = 12;

/// After how many kills a run is let to its end.
const KILLS_IN_A_ROW: u32 = 3;

type Files = BTreeMap<String, Vec<u8>>;

/// One of the specs that the crate goes through.
struct Variant {
    spec: String,
    /// What a new crate of it holds.
    files: Files,
}

/// The crate, and what is known of it.
struct Crate {
    folder: TempDir,
    variants: Vec<Variant>,
    yours: Files,
}

/// When a run is killed.
enum When {
    After(Duration),
    /// Files are written in the order of their names, so that this spreads over the time in which a run writes, however
    /// fast the machine is.
    Wrote(usize),
}

impl When {
    fn class(&self) -> Option<usize> {
        match self {
            Self::After(_) => None,
            Self::Wrote(class) => Some(*class),
        }
    }
}

/// The same numbers in every run of this test: a linear congruential generator.
struct Numbers(u64);

impl Numbers {
    /// A number from 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

fn wmigen(arguments: &[&str], folder: &Path) -> Command {
    let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    wmigen.args(arguments).current_dir(folder);
    wmigen
}

/// A spec of that many classes. Each has this property too, if there is one, and those with the numbers in `absent` are not
/// there; there are others instead.
fn spec(property: &str, absent: std::ops::Range<usize>) -> String {
    // As `new` leaves a spec that is brought along.
    let disk = include_str!("cases/disk/wmigen.toml");
    let mut spec = format!("#:schema ./wmigen.schema.json\n{disk}");
    spec.truncate(spec.find("[class.").unwrap());
    let instead = CLASSES..CLASSES + absent.len();
    for number in (0..CLASSES)
        .filter(|number| !absent.contains(number))
        .chain(instead)
    {
        let label = if property.is_empty() {
            String::new()
        } else {
            format!("{property} = {{ type = \"string\" }}\n")
        };
        write!(
            spec,
            "[class.Acme_C{number:04}]\noperations = [\"get\", \"enumerate\"]\n\
             [class.Acme_C{number:04}.properties]\nID = {{ type = \"string\", key = true }}\n{label}\n"
        )
        .unwrap();
    }
    spec
}

/// What the user has written into the files of ten classes and into one that wmigen does not know.
fn yours() -> Files {
    let path = |number: usize| format!("src/classes/acme_c{number:04}.rs");
    let mut files: Files = (0..8)
        .map(|number| {
            (
                path(40 + 36 * number),
                format!("// mine, {number}\n").into_bytes(),
            )
        })
        .collect();
    files.insert(
        path(22),
        b"\xef\xbb\xbf// with a BOM\r\n// and no end of the line".to_vec(),
    );
    files.insert(path(CLASSES - 1), b"// not UTF-8: \xff\xfe\n".to_vec());
    files.insert(
        "src/own/.wmigen.rs".to_owned(),
        b"// of the user's, whatever it is called".to_vec(),
    );
    files
}

impl Crate {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let specs = [
            spec("", 0..0),
            spec("Label", 0..20),
            spec("Note", 20..40),
            spec("Remark", 10..30),
        ];
        let variants = specs.into_iter().enumerate().map(|(number, spec)| {
            let (name, file) = (format!("variant{number}"), format!("{number}.toml"));
            fs::write(folder.path().join(&file), &spec).unwrap();
            support::succeed(&mut wmigen(&["new", &name, "--spec", &file], folder.path()));
            let files = tree(&folder.path().join(name));
            Variant { spec, files }
        });
        let crate_of_first = Self {
            variants: variants.collect(),
            yours: yours(),
            folder,
        };
        for (path, text) in &crate_of_first.yours {
            support::write(&crate_of_first.root().join(path), text);
        }
        crate_of_first
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("variant0")
    }

    fn change_spec(&self, variant: usize) {
        fs::write(
            self.root().join("wmigen.toml"),
            &self.variants[variant].spec,
        )
        .unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        wmigen(arguments, &self.root()).output().unwrap()
    }

    /// Starts a run and kills it: when it has written this class's file, or after a time. Whether it was still running then.
    fn kill(&self, when: &When) -> bool {
        let before = when.class().map(|class| self.written(class));
        let mut run = wmigen(&["generate"], &self.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        match when {
            When::After(delay) => std::thread::sleep(*delay),
            When::Wrote(class) => {
                while Some(self.written(*class)) == before && run.try_wait().unwrap().is_none() {
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
        }
        run.kill().unwrap();
        let ended = run.wait().unwrap();
        assert!(ended.success() || ended.signal() == Some(9), "{ended}");
        ended.signal() == Some(9)
    }

    /// When the generated file of a class was written last.
    fn written(&self, class: usize) -> SystemTime {
        let path = format!("src/generated/acme_c{class:04}.rs");
        let file = fs::metadata(self.root().join(path)).unwrap();
        file.modified().unwrap()
    }

    /// The user's files are as they were, and every other one is as one of the specs has it: none is torn.
    fn assert_nothing_torn(&self) {
        let now = tree(&self.root());
        for (path, text) in &self.yours {
            assert!(
                now.get(path) == Some(text),
                "{path} of the user's was changed"
            );
        }
        for (path, text) in &now {
            let known = |variant: &Variant| variant.files.get(path) == Some(text);
            assert!(
                self.yours.contains_key(path)
                    || is_wmigens_own(path)
                    || self.variants.iter().any(known),
                "{path} is as no run would have written it:\n{}",
                String::from_utf8_lossy(text)
            );
        }
    }

    /// Every generated file is as in a new crate of that spec; every other one is the user's, or was written once for one
    /// of the specs.
    fn assert_arrived(&self, variant: usize) {
        self.assert_nothing_torn();
        let (now, wanted) = (tree(&self.root()), &self.variants[variant].files);
        for path in generated(wanted) {
            assert!(
                now.get(&path) == wanted.get(&path),
                "{path} is not what a new crate has"
            );
        }
        for path in wanted.keys().filter(|path| !is_wmigens_own(path)) {
            assert!(now.contains_key(path), "{path} is missing");
        }
        for path in now.keys() {
            assert!(!is_temporary(path), "{path} was left behind");
            let left = path.starts_with("src/classes/") || path.starts_with(".wmigen/");
            assert!(
                left || wanted.contains_key(path) || self.yours.contains_key(path),
                "{path} was left behind"
            );
        }
    }

    /// How many of the generated files of the classes are as this spec has them, and how many are not.
    fn progress(&self, variant: usize) -> (usize, usize) {
        let (now, wanted) = (tree(&self.root()), &self.variants[variant].files);
        let (done, rest): (Vec<_>, Vec<_>) = generated(wanted)
            .filter(|path| path.starts_with("src/generated/"))
            .partition(|path| now.get(path) == wanted.get(path));
        (done.len(), rest.len())
    }
}

/// The files of a new crate that are wmigen's, as its lock has them.
fn generated(files: &Files) -> impl Iterator<Item = String> {
    let lock = std::str::from_utf8(&files["wmigen.lock"]).unwrap();
    let lock: toml::Table = toml::from_str(lock).unwrap();
    let rows = lock["file"].as_array().unwrap().clone();
    let generated = rows
        .into_iter()
        .filter(|row| row["kind"].as_str() == Some("generated"));
    generated.map(|row| row["path"].as_str().unwrap().to_owned())
}

/// What wmigen keeps for itself, and which no new crate can be compared with.
fn is_wmigens_own(path: &str) -> bool {
    path == "wmigen.lock" || path.starts_with(".wmigen/") || is_temporary(path)
}

fn is_temporary(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with(".wmigen-"))
}

#[test]
#[ignore = "takes a minute; scripts/test runs it"]
fn a_run_that_is_killed_loses_nothing_and_the_next_one_finishes_it() {
    let project = Crate::new();
    let mut numbers = Numbers(4);
    let mut variant = 1;
    project.change_spec(variant);
    let start = Instant::now();
    assert!(project.run(&["generate"]).status.success());
    let whole = start.elapsed();
    project.assert_arrived(variant);

    let (mut killed, mut halfway) = (0, 0);
    for kill in 0..KILLS {
        // The spec changes before most runs, also of those that are to finish what was killed.
        if numbers.next() < 0.8 {
            variant = (variant + 1) % project.variants.len();
            project.change_spec(variant);
        }
        let when = if kill % 3 == 0 {
            When::After(whole.mul_f64(numbers.next()))
        } else {
            // All specs have these classes.
            When::Wrote(20 + 36 * usize::try_from(kill).unwrap() % 360)
        };
        if project.kill(&when) {
            killed += 1;
            project.assert_nothing_torn();
            let (done, rest) = project.progress(variant);
            halfway += u32::from(done > 10 && rest > 10);
        }
        if kill % KILLS_IN_A_ROW == KILLS_IN_A_ROW - 1 {
            if numbers.next() < 0.5 {
                variant = (variant + 1) % project.variants.len();
                project.change_spec(variant);
            }
            let run = project.run(&["generate"]);
            let said = String::from_utf8_lossy(&run.stderr);
            assert_eq!(run.status.code(), Some(0), "after kill {kill}: {said}");
            project.assert_arrived(variant);
        }
    }
    assert!(
        killed > 3,
        "only {killed} runs were killed before their end"
    );
    assert!(
        halfway > 1,
        "only {halfway} runs were killed while they wrote"
    );

    // What is left are files of the user's classes that are gone; without them nothing is.
    project.change_spec(0);
    assert!(project.run(&["generate"]).status.success());
    let prune = project.run(&["prune", "--yes"]);
    assert_eq!(prune.status.code(), Some(0));
    let check = project.run(&["check"]);
    assert_eq!(String::from_utf8_lossy(&check.stdout), "");
    assert_eq!(String::from_utf8_lossy(&check.stderr), "");
    assert_eq!(check.status.code(), Some(0));
    project.assert_arrived(0);
}
