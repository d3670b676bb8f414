//! What is the user's by right or since they took it over: ejected files, and the manifest but for some keys.

use super::case::{Case, entry};
use super::*;
use crate::regen::lock::Kind;

#[test]
fn an_ejected_file_stays_as_it_is() {
    for bytes in [OLD, NEW, EDIT, ""] {
        let case = Case::new()
            .renders(GENERATED, Ownership::Generated, NEW)
            .knows(GENERATED, Kind::Ejected, Some(OLD))
            .keeps(OLD)
            .has(GENERATED, bytes);
        assert_eq!(case.word(GENERATED), "unchanged");
        assert!(case.plan().is_clean(), "{bytes:?}");
    }
}

#[test]
fn an_ejected_file_that_the_user_deleted_is_restored_and_stays_theirs() {
    let case = Case::new()
        .renders(GENERATED, Ownership::Generated, NEW)
        .knows(GENERATED, Kind::Ejected, Some(OLD));
    assert_eq!(
        case.word(GENERATED),
        "restore",
        "the crate does not compile without it"
    );
    assert_eq!(
        case.recorded(GENERATED),
        Some(entry(Kind::Ejected, Some(NEW)))
    );
}

#[test]
fn an_ejected_file_of_a_class_that_is_gone_is_an_orphan_even_if_nobody_has_touched_it() {
    for bytes in [OLD, EDIT] {
        let case = Case::new()
            .knows(GENERATED, Kind::Ejected, Some(OLD))
            .has(GENERATED, bytes);
        assert_eq!(case.word(GENERATED), "orphan");
        assert_eq!(
            case.recorded(GENERATED),
            Some(entry(Kind::Ejected, Some(OLD)))
        );
    }
}

#[test]
fn only_a_file_of_wmigens_stays_ejected() {
    let case = Case::new()
        .renders(HANDLER, Ownership::Once, NEW)
        .knows(HANDLER, Kind::Ejected, Some(OLD))
        .has(HANDLER, EDIT);
    assert_eq!(case.recorded(HANDLER), Some(entry(Kind::Once, Some(OLD))));
    assert_eq!(case.word(HANDLER), "unchanged");
}

#[test]
fn the_manifest_is_made_and_restored() {
    let case = Case::new().renders(MANIFEST, Ownership::Keys, CARGO);
    assert_eq!(case.word(MANIFEST), "create");
    assert_eq!(
        case.recorded(MANIFEST),
        Some(entry(Kind::Keys, Some(CARGO)))
    );
    let known = case.knows(MANIFEST, Kind::Keys, Some("[package]\n"));
    assert_eq!(known.word(MANIFEST), "restore");
    assert_eq!(
        known.recorded(MANIFEST),
        Some(entry(Kind::Keys, Some(CARGO)))
    );
}

#[test]
fn keys_that_are_as_wmigen_needs_them_are_unchanged() {
    let mine = format!("# mine\n{CARGO}serde = \"1\"\n");
    for text in [CARGO.to_owned(), CARGO.replace('\n', "\r\n"), mine] {
        let case = Case::new()
            .renders(MANIFEST, Ownership::Keys, CARGO)
            .knows(MANIFEST, Kind::Keys, Some(CARGO))
            .keeps(CARGO)
            .has(MANIFEST, &text);
        assert_eq!(case.word(MANIFEST), "unchanged", "{text:?}");
        assert!(case.plan().is_clean(), "{text:?}");
    }
}

#[test]
fn keys_that_change_are_merged_after_a_copy_was_made() {
    let old = CARGO.replace("0.2", "0.1");
    let mine = format!("# mine\r\n{old}serde = \"1\"");
    let mut case = Case::new()
        .renders(MANIFEST, Ownership::Keys, CARGO)
        .knows(MANIFEST, Kind::Keys, Some(&old))
        .keeps(&old)
        .has(MANIFEST, &mine);
    let Action::Merge {
        merged,
        before,
        backup,
        keys,
        markers,
    } = case.action(MANIFEST)
    else {
        panic!("{:?}", case.action(MANIFEST));
    };
    assert_eq!(
        String::from_utf8(merged).expect("text"),
        mine.replace("0.1", "0.2")
    );
    assert_eq!(
        (before, backup, markers),
        (
            mine.clone().into_bytes(),
            path(MANIFEST).in_backup(1),
            false
        )
    );
    assert_eq!(keys, ["dependencies.windows-core"]);
    assert_eq!(
        case.recorded(MANIFEST),
        Some(entry(Kind::Keys, Some(CARGO)))
    );
    case.apply();
    assert_eq!(
        case.bytes(MANIFEST),
        mine.replace("0.1", "0.2").into_bytes()
    );
    assert!(case.plan().is_clean());
}

