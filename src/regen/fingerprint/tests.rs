//! A rendering is recalled exactly when rendering would give it.

use std::fs;

use super::*;
use crate::lint;
use crate::regen::{RealDisk, create, eject};
use crate::render::{self, MadeOf, OwnFile, OwnTemplates, Templates, outline};

const SPEC: &str = include_str!("../../../tests/cases/disk/wmigen.toml");

/// A crate that was just made, and all that a verb knows of it.
struct Made {
    folder: tempfile::TempDir,
    outline: Outline,
    rendering: Rendering,
}

impl Made {
    fn new() -> Self {
        let provider = lint::check(SPEC).0.expect("a sound spec");
        let rendering = Rendering::new(render::render(&provider).expect("templates"));
        let rendering = rendering.expect("good paths").of_spec(SPEC);
        let outline = Outline::new(&outline(None, MadeOf::spec(&provider))).expect("good paths");
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("made");
        create(&root, SPEC.as_bytes(), &rendering, &RealDisk).expect("created");
        Self {
            folder,
            outline,
            rendering,
        }
    }

    fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("made")
    }

    fn lock(&self) -> Lock {
        let text = Lock::load(&self.root()).expect("the lock").expect("a lock");
        Lock::read(&text).expect("a whole lock")
    }

    fn tree(&self, lock: &Lock) -> Tree {
        Tree::of_lock(&self.root(), lock).with_outline(&self.root(), &self.outline, lock)
    }

    fn recalled(&self) -> Option<Rendering> {
        let lock = self.lock();
        recall(&self.outline, None, &lock, &self.tree(&lock))
    }
}

fn path(text: &str) -> CratePath {
    CratePath::parse(text).expect(text)
}

#[test]
fn what_is_recalled_is_what_is_rendered() {
    let made = Made::new();
    assert!(made.recalled().expect("recalled") == made.rendering);
    // The user's files are the user's.
    fs::write(made.root().join("src/lib.rs"), "// mine\n").expect("a file");
    fs::remove_file(made.root().join("README.md")).expect("a file");
    assert!(made.recalled().expect("recalled") == made.rendering);
    // So are ejected ones, of which the scaffold is kept.
    let lock = made.lock();
    let ejected = path("src/generated.rs");
    let plan = eject(
        std::slice::from_ref(&ejected),
        &made.rendering,
        &lock,
        &made.tree(&lock),
    );
    crate::regen::apply(&plan.expect("a plan"), &made.root(), &RealDisk).expect("ejected");
    fs::write(ejected.under(&made.root()), "// mine\n").expect("a file");
    assert!(made.recalled().expect("recalled") == made.rendering);
}

#[test]
fn line_ends_do_not_count() {
    let made = Made::new();
    for text in [
        "src/generated.rs",
        "src/wmi/mod.rs",
        ".wmigen/base/spec.toml",
    ] {
        let file = made.root().join(text);
        let with_lf = fs::read_to_string(&file).expect(text);
        fs::write(&file, with_lf.replace('\n', "\r\n")).expect(text);
    }
    assert!(made.recalled().expect("recalled") == made.rendering);
}

#[test]
fn every_byte_of_a_generated_file_counts() {
    let made = Made::new();
    let lock = made.lock();
    for (path, entry) in &lock.files {
        let full = path.under(&made.root());
        let sound = fs::read(&full).expect("a file");
        let mut changed = sound.clone();
        let middle = sound.len() / 2;
        changed[middle] ^= 1;
        fs::write(&full, changed).expect("a file");
        let is_generated = entry.kind == Kind::Generated;
        assert_eq!(made.recalled().is_none(), is_generated, "{path}");
        fs::remove_file(&full).expect("a file");
        assert_eq!(made.recalled().is_none(), is_generated, "{path}");
        fs::write(&full, sound).expect("a file");
    }
    assert!(made.recalled().is_some());
}

#[test]
fn every_base_counts() {
    let made = Made::new();
    let bases = fs::read_dir(made.root().join(".wmigen/base")).expect("a folder");
    for base in bases {
        let base = base.expect("a base").path();
        let sound = fs::read(&base).expect("a base");
        fs::write(&base, [&sound[..], b"."].concat()).expect("a base");
        assert!(made.recalled().is_none(), "{}", base.display());
        fs::remove_file(&base).expect("a base");
        assert!(made.recalled().is_none(), "{}", base.display());
        fs::write(&base, sound).expect("a base");
    }
    assert!(made.recalled().is_some());
}

