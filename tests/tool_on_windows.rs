//! wmigen itself on Windows: what it writes there is what it writes here, to the byte, and it minds no line ends, read-only
//! files, languages and times of day that machines have.
//!
//! "There" is Windows, or a Windows build under Wine; "here" is the build that the other tests use. On Windows they are
//! one, and the golden crates say what other systems write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use support::{case, expected, succeed, tree};
use tempfile::TempDir;

/// The golden crates with one class and with all that a class can have. Of the second's texts not all are translated,
/// which `check` says without `--quiet`.
const SPECS: &[(&str, &[&str])] = &[("disk", &[]), ("every-type", &["--quiet"])];

/// What is added to a spec, so that some files are new, some change and most do not.
const CLASS: &str = r#"
[class.Acme_Added]
description = "Added by the test."
operations = ["get", "enumerate"]

[class.Acme_Added.properties]
Name = { type = "string", key = true }
Size = { type = "uint64" }
"#;

/// A file that changes with every class, and is not written by hand.
const CHANGING: &str = "src/classes.rs";

/// A build of wmigen.
#[derive(Clone, Copy, Debug)]
enum Build {
    Here,
    There,
}

const BUILDS: [Build; 2] = [Build::Here, Build::There];

impl Build {
    /// The command, in that folder. Paths are to be relative: Wine has other full ones.
    fn wmigen(self, folder: &Path) -> Command {
        let mut command = match self {
            Self::Here => Command::new(env!("CARGO_BIN_EXE_wmigen")),
            Self::There => there(),
        };
        command.current_dir(folder);
        command
    }
}

#[cfg(windows)]
fn there() -> Command {
    Command::new(env!("CARGO_BIN_EXE_wmigen"))
}

#[cfg(not(windows))]
fn there() -> Command {
    use std::path::PathBuf;
    use std::sync::LazyLock;
    use wmigen::cli::test::Wine;

    static THERE: LazyLock<(Wine, PathBuf)> = LazyLock::new(windows_build);
    let (wine, program) = &*THERE;
    wine.command(program)
}

/// A build for Windows, as cheap as can be, and a Windows to run it in.
#[cfg(not(windows))]
fn windows_build() -> (wmigen::cli::test::Wine, std::path::PathBuf) {
    use wmigen::cli::test::{TARGET, Tools, Wine};

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tool-on-windows");
    let target = home.join("target");
    // What this repository's own profiles do to be fast at run time takes three times as long as it saves here.
    let cheap = [
        "profile.release.lto=false",
        "profile.release.opt-level=0",
        "profile.release.package.sha2.opt-level=2",
    ];
    let mut build = support::cargo(root, &["build", "--quiet", "--release", "--bin", "wmigen"]);
    build
        .args(["--target", TARGET])
        .env("CARGO_TARGET_DIR", &target);
    for setting in cheap {
        build.args(["--config", setting]);
    }
    succeed(&mut build);
    let tools = Tools::find(root).unwrap().unwrap_or_else(|missing| {
        let missing: Vec<_> = missing.iter().map(|part| part.what()).collect();
        panic!("this test needs {}", missing.join(", and "));
    });
    let wine = Wine::prepare(&tools, &home.join("wine")).unwrap();
    (wine, target.join(TARGET).join("release/wmigen.exe"))
}

/// A folder with a crate of a golden case, in the folder `crate`, made by `build`.
fn made(case_name: &str, build: Build) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        case(case_name).join("wmigen.toml"),
        folder.path().join("spec.toml"),
    )
    .unwrap();
    let new = ["new", "crate", "--vcs", "none", "--spec", "spec.toml"];
    succeed(build.wmigen(folder.path()).args(new));
    folder
}

/// Adds a class to the spec of the crate in `folder`, with the line ends that the spec has.
fn add_class(folder: &Path) {
    let path = folder.join("crate/wmigen.toml");
    let spec = fs::read_to_string(&path).unwrap();
    let class = if spec.contains("\r\n") {
        CLASS.replace('\n', "\r\n")
    } else {
        CLASS.to_owned()
    };
    fs::write(path, spec + &class).unwrap();
}

fn generate(folder: &Path, build: Build) {
    succeed(build.wmigen(folder).args(["generate", "crate"]));
}

fn assert_check_is_silent(folder: &Path, build: Build, arguments: &[&str]) {
    let mut check = build.wmigen(folder);
    let checked = succeed(check.args(["check", "crate"]).args(arguments));
    let said = [checked.stdout, checked.stderr].concat();
    assert_eq!(String::from_utf8_lossy(&said), "", "{build:?}");
}