#[test]
fn a_key_that_the_user_decided_otherwise_stays_and_is_told_of() {
    let mine = CARGO.replace("0.2", "9");
    let case = Case::new()
        .renders(MANIFEST, Ownership::Keys, CARGO)
        .knows(MANIFEST, Kind::Keys, Some(&CARGO.replace("0.2", "0.1")))
        .keeps(&CARGO.replace("0.2", "0.1"))
        .has(MANIFEST, &mine);
    assert_eq!(case.word(MANIFEST), "unchanged");
    assert_eq!(case.plan().notes.len(), 1);
    assert!(
        case.plan().notes[0].contains("windows-core"),
        "{:?}",
        case.plan().notes
    );
}

#[test]
fn a_manifest_without_a_known_base_gets_what_is_missing() {
    // The lock, the base, or what is in the base may be lost.
    let case = || {
        let case = Case::new().renders(MANIFEST, Ownership::Keys, CARGO);
        case.has(MANIFEST, "[package]\nname = \"mine\"\n")
    };
    let base = CratePath::of_base(Hash::of(CARGO.as_bytes()));
    for case in [
        case(),
        case().knows(MANIFEST, Kind::Keys, Some(CARGO)),
        case()
            .knows(MANIFEST, Kind::Keys, Some(CARGO))
            .has_aside(&base, "mine"),
    ] {
        let Action::Merge { merged, .. } = case.action(MANIFEST) else {
            panic!("{:?}", case.action(MANIFEST));
        };
        let merged = String::from_utf8(merged).expect("text");
        assert!(
            merged.starts_with("[package]\nname = \"mine\"\n"),
            "{merged}"
        );
        assert!(merged.contains("windows-core = \"0.2\""), "{merged}");
        assert!(merged.contains("cdylib"), "{merged}");
    }
}

#[test]
fn a_manifest_that_cannot_be_understood_is_refused_with_its_place() {
    for bytes in [&b"[package"[..], b"[lib]\ncrate-type = 1\n", b"\xff"] {
        let case = Case::new()
            .renders(MANIFEST, Ownership::Keys, CARGO)
            .knows(MANIFEST, Kind::Keys, Some(CARGO))
            .has(MANIFEST, bytes);
        let Action::Refuse(Refusal::Broken(why)) = case.action(MANIFEST) else {
            panic!("{:?}", case.action(MANIFEST));
        };
        assert!(why.starts_with("line ") || bytes == b"\xff", "{why}");
        let forced = case.plan().forced();
        assert_eq!(
            forced.refusals().count(),
            1,
            "there is no guessing what it says"
        );
    }
}

#[test]
fn damaged_and_missing_bases_are_written_again_where_the_text_is_known() {
    let base = CratePath::of_base(Hash::of(NEW.as_bytes()));
    let case = || {
        Case::new()
            .renders(HANDLER, Ownership::Once, NEW)
            .knows(HANDLER, Kind::Once, Some(NEW))
            .has(HANDLER, EDIT)
    };
    let writes = |case: &Case| case.plan().bases.write;
    assert!(writes(&case().keeps(NEW)).is_empty());
    assert_eq!(writes(&case())[0].backup, None);
    let damaged = case().has_aside(&base, "mine");
    let [write] = &writes(&damaged)[..] else {
        panic!("{:?}", writes(&damaged));
    };
    assert_eq!((&write.path, write.text.as_str()), (&base, NEW));
    assert_eq!(
        write.backup,
        Some(base.in_backup(1)),
        "it may be the user's"
    );
    // What was rendered once and is not now, nobody has any more.
    let lost = case().knows(HANDLER, Kind::Once, Some(OLD));
    assert!(writes(&lost).is_empty() && lost.plan().is_clean());
}

#[test]
fn the_lock_says_which_spec_was_generated_from() {
    let spec = |text: &str| Rendering::new(Vec::new()).expect("no files").of_spec(text);
    let planned = |text: &str, lock: &Lock| {
        let root = tempfile::tempdir().expect("a folder");
        plan(
            &spec(text),
            lock,
            &Tree::read(root.path(), &spec(text), lock),
        )
        .lock
    };
    let lock = planned("a\n", &Lock::new()).expect("a lock");
    assert_eq!(lock.spec, Some(Hash::of(b"a\n")));
    assert_eq!(planned("a\r\n", &lock), None, "line ends are no change");
    assert_eq!(
        planned("b\n", &lock).expect("a lock").spec,
        Some(Hash::of(b"b\n"))
    );
}
