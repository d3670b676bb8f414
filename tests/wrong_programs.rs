//! Wrong programs: what the runtime's types forbid, tried out.
//!
//! Each folder of `tests/wrong-programs` holds a program that breaks one guarantee, and its right twin, which does what
//! the wrong one's author wanted. The compiler must refuse the first, in the user's own file and for the reason that is
//! expected, and take the second without a warning: a guarantee that also forbids the right way would be worked around.
//!
//! `wrong.rs` begins with comments. The first ones say what is expected, the others which guarantee is broken and how:
//! - `// error: E0502`: the codes of the errors, or, where the compiler has no code for it, the error's text. A lint of
//!   clippy stands there by its name.
//! - `// replaces: src/lib.rs`: which of the user's files the two programs are, if not the class's.
//! - `// found in: src/generated/acme_disk.rs`: the files in which the errors lie, if not in the program alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{cargo, case, mirror, on_two_threads, succeed, tree};

const TARGET: &str = "x86_64-pc-windows-gnu";
const CLASS: &str = "src/classes/acme_disk.rs";

/// The classes that have programs: the name in WMI, that of the struct, and that of the file.
const CLASSES: &[[&str; 3]] = &[
    ["Acme_Disk", "AcmeDisk", "acme_disk"],
    ["Acme_Rack", "AcmeRack", "acme_rack"],
];

/// A class of the spec beside that of the golden crate: one with a method of an instance, and a static one.
const RACK: &str = r#"
[class.Acme_Rack]
operations = ["get"]
properties.Name = { type = "string", key = true }
properties.Owner = { type = "string", denied = true }

[class.Acme_Rack.method.Rename]
parameters = [
  { in = "Label", type = "string" },
  { in = "Note", type = "string", optional = true },
  { out = "Former", type = "string" },
]

[class.Acme_Rack.method.CountAll]
static = true
returns = "uint32"
"#;

/// What refuses a wrong program.
const CHECK: &[&str] = &["check", "--message-format", "json", "--target", TARGET];
/// What takes a right one, as what clippy's list forbids is no right way; and what refuses a program by that list.
const CLIPPY: &[&str] = &[
    "clippy",
    "--message-format",
    "json",
    "--target",
    TARGET,
    "--",
    "-D",
    "warnings",
];

/// A crate that programs are put into, one after another.
struct Scratch {
    folder: PathBuf,
    files: BTreeMap<String, Vec<u8>>,
}

/// What a wrong program says of itself.
struct Header {
    errors: BTreeSet<String>,
    replaces: String,
    found_in: BTreeSet<String>,
    guarantee: String,
}

/// A compiler error or warning.
struct Finding {
    error: bool,
    code: String,
    file: String,
    rendered: String,
}

/// The files of a crate as `wmigen new` makes it.
fn files(spec: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (file, made) = (folder.path().join("spec.toml"), folder.path().join("disk"));
    fs::write(&file, spec).unwrap();
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("new")
            .arg(&made)
            .args(["--vcs", "none", "--spec"])
            .arg(&file),
    );
    tree(&made)
}

/// The spec up to its classes, and each of these.
fn spec() -> (String, [String; 2]) {
    let spec = fs::read_to_string(case("disk").join("wmigen.toml")).unwrap();
    let (provider, disk) = spec.split_once("[class.").unwrap();
    let disk = format!("[class.{disk}");
    (provider.to_owned(), [disk, RACK.to_owned()])
}

/// Which of the classes a file is that of, if it is one's.
fn class_of(path: &str) -> Option<usize> {
    let file = |class: &[&str; 3]| format!("src/classes/{}.rs", class[2]);
    CLASSES.iter().position(|class| file(class) == path)
}

/// The text, with names of its own in place of a class's.
fn renamed(text: &str, class: usize, number: usize) -> String {
    let names = CLASSES[class].iter();
    names.fold(text.to_owned(), |text, name| {
        text.replace(name, &format!("{name}{number}"))
    })
}

impl Scratch {
    fn new(lane: &str, files: BTreeMap<String, Vec<u8>>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wrong-programs");
        Scratch {
            folder: folder.join(lane).join("disk"),
            files,
        }
    }

    /// What is not as it should be with a pair.
    fn complaints(&self, name: &str, folder: &Path) -> Vec<String> {
        let mut complaints = Vec::new();
        let wrong = fs::read_to_string(folder.join("wrong.rs")).unwrap();
        let header = Header::read(&wrong);
        let findings = self.findings(header.refused_by(), &header.replaces, wrong.as_bytes());
        if let Some(mismatch) = header.mismatch(&findings) {
            complaints.push(format!("{name}/wrong.rs {mismatch}"));
        }
        if class_of(&header.replaces).is_some() {
            return complaints;
        }
        let right = fs::read(folder.join("right.rs")).unwrap();
        let findings = self.findings(CLIPPY, &header.replaces, &right);
        if !findings.is_empty() {
            let rendered = rendered(&findings);
            complaints.push(format!("{name}/right.rs is refused\n{rendered}"));
        }
        complaints
    }

    /// What `cargo check` or `cargo clippy` says of the crate with `program` in the place of one of its files.
    fn findings(&self, tool: &[&str], replaces: &str, program: &[u8]) -> Vec<Finding> {
        let mut files = self.files.clone();
        let user_s = files.insert(replaces.to_owned(), program.to_vec());
        assert!(user_s.is_some(), "{replaces} is no file of the crate");
        self.findings_in(tool, &files)
    }

