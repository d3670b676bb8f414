//! `-C DIR`: the run is as one that is started there.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn paths_are_from_there() {
    let sandbox = Sandbox::new();
    sandbox.write("ws/disk.toml", crate::sandbox::DISK);
    for arguments in [
        &["-C", "ws", "new", "disk", "--spec", "disk.toml"][..],
        &["check", "disk", "-C", "ws"],
        &["-C", "ws/disk/src", "check"],
        &["-C", "ws/disk", "check", "."],
    ] {
        sandbox.run(arguments).assert().code(0).stdout_eq(str![""]);
    }
    assert!(sandbox.exists("ws/disk/src/lib.rs"));
}

#[test]
fn messages_are_from_there_and_commands_from_where_the_user_stands() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/src/generated.rs");
    sandbox
        .run(&["-C", "disk/src", "check"])
        .assert()
        .code(1)
        .stdout_eq(str![[r"
restore    src/generated.rs

"]])
        .stderr_eq(str![[r"
error: the crate is not what its spec describes
help: `wmigen -C disk/src generate` brings it up to date

"]]);
    sandbox
        .run(&["-C", "disk/src", "generate"])
        .assert()
        .code(0);
    sandbox.edit_spec("key = true", "kay = true");
    let run = sandbox.run(&["-C", "disk/src", "check"]).assert().code(1);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("error: ../wmigen.toml has 1 error"), "{said}");
}

#[test]
fn a_folder_that_cannot_be_entered_ends_the_run() {
    let sandbox = Sandbox::with_disk();
    sandbox.write("file", "");
    for folder in ["nowhere", "file"] {
        let run = sandbox.run(&["-C", folder, "check"]).assert().code(2);
        let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(said.starts_with("error: cannot enter "), "{folder}: {said}");
    }
    sandbox
        .run(&["-C", "a", "-C", "b", "check"])
        .assert()
        .code(2);
}
