//! Which texts are paths within a crate, and which are not.

use super::*;

fn problem(text: &str) -> &'static str {
    CratePath::parse(text).expect_err(text).0
}

#[test]
fn takes_the_paths_that_wmigen_writes() {
    for text in [
        "Cargo.toml",
        ".gitignore",
        "src/generated/con_.rs",
        "mof/acme_storage.mof",
        "a b/c.d.e",
        "com/lpt10",
    ] {
        assert_eq!(CratePath::parse(text).expect(text).as_str(), text);
    }
}

#[test]
fn refuses_paths_that_leave_the_crate() {
    assert_eq!(problem(""), "is empty");
    assert_eq!(problem("/etc/passwd"), "is absolute");
    assert_eq!(problem("//server/share"), "is absolute");
    for text in ["..", "../x", "src/../../x", "./x", "src/."] {
        assert_eq!(problem(text), "has a part that is `.` or `..`", "{text}");
    }
    for text in [
        r"\x",
        r"\\server\share",
        r"src\..\..\x",
        "C:/x",
        "c:x",
        "src/a.rs:stream",
    ] {
        assert!(problem(text).contains("Windows does not allow"), "{text}");
    }
}

#[test]
fn refuses_paths_that_are_another_file_on_another_system() {
    for text in ["src//x", "src/", "a//"] {
        assert_eq!(problem(text), "has an empty part", "{text}");
    }
    for text in ["a\n", "\u{7f}", "src/\u{1b}[31m", "a\0b"] {
        assert_eq!(problem(text), "has a control character", "{text}");
    }
    for text in ["a\u{202e}", "src/\u{200b}lib.rs", ".g\u{200c}it/config"] {
        assert_eq!(
            problem(text),
            "has a character that cannot be seen",
            "{text}"
        );
    }
    for text in ["x.", "src /x", "..."] {
        assert_eq!(
            problem(text),
            "has a part that ends in a dot or a space",
            "{text}"
        );
    }
    for text in [
        "nul",
        "src/CON.rs",
        "aux.tar.gz",
        "com1/x",
        "LPT9.txt",
        "com².rs",
        "nul .rs",
        "CONOUT$",
    ] {
        assert_eq!(
            problem(text),
            "has a part that is the name of a Windows device",
            "{text}"
        );
    }
    assert_eq!(problem(&"a/".repeat(200)), "is longer than 260 bytes");
}

#[test]
fn refuses_what_is_never_wmigens() {
    assert_eq!(problem(".git/config"), "is inside `.git`");
    assert_eq!(problem("vendor/.GIT/hooks/pre-commit"), "is inside `.git`");
    assert_eq!(problem(".g\u{131}t/config"), "is inside `.git`");
    assert_eq!(problem("GIT~1/config"), "is inside `.git`");
    assert_eq!(
        problem("wm\u{131}gen.lock"),
        "is the spec or the lock itself"
    );
    assert_eq!(problem(".wm\u{131}gen/x"), "is inside `.wmigen`");
    assert_eq!(problem("wmigen.toml"), "is the spec or the lock itself");
    assert_eq!(problem("Wmigen.Lock"), "is the spec or the lock itself");
    assert_eq!(problem(".wmigen/backup/1/mine"), "is inside `.wmigen`");
    assert_eq!(problem(".WMIGEN"), "is inside `.wmigen`");
}

#[test]
fn knows_its_folders() {
    let path = CratePath::parse("src/generated/mod.rs").expect("a good path");
    let folders: Vec<_> = path.folders().map(|folder| folder.to_string()).collect();
    assert_eq!(folders, ["src", "src/generated"]);
    assert_eq!(
        path.under(Path::new("crate")),
        Path::new("crate")
            .join("src")
            .join("generated")
            .join("mod.rs")
    );
}
