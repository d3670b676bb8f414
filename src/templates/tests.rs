mod outline;
mod paths;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::render::{Each, Ownership};

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn read_here(folder: &TempDir) -> Reading {
    read(folder.path(), "templates", &[])
}

/// The problems of a folder: the file, the rule, and the message.
fn problems(folder: &TempDir) -> Vec<(String, &'static str, String)> {
    let found = read_here(folder).problems;
    let of_file = found.into_iter().flat_map(|(source, problems)| {
        problems
            .into_iter()
            .map(move |problem| (source.name.clone(), problem.rule, problem.message))
    });
    of_file.collect()
}

/// The one problem of a folder with this file.
#[track_caller]
fn problem(path: &str, bytes: &[u8]) -> String {
    let found = problems(&folder(&[(path, bytes)]));
    let [(file, rule, message)] = &found[..] else {
        panic!("{path}: {found:#?}");
    };
    assert_eq!(*file, format!("templates/{path}"));
    format!("{rule}: {message}")
}

fn extra(front: &str) -> Vec<u8> {
    format!("+++\n{front}\n+++\ntext\n").into_bytes()
}

#[test]
fn a_sound_folder_is_read_whole_and_in_order() {
    let folder = folder(&[
        ("templates.toml", b"context-version = 0\n"),
        ("README.md.hbs", b"# {{provider.name}}\r\n"),
        ("clippy.toml.hbs", b"# {{provider.name}}\n"),
        (".gitignore", b"/target\n"),
        ("src/lib.rs", b"// mine\n"),
        ("src/classes/operations/get.hbs", b"{{method}}"),
        ("wmigen.toml.hbs", b"spec-version = 1\n"),
        ("partials/a/header.hbs", b"//\n"),
        (
            "extra/docs/{module}.md.hbs",
            &extra("owner = \"generated\"\neach = \"class\""),
        ),
        (
            "extra/x.txt",
            &extra("owner = \"once\"\npath = \"docs/{snake_name}.txt\""),
        ),
        ("tests/case/wmigen.toml", b"\xff"),
        ("tests/case/expected/README.md", b"\xff"),
        ("wmigen.lock", b"\xff"),
        (".wmigen/base/x", b"\xff"),
        (".git/HEAD", b"\xff"),
    ]);
    let reading = read_here(&folder);
    assert_eq!(reading.problems, []);
    let paths: Vec<_> = reading
        .own()
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            ".gitignore",
            "README.md.hbs",
            "clippy.toml.hbs",
            "partials/a/header.hbs",
            "src/classes/operations/get.hbs",
            "src/lib.rs",
            "wmigen.toml.hbs",
        ]
    );
    assert_eq!(reading.own().files[1].text, "# {{provider.name}}\n");
    assert_eq!(reading.own().files[1].shown, "templates/README.md.hbs");
    let [of_class, once] = &reading.own().extras[..] else {
        panic!("{:#?}", reading.own().extras);
    };
    assert_eq!(of_class.path, "docs/{module}.md");
    assert_eq!(
        (of_class.each, of_class.ownership),
        (Each::Class, Ownership::Generated)
    );
    assert_eq!(of_class.file.body(), "text\n");
    assert_eq!(once.path, "docs/{snake_name}.txt");
    assert_eq!((once.each, once.ownership), (Each::Crate, Ownership::Once));
}

#[test]
fn an_empty_folder_has_no_templates() {
    let reading = read_here(&folder(&[]));
    assert!(reading.own().is_empty() && reading.problems.is_empty());
}

#[test]
fn what_cannot_be_read_is_told() {
    let big = vec![b'a'; 1024 * 1024 + 1];
    assert!(problem("README.md.hbs", &big).contains("template-file: it is larger than 1 MiB"));
    assert!(
        problem("README.md.hbs", b"a\xff").contains("template-file: the byte 0xFF is not UTF-8")
    );
    let at_most = vec![b'a'; 1024 * 1024];
    assert_eq!(problems(&folder(&[("README.md", &at_most)])), []);
    let gone = tempfile::tempdir().expect("a folder").path().join("gone");
    let found = read(&gone, "templates", &[]).problems;
    assert_eq!(found[0].0.name, "templates");
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("README.md.hbs")).expect("a file");
    file.set_len(50 * 1024 * 1024).expect("a large file");
    let found = problems(&folder);
    assert!(found[0].2.contains("larger than 1 MiB"), "{found:?}");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    for (path, wrong) in [
        ("README.md.hbs/x", "README.md.hbs"),
        ("README.md/x", "README.md"),
        ("src/lib.rs/x", "src/lib.rs"),
        ("extra/a.hbs/x", "extra/a.hbs"),
    ] {
        let found = problems(&folder(&[(path, b"")]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, format!("templates/{wrong}"));
        assert!(
            found[0].2.contains("a folder where a file belongs"),
            "{found:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("README.md.hbs", b""), ("wmigen.toml", b"")]);
    let folder = folder(&[]);
    symlink(
        outside.path().join("README.md.hbs"),
        folder.path().join("README.md.hbs"),
    )
    .expect("a link");
    symlink(outside.path(), folder.path().join("partials")).expect("a link");
    symlink("nowhere", folder.path().join("clippy.toml")).expect("a link");
    fs::create_dir(folder.path().join("tests")).expect("a folder");
    symlink(outside.path(), folder.path().join("tests/case")).expect("a link");
    fs::create_dir(folder.path().join("tests/other")).expect("a folder");
    let spec = folder.path().join("tests/other/wmigen.toml");
    symlink(outside.path().join("wmigen.toml"), spec).expect("a link");
    let found = problems(&folder);
    let files: Vec<_> = found.iter().map(|(file, ..)| file.as_str()).collect();
    assert_eq!(
        files,
        [
            "templates/README.md.hbs",
            "templates/clippy.toml",
            "templates/partials",
            "templates/tests/case",
            "templates/tests/other/wmigen.toml",
        ]
    );
    assert!(
        found
            .iter()
            .all(|(_, rule, why)| *rule == "template-file" && why.contains("it is a link"))
    );
    let status = std::process::Command::new("mkfifo")
        .arg(folder.path().join("src"))
        .status();
    assert!(status.expect("mkfifo").success());
    assert!(
        problems(&folder)
            .iter()
            .any(|(file, _, why)| file == "templates/src" && why.contains("pipe"))
    );
}

#[test]
fn deep_folders_and_many_files_end_the_walk() {
    let deep = format!("partials/{}x.hbs", "a/".repeat(40));
    let found = problems(&folder(&[(&deep, b"")]));
    assert!(found[0].2.contains("more than 32 folders"), "{found:?}");
    let many = folder(&[]);
    fs::create_dir(many.path().join("partials")).expect("a folder");
    for number in 0..10_001 {
        fs::write(many.path().join(format!("partials/{number}.hbs")), "").expect("a file");
    }
    let found = problems(&many);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].2.contains("more than 10000 files"), "{found:?}");
}

#[test]
fn every_path_of_a_folder_that_is_known_is_relative_to_it() {
    let folder = folder(&[("README.md", b"")]);
    let named = |shown: &str| read(folder.path(), shown, &[]).own().files[0].shown.clone();
    assert_eq!(named("../templates"), "../templates/README.md");
    assert_eq!(named("t/"), "t/README.md");
    assert!(Path::new(&named("t")).is_relative());
}