/// Fails with the names of the files that are not the same, rather than with all that is in them.
fn assert_same(left: &BTreeMap<String, Vec<u8>>, right: &BTreeMap<String, Vec<u8>>) {
    let different: Vec<&String> = left
        .keys()
        .chain(right.keys())
        .filter(|path| left.get(*path) != right.get(*path))
        .collect();
    assert!(different.is_empty(), "these differ: {different:?}");
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_crate_is_the_same_to_the_byte_wherever_it_was_made_and_made_again() {
    for (name, quietly) in SPECS {
        let [here, there] = BUILDS.map(|build| {
            let folder = made(name, build);
            let root = folder.path().join("crate");
            assert_same(&tree(&root), &expected(name));
            assert_check_is_silent(folder.path(), build, quietly);
            add_class(folder.path());
            generate(folder.path(), build);
            assert_check_is_silent(folder.path(), build, quietly);
            tree(&root)
        });
        assert!(here.contains_key("src/generated/acme_added.rs"));
        assert_same(&here, &there);
    }
}

/// As git checks it out on Windows by default.
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_crate_with_crlf_throughout_is_no_change_and_stays_so() {
    let [here, there] = BUILDS.map(|build| {
        let folder = made("disk", build);
        let root = folder.path().join("crate");
        for (path, content) in tree(&root) {
            let text = String::from_utf8(content).unwrap();
            fs::write(root.join(path), text.replace('\n', "\r\n")).unwrap();
        }
        assert_check_is_silent(folder.path(), build, &[]);
        add_class(folder.path());
        generate(folder.path(), build);
        assert_check_is_silent(folder.path(), build, &[]);
        let changed = fs::read_to_string(root.join(CHANGING)).unwrap();
        assert!(changed.contains("acme_added"));
        assert_eq!(
            changed.matches("\r\n").count(),
            changed.matches('\n').count()
        );
        tree(&root)
    });
    assert_same(&here, &there);
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn what_does_not_change_keeps_its_time() {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for build in BUILDS {
        let folder = made("disk", build);
        let root = folder.path().join("crate");
        let before = tree(&root);
        for path in before.keys() {
            let file = File::options().write(true).open(root.join(path)).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        generate(folder.path(), build);
        add_class(folder.path());
        generate(folder.path(), build);
        let after = tree(&root);
        let written = |path: &str| {
            let metadata = fs::metadata(root.join(path)).unwrap();
            metadata.modified().unwrap() != long_ago
        };
        for (path, content) in &before {
            match after.get(path) {
                Some(now) => assert_eq!(written(path), now != content, "{build:?}: {path}"),
                // The next merge does not start from it.
                None => assert!(path.starts_with(".wmigen/base/"), "{build:?}: {path}"),
            }
        }
        assert!(written(CHANGING) && !written("src/generated/acme_disk.rs"));
    }
}

/// As version control systems leave them that want to be told of an edit.
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_read_only_file_that_is_wmigen_s_follows_the_spec() {
    let [here, there] = BUILDS.map(|build| {
        let folder = made("disk", build);
        let root = folder.path().join("crate");
        for path in [CHANGING, "mof/acme_storage.mof", "wmigen.lock"] {
            set_read_only(&root.join(path));
        }
        add_class(folder.path());
        generate(folder.path(), build);
        assert_check_is_silent(folder.path(), build, &[]);
        tree(&root)
    });
    assert_same(&here, &there);
}

fn set_read_only(path: &Path) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions).unwrap();
}

/// The languages have a dotless i and a decimal comma, the zones are the first and the last to see a day.
#[test]
fn neither_language_nor_time_nor_the_folder_one_stands_in_is_in_the_bytes() {
    let plain = made("every-type", Build::Here);
    add_class(plain.path());
    generate(plain.path(), Build::Here);
    let expected = tree(&plain.path().join("crate"));
    for (language, zone) in [
        ("tr_TR.UTF-8", "Pacific/Kiritimati"),
        ("de_DE", "Pacific/Pago_Pago"),
        ("C", ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("a b/crate");
        let wmigen = |stand: &Path, arguments: &[&OsStr]| {
            let mut command = Build::Here.wmigen(stand);
            command.args(arguments).env("TZ", zone).env("COLUMNS", "20");
            for variable in ["LC_ALL", "LANG", "LANGUAGE"] {
                command.env(variable, language);
            }
            succeed(&mut command);
        };
        let spec = case("every-type").join("wmigen.toml");
        let new = [
            "new".as_ref(),
            root.as_os_str(),
            "--vcs".as_ref(),
            "none".as_ref(),
            "--spec".as_ref(),
            spec.as_os_str(),
        ];
        wmigen(&std::env::temp_dir(), &new);
        let path = root.join("wmigen.toml");
        fs::write(&path, fs::read_to_string(&path).unwrap() + CLASS).unwrap();
        // Found upwards from here.
        wmigen(&root.join("src/classes"), &["generate".as_ref()]);
        assert_same(&tree(&root), &expected);
    }
}