    fn findings_in(&self, tool: &[&str], files: &BTreeMap<String, Vec<u8>>) -> Vec<Finding> {
        mirror(files, &self.folder);
        let output = cargo(&self.folder, tool).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let findings: Vec<_> = said.lines().filter_map(|line| self.finding(line)).collect();
        assert_eq!(
            output.status.success(),
            findings.iter().all(|finding| !finding.error),
            "cargo {tool:?} could not run\n{said}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        findings
    }

    /// The finding in a line of cargo's JSON; the compiler's sums and hints at the end lie nowhere and are none.
    fn finding(&self, line: &str) -> Option<Finding> {
        let line: Value = serde_json::from_str(line).unwrap();
        let message = &line["message"];
        let spans = message["spans"].as_array()?;
        let place = spans
            .iter()
            .find(|span| span["is_primary"].as_bool() == Some(true))?;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Some(Finding {
            error: message["level"] == "error",
            code: text(match &message["code"] {
                Value::Null => &message["message"],
                code => &code["code"],
            }),
            file: self.file(place["file_name"].as_str().unwrap()),
            rendered: text(&message["rendered"]),
        })
    }

    /// A file by its path in the crate; the compiler writes it as it came to it, by way of `#[path]`.
    fn file(&self, name: &str) -> String {
        let root = self.folder.canonicalize().unwrap();
        // What lies in the standard library's own source is not on this machine.
        let path = root.join(name).canonicalize().unwrap_or_default();
        let inside = path.strip_prefix(root).unwrap_or(Path::new(name));
        inside.to_str().unwrap().replace('\\', "/")
    }
}

impl Header {
    fn read(program: &str) -> Self {
        let mut header = Header {
            errors: BTreeSet::new(),
            replaces: CLASS.to_owned(),
            found_in: BTreeSet::new(),
            guarantee: String::new(),
        };
        for line in program.lines().map_while(|line| line.strip_prefix("// ")) {
            if let Some(codes) = line.strip_prefix("error: ") {
                header.errors = list(codes);
            } else if let Some(path) = line.strip_prefix("replaces: ") {
                path.clone_into(&mut header.replaces);
            } else if let Some(paths) = line.strip_prefix("found in: ") {
                header.found_in = list(paths);
            } else {
                header.guarantee += line;
            }
        }
        if header.found_in.is_empty() {
            header.found_in.insert(header.replaces.clone());
        }
        assert!(
            !header.errors.is_empty(),
            "no error is expected of\n{program}"
        );
        assert!(
            header.guarantee.ends_with('.'),
            "no guarantee is named by\n{program}"
        );
        header
    }

    /// The command that is expected to refuse the program.
    fn refused_by(&self) -> &'static [&'static str] {
        if self.errors.iter().any(|code| code.starts_with("clippy::")) {
            CLIPPY
        } else {
            CHECK
        }
    }

    /// Why the compiler's findings are not what is expected of the wrong program, if so.
    fn mismatch(&self, findings: &[Finding]) -> Option<String> {
        let errors = || findings.iter().filter(|finding| finding.error);
        let codes: BTreeSet<String> = errors().map(|finding| finding.code.clone()).collect();
        let files: BTreeSet<String> = errors().map(|finding| finding.file.clone()).collect();
        if codes.is_empty() {
            return Some(format!("compiles, although: {}", self.guarantee));
        }
        (codes != self.errors || files != self.found_in).then(|| {
            let (errors, found_in) = (&self.errors, &self.found_in);
            let rendered = rendered(findings);
            format!(
                "is refused with {codes:?} in {files:?}, not with {errors:?} in {found_in:?}\n{rendered}"
            )
        })
    }
}

fn list(text: &str) -> BTreeSet<String> {
    text.split(", ").map(str::to_owned).collect()
}

fn rendered(findings: &[Finding]) -> String {
    let texts: Vec<_> = findings.iter().map(|found| &*found.rendered).collect();
    texts.join("\n")
}

/// The folders of the pairs, by name, so that they are gone through in one order.
fn pairs() -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong-programs");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect()
}

#[test]
#[ignore = "takes a minute, and Rust's Windows target; scripts/test runs it"]
fn wrong_programs_are_refused_and_right_ones_beside_them_are_taken() {
    let (provider, classes) = spec();
    let files = files(&(provider + &classes.concat()));
    let pairs: Vec<_> = pairs().into_iter().collect();
    assert!(!pairs.is_empty(), "there are no programs");
    let scratch = |lane: &str| Scratch::new(lane, files.clone());
    let found = on_two_threads(&pairs, scratch, |scratch, (name, folder)| {
        scratch.complaints(name, folder)
    });
    let failures: Vec<_> = found.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Programs that are right do not get in each other's way: those that are a class's file are one crate, with a class each.
#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn right_programs_are_taken() {
    let (provider, texts) = spec();
    let mut programs = BTreeMap::new();
    let mut classes = String::new();
    for (number, (name, folder)) in pairs().into_iter().enumerate() {
        let header = Header::read(&fs::read_to_string(folder.join("wrong.rs")).unwrap());
        if let Some(class) = class_of(&header.replaces) {
            let right = fs::read_to_string(folder.join("right.rs")).unwrap();
            programs.insert(
                renamed(&header.replaces, class, number),
                (name, renamed(&right, class, number)),
            );
            classes += &renamed(&texts[class], class, number);
            classes += "\n";
        }
    }
    assert!(programs.len() > 40, "{} programs", programs.len());
    let mut files = files(&format!("{provider}{classes}"));
    for (path, (_, right)) in &programs {
        let scaffold = files.insert(path.clone(), right.clone().into_bytes());
        assert!(scaffold.is_some(), "{path} is no file of the crate");
    }
    let findings = Scratch::new("right", BTreeMap::new()).findings_in(CLIPPY, &files);
    let complaints: Vec<_> = findings
        .iter()
        .map(|finding| {
            let name = programs.get(&finding.file).map(|(name, _)| name);
            format!("{name:?} is refused\n{}", finding.rendered)
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}
