//! What the tests of the golden crates share: where they are, and copies of them to build in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

pub mod accept;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

/// The golden crates. A test holds this list against the folder.
pub const CASES: &[&str] = &[
    "adapter",
    "array",
    "computers",
    "disk",
    "every-type",
    "firmware",
    "new",
    "store",
    "vault",
];

/// The folder of a case: its spec, what depends on it in the crate, and what a user has written.
pub fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// The folder of what is kept of a case: what depends on its spec.
pub fn kept(name: &str) -> PathBuf {
    case(name).join("expected")
}

/// The files that are the same in every crate: the templates that nothing is filled into.
pub fn fixed() -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"));
    files.retain(|path, _| Path::new(path).extension().is_none_or(|last| last != "hbs"));
    files
}

/// The whole crate of a case: what `wmigen new` makes of its spec. `golden` holds it to what is kept.
pub fn expected(name: &str) -> BTreeMap<String, Vec<u8>> {
    let made = tempfile::tempdir().unwrap();
    let folder = made.path().join(name);
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("new")
            .arg(&folder)
            .arg("--spec")
            .arg(case(name).join("wmigen.toml")),
    );
    tree(&folder)
}

/// All files below a folder, by their paths with forward slashes; what a build leaves there is not among them.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap();
        let name = name.replace('\\', "/");
        if name == "target" || name == "Cargo.lock" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Writes a copy of a golden crate to build in, below this target's own folder. `purpose` keeps apart what runs at once.
pub fn copy(name: &str, purpose: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(purpose)
        .join(name);
    mirror(&expected(name), &folder);
    folder
}

/// Makes a folder hold these files and no others; a file that has not changed keeps its time, so that cargo builds no
/// more than it must.
pub fn mirror(wanted: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    if folder.exists() {
        for stale in tree(folder)
            .keys()
            .filter(|path| !wanted.contains_key(*path))
        {
            fs::remove_file(folder.join(stale)).unwrap();
        }
    }
    for (path, content) in wanted {
        write(&folder.join(path), content);
    }
}

/// Writes a file, unless it has that content already.
pub fn write(path: &Path, content: &[u8]) {
    if fs::read(path).is_ok_and(|present| present == content) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Adds to a copy what its user has written.
pub fn add_users_code(name: &str, folder: &Path) {
    for (path, content) in tree(&case(name).join("yours")) {
        write(&folder.join(path), &content);
    }
}

/// `cargo` in the folder of a copy, building into a folder that all copies for one purpose share. Others would not do:
/// to cargo, crates of one name in one target folder are the same crate.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    build_in_place(&mut cargo, folder)
        .args(arguments)
        .current_dir(folder)
        // What the outer cargo has set for itself would hold for the inner one too.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// Lets a command build a copy where [`cargo`] builds it, and as it does: with no debug information, which nobody reads
/// and which takes most of the time of linking.
pub fn build_in_place<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    command
        .env("CARGO_TARGET_DIR", target(folder))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
}

/// Does the same work on each item, on two threads, and gives the results in no order. A thread begins with what `start`
/// makes for it, of a name that is its alone: a folder to build in, as cargo builds in one folder once at a time.
pub fn on_two_threads<T: Sync, S, R: Send>(
    items: &[T],
    start: impl Fn(&str) -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let lane = |name| {
        let mut state = start(name);
        let items = std::iter::from_fn(|| items.get(next.fetch_add(1, Ordering::Relaxed)));
        items.map(|item| work(&mut state, item)).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let threads = ["one", "two"].map(|name| scope.spawn(|| lane(name)));
        let results = threads.map(ScopedJoinHandle::join);
        results
            .into_iter()
            .flat_map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Where a copy is built.
pub fn target(folder: &Path) -> PathBuf {
    folder.parent().unwrap().join("target")
}

/// Runs a command that must succeed, and shows what it said if it does not.
pub fn succeed(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?} failed\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
