//! Folders in which crates are built: what is swept, and what is not.

use super::*;

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    names
}

/// A folder as a run leaves it that is killed.
fn left(parent: &Path) -> PathBuf {
    let building = Building::begin(parent).expect("a folder");
    fs::create_dir(building.root()).expect("a folder");
    fs::write(building.root().join("Cargo.toml"), "x").expect("a file");
    let mut building = std::mem::ManuallyDrop::new(building);
    drop(building.lock.take());
    building.path.clone()
}

#[test]
fn a_folder_deletes_itself() {
    let root = tempfile::tempdir().expect("a folder");
    let building = Building::begin(root.path()).expect("a folder");
    fs::create_dir(building.root()).expect("a folder");
    fs::write(building.root().join("file"), "x").expect("a file");
    drop(building);
    assert_eq!(names(root.path()), <[String; 0]>::default());
}

#[test]
fn what_a_run_has_left_behind_is_swept_in_the_folder_and_above_it() {
    let root = tempfile::tempdir().expect("a folder");
    let target = root.path().join("empty");
    fs::create_dir(&target).expect("a folder");
    let mut expected = [left(root.path()), left(&target)].map(Swept::Removed);
    let mut swept = sweep(&target);
    let path = |swept: &Swept| match swept {
        Swept::Removed(path) | Swept::Finished(path) => path.clone(),
    };
    expected.sort_by_key(path);
    swept.sort_by_key(path);
    assert_eq!(swept, expected);
    assert_eq!(names(root.path()), ["empty"]);
    assert_eq!(names(&target), <[String; 0]>::default());
    let beside = left(root.path());
    assert_eq!(sweep(&root.path().join("a/b")), [Swept::Removed(beside)]);
}

#[test]
fn a_folder_that_a_run_is_using_is_left_alone() {
    let root = tempfile::tempdir().expect("a folder");
    let building = Building::begin(root.path()).expect("a folder");
    fs::create_dir(building.root()).expect("a folder");
    assert_eq!(sweep(&root.path().join("new")), []);
    assert!(building.root().is_dir());
}

#[test]
fn a_folder_that_does_not_say_that_it_is_wmigens_is_left_alone() {
    let root = tempfile::tempdir().expect("a folder");
    let name = ".wmigen-abcdefghijklmnopabcdefghijklmnop";
    for (folder, mark, other) in [
        // Anybody's, whatever it is called.
        (name, None, "mine"),
        (name, Some("mine"), "mine"),
        // Not all of what it has to say, beside something else.
        (name, Some(&SAYS[..20]), "mine"),
        (".wmigen-backup", Some(SAYS), CRATE),
        ("mine", Some(SAYS), CRATE),
        // Something that a run has not put there keeps the folder.
        (name, Some(SAYS), "mine"),
    ] {
        let folder = root.path().join(folder);
        fs::create_dir(&folder).expect("a folder");
        if let Some(mark) = mark {
            fs::write(folder.join(MARK), mark).expect("a file");
        }
        fs::write(folder.join(other), "mine").expect("a file");
        let before = names(&folder);
        assert_eq!(sweep(&root.path().join("new")), [], "{mark:?}");
        assert_eq!(names(&folder), before, "{mark:?}");
        fs::remove_dir_all(folder).expect("the folder");
    }
    fs::write(root.path().join(name), SAYS).expect("a file");
    assert_eq!(sweep(&root.path().join("new")), []);
    assert_eq!(names(root.path()), [name]);
}

#[test]
fn a_folder_that_had_just_been_made_is_swept() {
    let root = tempfile::tempdir().expect("a folder");
    for mark in [None, Some(""), Some(&SAYS[..20])] {
        let folder = root.path().join(".wmigen-abcdefghijklmnopabcdefghijklmnop");
        fs::create_dir(&folder).expect("a folder");
        if let Some(mark) = mark {
            fs::write(folder.join(MARK), mark).expect("a file");
        }
        assert_eq!(sweep(root.path()), [Swept::Removed(folder)], "{mark:?}");
    }
}

#[test]
fn a_crate_that_was_whole_is_finished() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = left(root.path());
    fs::rename(folder.join(CRATE), folder.join(WHOLE)).expect("whole");
    fs::create_dir(folder.join(WHOLE).join("src")).expect("a folder");
    fs::write(root.path().join("README.md"), "moved before").expect("a file");
    assert_eq!(
        sweep(root.path()),
        [Swept::Finished(root.path().to_owned())]
    );
    assert_eq!(names(root.path()), ["Cargo.toml", "README.md", "src"]);
}

#[test]
fn a_crate_that_was_whole_replaces_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = left(root.path());
    fs::rename(folder.join(CRATE), folder.join(WHOLE)).expect("whole");
    fs::write(root.path().join("Cargo.toml"), "mine").expect("a file");
    assert_eq!(sweep(root.path()), []);
    let manifest = fs::read(root.path().join("Cargo.toml")).expect("the file");
    assert_eq!(manifest, b"mine");
    assert!(folder.join(WHOLE).join("Cargo.toml").exists());
}
