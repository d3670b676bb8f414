//! The golden crates, built and run: what is generated has been compiled, linted and tested on every system that it is
//! meant for, or it does not exist.
//!
//! What is the same in every crate is linted, built and run in one of them, [`WHOLE`]; of the others, what depends on the
//! spec. Where the Windows part cannot run, these tests fail and say what is missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use support::{CASES, add_users_code, build_in_place, cargo, copy, fixed, mirror, succeed, tree};

const GNU: &str = "x86_64-pc-windows-gnu";

/// The crate of which all is linted, built and run: the one whose classes have all that a class can have.
const WHOLE: &str = "every-type";

/// What depends on the spec.
const ON_SPEC: &[&str] = &["--lib", "--test", "contract", "--test", "data"];

/// What cargo is to take of a crate.
fn targets(case: &str) -> &'static [&'static str] {
    if case == WHOLE {
        &["--all-targets"]
    } else {
        ON_SPEC
    }
}

/// `cargo clippy` for this machine or for Windows, with warnings as errors.
fn lint(folder: &Path, targets: &[&str], windows: bool) {
    let mut arguments = vec!["clippy", "--quiet"];
    arguments.extend(targets);
    if windows {
        arguments.extend(["--target", GNU]);
    }
    arguments.extend(["--", "-D", "warnings"]);
    succeed(&mut cargo(folder, &arguments));
}

#[test]
fn each_crate_is_as_rustfmt_leaves_it() {
    for case in CASES {
        let folder = copy(case, "rustfmt");
        succeed(&mut cargo(&folder, &["fmt", "--check"]));
        // Generated files are told to rustfmt as none of its business, so that a user's settings do not rewrite them.
        // Those that are the same in every crate are written by hand, and as it would leave them; what a spec makes has
        // an item on a line.
        let fixed = fixed();
        for (path, content) in tree(&folder) {
            let is_rust = Path::new(&path).extension().is_some_and(|it| it == "rs");
            if is_rust && fixed.contains_key(&path) {
                let text = String::from_utf8(content).unwrap();
                let bare = text.replace("#![cfg_attr(rustfmt, rustfmt_skip)]\n\n", "");
                fs::write(folder.join(path), bare).unwrap();
            }
        }
        succeed(&mut cargo(&folder, &["fmt", "--check"]));
    }
}

/// The user's files are formatted as the user wants it, and wmigen's are left alone.
#[test]
fn rustfmt_reads_the_user_s_files_and_changes_no_generated_one() {
    let folder = copy("every-type", "settings");
    let settings = "hard_tabs = true\nmax_width = 80\nstyle_edition = \"2015\"\n";
    fs::write(folder.join("rustfmt.toml"), settings).unwrap();
    succeed(&mut cargo(&folder, &["fmt"]));
    let class = fs::read_to_string(folder.join("src/classes/acme_every_type.rs")).unwrap();
    assert!(class.contains("\n\tfn get("), "{class}");
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("check")
            .arg(&folder),
    );
}

#[test]
#[ignore = "needs Rust's Windows targets, and takes a minute; scripts/test runs it"]
fn each_crate_is_clean_under_clippy_here_and_for_windows() {
    for case in CASES {
        let folder = copy(case, "build");
        for windows in [false, true] {
            lint(&folder, targets(case), windows);
        }
    }
}

#[test]
#[ignore = "needs Rust's Windows targets, and takes a minute; scripts/test runs it"]
fn each_crate_checks_for_the_targets_that_most_users_build() {
    for case in CASES {
        let folder = copy(case, "build");
        for target in ["x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc"] {
            let mut arguments = vec!["check", "--quiet", "--target", target];
            arguments.extend(targets(case));
            succeed(cargo(&folder, &arguments).env("RUSTFLAGS", "-D warnings"));
        }
    }
}

/// On Windows the crates' tests are those for Windows, which need the DLL. None of those that run elsewhere depends on
/// the spec.
#[cfg(not(windows))]
#[test]
#[ignore = "takes a minute; scripts/test runs it"]
fn the_portable_part_of_a_crate_passes_its_tests_here() {
    let folder = copy(WHOLE, "build");
    succeed(&mut cargo(&folder, &["test", "--quiet"]));
}

