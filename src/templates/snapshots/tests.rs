use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::lint;
use crate::regen::RealDisk;
use crate::render::{OwnFile, OwnTemplates, Templates};

/// What is rendered of the golden spec `disk`, with these templates of the user's.
fn disk(own: &[(&str, &str)]) -> Rendering {
    let spec = include_str!("../../../tests/cases/disk/wmigen.toml");
    let provider = lint::check(spec).0.expect("a sound spec");
    let files = own.iter().map(|(path, text)| OwnFile {
        path: (*path).to_owned(),
        shown: (*path).to_owned(),
        text: (*text).to_owned(),
        start: 0,
    });
    let templates = Templates::with(OwnTemplates {
        files: files.collect(),
        extras: Vec::new(),
    });
    let made_of = MadeOf {
        templates: &templates,
        ..MadeOf::spec(&provider)
    };
    rendered(made_of).expect("templates")
}

fn paths(rendering: &Rendering) -> Vec<&str> {
    rendering.files().map(|(path, _)| path.as_str()).collect()
}

fn differences(rendering: &Rendering, case: &Path) -> Vec<(&'static str, String)> {
    let kept = Kept::read(case).expect("a snapshot");
    let found = compare(rendering, &kept).into_iter();
    found.map(|one| (one.word(), one.path)).collect()
}

/// A case with a snapshot that is as it should be.
fn accepted(rendering: &Rendering) -> TempDir {
    let case = tempfile::tempdir().expect("a folder");
    let all = compare(rendering, &Kept::read(case.path()).expect("nothing"));
    let mut count = 0;
    let mut done = |_| {
        count += 1;
        Ok(())
    };
    accept(case.path(), &all, &RealDisk, &mut done).expect("accepted");
    assert_eq!(count, rendering.len());
    case
}

#[test]
fn what_is_wmigens_and_the_same_everywhere_is_in_no_snapshot_and_what_is_in_its_place_is() {
    let of_wmigen = disk(&[]);
    let paths_of_wmigen = paths(&of_wmigen);
    for path in ["src/lib.rs", "README.md", "mof/acme_storage.mof"] {
        assert!(paths_of_wmigen.contains(&path), "{path}");
    }
    for path in ["clippy.toml", "src/wmi/mod.rs", "wmigen.schema.json"] {
        assert!(!paths_of_wmigen.contains(&path), "{path}");
    }
    let own = disk(&[("clippy.toml", "# mine\n"), ("README.md.hbs", "mine\n")]);
    assert!(paths(&own).contains(&"clippy.toml"));
    assert_eq!(own.len(), of_wmigen.len() + 1);
}

#[test]
fn each_difference_has_its_word_and_accepting_takes_it_away() {
    let rendering = disk(&[]);
    let case = accepted(&rendering);
    let expected = case.path().join(EXPECTED);
    assert_eq!(differences(&rendering, case.path()), []);
    fs::remove_file(expected.join("README.md")).expect("a file");
    fs::write(expected.join("Cargo.toml"), "# mine\r\n").expect("a file");
    fs::create_dir(expected.join("empty")).expect("a folder");
    fs::create_dir(expected.join("more")).expect("a folder");
    fs::write(expected.join("more/file"), [0xff]).expect("a file");
    fs::write(case.path().join("mine"), "mine").expect("a file");
    let found = [
        ("changed", "Cargo.toml"),
        ("missing", "README.md"),
        ("surplus", "more/file"),
    ]
    .map(|(word, path)| (word, path.to_owned()));
    assert_eq!(differences(&rendering, case.path()), found);
    let kept = Kept::read(case.path()).expect("a snapshot");
    let all = compare(&rendering, &kept);
    let [changed, missing, surplus] = &all[..] else {
        panic!("{all:?}");
    };
    let diff = changed.diff("x/Cargo.toml");
    assert!(
        diff.starts_with("--- a/x/Cargo.toml\n+++ b/x/Cargo.toml\n@@"),
        "{diff}"
    );
    assert!(diff.contains("\n-# mine\n"), "{diff}");
    assert!(missing.diff("x").starts_with("--- /dev/null\n+++ b/x\n"));
    assert_eq!(surplus.diff("x"), "Binary files a/x and /dev/null differ\n");
    let mut words = Vec::new();
    let mut done = |one: Accepted| {
        words.push((one.word, one.path));
        Ok(())
    };
    accept(case.path(), &all, &RealDisk, &mut done).expect("accepted");
    let words: Vec<_> = words.iter().map(|(word, path)| (*word, &**path)).collect();
    assert_eq!(
        words,
        [
            ("remove", "more/file"),
            ("update", "Cargo.toml"),
            ("create", "README.md"),
        ]
    );
    assert_eq!(differences(&rendering, case.path()), []);
    assert!(!expected.join("more").exists() && case.path().join("mine").exists());
}