#[test]
fn every_row_of_the_lock_counts() {
    let made = Made::new();
    let lock = made.lock();
    let tree = made.tree(&lock);
    let other = Hash::of(b"another");
    let without = |change: &dyn Fn(&mut Lock)| {
        let mut lock = lock.clone();
        change(&mut lock);
        assert!(recall(&made.outline, None, &lock, &tree).is_none());
    };
    without(&|lock| lock.fingerprint = None);
    without(&|lock| lock.fingerprint = Some(other));
    without(&|lock| lock.templates = Some(other));
    without(&|lock| lock.spec = None);
    without(&|lock| lock.spec = Some(other));
    without(&|lock| drop(lock.add_journal("")));
    without(&|lock| {
        let entry = Entry {
            kind: Kind::Generated,
            hash: Some(other),
        };
        lock.files.insert(path("src/orphan.rs"), entry);
    });
    for path in lock.files.keys() {
        without(&|lock| _ = lock.files.remove(path));
        without(&|lock| lock.files.get_mut(path).expect("a row").hash = None);
        without(&|lock| lock.files.get_mut(path).expect("a row").hash = Some(other));
        for kind in [Kind::Generated, Kind::Once, Kind::Keys] {
            if kind != lock.files[path].kind {
                without(&|lock| lock.files.get_mut(path).expect("a row").kind = kind);
            }
        }
    }
}

#[test]
fn rows_that_lie_together_prove_nothing() {
    let made = Made::new();
    // The text, the row, and not the fingerprint.
    let forged = path("src/generated.rs");
    fs::write(forged.under(&made.root()), "// forged\n").expect("a file");
    let mut lock = made.lock();
    lock.files.get_mut(&forged).expect("a row").hash = Some(Hash::of(b"// forged\n"));
    let tree = made.tree(&lock);
    assert!(recall(&made.outline, None, &lock, &tree).is_none());
}

#[test]
fn another_wmigen_recalls_nothing() {
    let made = Made::new();
    let lock = made.lock();
    let tree = made.tree(&lock);
    let by = |identity: &str| recall_by(identity, &made.outline, None, &lock, &tree);
    assert!(by(IDENTITY).is_some());
    for digit in 0..IDENTITY.len() {
        let mut other = IDENTITY.to_owned();
        let replaced = if other[digit..].starts_with('0') {
            "1"
        } else {
            "0"
        };
        other.replace_range(digit..=digit, replaced);
        assert!(by(&other).is_none(), "{other}");
    }
}

#[test]
fn an_outline_of_another_spec_is_not_what_the_lock_proves() {
    let made = Made::new();
    let text = SPEC.replace("Acme_Disk", "Acme_Drive");
    let provider = lint::check(&text).0.expect("a sound spec");
    let other = Outline::new(&outline(None, MadeOf::spec(&provider))).expect("good paths");
    let lock = made.lock();
    let tree = made.tree(&lock).with_outline(&made.root(), &other, &lock);
    assert!(recall(&other, None, &lock, &tree).is_none());
}

/// What a name says of itself is not taken for the text of another file.
#[test]
fn two_folders_of_templates_have_two_hashes() {
    let provider = lint::check(SPEC).0.expect("a sound spec");
    let own = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| OwnFile {
            path: (*path).to_owned(),
            shown: String::new(),
            text: (*text).to_owned(),
            start: 0,
        });
        let own = OwnTemplates {
            files: files.collect(),
            ..OwnTemplates::default()
        };
        let templates = Templates::with(own);
        let made_of = MadeOf {
            templates: &templates,
            ..MadeOf::spec(&provider)
        };
        hash_of_own(made_of).expect("templates")
    };
    let two = own(&[("a", "x"), ("b", "y")]);
    assert_ne!(two, own(&[("a\n1\nxb", "y")]));
    assert_ne!(two, own(&[("ax", "b"), ("", "y")]));
    assert_ne!(two, own(&[("a", "y"), ("b", "x")]));
    assert_eq!(two, own(&[("a", "x"), ("b", "y")]));
}