/// Runs the tests for Windows in a copy, all of them or those that cargo's arguments name, and makes sure that each of
/// these programs had some. Gives what wmigen said.
fn test_on_windows(folder: &Path, arguments: &[&str], programs: &[&str]) -> String {
    let mut test = Command::new(env!("CARGO_BIN_EXE_wmigen"));
    test.arg("test").arg(folder).arg("--").args(arguments);
    let output = succeed(build_in_place(&mut test, folder));
    let named = String::from_utf8_lossy(&output.stderr);
    let ran: Vec<&str> = named
        .lines()
        .filter(|line| line.contains("Running"))
        .collect();
    let said = String::from_utf8_lossy(&output.stdout);
    let passed: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("test result: ok"))
        .collect();
    assert_eq!(ran.len(), passed.len(), "{named}\n{said}");
    for program in programs {
        let at = ran
            .iter()
            .position(|line| line.contains(&format!("{program}-")));
        let at = at.unwrap_or_else(|| panic!("{program} did not run\n{named}"));
        assert!(
            !passed[at].contains(" 0 passed"),
            "{program} has no tests\n{said}"
        );
    }
    named.into_owned()
}

#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn each_crate_passes_its_tests_on_windows() {
    for case in CASES {
        let folder = copy(case, "build");
        let arguments = if *case == WHOLE { &[] } else { &ON_SPEC[1..] };
        let said = test_on_windows(&folder, arguments, &["contract", "data"]);
        // No class of a new crate has data.
        assert!(said.contains(": none were seen"), "{said}");
    }
}

/// The document's own examples, as a user of the crate would write them: a disk whose free space the client may not
/// know, and a network of which it may see a part.
#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn what_the_spec_says_of_denied_clients_comes_true_in_code_that_users_write() {
    for (case, programs, seen) in [
        ("disk", &["data", "unloading"][..], "Acme_Disk: 2\n"),
        (
            "computers",
            &["data"],
            "Acme_Computer: 2; the enumeration ended with WBEM_S_ACCESS_DENIED (0x00040009)\n",
        ),
        ("adapter", &["data"], "Acme_Adapter: 2\n"),
        ("array", &["data"], "Acme_DiskOfVolume: 2\n"),
        ("firmware", &["data"], "Contoso_Bios: 2\n"),
        ("vault", &["data"], "Acme_Drawer: 2\n"),
        ("store", &["data"], "Acme_Settings: 1\n"),
        (
            "every-type",
            &["data"],
            "Acme_EveryKey: none were seen, so that little of it was tested\n",
        ),
    ] {
        let folder = copy(case, "yours");
        add_users_code(case, &folder);
        succeed(&mut cargo(&folder, &["fmt", "--check"]));
        let mut users = vec!["--lib", "--test", "contract"];
        users.extend(programs.iter().flat_map(|program| ["--test", program]));
        lint(&folder, &users, true);
        let said = test_on_windows(&folder, &users[1..], programs);
        assert!(said.contains(seen), "{said}");
        // What the user has written is nothing to wmigen.
        succeed(
            Command::new(env!("CARGO_BIN_EXE_wmigen"))
                .arg("check")
                .arg(&folder),
        );
    }
}

/// How large the DLL of the crate in a folder is as it is shipped.
fn shipped_size(folder: &Path, dll: &str) -> u64 {
    let release = ["build", "--quiet", "--release", "--target", GNU];
    succeed(&mut cargo(folder, &release));
    let dll = support::target(folder).join(GNU).join("release").join(dll);
    fs::metadata(dll).unwrap().len()
}

