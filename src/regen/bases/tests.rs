//! The texts that merges start from: found, written, replaced and removed.

use super::*;

fn hash(text: &str) -> Hash {
    Hash::of(text.as_bytes())
}

/// A crate that keeps these texts under these names.
fn keeping(files: &[(Hash, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(root.path().join(BASES)).expect("a folder");
    for (hash, bytes) in files {
        fs::write(CratePath::of_base(*hash).under(root.path()), bytes).expect("a file");
    }
    root
}

#[test]
fn a_text_is_found_by_its_hash_whatever_its_line_ends() {
    let root = keeping(&[(hash("a\nb\n"), b"a\r\nb\r\n"), (hash("c"), b"another")]);
    fs::write(root.path().join(BASES).join("notes.txt"), "mine").expect("a file");
    let bases = Bases::read(root.path());
    assert_eq!(bases.text(hash("a\nb\n")).as_deref(), Some("a\nb\n"));
    assert_eq!(bases.text(hash("c")), None, "it is not what its name says");
}

fn needed<'a>(scaffolds: &[&str], spec: Option<&str>, texts: &[&'a str]) -> Needed<'a> {
    Needed {
        scaffolds: scaffolds.iter().copied().map(hash).collect(),
        known: ["old", "x", "bad", "kept"].map(hash).into(),
        last_spec: Some(hash("last spec")),
        spec: spec.map(hash),
        texts: texts.iter().map(|text| (hash(text), *text)).collect(),
    }
}

#[test]
fn what_is_needed_is_written_and_what_is_not_is_removed() {
    let root = keeping(&[
        (hash("old"), b"old"),
        (hash("bad"), b"edited"),
        (hash("kept"), b"kept"),
        (hash("x"), b"y"),
        (hash("unknown"), b"unknown"),
    ]);
    let bases = Bases::read(root.path());
    let changes = bases.changes(
        &needed(&["new", "bad", "kept", "lost"], None, &["new", "bad"]),
        7,
    );
    let mut written: Vec<_> = changes
        .write
        .iter()
        .map(|write| (write.text.as_str(), write.before.as_deref()))
        .collect();
    written.sort_unstable();
    assert_eq!(written, [("bad", Some(&b"edited"[..])), ("new", None)]);
    let copies: Vec<_> = changes
        .write
        .iter()
        .filter_map(|write| write.backup.clone())
        .collect();
    assert_eq!(copies, [CratePath::of_base(hash("bad")).in_backup(7)]);
    let removed: Vec<_> = changes
        .remove
        .iter()
        .map(|removal| (&removal.before[..], removal.backup.is_some()))
        .collect();
    assert_eq!(removed, [(&b"old"[..], false), (&b"y"[..], true)]);
    assert!(
        Bases::default()
            .changes(&needed(&["lost"], Some("lost"), &[]), 1)
            .is_empty()
    );
}

#[test]
fn the_spec_is_replaced_and_copied_if_somebody_has_changed_it() {
    for (kept, copied) in [
        (None, false),
        (Some("last spec"), false),
        (Some("edited"), true),
    ] {
        let root = keeping(&[]);
        if let Some(kept) = kept {
            fs::write(root.path().join(LAST_SPEC), kept).expect("a file");
        }
        let bases = Bases::read(root.path());
        let changes = bases.changes(&needed(&[], Some("spec"), &["spec"]), 1);
        let write = &changes.write[0];
        assert_eq!(
            (&*write.text, write.backup.is_some()),
            ("spec", copied),
            "{kept:?}"
        );
    }
    let root = keeping(&[]);
    fs::write(root.path().join(LAST_SPEC), "spec\r\n").expect("a file");
    let bases = Bases::read(root.path());
    assert_eq!(bases.text(hash("spec\n")).as_deref(), Some("spec\n"));
    assert!(
        bases
            .changes(&needed(&[], Some("spec\n"), &["spec\n"]), 1)
            .is_empty()
    );
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let outside = keeping(&[(hash("x"), b"x")]);
    for link in [".wmigen", BASES] {
        let root = tempfile::tempdir().expect("a folder");
        let at = root.path().join(link);
        fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(outside.path().join(link), at).expect("a link");
        assert_eq!(Bases::read(root.path()).text(hash("x")), None, "{link}");
    }
}
