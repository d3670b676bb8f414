//! The MOF that others ship is read: Windows' samples, the whole schema of the DMTF, and what Microsoft's pages show, each with its
//! true mistake where it has one. The files are others' and are not kept here: where a collection of them lies in a `shared/mof`
//! beside the repository, all of it is read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "it says what it does without")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use wmigen::diagnostics::Diagnostic;
use wmigen::diagnostics::rules::SCHEMA_MOF_FILE;
use wmigen::import::{Options, import};
use wmigen::mof::tree::Item;
use wmigen::mof::{Loaded, load};

/// This part of the collection, if there is one.
fn collected(name: &str) -> Option<PathBuf> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = folders.find_map(|folder| {
        let path = folder.join("shared/mof").join(name);
        path.exists().then_some(path)
    });
    if found.is_none() {
        println!("there is no {name} beside the repository");
    }
    found
}

/// All files of a folder, by their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn loaded(path: &Path) -> Loaded {
    load(&[path.to_path_buf()], &[], &SCHEMA_MOF_FILE)
}

fn errors(loaded: &Loaded) -> Vec<String> {
    let mut found = loaded.unread.clone();
    for file in &loaded.files {
        let errors = file.problems.iter().filter(|problem| problem.is_error());
        found.extend(errors.map(|problem| {
            let before = &file.source.text[..problem.primary.span.start];
            let line = before.matches('\n').count() + 1;
            format!("{}:{line}: {}", file.source.name, problem.message)
        }));
    }
    found
}

#[test]
fn every_sample_of_windows_is_read() {
    let Some(folder) = collected("windows-samples") else {
        return;
    };
    let files = files(&folder);
    assert_eq!(files.len(), 21, "what the collection has");
    for file in files {
        let loaded = loaded(&file);
        assert_eq!(errors(&loaded), [""; 0]);
        assert!(!loaded.items.is_empty(), "{}", file.display());
    }
}

/// A folder with the whole schema of the DMTF, if it is in the collection.
fn schema() -> Option<TempDir> {
    let archive = collected("cim-schema-2.32.tar.xz")?;
    let folder = tempfile::tempdir().unwrap();
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(&archive).arg("-C").arg(folder.path());
    if tar.status().is_ok_and(|status| status.success()) {
        return Some(folder);
    }
    println!("tar cannot unpack the schema");
    None
}

#[test]
fn the_schema_of_the_dmtf_is_read() {
    let Some(folder) = schema() else {
        return;
    };
    let loaded = loaded(&folder.path().join("CIM_Schema.mof"));
    assert_eq!(errors(&loaded), [""; 0]);
    let classes = loaded
        .items
        .iter()
        .filter(|(_, item)| matches!(item, Item::Class(_)));
    assert_eq!(classes.count(), 1418);
    assert!(loaded.files.len() > 1400, "{}", loaded.files.len());
    assert_eq!(imported(&loaded), [""; 0]);
}

#[test]
#[ignore = "type-checks 1,400 classes for Windows, which takes minutes; scripts/test runs it"]
fn the_schema_of_the_dmtf_becomes_one_provider() {
    let Some(folder) = schema() else {
        return;
    };
    let wmigen = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wmigen"));
        support::succeed(command.current_dir(folder.path()).args(arguments));
    };
    wmigen(&["import", "CIM_Schema.mof", "-o", "schema.toml"]);
    wmigen(&["new", "schema", "--spec", "schema.toml"]);
    let root = folder.path().join("schema");
    let check = ["check", "--target", "x86_64-pc-windows-gnu"];
    support::succeed(&mut support::cargo(&root, &check));
}

/// The samples of which no spec is made, and those whose spec lacks something, each with a word of why.
const NOT_WHOLE: [(&str, &str); 10] = [
    ("MSFT_Qualifiers", "no class"),
    ("BasicPlugins", "unfit-for-type"),
    ("RoleBasedPlugins", "unfit-for-type"),
    ("ClassProv", "no class"),
    ("event_consumer", "no class"),
    ("event_provider", "no class"),
    ("SampleViewer", "no class"),
    ("EvProv", "no class"),
    ("BasicHiPerf", "no class"),
    ("PropProv", "no class"),
];

/// The errors of the spec that these files make, by their rules; "no class" where they make none.
fn imported(loaded: &Loaded) -> Vec<String> {
    let options = Options {
        classes: &[],
        name: "Imported",
        clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
    };
    let Some(spec) = import(loaded, &options).spec else {
        return vec!["no class".to_owned()];
    };
    let (_, found) = wmigen::lint::check(&spec);
    let errors = found.into_iter().filter(Diagnostic::is_error);
    errors.map(|error| error.rule.to_owned()).collect()
}

#[test]
fn every_sample_becomes_a_spec_or_is_told_why_not() {
    let Some(folder) = collected("windows-samples") else {
        return;
    };
    for file in files(&folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let expected = NOT_WHOLE.iter().find(|(part, _)| name.contains(part));
        let found = imported(&loaded(&file));
        match expected {
            Some((_, why)) => assert!(
                !found.is_empty() && found.iter().all(|one| one == why),
                "{name}: {found:?}"
            ),
            None => assert_eq!(found, [""; 0], "{name}"),
        }
    }
}

/// What is truly wrong with what Microsoft's pages show, by the page.
const WRONG: [(&str, &str); 7] = [
    ("win32-pagefileelementsetting", "a no-break space"),
    ("win32-printer", "a no-break space"),
    ("win32-session", "a no-break space"),
    ("win32-systemprocesses", "a no-break space"),
    ("win32-wmisetting", "a no-break space"),
    (
        "msft-netadapterchecksumoffloadelementsetting",
        "`uint16` is no class",
    ),
    (
        "msvm-serviceaffectselement",
        "one value stands here, and the type is an array",
    ),
];

#[test]
fn every_page_of_microsofts_is_read_or_refused_for_what_is_wrong() {
    let Some(folder) = collected("windows-docs") else {
        return;
    };
    let files = files(&folder);
    assert_eq!(files.len(), 59, "what the collection has");
    let mut refused = 0;
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let loaded = loaded(&file);
        let found = errors(&loaded);
        let page = |page: &str| name.contains(&format!("__{page}."));
        if let Some((_, wrong)) = WRONG.iter().find(|(known, _)| page(known)) {
            assert!(!found.is_empty(), "{name}");
            assert!(found.iter().all(|one| one.contains(wrong)), "{found:#?}");
            refused += 1;
        } else {
            assert_eq!(found, [""; 0], "{name}");
            assert_eq!(loaded.items.len(), 1, "{name}");
        }
    }
    assert_eq!(refused, WRONG.len());
}
