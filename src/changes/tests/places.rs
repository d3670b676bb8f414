//! Where changes meet code, and where they only seem to.

use super::{between, class, only, serving};
use crate::changes::{Change, PLACES_MAX, locate};

const FREE: &str = "Free = { type = 'uint64' }";

/// The changes of one class's properties, in a file.
fn in_file(old: &str, new: &str, code: &str) -> Vec<Change> {
    let mut found = between(&class("Acme_Disk", old), &class("Acme_Disk", new));
    locate(&mut found, &[file("src/classes/acme_disk.rs", code)]);
    found
}

fn file(path: &str, code: &str) -> (String, Vec<u8>) {
    (path.to_owned(), code.as_bytes().to_vec())
}

fn lines(change: &Change) -> Vec<usize> {
    change.places.iter().map(|place| place.line).collect()
}

/// The lines of the one change of the properties.
fn lines_in(old: &str, new: &str, code: &str) -> Vec<usize> {
    lines(&only(in_file(old, new, code)))
}

/// The lines that say so themselves.
fn marked(code: &str) -> Vec<usize> {
    let lines = (1..).zip(code.lines());
    lines
        .filter_map(|(line, text)| text.ends_with("//!").then_some(line))
        .collect()
}

#[test]
fn a_field_is_found_where_it_is_used_and_not_in_comments_and_strings() {
    let code = r#"
        use crate::generated::acme_disk::{AcmeDisk, AcmeDiskProvider};
        /// The free space: free, `AcmeDisk { free }`.
        #[doc = "free"] // free
        #[cfg(free)]
        fn free(disk: &AcmeDisk) -> Option<u64> { /* disk.free */
            let free_all = "disk.free";
            set_free(free_all, free(disk), disk.free(), 0..free);
            let AcmeDisk { free, .. } = disk; //!
            assert_eq!(disk.free, Some(1)); //!
            AcmeDisk { id, free: disk.free }; //!
            AcmeDisk { id: Free { free: 1 }, ..disk };
            Other { free: free::<'free>() };
            disk
                .free //!
        }
    "#;
    assert_eq!(lines_in(FREE, "", code), marked(code));
    let renamed = "Unused = { type = 'uint64', renamed-from = 'Free' }";
    assert_eq!(lines_in(FREE, renamed, code), marked(code));
    assert_eq!(
        lines_in(FREE, "Free = { type = 'uint8' }", code),
        marked(code)
    );
}

#[test]
fn a_name_is_not_a_part_of_another() {
    let code = "fn f(d: AcmeDisk) { d.set_all; d.set; d.reset; AcmeDisk { set_all: 1, set: 2 } }";
    let found = in_file("Set = { type = 'uint8' }", "", code);
    assert_eq!(found[0].places[0].column, 34);
    assert_eq!(found[0].places.len(), 1, "one a line");
    let none = "fn f(d: AcmeDisk) { d.set_all; d.reset; AcmeDisk { set_all: 1 } }";
    assert!(lines_in("Set = { type = 'uint8' }", "", none).is_empty());
}

#[test]
fn the_constant_of_a_property_goes_with_it() {
    let code = r"
        use crate::generated::acme_disk::{AcmeDisk, AcmeDiskProvider};
        use crate::generated::acme_disk::AcmeDisk as Disk;
        fn get(client: &Client<'_>) {
            client.wants(AcmeDisk::FREE); //!
            client.wants(Disk::FREE); //!
            client.wants(AcmeDisk::FREE_ALL);
            client.wants(Other::FREE);
        }
    ";
    assert_eq!(lines_in(FREE, "", code), marked(code));
    let renamed = "Unused = { type = 'uint64', renamed-from = 'Free' }";
    assert_eq!(lines_in(FREE, renamed, code), marked(code));
    let key = "Free = { type = 'uint64', key = true }";
    assert_eq!(lines_in(FREE, key, code), marked(code));
    let other_type = "Free = { type = 'uint8' }";
    assert!(lines_in(FREE, other_type, code).is_empty());
}

#[test]
fn raw_names_are_names() {
    let code = "fn f(d: AcmeDisk) {\n d.r#type;\n AcmeDisk { r#type } }";
    assert_eq!(lines_in("Type = { type = 'uint8' }", "", code), [2, 3]);
}

#[test]
fn a_file_that_does_not_name_the_class_has_its_own_fields() {
    for code in [
        "fn f(d: Disk) { d.free; Disk { free: 1 } }",
        "// AcmeDisk\nfn f(d: Disk) { d.free; }",
    ] {
        assert!(lines_in(FREE, "", code).is_empty(), "{code}");
    }
}

#[test]
fn a_new_field_is_missing_in_literals_and_patterns_that_name_all() {
    let code = r"
        use crate::generated::acme_disk::{self, AcmeDisk as Disk, AcmeDiskKey};
        impl From<Stored> for acme_disk::AcmeDisk {
            fn from(stored: Stored) -> Self {
                Self { id: stored.id } //!
            }
        }
        impl Other { fn other() -> Self { Self { id: 1 } } }
        impl<'a> Disk {
        }
        fn f(key: AcmeDiskKey) -> &'static Disk {
            let Disk { id } = g(&Disk { id: range(0..9) }); //!
            let Disk { id, .. } = disk;
            for Disk { id } in disks {} //!
            match disk {
                old => acme_disk::AcmeDisk { //!
                    id,
                },
            }
            Disk { id, free: None };
            Disk { id, ..Disk::with_key(key) };
            AcmeDiskKey { id };
            vec![Disk { id }] //!
        }
    ";
    assert_eq!(lines_in("", FREE, code), marked(code));
}

