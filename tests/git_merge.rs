//! Two people change the spec, each generates, and git merges: what is generated is made anew for the merged spec, what
//! people wrote is merged as text, and nothing is left half merged. And what git does to line ends is no change.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::{CASES, case, succeed, tree};
use tempfile::TempDir;

const SPEC: &str = include_str!("cases/disk/wmigen.toml");
/// A generated file in the crate `new`.
const REMOVAL: &str = "mof/contoso-remove.mof";
const OURS: &str = "Label = { type = \"string\" }\n";
const THEIRS: &str = "Temperature = { type = \"sint16\", units = \"degrees C\" }\n";

/// A folder under git.
struct Repository(TempDir);

impl Repository {
    /// One with a golden crate in its root, committed.
    fn of(name: &str) -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        let spec = case(name).join("wmigen.toml");
        make(repository.root(), &spec);
        repository.git(&["init", "--quiet", "--initial-branch", "ours"]);
        repository.commit("Make the provider");
        repository
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = succeed(&mut git(self.root(), arguments));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", subject]);
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn append(&self, path: &str, text: &str) {
        fs::write(self.root().join(path), self.read(path) + text).unwrap();
    }

    /// A change of the spec, and of a file that is the user's.
    fn change(&self, property: &str, user_s: String) {
        self.append("wmigen.toml", property);
        fs::write(self.root().join("src/lib.rs"), user_s).unwrap();
        succeed(wmigen("generate").arg(self.root()));
        self.commit(property);
    }
}

/// Git, without what this machine or its user has set.
fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("there-is-none"))
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "Somebody")
            .env(format!("GIT_{who}_EMAIL"), "somebody@example.com");
    }
    git
}

fn wmigen(verb: &str) -> Command {
    let mut wmigen = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    wmigen.arg(verb);
    wmigen
}

fn make(folder: &Path, spec: &Path) {
    let new = ["--vcs", "none", "--spec"];
    succeed(wmigen("new").arg(folder).args(new).arg(spec));
}

