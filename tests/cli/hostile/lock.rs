//! Locks that a merge, a mistake or a stranger has written.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

#[cfg(unix)]
use super::make_pipe;
use super::{Thing, USERS_VERBS, VERBS, assert_refused, beside_something_precious, run, things};
use crate::sandbox::Sandbox;

/// A row of a lock that says that wmigen wrote `text` to `path`.
fn row(path: &str, text: &[u8]) -> String {
    let hash = Sha256::digest(text)
        .iter()
        .fold(String::new(), |mut hash, byte| {
            write!(hash, "{byte:02x}").expect("a string");
            hash
        });
    format!("\n[[file]]\npath = \"{path}\"\nkind = \"generated\"\nhash = \"sha256:{hash}\"\n")
}

#[test]
fn a_lock_that_leads_anywhere_else_stops_every_verb() {
    let sandbox = beside_something_precious();
    let lock = sandbox.read("disk/wmigen.lock");
    let absolute = sandbox.path("outside/precious");
    for path in [
        "../outside/precious",
        "src/../../outside/precious",
        "./README.md",
        &absolute.to_string_lossy().replace('\\', "/"),
        "//server/share/precious",
        r"..\\outside\\precious",
        r"\\\\?\\C:\\precious",
        "C:/precious",
        "C:precious",
        "src/lib.rs:stream",
        "src/NUL",
        "src/com1.rs",
        "src/lib.rs.",
        "src//lib.rs",
        r"src/\u0000.rs",
        r"src/\u001b[2J.rs",
        ".git/HEAD",
        "wmigen.toml",
        "wmigen.lock",
        "",
    ] {
        sandbox.write("disk/wmigen.lock", lock.clone() + &row(path, b"mine"));
        let line = format!("disk/wmigen.lock:{}:8", lock.lines().count() + 3);
        assert_refused(
            &sandbox,
            1,
            &["error[lock-path]", &line, "nothing was written", "help: "],
        );
        for verb in &USERS_VERBS {
            run(&sandbox, verb, 1);
        }
    }
}

#[test]
fn of_a_lock_with_many_hostile_rows_each_is_named() {
    let sandbox = Sandbox::with_disk();
    for path in ["../a", "../b", "/c"] {
        sandbox.append("disk/wmigen.lock", &row(path, b""));
    }
    let said = run(&sandbox, &["generate", "disk", "--force"], 1);
    assert_eq!(said.matches("error[lock-path]").count(), 3, "{said}");
}

/// Whoever reads the larger one to its end has no memory left; it takes no room on the disk but on Windows.
#[test]
fn a_lock_larger_than_any_is_not_read() {
    const MOST: u64 = 16 * 1024 * 1024;
    let sandbox = Sandbox::with_disk();
    let lock = fs::File::options()
        .write(true)
        .open(sandbox.path("disk/wmigen.lock"))
        .expect("the lock");
    let huge = (!cfg!(windows)).then_some(1 << 40);
    for size in [MOST + 1].into_iter().chain(huge) {
        lock.set_len(size).expect("a larger file");
        assert_refused(&sandbox, 2, &["disk/wmigen.lock", "larger than 16 MiB"]);
    }
}

/// How the work grows with the rows is counted in `src/regen/plan/tests/many.rs`.
#[test]
fn a_lock_of_very_many_rows_is_read() {
    let sandbox = Sandbox::with_disk();
    let mut lock = "version = 1\ngenerator = \"0.1.0\"\nfile = [".to_owned();
    for number in 0..20_000 {
        write!(lock, "{{path=\"{number:x}\",kind=\"once\"}},").expect("a string");
    }
    sandbox.write("disk/wmigen.lock", lock + "]\n");
    let said = run(&sandbox, &["check", "disk"], 1);
    assert!(said.contains("update     wmigen.lock"), "{said}");
}

#[test]
fn what_is_no_file_is_no_lock() {
    let sandbox = beside_something_precious();
    sandbox.remove("disk/wmigen.lock");
    fs::create_dir(sandbox.path("disk/wmigen.lock")).expect("a folder");
    assert_refused(&sandbox, 2, &["disk/wmigen.lock", "not a regular file"]);
    fs::remove_dir(sandbox.path("disk/wmigen.lock")).expect("the folder");
    // Windows has no such files.
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        for target in ["../outside/precious", "README.md", "nowhere"] {
            symlink(target, sandbox.path("disk/wmigen.lock")).expect("a link");
            assert_refused(&sandbox, 2, &["disk/wmigen.lock", "not a regular file"]);
            sandbox.remove("disk/wmigen.lock");
        }
        make_pipe(&sandbox, "disk/wmigen.lock");
        assert_refused(&sandbox, 2, &["disk/wmigen.lock", "not a regular file"]);
    }
}

