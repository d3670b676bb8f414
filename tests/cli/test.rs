//! `wmigen test`, with a crate whose only test tells whether it runs on Windows.

use snapbox::cmd::Command;
use snapbox::str;

use crate::sandbox::Sandbox;

/// A crate that is none of wmigen's but for its spec, which is all that `wmigen test` asks of it.
fn crate_with_a_test(condition: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let manifest =
        "[package]\nname = 'tiny'\nedition = '2024'\n[lib]\ncrate-type = ['cdylib']\n[workspace]\n";
    sandbox.write("tiny/Cargo.toml", manifest);
    sandbox.write("tiny/wmigen.toml", "");
    write_test(&sandbox, condition);
    sandbox
}

/// Writes the test. It needs random numbers, the one thing that Wine 8 cannot give a Rust program by itself.
fn write_test(sandbox: &Sandbox, condition: &str) {
    let test = format!(
        "#[test]\nfn told() {{\n    let random = std::collections::HashMap::from([(1, 2)]);\n    \
         println!(\"random: {{random:?}}\");\n    assert!({condition});\n}}\n"
    );
    sandbox.write("tiny/src/lib.rs", test);
}

/// The command, with a target directory that later runs find again: making a Wine prefix takes long.
fn run(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/wmigen-test");
    sandbox
        .run(&[&["test", "tiny"], arguments].concat())
        .env("CARGO_TARGET_DIR", target)
}

// One test for both, because crates of one name in one target directory get into each other's way.
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn tests_run_on_windows_and_one_that_fails_is_a_finding() {
    let sandbox = crate_with_a_test("cfg!(windows)");
    run(&sandbox, &["--", "--quiet", "--", "--nocapture"])
        .assert()
        .code(0)
        .stdout_eq(str![[r"
...
random: {1: 2}
...
test result: ok. 1 passed; [..]
...
"]]);
    write_test(&sandbox, "cfg!(not(windows))");
    run(&sandbox, &[]).assert().code(1).stdout_eq(str![[r"
...
test result: FAILED. 0 passed; 1 failed; [..]
...
"]]);
}

/// Only on Unix, because Windows needs none of the tools that could be missing.
#[cfg(unix)]
#[test]
fn everything_that_is_missing_is_named_with_the_way_to_get_it() {
    let sandbox = crate_with_a_test("true");
    let rust = std::env::var_os("CARGO")
        .map(std::path::PathBuf::from)
        .expect("cargo runs the tests");
    std::fs::create_dir(sandbox.path("bin")).expect("a folder");
    // Only rustc is there to be found, and its Windows target is there or not, as on this machine.
    std::os::unix::fs::symlink(rust.with_file_name("rustc"), sandbox.path("bin/rustc"))
        .expect("a link");
    run(&sandbox, &[])
        .env("PATH", sandbox.path("bin"))
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: the provider's tests need Windows, or what stands in for it:
...
  missing: the linker x86_64-w64-mingw32-gcc
    Debian, Ubuntu:  sudo apt install gcc-mingw-w64-x86-64
    Fedora:          sudo dnf install mingw64-gcc
    Arch:            sudo pacman -S mingw-w64-gcc
    macOS:           brew install mingw-w64

  missing: Wine (the programs wine and wineserver)
    Debian, Ubuntu:  sudo apt install wine wine64
    Fedora:          sudo dnf install wine
    Arch:            sudo pacman -S wine
    macOS:           brew install --cask wine-stable


"]]);
}

#[test]
fn a_folder_that_is_no_provider_is_not_tested() {
    let sandbox = crate_with_a_test("true");
    sandbox.remove("tiny/wmigen.toml");
    run(&sandbox, &[])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: there is no tiny/wmigen.toml; `wmigen new DIR` makes a crate with a spec

"]]);
}