fn assert_silent(output: &Output) {
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// The files that a lock lists, each with whose it is.
fn kinds(lock: &str) -> BTreeMap<String, String> {
    let lock: toml::Value = toml::from_str(lock).unwrap();
    let rows = lock["file"].as_array().unwrap().iter();
    rows.map(|row| {
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        (text("path"), text("kind"))
    })
    .collect()
}

/// Whether a file is a text that later merges start from.
fn is_base(path: &str) -> bool {
    path.starts_with(".wmigen/base/")
}

#[test]
fn what_is_generated_and_nothing_else_is_left_unmerged_by_git() {
    for name in CASES {
        let repository = Repository::of(name);
        let kinds = kinds(&repository.read("wmigen.lock"));
        let paths = tree(repository.root()).into_keys();
        let paths: Vec<String> = paths.filter(|path| !path.starts_with(".git/")).collect();
        let arguments = ["check-attr", "-z", "merge", "--"].into_iter();
        let arguments: Vec<&str> = arguments.chain(paths.iter().map(String::as_str)).collect();
        let said = repository.git(&arguments);
        // A path, the attribute's name and its value, again and again.
        let said: Vec<&str> = said.split_terminator('\0').collect();
        let unmerged: BTreeSet<&str> = said
            .chunks(3)
            .filter(|answer| answer[2] == "unset")
            .map(|answer| answer[0])
            .collect();
        let generated = kinds.iter().filter(|(_, kind)| *kind == "generated");
        let generated: BTreeSet<&str> = generated.map(|(path, _)| path.as_str()).collect();
        assert!(generated.len() > 100, "{name}: {generated:?}");
        let bases = paths
            .iter()
            .map(String::as_str)
            .filter(|path| is_base(path));
        assert_eq!(
            unmerged,
            generated.into_iter().chain(bases).collect(),
            "{name}"
        );
    }
}

#[test]
fn two_changed_specs_are_merged_by_resolving_the_spec_and_generating() {
    let repository = Repository::of("disk");
    let user_s = repository.read("src/lib.rs");
    let kinds = kinds(&repository.read("wmigen.lock"));
    let generated = |path: &&str| kinds.get(*path).is_some_and(|kind| kind == "generated");

    repository.git(&["switch", "--quiet", "--create", "theirs"]);
    repository.change(THEIRS, format!("{user_s}// Theirs.\n"));
    repository.git(&["switch", "--quiet", "ours"]);
    repository.change(OURS, format!("// Ours.\n{user_s}"));

    let before = tree(repository.root());
    let merge = git(repository.root(), &["merge", "--quiet", "theirs"]).output();
    assert_eq!(merge.unwrap().status.code(), Some(1));
    let unmerged = repository.git(&["diff", "--name-only", "--diff-filter=U"]);
    let unmerged: BTreeSet<&str> = unmerged.lines().collect();
    for path in ["mof/acme_storage.mof", "src/generated/acme_disk.rs"] {
        assert!(unmerged.contains(path), "{path} is not among {unmerged:?}");
    }
    for path in unmerged.iter().filter(|path| generated(path)) {
        assert_eq!(repository.read(path).into_bytes(), before[*path], "{path}");
    }
    let others: Vec<&str> = unmerged
        .into_iter()
        .filter(|path| !generated(path) && !is_base(path))
        .collect();
    assert_eq!(others, ["wmigen.lock", "wmigen.toml"]);
    assert!(repository.read("wmigen.lock").contains("<<<<<<< "));
    let user_s = format!("// Ours.\n{user_s}// Theirs.\n");
    assert_eq!(repository.read("src/lib.rs"), user_s);

    let resolved = format!("#:schema ./wmigen.schema.json\n{SPEC}{OURS}{THEIRS}");
    fs::write(repository.root().join("wmigen.toml"), &resolved).unwrap();
    succeed(wmigen("generate").arg(repository.root()));
    assert_silent(&succeed(wmigen("check").arg(repository.root())));
    repository.commit("Merge theirs");
    assert_is_new_crate(&repository, &user_s);
}

/// All that git has is what a new crate of the same spec has, and the user's change.
fn assert_is_new_crate(repository: &Repository, user_s: &str) {
    let made = tempfile::tempdir().unwrap();
    let fresh = made.path().join("disk");
    make(&fresh, &repository.root().join("wmigen.toml"));
    fs::write(fresh.join("src/lib.rs"), user_s).unwrap();
    let committed = repository.git(&["ls-files"]);
    let committed: BTreeSet<&str> = committed.lines().collect();
    let expected = tree(&fresh);
    assert_eq!(committed, expected.keys().map(String::as_str).collect());
    for path in committed {
        assert_eq!(repository.read(path).into_bytes(), expected[path], "{path}");
    }
}

/// As git writes files on Windows, where nothing says otherwise, and where a user has dropped what wmigen says.
#[test]
fn a_checkout_with_crlf_is_no_change() {
    let repository = Repository::of("disk");
    for attributes in [true, false] {
        if !attributes {
            fs::remove_file(repository.root().join(".gitattributes")).unwrap();
            repository.commit("Do without attributes");
        }
        let clone = Repository(tempfile::tempdir().unwrap());
        let origin = repository.root().to_str().unwrap();
        clone.git(&[
            "clone",
            "--quiet",
            "--config",
            "core.autocrlf=true",
            origin,
            ".",
        ]);
        assert!(clone.read("Cargo.toml").contains("\r\n"));
        let spec = clone.read("wmigen.toml");
        assert_eq!(spec.contains("\r\n"), !attributes);
        assert_silent(&succeed(wmigen("check").arg(clone.root())));
        let before = tree(clone.root());
        succeed(wmigen("generate").arg(clone.root()));
        assert_eq!(tree(clone.root()), before);
    }
}

#[test]
fn copies_of_the_moment_are_not_committed_and_merge_bases_are() {
    let repository = Repository::of("new");
    repository.append(REMOVAL, "// An edit.\n");
    repository.commit("Edit what is wmigen's");
    succeed(wmigen("generate").arg("--force").arg(repository.root()));
    let kept = tree(repository.root())
        .into_keys()
        .filter(|path| path.starts_with(".wmigen/backup/"));
    assert_eq!(kept.count(), 1);
    let base = format!(".wmigen/base/{}", "0".repeat(64));
    fs::create_dir_all(repository.root().join(".wmigen/base")).unwrap();
    fs::write(repository.root().join(&base), "a base\n").unwrap();
    for transient in [".wmigen/journal", ".wmigen/run.lock", ".wmigen-x"] {
        fs::write(repository.root().join(transient), "").unwrap();
    }
    repository.git(&["add", "--all"]);
    let staged = repository.git(&["diff", "--cached", "--name-only"]);
    let staged: BTreeSet<&str> = staged.lines().collect();
    assert_eq!(staged, BTreeSet::from([base.as_str(), REMOVAL]));
}