#[test]
fn a_new_key_is_missing_in_keys_too() {
    let code = "fn f() { AcmeDisk { id };\n AcmeDiskKey { id }; }";
    assert_eq!(
        lines_in("", "Slot = { type = 'uint8', key = true }", code),
        [1, 2]
    );
    assert_eq!(
        lines_in(
            "Slot = { type = 'uint8' }",
            "Slot = { type = 'uint8', key = true }",
            "fn f() { AcmeDisk { id, slot };\n AcmeDiskKey { id }; }"
        ),
        [1, 2]
    );
}

/// The one change of a class's operations, in a file.
fn of_operations(old: &str, new: &str, code: &str) -> Change {
    let of = |operations| serving(operations, "Acme_Disk", "");
    let mut found = between(&of(old), &of(new));
    locate(&mut found, &[file("src/classes/acme_disk.rs", code)]);
    only(found)
}

const BOTH: &str = "'get', 'enumerate'";

#[test]
fn a_method_belongs_where_the_trait_is_implemented() {
    let code = "
        use crate::generated::acme_disk::{AcmeDisk, AcmeDiskProvider};
        use crate::wmi::{Client, Result};
        impl Provider for X { fn get() {} }
        impl AcmeDiskProvider //!
            for crate::AcmeStorage
        {
            fn other() { fn get() {} }
        }
        fn f() -> impl Fn(AcmeDiskProvider) { get }
    ";
    let change = of_operations("'enumerate'", BOTH, code);
    assert_eq!(lines(&change), marked(code));
    let missing = [
        "crate::generated::acme_disk::AcmeDiskKey",
        "crate::wmi::Error",
    ];
    assert_eq!(change.imports, missing);
}

#[test]
fn a_method_that_goes_is_the_one_of_the_trait() {
    let code = "
        fn get() {}
        impl crate::generated::acme_disk::AcmeDiskProvider for crate::AcmeStorage {
            fn enumerate() { fn get() {} }
            #[inline]
            fn get() {} //!
        }
        impl AcmeDisk { fn get() {} }
    ";
    let change = of_operations(BOTH, "'enumerate'", code);
    assert_eq!(lines(&change), marked(code));
}

#[test]
fn a_renamed_class_is_everywhere_but_in_names_that_only_start_like_it() {
    let code = "
        use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey}; //!
        use crate::generated::{acme_disk, other}; //!
        fn acme_disk(acme_disk: AcmeDisks) -> u8 { acme_disk.acme_disk }
        fn state() -> acme_disk::State { AcmeDiskState::Ok } //!
    ";
    let state = "State = { type = 'uint8', values = [[0, 'OK']] }";
    let new =
        class("Acme_Volume", state).replace("operations", "renamed-from = 'Acme_Disk'\noperations");
    let mut found = between(&class("Acme_Disk", state), &new);
    locate(&mut found, &[file("src/lib.rs", code)]);
    assert_eq!(lines(&only(found)), marked(code));
}

#[test]
fn the_file_of_a_class_that_is_gone_is_not_looked_at() {
    let (disk, shelf) = (class("Acme_Disk", ""), class("Acme_Shelf", ""));
    let mut found = between(&(disk.clone() + &shelf), &disk);
    let code = "use crate::generated::acme_shelf::AcmeShelf;";
    let files = ["src/classes/acme_shelf.rs", "src/lib.rs", "src/notes.txt"];
    locate(&mut found, &files.map(|path| file(path, code)));
    let change = only(found);
    let paths: Vec<_> = change
        .places
        .iter()
        .map(|place| place.path.as_str())
        .collect();
    assert_eq!(paths, ["src/lib.rs"]);
}

