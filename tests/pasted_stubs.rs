//! A spec that changes under code that is written: the compiler's errors are where the report says, and what the report
//! gives to paste, pasted by rote where it says, makes the crate compile again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{cargo, case, mirror, tree};
use wmigen::changes::{Change, ChangeKind, Location, changes, locate};
use wmigen::lint::check;
use wmigen::model::Provider;
use wmigen::render::{Ownership, render};

/// A class beside the disks, whose file is as wmigen wrote it.
const SHELF: &str = "
[class.Acme_Shelf]
operations = [\"get\"]
properties.ShelfID = { type = \"string\", key = true }
";

/// A crate, its spec, and the files of its user.
struct Project {
    folder: PathBuf,
    spec: String,
    yours: BTreeMap<String, Vec<u8>>,
}

fn provider(spec: &str) -> Provider {
    let (provider, found) = check(spec);
    provider.unwrap_or_else(|| panic!("{found:#?}\n{spec}"))
}

impl Project {
    /// The disks, with the code of their user.
    fn of_disks(purpose: &str) -> Self {
        let case = case("disk");
        let mut project = Project {
            folder: Path::new(env!("CARGO_TARGET_TMPDIR"))
                .join(purpose)
                .join("disk"),
            spec: fs::read_to_string(case.join("wmigen.toml")).unwrap() + SHELF,
            yours: tree(&case.join("yours")),
        };
        project.write();
        project
    }

    /// Writes the generated files, and those of the user's files that are missing.
    fn write(&mut self) {
        let mut files = BTreeMap::new();
        for file in render(&provider(&self.spec)).unwrap() {
            let text = file.text.into_bytes();
            if file.ownership == Ownership::Generated {
                files.insert(file.path, text);
                continue;
            }
            let moved = file.former_path.and_then(|path| self.yours.remove(&path));
            self.yours.entry(file.path).or_insert(moved.unwrap_or(text));
        }
        files.extend(self.yours.clone());
        mirror(&files, &self.folder);
    }

    /// Changes the spec, and says what that means.
    fn change(&mut self, edits: &[(&str, &str)]) -> Vec<Change> {
        let old = provider(&self.spec);
        for (written, instead) in edits {
            assert_eq!(self.spec.matches(written).count(), 1, "{written}");
            self.spec = self.spec.replace(written, instead);
        }
        self.write();
        let mut changes = changes(&old, &provider(&self.spec)).unwrap();
        let files: Vec<_> = self.yours.clone().into_iter().collect();
        locate(&mut changes, &files);
        changes
    }

    /// The lines that the compiler complains of, by their files.
    fn errors(&self) -> BTreeSet<(String, usize)> {
        let target = "x86_64-pc-windows-gnu";
        let arguments = [
            "check",
            "--tests",
            "--message-format",
            "json",
            "--target",
            target,
        ];
        let output = cargo(&self.folder, &arguments).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let messages = said.lines().map(|line| serde_json::from_str(line).unwrap());
        let errors: Vec<Value> = messages
            .filter(|line: &Value| line["message"]["level"] == "error")
            .collect();
        let spans = errors.iter().flat_map(|error| {
            let spans = error["message"]["spans"].as_array().unwrap().iter();
            spans.filter(|span| span["is_primary"] == true)
        });
        let places: BTreeSet<_> = spans
            .map(|span| {
                let path = span["file_name"].as_str().unwrap().replace('\\', "/");
                let line = span["line_start"].as_u64().unwrap();
                (path, usize::try_from(line).unwrap())
            })
            .collect();
        let log = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), places.is_empty(), "{said}\n{log}");
        places
    }

    /// Makes sure that the compiler complains, and of nothing but what the report has named; the lines.
    fn complains_where(&self, changes: &[Change]) -> BTreeSet<(String, usize)> {
        let errors = self.errors();
        let named: BTreeSet<_> = changes
            .iter()
            .flat_map(|change| &change.places)
            .map(line)
            .collect();
        assert!(!errors.is_empty(), "the compiler is content: {changes:#?}");
        assert!(errors.is_subset(&named), "{errors:#?}\n{changes:#?}");
        errors
    }

    /// Pastes every stub behind the first brace that follows each of its places, and what it names to the imports.
    fn paste(&mut self, changes: &[Change]) {
        let mut pastes: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
        for change in changes {
            let stub = change.stub.as_deref().expect("a stub");
            for place in &change.places {
                let text = self.text(&place.path);
                let from = offset(&text, place);
                let brace = from + text[from..].find('{').expect("a brace") + 1;
                let import = text.find("\nuse ").expect("imports") + 1;
                let into = pastes.entry(&place.path).or_default();
                into.push((brace, format!("\n{stub}")));
                into.extend(
                    change
                        .imports
                        .iter()
                        .map(|path| (import, format!("use {path};\n"))),
                );
            }
        }
        for (path, mut pastes) in pastes {
            let mut text = self.text(path);
            // From the end, so that nothing moves that is still to be found.
            pastes.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
            for (at, stub) in pastes {
                text.insert_str(at, &stub);
            }
            self.yours.insert(path.to_owned(), text.into_bytes());
        }
        self.write();
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.yours[path].clone()).unwrap()
    }

    /// Writes one word for another in these lines.
    fn rename(&mut self, lines: &BTreeSet<(String, usize)>, old: &str, new: &str) {
        for (path, line) in lines {
            let text = self.text(path);
            let text: Vec<_> = (1..)
                .zip(text.lines())
                .map(|(at, text)| {
                    if at == *line {
                        text.replace(old, new)
                    } else {
                        text.to_owned()
                    }
                })
                .collect();
            self.yours
                .insert(path.clone(), (text.join("\n") + "\n").into_bytes());
        }
        self.write();
    }

    fn compiles(&self) {
        assert_eq!(self.errors(), BTreeSet::new());
    }
}

