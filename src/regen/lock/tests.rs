//! The lock: written and read back, and every way in which a hostile or torn one is refused.

use super::*;

fn rules(text: &str) -> Vec<&'static str> {
    Lock::read(text)
        .expect_err(text)
        .iter()
        .map(|problem| problem.rule)
        .collect()
}

fn lock(rows: &str) -> String {
    format!("version = 1\ngenerator = \"0.1.0\"\n{rows}")
}

fn path(text: &str) -> CratePath {
    CratePath::parse(text).expect(text)
}

#[test]
fn is_sorted_and_survives_being_written() {
    let hash = Some(Hash::of(b"text"));
    let mut lock = Lock {
        generator: Version::new(9, 9, 9),
        ..Lock::default()
    };
    lock.files.insert(
        path("src/lib.rs"),
        Entry {
            kind: Kind::Once,
            hash: None,
        },
    );
    lock.files.insert(
        path("mof/acme.mof"),
        Entry {
            kind: Kind::Generated,
            hash,
        },
    );
    let text = lock.to_text().expect("a lock is expressible");
    snapbox::assert_data_eq!(
        &text,
        snapbox::str![[r#"
# Written by wmigen. Commit this file; do not edit it.
version = 1
generator = "9.9.9"

[[file]]
path = "mof/acme.mof"
kind = "generated"
hash = "sha256:982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"

[[file]]
path = "src/lib.rs"
kind = "once"

"#]]
    );
    assert_eq!(Lock::read(&text).expect("its own text"), lock);
}

#[test]
fn an_empty_lock_survives_too() {
    let text = Lock::new().to_text().expect("a lock is expressible");
    assert_eq!(Lock::read(&text).expect("its own text"), Lock::new());
}

#[test]
fn reads_crlf() {
    let text = lock("[[file]]\npath = \"README.md\"\nkind = \"once\"\n").replace('\n', "\r\n");
    assert!(
        Lock::read(&text)
            .expect("CRLF")
            .files
            .contains_key(&path("README.md"))
    );
}

#[test]
fn a_newer_format_is_named_before_its_unknown_keys() {
    let problems = Lock::read("version = 2\nsigned-by = 'x'\n").expect_err("newer");
    assert_eq!(problems[0].rule, "lock-version");
    assert_eq!(
        problems[0].message,
        "the lock has format 2; this wmigen knows format 1"
    );
    assert_eq!(problems[0].primary.span, 10..11);
}

#[test]
fn every_hostile_path_is_refused_at_its_place() {
    let hostile = [
        "../x",
        "/x",
        "C:/x",
        r"a\\b",
        "nul",
        "a\\u0000b",
        "wmigen.toml",
        ".git/config",
    ];
    let rows = hostile
        .map(|path| format!("[[file]]\npath = \"{path}\"\nkind = \"generated\"\n"))
        .concat();
    let text = lock(&rows);
    let problems = Lock::read(&text).expect_err("hostile");
    assert_eq!(problems.len(), hostile.len());
    for (problem, path) in problems.iter().zip(hostile) {
        assert_eq!(problem.rule, "lock-path");
        assert_eq!(&text[problem.primary.span.clone()], format!("\"{path}\""));
    }
}

#[test]
fn what_it_cannot_mean_is_refused() {
    assert_eq!(rules(""), ["lock-syntax"]);
    assert_eq!(rules("version = 'x'"), ["lock-syntax"]);
    assert_eq!(rules("<<<<<<< HEAD\nversion = 1\n"), ["lock-syntax"]);
    assert_eq!(
        rules(&lock("[[file]]\npath = 'a'\nkind = 'mine'\n")),
        ["lock-syntax"]
    );
    assert_eq!(
        rules(&lock(
            "[[file]]\npath = 'a'\nkind = 'once'\nhash = 'sha256:0'\n"
        )),
        ["lock-hash"]
    );
    let twice = "[[file]]\npath = 'a'\nkind = 'once'\n[[file]]\npath = 'A'\nkind = 'once'\n";
    assert_eq!(rules(&lock(twice)), ["lock-duplicate"]);
}

#[test]
fn only_a_regular_file_of_reasonable_size_is_loaded() {
    let root = tempfile::tempdir().expect("a folder");
    let problem = || Lock::load(root.path()).expect_err("no text").to_string();
    assert_eq!(Lock::load(root.path()).expect("no lock is fine"), None);
    let path = root.path().join(LOCK);
    fs::create_dir(&path).expect("a folder");
    assert_eq!(problem(), "it is not a regular file");
    fs::remove_dir(&path).expect("the folder");
    fs::write(&path, b"version = 1 # \xff").expect("a file");
    assert_eq!(problem(), "it is not UTF-8");
    let huge = fs::File::create(&path).expect("a file");
    huge.set_len(LARGEST + 1).expect("a sparse file");
    assert_eq!(problem(), "it is larger than 16 MiB, which no lock is");
}
