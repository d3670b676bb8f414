//! The standard classes that an import knows, in `src/import/standard`, are what their sources say: the schema of the DMTF, and
//! Microsoft's pages of classes. Names, types and keys are taken, and nothing that somebody wrote about them.
//!
//! The sources are others' and are not kept here. The schema is found in a `shared/mof` beside the repository; where
//! `WMIGEN_WIN32_DOCS` names a checkout of `MicrosoftDocs/win32`, that is read. Without them there is nothing to compare.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "it says what it does without")]

mod dmtf;
mod pages;
mod row;
#[path = "../support/accept.rs"]
mod support;

use std::path::{Path, PathBuf};

use row::Rows;

/// The archive of the schema, if there is a collection with it.
fn schema() -> Option<PathBuf> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.find_map(|folder| {
        let path = folder.join("shared/mof/cim-schema-2.32.tar.xz");
        path.exists().then_some(path)
    })
}

/// A folder of the checkout of Microsoft's pages, if there is one.
fn folder(name: &str) -> Option<PathBuf> {
    let checkout = std::env::var_os("WMIGEN_WIN32_DOCS")?;
    Some(Path::new(&checkout).join("desktop-src").join(name))
}

/// Holds a table to what its source says.
fn holds(table: &str, head: &str, rows: Option<Rows>) {
    match rows {
        Some(rows) => support::holds(
            &format!("src/import/standard/{table}.txt"),
            &format!("{head}{}", rows.text()),
        ),
        None => println!("the source of {table} is not here"),
    }
}

#[test]
fn the_classes_of_the_dmtf_are_those_of_its_schema() {
    let head = "\
# Names, types and keys of the classes of the DMTF's CIM schema 2.32. `tests/standard_classes` makes this file.\n";
    holds(
        "dmtf",
        head,
        schema().and_then(|archive| dmtf::rows(&archive)),
    );
}

#[test]
fn the_classes_of_root_cimv2_are_those_of_their_pages() {
    let head = "\
# Names, types and keys of Windows' own classes in root\\cimv2, as Microsoft's pages of them say (github.com/MicrosoftDocs/win32,
# desktop-src/CIMWin32Prov). `tests/standard_classes` makes this file.\n";
    let rows = folder("CIMWin32Prov").map(|folder| pages::rows(&folder, &["Win32_", "CIM_"]));
    holds("cimv2", head, rows);
}

#[test]
fn the_classes_of_wmi_itself_are_those_of_their_pages() {
    let head = "\
# Names, types and keys of the classes that every namespace has, as Microsoft's pages of them say
# (github.com/MicrosoftDocs/win32, desktop-src/WmiSdk). `tests/standard_classes` makes this file.\n";
    let rows = folder("WmiSdk").map(|folder| pages::rows(&folder, &["__"]));
    holds("system", head, rows);
}