fn line(place: &Location) -> (String, usize) {
    (place.path.clone(), place.line)
}

fn offset(text: &str, place: &Location) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(place.line - 1)
        .map(str::len)
        .sum();
    let line = &text[before..];
    before + line.char_indices().nth(place.column - 1).unwrap().0
}

fn kinds(changes: &[Change]) -> Vec<ChangeKind> {
    changes.iter().map(|change| change.kind).collect()
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn the_crate_compiles_again_after_each_change() {
    let mut project = Project::of_disks("pasted-stubs");
    project.compiles();

    let found = project.change(&[(
        "[\"get\"]\nproperties.ShelfID",
        "[\"get\", \"enumerate\"]\nproperties.ShelfID",
    )]);
    assert_eq!(kinds(&found), [ChangeKind::OperationAdded]);
    assert_eq!(found[0].imports, ["crate::wmi::Instances"]);
    project.complains_where(&found);
    project.paste(&found);
    project.compiles();

    let more = "Label = { type = \"string\" }\nWear = { type = \"uint8\", denied = true }\n\
                Slot = { type = \"uint16\", key = true }\nOnline =";
    let found = project.change(&[("Online =", more)]);
    assert_eq!(kinds(&found), [ChangeKind::PropertyAdded; 3]);
    project.complains_where(&found);
    project.paste(&found);
    project.compiles();

    let more = "Owner = { type = \"string\", required = true }\nOnline =";
    let found = project.change(&[("Online =", more)]);
    let expected = [ChangeKind::PropertyAdded, ChangeKind::ConstructorChanged];
    assert_eq!(kinds(&found), expected);
    project.complains_where(&found);
    project.paste(&found[..1]);
    project.compiles();

    let found = project.change(&[("FreeSpace = {", "Unused = { renamed-from = \"FreeSpace\",")]);
    assert_eq!(kinds(&found), [ChangeKind::PropertyRenamed]);
    let lines = project.complains_where(&found);
    project.rename(&lines, "free_space", "unused: free_space");
    project.compiles();

    let found = project.change(&[
        (
            "[class.Acme_Disk]",
            "[class.Acme_Volume]\nrenamed-from = \"Acme_Disk\"",
        ),
        (
            "[class.Acme_Disk.properties]",
            "[class.Acme_Volume.properties]",
        ),
    ]);
    assert_eq!(kinds(&found), [ChangeKind::ClassRenamed]);
    project.complains_where(&found);
    let lines = found[0].places.iter().map(line).collect();
    for (old, new) in [("acme_disk", "acme_volume"), ("AcmeDisk", "AcmeVolume")] {
        project.rename(&lines, old, new);
    }
    project.compiles();
    assert!(!project.folder.join("src/classes/acme_disk.rs").exists());
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn what_is_taken_out_of_the_spec_is_complained_of_where_the_report_says() {
    let mut project = Project::of_disks("taken-out");
    project.compiles();
    let found = project.change(&[
        (
            "operations = [\"get\", \"enumerate\"]",
            "operations = [\"enumerate\"]",
        ),
        (
            "type = \"uint64\", units = \"bytes\", description = \"The size",
            "type = \"uint32\", description = \"The size",
        ),
        ("Spindle =", "# Spindle ="),
    ]);
    let expected = [
        ChangeKind::OperationRemoved,
        ChangeKind::PropertyRemoved,
        ChangeKind::PropertyTypeChanged,
    ];
    assert_eq!(kinds(&found), expected);
    let errors = project.complains_where(&found);
    assert_eq!(errors.len(), 3, "{errors:?}");
}
