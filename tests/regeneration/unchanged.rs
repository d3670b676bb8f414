//! What has not changed is not written: its time stays, whatever the order in which it is listed.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, SystemTime};

use wmigen::regen::{CratePath, Lock, Rendering, apply};
use wmigen::render::{Ownership, RenderedFile};

use crate::faulty::{Fault, FaultyDisk};
use crate::folder::{Folder, temporary};
use crate::real::{Crate, Version, worked_in};
use crate::scene::file;

/// Sets the time of every file back, and gives it.
fn age(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let files = folder.snapshot().into_keys();
    files
        .map(|path| {
            let file = fs::File::options()
                .write(true)
                .open(folder.path(&path))
                .expect(&path);
            file.set_modified(then).expect("a time");
            (path, then)
        })
        .collect()
}

fn times(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let files = folder.snapshot().into_keys();
    files
        .map(|path| {
            let found = fs::metadata(folder.path(&path)).expect(&path);
            (path, found.modified().expect("a time"))
        })
        .collect()
}

#[test]
fn a_run_leaves_the_times_of_what_it_does_not_change() {
    let it = Crate::with(worked_in());
    let before = it.folder.snapshot();
    let aged = age(&it.folder);
    it.folder.plan_for(Version::Second.rendering());
    it.follow(Version::First);
    assert_eq!(times(&it.folder), aged, "nothing was to be done");
    it.follow(Version::Second);
    let (after, times) = (it.folder.snapshot(), times(&it.folder));
    let (mut same, mut other) = (0, 0);
    for (path, bytes) in &after {
        let is_same = before.get(path) == Some(bytes);
        assert_eq!(aged.get(path) == Some(&times[path]), is_same, "{path}");
        if is_same {
            same += 1;
        } else {
            other += 1;
        }
    }
    assert!(
        same > 10 && other > 10,
        "{same} files are as they were, {other} are not"
    );
}

/// `count` classes, of which the first has changed if `changed`.
fn classes(count: usize, changed: bool) -> Vec<RenderedFile> {
    let of_class = |n| {
        let text = format!(
            "// class {n}{}\n",
            if changed && n == 0 { ", changed" } else { "" }
        );
        [
            file(
                &format!("src/generated/acme_{n}.rs"),
                Ownership::Generated,
                &text,
            ),
            file(&format!("src/classes/acme_{n}.rs"), Ownership::Once, &text),
        ]
    };
    (0..count).flat_map(of_class).collect()
}

#[test]
fn of_a_thousand_classes_a_second_run_writes_nothing_and_a_change_writes_one() {
    let temporary = temporary();
    let folder = Folder::new(temporary.path());
    let run = |changed| {
        let rendering = Rendering::new(classes(1_000, changed)).expect("good paths");
        let disk = FaultyDisk::sound();
        apply(&folder.plan_for(&rendering), folder.root(), &disk).expect("nothing failed");
        disk.operations()
    };
    assert!(run(false) > 4_000);
    assert_eq!(run(false), 0);
    let aged = age(&folder);
    run(true);
    let times = times(&folder);
    let touched: Vec<_> = times
        .keys()
        .filter(|path| aged.get(*path) != times.get(*path))
        .collect();
    assert_eq!(touched, ["src/generated/acme_0.rs", "wmigen.lock"]);
    assert_eq!(run(true), 0);
}

#[test]
fn the_lock_and_the_journal_do_not_depend_on_the_order_of_the_files() {
    let written = |reversed: bool| {
        let temporary = temporary();
        let folder = Folder::new(temporary.path());
        let mut files = classes(20, false);
        if reversed {
            files.reverse();
        }
        let rendering = Rendering::new(files).expect("good paths");
        let plan = folder.plan_for(&rendering);
        // The journal is there as soon as it has its name: after the folder, the text, and the wait.
        apply(&plan, folder.root(), &FaultyDisk::failing(6, Fault::Before)).expect_err("cut short");
        let journal = Lock::load_journal(folder.root())
            .expect("the journal")
            .expect("a journal");
        apply(
            &folder.plan_for(&rendering),
            folder.root(),
            &FaultyDisk::sound(),
        )
        .expect("nothing failed");
        let lock = Lock::load(folder.root())
            .expect("the lock")
            .expect("a lock");
        [journal, lock]
    };
    let texts = written(false);
    assert_eq!(texts, written(true));
    // Nor on the order of the rows in the lock that was read.
    let [_, text] = texts;
    let lock = Lock::read(&text).expect("a lock");
    let rows: Vec<_> = text.split("\n[[file]]\n").collect();
    let (head, rows) = rows.split_first().expect("a head");
    let shuffled = rows
        .iter()
        .rev()
        .map(|row| format!("\n[[file]]\n{}\n", row.trim_end()));
    let shuffled = format!("{head}\n{}", shuffled.collect::<String>());
    assert_ne!(shuffled, text);
    assert_eq!(
        Lock::read(&shuffled)
            .expect("a lock")
            .to_text()
            .expect("a text"),
        text
    );
    assert!(
        lock.files
            .contains_key(&CratePath::parse("src/classes/acme_7.rs").expect("a path"))
    );
}
