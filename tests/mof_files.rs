//! Files of MOF with those that they include, and files that mean harm.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/any_mof.rs"]
mod any_mof;

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;
use wmigen::diagnostics::rules::SCHEMA_MOF_FILE;
use wmigen::import::{Options, import};
use wmigen::mof::tree::Item;
use wmigen::mof::{Loaded, load, parse};

/// A folder with files in it.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn load(&self, files: &[&str], folders: &[&str]) -> Loaded {
        let paths = |names: &[&str]| names.iter().map(|name| self.path(name)).collect::<Vec<_>>();
        load(&paths(files), &paths(folders), &SCHEMA_MOF_FILE)
    }
}

/// The names of the classes, each with the name of its file.
fn classes(loaded: &Loaded) -> Vec<String> {
    let named = |file: usize| {
        let path = &loaded.files[file].source.name;
        path.rsplit('/').next().unwrap().to_owned()
    };
    loaded
        .items
        .iter()
        .filter_map(|(file, item)| match item {
            Item::Class(class) => Some(format!("{} {}", named(*file), class.name.text)),
            _ => None,
        })
        .collect()
}

fn messages(loaded: &Loaded) -> Vec<String> {
    let problems = loaded.files.iter().flat_map(|file| &file.problems);
    let told = problems.map(|problem| problem.message.clone());
    loaded.unread.iter().cloned().chain(told).collect()
}

#[test]
fn an_included_file_is_read_where_it_is_named_and_once() {
    let folder = Folder::new(&[
        (
            "main.mof",
            "class A { };\n#pragma include(\"sub\\\\b.mof\")\nclass D { };\n#pragma include(\"sub/b.mof\")\n#pragma include (\"e.mof\")\n",
        ),
        ("sub/b.mof", "class B { };\n#pragma include(\"c.mof\")\n"),
        ("sub/c.mof", "class C { };\n"),
        ("named/e.mof", "class E { };\n"),
    ]);
    let loaded = folder.load(&["main.mof", "main.mof"], &["named"]);
    assert_eq!(messages(&loaded), [""; 0]);
    assert_eq!(
        classes(&loaded),
        ["main.mof A", "b.mof B", "c.mof C", "main.mof D", "e.mof E"]
    );
    assert!(!loaded.has_errors());
}

#[test]
fn what_cannot_be_included_is_told_where_it_is_named() {
    let folder = Folder::new(&[
        (
            "in/main.mof",
            "#pragma include(\"main.mof\")\n#pragma include(\"loop.mof\")\n#pragma include(\"../out.mof\")\n\
             #pragma include(\"none.mof\")\n#pragma include(\"sub\")\n#pragma include\nclass A { };\n",
        ),
        ("in/loop.mof", "#pragma include(\"back.mof\")\n"),
        ("in/back.mof", "#pragma include(\"loop.mof\")\n"),
        ("in/sub/x.mof", ""),
        ("out.mof", "class Out { };\n"),
    ]);
    let loaded = folder.load(&["in/main.mof", "in/none.mof", "in/sub"], &["no"]);
    let found = messages(&loaded);
    for expected in [
        "the file `main.mof` includes itself",
        "the file `loop.mof` includes itself",
        "the file `../out.mof` lies elsewhere",
        "there is no file `none.mof`",
        "`sub` is no file",
        "one file is included by one pragma",
        "/in/none.mof`",
        "/in/sub` is no file",
        "/no` is no folder",
    ] {
        assert!(
            found.iter().any(|message| message.contains(expected)),
            "{expected}: {found:#?}"
        );
    }
    assert_eq!(classes(&loaded), ["main.mof A"]);
    assert!(loaded.has_errors());
    // Whoever names the folder means it.
    let loaded = folder.load(&["in/main.mof"], &["."]);
    assert_eq!(classes(&loaded), ["out.mof Out", "main.mof A"]);
}