const STATES: &str = "State = { type = 'uint8', values = [[0, 'OK'], [1, 'Failed']] }";

#[test]
fn a_variant_is_found_behind_its_type() {
    let code = "
        use crate::generated::acme_disk::AcmeDiskState as State;
        fn f() { State::Failed; Other::Failed; Failed } //!
        fn g() { self::AcmeDiskState::Failed } //!
        fn h() { Failed; Self::Failed }
    ";
    let fewer = STATES.replace(", [1, 'Failed']", "");
    assert_eq!(lines_in(STATES, &fewer, code), marked(code));
    let imported = "use crate::AcmeDiskState::*;\nfn f() {\n Failed }";
    assert_eq!(lines_in(STATES, &fewer, imported), [3]);
}

#[test]
fn a_match_that_leaves_nothing_out_has_to_name_a_new_variant() {
    let code = "
        use crate::generated::acme_disk::AcmeDiskState as State;
        fn f(state: State) -> u8 {
            match state { State::Ok | State::Failed => 1, State::Unlisted(n) => n } //!
            match f({ state }) { State::Ok if true => { 1 } State::Failed => {} State::Unlisted(_) => 2 } //!
            match Some(state) { Some(State::Ok) => 1, None => 2 } //!
            match state { State::Ok => 1, _ => 2 }
            match state { State::Ok => { 1 } other => 2 }
            match 1 { 1 => State::Ok, Other::Ok => State::Failed }
        }
    ";
    let more = STATES.replace("'Failed'", "'Failed'], [2, 'Lost'");
    assert_eq!(lines_in(STATES, &more, code), marked(code));
}

#[test]
fn many_places_are_counted() {
    let code = "fn f(d: AcmeDisk) {\n".to_owned() + &"d.free;\n".repeat(PLACES_MAX + 7) + "}";
    let change = only(in_file(FREE, "", &code));
    assert_eq!((change.places.len(), change.more_places), (PLACES_MAX, 7));
    assert_eq!(change.places[0].line, 2);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let mut found = between(&class("Acme_Disk", FREE), &class("Acme_Disk", ""));
    let files = [
        file("src/a.rs", "fn f(d: AcmeDisk) { d.free;"),
        (
            "src/b\u{1b}.rs".to_owned(),
            b"// \xff\nfn f(d: AcmeDisk) { d.free; }".to_vec(),
        ),
        (
            "src/c.rs".to_owned(),
            b"\xef\xbb\xbf// AcmeDisk\r\nfn f(d: AcmeDisk) {\r\nd.free; }".to_vec(),
        ),
    ];
    locate(&mut found, &files);
    let change = only(found);
    assert!(
        change.message.ends_with(
            "; wmigen finds no places in `src/a.rs` and `src/b\\u{1b}.rs`, which cannot be read as Rust"
        ),
        "{}",
        change.message
    );
    assert_eq!(lines(&change), [3]);
    assert_eq!(change.places[0].path, "src/c.rs");
}

#[test]
fn code_may_be_nested_as_deeply_as_it_likes() {
    let deep = format!(
        "fn f(d: AcmeDisk) {{ {}d.free{} }}",
        "(".repeat(200_000),
        ")".repeat(200_000)
    );
    assert_eq!(lines_in(FREE, "", &deep), [1]);
}

#[test]
fn what_stands_in_an_attribute_is_the_compiler_s() {
    let mut found = between(
        &(class("Acme_Disk", "") + &class("Debug", "")),
        &class("Acme_Disk", ""),
    );
    let code = "#![allow(Debug)]\n#[derive(Debug)]\nstruct S;\nfn f(instance: Debug) {}\n";
    locate(&mut found, &[file("src/lib.rs", code)]);
    assert_eq!(lines(&only(found)), [4]);
}

#[test]
fn a_name_in_rust_is_found_where_the_old_one_is() {
    let old = class("Acme_Disk", FREE);
    let code = "
        use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider}; //!
        impl AcmeDiskProvider for P {} //!
        fn free(disk: &AcmeDisk) {} //!
    ";
    let new = old.replace("operations", "rust-name = 'Disk'\noperations");
    let mut found = between(&old, &new);
    locate(&mut found, &[file("src/classes/acme_disk.rs", code)]);
    let mut places = lines(&only(found));
    places.dedup();
    assert_eq!(places, marked(code));
    let field = "
        fn free(disk: &AcmeDisk) -> Option<u64> {
            disk.free //!
        }
    ";
    let new = "Free = { type = 'uint64', rust-name = 'unused' }";
    assert_eq!(lines_in(FREE, new, field), marked(field));
}