#[test]
fn the_lock_of_another_crate_costs_no_line() {
    let sandbox = Sandbox::with_disk();
    let own = sandbox.read("disk/wmigen.lock");
    let spec = sandbox
        .read("disk/wmigen.toml")
        .replace("Acme_Disk", "Other_Thing")
        .replace("AcmeStorage", "OtherThings");
    sandbox.write("other.toml", spec);
    run(&sandbox, &["new", "other", "--spec", "other.toml"], 0);
    sandbox.write("disk/wmigen.lock", sandbox.read("other/wmigen.lock"));
    sandbox.append("disk/src/classes/acme_disk.rs", "// mine\n");
    sandbox.write("disk/src/classes/other_thing.rs", "// mine");
    let before = things(&sandbox);
    // A user's file by a name that the other lock has is reported, as one that might be left over.
    let said = run(&sandbox, &["generate", "disk"], 0);
    assert!(
        said.contains("orphan     src/classes/other_thing.rs"),
        "{said}"
    );
    sandbox.remove("disk/src/classes/other_thing.rs");
    run(&sandbox, &["generate", "disk"], 0);
    run(&sandbox, &["check", "disk"], 0);
    sandbox.write("disk/src/classes/other_thing.rs", "// mine");
    // The user's file is not what wmigen would write, so its hash is no longer known. Everything else is as it was.
    let lock = sandbox.read("disk/wmigen.lock");
    assert_eq!(
        lock.matches("[[file]]").count(),
        own.matches("[[file]]").count()
    );
    let mut after = things(&sandbox);
    let mut before = before;
    for things in [&mut before, &mut after] {
        things.retain(|path, _| !is_wmigens(path));
    }
    assert!(before == after);

    // What differs from both is not taken for one's own.
    sandbox.write("disk/wmigen.lock", sandbox.read("other/wmigen.lock"));
    sandbox.add_property();
    let said = run(&sandbox, &["generate", "disk"], 1);
    assert!(
        said.contains("foreign    src/generated/acme_disk.rs"),
        "{said}"
    );
}

/// Only on Unix, because Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_lock_does_not_reach_through_a_link() {
    use std::os::unix::fs::symlink;
    let sandbox = beside_something_precious();
    symlink("../outside", sandbox.path("disk/link")).expect("a link");
    symlink("../outside/precious", sandbox.path("disk/file")).expect("a link");
    for path in ["link/precious", "file"] {
        sandbox.append("disk/wmigen.lock", &row(path, b"mine"));
    }
    let before = things(&sandbox);
    for verb in VERBS {
        let code = i32::from(verb[0] == "check");
        let said = run(&sandbox, verb, code);
        for path in ["link/precious", "file"] {
            assert!(
                code == 0 || said.contains(&format!("orphan     {path}")),
                "{said}"
            );
        }
        assert!(things(&sandbox) == before, "{verb:?}");
    }
}

#[test]
fn a_lock_whose_paths_differ_in_case_alone_deletes_nothing() {
    let sandbox = Sandbox::with_disk();
    let lock = sandbox.read("disk/wmigen.lock");
    for path in ["src/generated/acme_disk.rs", "src/classes/acme_disk.rs"] {
        let other = path.replace("acme_disk", "Acme_Disk");
        sandbox.write("disk/wmigen.lock", lock.replace(path, &other));
        let text = sandbox.read(&format!("disk/{path}"));
        // Where case counts, this is another file; elsewhere, the same.
        sandbox.write(&format!("disk/{other}"), &text);
        // Twice, because the lock that the first run writes has to be one that the second can read.
        for _ in 0..2 {
            run(&sandbox, &["generate", "disk"], 0);
            assert_eq!(sandbox.read(&format!("disk/{path}")), text);
            assert_eq!(sandbox.read(&format!("disk/{other}")), text);
        }
    }
}

/// The lock, and what wmigen keeps beside it.
fn is_wmigens(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str() == ".wmigen" || part.as_os_str() == "wmigen.lock")
}

/// A merge or a stranger can give a row of a user's file the word `generated` and the hash of what is in it. What is in
/// the file is then the user's all the same.
#[test]
fn a_lock_that_calls_the_users_files_generated_deletes_none() {
    let sandbox = Sandbox::with_disk();
    let class = "src/classes/acme_pool.rs";
    let pool = "\n[class.Acme_Pool]\noperations = [\"get\"]\n\n[class.Acme_Pool.properties]\n\
                ID = { type = \"string\", key = true }\n";
    sandbox.append("disk/wmigen.toml", pool);
    run(&sandbox, &["generate", "disk"], 0);
    let yours = [
        class,
        "src/own/helper.rs",
        ".github/workflows/ci.yml",
        "Cargo.lock",
        "src/main.rs",
    ];
    for path in yours {
        sandbox.write(&format!("disk/{path}"), format!("// mine: {path}\n"));
    }
    // The class goes too, so that its file is none that wmigen renders.
    sandbox.edit_spec(pool, "");
    let lock: String = sandbox
        .read("disk/wmigen.lock")
        .split_inclusive("\n\n")
        .filter(|row| !row.contains(class))
        .collect();
    let rows: String = yours
        .map(|path| row(path, format!("// mine: {path}\n").as_bytes()))
        .concat();
    sandbox.write(
        "disk/wmigen.lock",
        lock.trim_end().to_owned() + "\n" + &rows,
    );
    for verb in VERBS {
        run(&sandbox, verb, i32::from(verb[0] == "check"));
        for path in yours {
            // In its place, or in a copy.
            let text = Thing::File(format!("// mine: {path}\n").into_bytes());
            let kept = things(&sandbox).values().any(|thing| *thing == text);
            assert!(kept, "{verb:?} deleted {path}");
        }
    }
}