#[test]
fn files_do_not_include_each_other_without_end() {
    let names: Vec<_> = (0..50).map(|number| format!("{number}.mof")).collect();
    let texts: Vec<_> = (1..=50)
        .map(|number| format!("#pragma include(\"{number}.mof\")\n"))
        .collect();
    let files: Vec<_> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let loaded = Folder::new(&files).load(&["0.mof"], &[]);
    assert_eq!(messages(&loaded), ["more than 32 files include each other"]);
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_told() {
    let folder = Folder::new(&[]);
    fs::write(folder.path("nul.mof"), b"class A { };\0").unwrap();
    fs::write(folder.path("bom.mof"), b"\xff\xfeclass A { };").unwrap();
    fs::write(folder.path("latin.mof"), b"// \xa9\nclass A { };").unwrap();
    let large = fs::File::create(folder.path("large.mof")).unwrap();
    large.set_len(100 * 1024 * 1024).unwrap();
    for (file, expected) in [
        ("nul.mof", "NUL"),
        ("bom.mof", "goes on in ASCII"),
        ("latin.mof", "0xA9 is not UTF-8"),
        ("large.mof", "too large"),
    ] {
        let loaded = folder.load(&[file], &[]);
        assert!(loaded.has_errors(), "{file}");
        let found = messages(&loaded);
        assert!(found[0].contains(expected), "{found:?}");
    }
}

/// Some of everything that MOF has.
const FIXTURE: &str = include_str!("mof/everything.mof");

#[test]
fn the_fixture_is_read() {
    let parsed = parse(FIXTURE, &SCHEMA_MOF_FILE);
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.items.len(), 7);
}

#[test]
fn every_beginning_of_a_text_is_read_or_refused() {
    for end in 0..FIXTURE.len() {
        any_mof::read(&FIXTURE[..end]);
        any_mof::imported(&FIXTURE[..end]);
    }
}

#[test]
fn a_spec_has_no_more_classes_and_an_import_no_more_notes_than_anyone_reads() {
    let classes = (0..10_050)
        .map(|number| format!("[Costly] class Acme_Disk{number} {{ [key] string Name; }};\n"));
    let text: String = classes.collect();
    let folder = Folder::new(&[("a.mof", &text)]);
    let options = Options {
        classes: &[],
        name: "Imported",
        clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
    };
    let imported = import(&folder.load(&["a.mof"], &[]), &options);
    let spec = imported.spec.unwrap();
    assert_eq!(spec.matches(".properties]").count(), 10_000);
    assert_eq!(imported.notes.len(), 10_001);
    for (expected, count) in [
        ("the spec has 10000 classes already", 50),
        ("10000 notes are enough", 1),
    ] {
        let notes = imported.notes.iter();
        let found = notes.filter(|(_, note)| note.message.contains(expected));
        assert_eq!(found.count(), count, "{expected}");
    }
}

/// What fuzzing found, each with the place in the spec that the text got out of.
#[test]
fn no_text_gets_out_of_its_place_in_a_spec() {
    for text in [
        // The quotes of a namespace's path.
        "#pragma namespace(\"root/A\\x0001B\")\nclass A { [key] uint8 B; };",
        "#pragma namespace(\"root/A'B\")\nclass A { [key] uint8 B; };",
        "#pragma namespace(\"root/A'\\n[class.B]\")\nclass A { [key] uint8 B; };",
        "class A { [key] uint8 B; };\n#pragma namespace(\"root/A'B\")\nclass C { [key] uint8 B; };",
    ] {
        any_mof::imported(text);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_text_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        any_mof::read_bytes(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        any_mof::read(&text);
    }

    #[test]
    fn any_tokens_are_read_or_refused(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "class", "instance", "of", "qualifier", "Qualifier", "#pragma", "#include", "#if", "A", "B", "as", "$A", "ref", "void",
            "object", "uint8", "string", "boolean", "null", "true", "1", "-1", "0x1", "1.5", "\"a\"", "'b'", "{", "}", "[", "]",
            "(", ")", ":", ";", ",", "=", "\n", "ToSubclass", "Scope", "Flavor", "namespace", "/*", "*/", "//", "\"", "\\", "\u{e9}",
        ]), 0..60,
    )) {
        any_mof::read(&words.join(" "));
    }

    #[test]
    fn a_text_with_a_part_put_elsewhere_is_read_or_refused(
        from in 0..FIXTURE.len(), length in 0..80_usize, to in 0..FIXTURE.len(), keep in any::<bool>(),
    ) {
        let end = (from + length).min(FIXTURE.len());
        let part = &FIXTURE[from..end];
        let mut text = FIXTURE.to_owned();
        text.insert_str(to, part);
        if !keep {
            let moved = if to <= from { part.len() } else { 0 };
            let end = (from + moved + part.len()).min(text.len());
            text.replace_range((from + moved).min(end)..end, "");
        }
        any_mof::read(&text);
    }
}
