//! `wmigen test --conformance`, against crates whose runtime is wmigen's own, another and none.

use snapbox::cmd::{Command, OutputAssert};

use crate::sandbox::Sandbox;

/// Tests of the runtime that need no client, and run in a blink.
const QUICK: [&str; 4] = ["--quiet", "--test", "policy", "policy::tests"];

/// Runs the tests of those names against the crate.
fn conform(sandbox: &Sandbox, arguments: &[&str]) -> OutputAssert {
    command(sandbox, arguments).assert()
}

/// The command, with a target directory that later runs find again: making a Wine prefix takes long.
fn command(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let target = concat!(env!("CARGO_TARGET_TMPDIR"), "/wmigen-conforms");
    sandbox
        .run(&[&["test", "disk", "--conformance", "--"], arguments].concat())
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
}

fn said(run: &OutputAssert) -> (String, String) {
    let output = run.get_output();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Replaces what stands once in a file of the crate.
fn edit(sandbox: &Sandbox, path: &str, from: &str, to: &str) {
    let text = sandbox.read(path);
    assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
    sandbox.write(path, text.replace(from, to));
}

// One test for all, because crates of one name in one target directory get into each other's way.
#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_crate_s_own_runtime_is_tested_as_it_is() {
    let sandbox = Sandbox::with_disk();

    let run = conform(&sandbox, &QUICK).code(0);
    let (stdout, stderr) = said(&run);
    assert!(stdout.contains("test result: ok."), "{stdout}");
    assert!(!stdout.contains(" 0 passed"), "{stdout}");
    assert!(!stderr.contains("as wmigen"), "{stderr}");

    // What cannot be built for another reason is no finding.
    let run = conform(&sandbox, &["--test", "no-such-program"]).code(2);
    let (stdout, stderr) = said(&run);
    assert_eq!(stdout, "");
    let told = "error: the conformance tests cannot be built, though the crate's runtime and WMI core are as wmigen writes \
                them; cargo says why\n";
    assert!(stderr.ends_with(told), "{stderr}");

    // A file that is the user's, and does what wmigen's does, in other words.
    let policy = "disk/src/wmi/policy.rs";
    sandbox.append(policy, "// Ours.\n");
    let run = conform(&sandbox, &QUICK).code(0);
    let (_, stderr) = said(&run);
    let named = concat!(
        "what was tested is not as wmigen ",
        env!("CARGO_PKG_VERSION"),
        " writes it:\n  src/wmi/policy.rs differs\n"
    );
    assert!(stderr.ends_with(named), "{stderr}");

    // One that tells a client of what is hidden from it.
    edit(
        &sandbox,
        policy,
        "            ObjectDenial::Hide => Status::NOT_FOUND,\n",
        "            ObjectDenial::Hide => Status::ACCESS_DENIED,\n",
    );
    let hidden = "hide::a_get_of_a_denied_instance_is_one_of_an_absent_one";
    let run = conform(
        &sandbox,
        &["--quiet", "--test", "policy", hidden, "--", "--exact"],
    )
    .code(1);
    let (stdout, stderr) = said(&run);
    assert!(stdout.contains("1 failed"), "{stdout}");
    assert!(stderr.ends_with(named), "{stderr}");

    // One that lacks what the tests use, and another that is not there.
    edit(
        &sandbox,
        "disk/src/wmi/mod.rs",
        "pub use skips::{Skips, Tally};\n",
        "",
    );
    sandbox.remove("disk/tests/wmi_core/sink.rs");
    let run = conform(&sandbox, &QUICK).code(1);
    let (stdout, stderr) = said(&run);
    assert_eq!(stdout, "");
    let named = concat!(
        "error: the conformance tests cannot be built against this crate, whose files are not as wmigen ",
        env!("CARGO_PKG_VERSION"),
        " writes them:\n",
        "  src/wmi/mod.rs differs\n",
        "  src/wmi/policy.rs differs\n",
        "  tests/wmi_core/sink.rs is missing\n",
        "help: cargo says what the tests miss; `wmigen generate` writes what is wmigen's again, and `wmigen eject --undo` \
         gives it back a file\n",
    );
    assert!(stderr.ends_with(named), "{stderr}");
}

/// A folder that is no provider has no runtime to test.
#[test]
fn a_folder_without_a_spec_is_not_tested() {
    let sandbox = Sandbox::new();
    sandbox.write("disk/Cargo.toml", "[package]\nname = 'disk'\n");
    let run = conform(&sandbox, &[]).code(2);
    let (_, stderr) = said(&run);
    assert!(stderr.contains("there is no disk/wmigen.toml"), "{stderr}");
}
