//! The conformance tests, of the runtime and of the small WMI core, built and run once: against the templates, which every
//! crate has them from.
//!
//! Where the Windows part cannot run, these tests fail and say what is missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use support::{build_in_place, cargo, fixed, mirror, succeed, target, tree};
use wmigen::cli::test::{Conformance, Difference, Tools, Wine};

const GNU: &str = "x86_64-pc-windows-gnu";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The tests of the templates, as a package that all tests here build.
static PACKAGE: LazyLock<Conformance> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance/package");
    Conformance::write(&root("templates"), &folder).unwrap()
});

/// A crate's runtime and core, and the tests of them beside it.
fn of_crate(files: &BTreeMap<String, Vec<u8>>, within: &Path) -> Conformance {
    mirror(files, &within.join("crate"));
    Conformance::write(&within.join("crate"), &within.join("package")).unwrap()
}

/// Cargo leaves a folder with a manifest of its own out of what is published.
#[test]
fn they_are_published_with_wmigen() {
    let mut list = Command::new(env!("CARGO"));
    list.args(["package", "--list", "--allow-dirty", "--offline"]);
    let output = succeed(list.current_dir(root(".")));
    let listed = String::from_utf8(output.stdout).unwrap();
    let listed: BTreeSet<String> = listed.lines().map(|path| path.replace('\\', "/")).collect();
    for folder in ["conformance", "templates"] {
        let there = tree(&root(folder)).into_keys();
        let there = there.map(|path| format!("{folder}/{path}"));
        let missing: Vec<_> = there.filter(|path| !listed.contains(path)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
    assert!(!root("conformance/Cargo.toml").exists());
}

/// Cargo would take a file that an older wmigen has left for one more test.
#[test]
fn the_package_has_the_tests_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let tests = of_crate(&fixed(), folder.path());
    let written = tree(tests.folder());
    for left in ["tests/former.rs", "tests/policy/former.rs"] {
        std::fs::write(tests.folder().join(left), "").unwrap();
    }
    of_crate(&fixed(), folder.path());
    assert_eq!(tree(tests.folder()), written);
    let wanted: BTreeSet<String> = tree(&root("conformance"))
        .into_keys()
        .chain(["Cargo.toml", "clippy.toml"].map(str::to_owned))
        .collect();
    assert_eq!(written.into_keys().collect::<BTreeSet<_>>(), wanted);
}

/// What a crate sets for itself holds for these tests, too: what it depends on, and which lints it asks for.
#[test]
fn the_package_is_built_and_linted_as_a_crate_is() {
    let folder = tempfile::tempdir().unwrap();
    let tests = of_crate(&fixed(), folder.path());
    let manifest =
        |path: &Path| -> toml::Table { std::fs::read_to_string(path).unwrap().parse().unwrap() };
    let package = manifest(&tests.folder().join("Cargo.toml"));
    // It needs no part of the runtime.
    let of_crate = manifest(&support::kept("computers").join("Cargo.toml"));
    assert_eq!(package["dependencies"], of_crate["dependencies"]);
    assert_eq!(package["lints"], of_crate["lints"]);
    for key in ["edition", "rust-version"] {
        assert_eq!(package["package"][key], of_crate["package"][key]);
    }
    assert!(package.contains_key("workspace"));
    assert!(!package.contains_key("lib"));
}

#[test]
fn a_file_that_is_not_wmigen_s_own_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = fixed();
    // A checkout with other line ends is the same crate.
    let crlf = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\n', "\r\n");
    let level = files.get_mut("src/wmi/level.rs").unwrap();
    *level = crlf(level).into_bytes();
    // What they do not reach is no matter.
    files.insert("tests/contract/mof.rs".to_owned(), Vec::new());
    let tests = of_crate(&files, folder.path());
    assert_eq!(tests.differences().unwrap(), []);
    files.get_mut("src/wmi/policy.rs").unwrap().push(b' ');
    files.remove("tests/wmi_core/sink.rs");
    files.insert("src/wmi/com/more.rs".to_owned(), Vec::new());
    let tests = of_crate(&files, folder.path());
    let named = [
        ("src/wmi/com/more.rs", Difference::Added),
        ("src/wmi/policy.rs", Difference::Changed),
        ("tests/wmi_core/sink.rs", Difference::Missing),
    ];
    let named = named.map(|(path, difference)| (path.to_owned(), difference));
    assert_eq!(tests.differences().unwrap(), named);
}

#[test]
fn they_are_as_rustfmt_leaves_them() {
    succeed(&mut cargo(PACKAGE.folder(), &["fmt", "--check"]));
}

#[test]
#[ignore = "needs Rust's Windows targets; scripts/test runs it"]
fn they_are_clean_under_clippy_here_and_for_windows() {
    for target in [&[][..], &["--target", GNU]] {
        let mut arguments = vec!["clippy", "--quiet", "--all-targets"];
        arguments.extend(target);
        arguments.extend(["--", "-D", "warnings"]);
        succeed(&mut cargo(PACKAGE.folder(), &arguments));
    }
}

#[test]
#[ignore = "needs Rust's Windows targets; scripts/test runs it"]
fn they_check_for_the_targets_that_most_users_build() {
    for target in ["x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc"] {
        let arguments = ["check", "--quiet", "--all-targets", "--target", target];
        let mut check = cargo(PACKAGE.folder(), &arguments);
        succeed(check.env("RUSTFLAGS", "-D warnings"));
    }
}

/// How many tests of a program passed, by what `cargo test` said of it.
fn passed(said: &str) -> usize {
    let results = said.lines().filter_map(|line| {
        let numbers = line.strip_prefix("test result: ok. ")?;
        numbers.split(' ').next()?.parse::<usize>().ok()
    });
    results.sum()
}

#[test]
fn the_portable_part_passes_here() {
    let portable = ["test", "--quiet", "--test", "portable"];
    let output = succeed(&mut cargo(PACKAGE.folder(), &portable));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(passed(&said) > 50, "{said}");
}

/// A verb of cargo's for Windows, in the package.
fn for_windows(verb: &str) -> Command {
    let tests = &PACKAGE;
    let mut command = if cfg!(windows) {
        cargo(tests.folder(), &[verb])
    } else {
        let tools = Tools::find(tests.folder()).unwrap();
        let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
        let home = target(tests.folder()).join("wmigen-wine");
        let wine = Wine::prepare(&tools, &home).unwrap();
        wine.cargo(verb, tests.folder())
    };
    build_in_place(&mut command, tests.folder());
    command
}

/// What the suites themselves leave out.
#[test]
#[ignore = "needs Wine, and takes some minutes; scripts/test runs it"]
fn what_takes_long_passes_on_windows_too() {
    let mut test = for_windows("test");
    let long = ["--quiet", "--test", "policy", "--", "--ignored"];
    let output = succeed(test.args(long));
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(passed(&said), 1, "{said}");
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn they_pass_on_windows() {
    for program in ["core_itself", "policy", "portable"] {
        let mut test = for_windows("test");
        let output = succeed(test.args(["--quiet", "--test", program]));
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(passed(&said) > 20, "{program}: {said}");
    }
}