/// What a provider adds to a DLL in which there is nothing but Rust's standard library. That one has 235 KB, most of them for
/// backtraces, which nobody can leave out of it.
#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn a_dll_is_as_small_as_it_was() {
    // 5,500 bytes more than without rules, texts, methods and questions to WMI: each operation asks whether there is a rule, a
    // client that is impersonated anew whether it has privileges, and each property whether it has the text of an object; and the
    // context is looked at when a call begins, because later it may say something else. What asks, enables, writes and carries
    // out is not there. Another 2,000 are the two methods of puts and deletes, which look for a class that has some, and what an error
    // says of a name that is taken; what creates, changes and deletes is not there either.
    const MOST: u64 = 172_600;
    let folder = copy("computers", "release");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let (_, profile) = manifest.split_once("[profile.release]").unwrap();
    let empty = folder.parent().unwrap().join("empty");
    let package =
        "[package]\nname = \"empty\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]";
    let manifest = format!("{package}\n[workspace]\n[profile.release]{profile}");
    support::write(&empty.join("Cargo.toml"), manifest.as_bytes());
    support::write(&empty.join("src/lib.rs"), b"");
    let of_rust = shipped_size(&empty, "empty.dll");
    for (case, dll) in [
        ("computers", "acme_directory.dll"),
        ("disk", "acme_storage.dll"),
    ] {
        let size = shipped_size(&copy(case, "release"), dll);
        let own = size.saturating_sub(of_rust);
        assert!(own <= MOST, "{case}: {own} bytes beside {of_rust}");
        assert!(own > 0, "{case}: {size} bytes");
    }
}

#[test]
#[ignore = "needs Rust's Windows target; scripts/test runs it"]
fn a_panic_that_would_end_wmi_s_host_is_refused_in_words() {
    let folder = copy("disk", "refused");
    let abort = "profile.dev.panic='abort'";
    let output = cargo(&folder, &["check", "--target", GNU, "--config", abort])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("build with panic = \"unwind\""), "{said}");
}

/// What plain `cargo test` says, which builds no DLL: a sentence, and what to run.
#[cfg(not(windows))]
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_dll_that_is_missing_or_old_is_a_sentence() {
    use wmigen::cli::test::{Tools, Wine};

    let folder = copy("disk", "sentence");
    let tools = Tools::find(&folder).unwrap();
    let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
    let wine = Wine::prepare(&tools, &support::target(&folder).join("wmigen-wine")).unwrap();
    let profile = support::target(&folder).join(GNU).join("debug");
    let tests = |program: &str| {
        let mut test = wine.cargo("test", &folder);
        test.args(["--quiet", "--test", program]);
        let output = build_in_place(&mut test, &folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let in_a_sentence = !output.status.success() && !said.contains("panicked");
        assert!(in_a_sentence, "{said}");
        said.to_lowercase()
    };
    let says = |why: &str| {
        format!(
            "error: the provider's dll {why}; run `wmigen test`, or `cargo build` before `cargo test`\n"
        )
    };

    // What an earlier run has built: cargo keeps it twice.
    for dll in ["acme_storage.dll", "deps/acme_storage.dll"] {
        let _ = fs::remove_file(profile.join(dll));
    }
    for program in ["contract", "data"] {
        let said = tests(program);
        assert!(said.contains(&says("is not built")), "{program}: {said}");
    }

    succeed(build_in_place(
        wine.cargo("build", &folder).arg("--quiet"),
        &folder,
    ));
    // A file that is not built in, so that nothing is built anew.
    let edited = folder.join("src/edited.rs");
    fs::write(&edited, "").unwrap();
    let said = tests("data");
    fs::remove_file(edited).unwrap();
    assert!(
        said.contains(&says("is older than what is in src")),
        "{said}"
    );
}

/// Keywords, names that generated code uses itself, and texts that look like code.
#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn a_crate_of_awkward_names_builds_and_passes_its_tests() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("awkward/crate");
    let made = tempfile::tempdir().unwrap();
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specs/awkward-names.toml");
    succeed(
        Command::new(env!("CARGO_BIN_EXE_wmigen"))
            .arg("new")
            .arg(made.path().join("crate"))
            .arg("--spec")
            .arg(spec),
    );
    mirror(&tree(&made.path().join("crate")), &folder);
    succeed(&mut cargo(&folder, &["fmt", "--check"]));
    lint(&folder, ON_SPEC, true);
    test_on_windows(&folder, &ON_SPEC[1..], &["contract", "data"]);
}