#[test]
fn line_ends_are_no_difference_and_a_file_keeps_its_own() {
    let rendering = disk(&[]);
    let case = accepted(&rendering);
    let readme = case.path().join(EXPECTED).join("README.md");
    let text = fs::read_to_string(&readme).expect("a file");
    fs::write(&readme, text.replace('\n', "\r\n")).expect("a file");
    assert_eq!(differences(&rendering, case.path()), []);
    let text = text.replace('\n', "\r\n") + "more\r\n";
    fs::write(&readme, &text).expect("a file");
    let all = compare(&rendering, &Kept::read(case.path()).expect("a snapshot"));
    accept(case.path(), &all, &RealDisk, &mut |_| Ok(())).expect("accepted");
    let now = fs::read_to_string(&readme).expect("a file");
    assert_eq!(now + "more\r\n", text);
}

/// A file where a folder belongs makes room for it; a folder where a file belongs may have anything in it.
#[test]
fn what_is_in_the_way_stops_accepting_before_anything_is_written() {
    let rendering = disk(&[]);
    let case = accepted(&rendering);
    let expected = case.path().join(EXPECTED);
    fs::remove_dir_all(expected.join("mof")).expect("a folder");
    fs::write(expected.join("mof"), "").expect("a file");
    let all = compare(&rendering, &Kept::read(case.path()).expect("a snapshot"));
    accept(case.path(), &all, &RealDisk, &mut |_| Ok(())).expect("accepted");
    assert_eq!(differences(&rendering, case.path()), []);

    fs::remove_file(expected.join("README.md")).expect("a file");
    fs::create_dir(expected.join("README.md")).expect("a folder");
    fs::remove_file(expected.join("Cargo.toml")).expect("a file");
    let all = compare(&rendering, &Kept::read(case.path()).expect("a snapshot"));
    let error = accept(case.path(), &all, &RealDisk, &mut |_| Ok(())).expect_err("blocked");
    assert_eq!(error.to_string(), "README.md: a folder is in its place");
    assert!(!expected.join("Cargo.toml").exists());
}

/// Names that no file of a crate can have, links, and whatever else lies there.
#[cfg(unix)]
#[test]
fn no_link_is_followed_and_what_cannot_be_a_file_of_a_crate_is_named() {
    use std::os::unix::fs::symlink;
    let rendering = disk(&[]);
    let case = accepted(&rendering);
    let expected = case.path().join(EXPECTED);
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("mine"), "mine").expect("a file");
    fs::remove_file(expected.join("README.md")).expect("a file");
    symlink(outside.path().join("mine"), expected.join("README.md")).expect("a link");
    symlink(outside.path(), expected.join("more")).expect("a link");
    fs::write(expected.join("a:b"), "").expect("a file");
    fs::create_dir(expected.join(".git")).expect("a folder");
    let all = compare(&rendering, &Kept::read(case.path()).expect("a snapshot"));
    let blocked = all.iter().map(|one| match &one.kind {
        Kind::Blocked(why) => (&*one.path, &**why),
        _ => panic!("{one:?}"),
    });
    assert_eq!(
        blocked.collect::<Vec<_>>(),
        [
            (".git", "no file of a crate has such a name"),
            ("README.md", "a symbolic link is in its place"),
            ("a:b", "no file of a crate has such a name"),
            ("more", "a symbolic link is in its place"),
        ]
    );
    let link = tempfile::tempdir().expect("a folder");
    symlink(&expected, link.path().join(EXPECTED)).expect("a link");
    let error = Kept::read(link.path()).expect_err("a link");
    assert!(error.to_string().contains("symbolic link"), "{error}");
}

#[test]
fn a_snapshot_that_is_too_large_to_be_one_is_refused() {
    let case = tempfile::tempdir().expect("a folder");
    let expected = case.path().join(EXPECTED);
    fs::create_dir(&expected).expect("a folder");
    let huge = fs::File::create(expected.join("huge")).expect("a file");
    huge.set_len(17 << 20).expect("a large file");
    let rendering = Rendering::default();
    let all = compare(&rendering, &Kept::read(case.path()).expect("a snapshot"));
    let why = "cannot be read: it is larger than 16 MiB".to_owned();
    assert_eq!(
        all,
        [Difference {
            path: "huge".to_owned(),
            kind: Kind::Blocked(why)
        }]
    );
    for name in ["one", "two", "three"] {
        fs::create_dir(expected.join(name)).expect("a folder");
    }
    let read = |most| Kept::read_in(case.path(), EXPECTED, most);
    assert!(read(4).is_ok());
    let error = read(3).expect_err("too many").to_string();
    assert!(error.contains("more than 3 files"), "{error}");
}
