//! Parts of the runtime and what they depend on: they come when the spec calls for them, and go when neither the spec nor
//! the user's code does.

use snapbox::str;

use crate::sandbox::Sandbox;

/// The property by which the crate in `disk` has `src/wmi/calendar.rs` and depends on jiff.
const DATETIME: &str = "Installed = { type = \"datetime\", description = \"When the disk was put into the array.\" }\n";

const BITMAP: &str = "Modes = { type = \"uint8\", bitmap = [[0, \"Read\"], [1, \"Write\"]] }\n";

const MANIFEST: &str = "disk/Cargo.toml";

/// What a part is made of in the crate in `disk`: its files, and the dependency.
struct Part {
    files: &'static [&'static str],
    dependency: &'static str,
}

const CALENDAR: Part = Part {
    files: &["src/wmi/calendar.rs"],
    dependency: "jiff",
};

const FLAGS: Part = Part {
    files: &["src/wmi/flags.rs", "src/wmi/values.rs"],
    dependency: "bitflags",
};

impl Part {
    /// Whether the crate has it; all of it, or nothing.
    fn is_in(&self, sandbox: &Sandbox) -> bool {
        let (manifest, declaring) = (
            sandbox.read(MANIFEST),
            sandbox.read("disk/src/generated.rs"),
        );
        let depends = manifest.contains(&format!("\n{} = ", self.dependency));
        for file in self.files {
            let is_declared = declaring.contains(&file["src/".len()..]);
            assert_eq!(sandbox.exists(&format!("disk/{file}")), depends, "{file}");
            assert_eq!(is_declared, depends, "{file}");
        }
        depends
    }
}

fn generate(sandbox: &Sandbox) -> snapbox::cmd::OutputAssert {
    sandbox.run(&["generate", "disk"]).assert().code(0)
}

/// The crate is as its spec has it, and `generate` finds nothing to do.
fn assert_settled(sandbox: &Sandbox) {
    sandbox.run(&["check", "disk"]).assert().code(0);
    let before = sandbox.snapshot();
    generate(sandbox);
    assert_eq!(sandbox.snapshot(), before);
}

#[test]
fn a_part_goes_with_the_last_property_that_calls_for_it_and_comes_with_the_first() {
    let sandbox = Sandbox::with_disk();
    assert!(CALENDAR.is_in(&sandbox) && !FLAGS.is_in(&sandbox));
    sandbox.append(MANIFEST, "\n# mine\n[profile.dev]\nopt-level = 1\n");
    let with = sandbox.read(MANIFEST);
    sandbox.edit_spec(DATETIME, BITMAP);
    generate(&sandbox).stderr_eq(str![[r"
...
merge      Cargo.toml (dependencies.bitflags, dependencies.jiff) (a copy is kept in .wmigen/backup/1/Cargo.toml)
...
"]]);
    assert!(!CALENDAR.is_in(&sandbox) && FLAGS.is_in(&sandbox));
    assert_settled(&sandbox);
    sandbox.edit_spec(BITMAP, "");
    generate(&sandbox);
    assert!(!CALENDAR.is_in(&sandbox) && !FLAGS.is_in(&sandbox));
    assert_settled(&sandbox);
    sandbox.append("disk/wmigen.toml", DATETIME);
    generate(&sandbox);
    assert!(CALENDAR.is_in(&sandbox) && !FLAGS.is_in(&sandbox));
    assert_settled(&sandbox);
    // wmigen's own lines come and go, and nobody else's.
    let lines = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&sandbox.read(MANIFEST)), lines(&with));
}

/// Each word, in each of the places where cargo looks for code.
#[test]
fn what_the_users_code_names_stays_until_it_does_no_longer() {
    for (property, part, file, code) in [
        (DATETIME, CALENDAR, "src/clock.rs", "use jiff::Timestamp;\n"),
        (DATETIME, CALENDAR, "src/a/b/c.rs", "// DateTime\n"),
        (DATETIME, CALENDAR, "tests/t.rs", "read.to_timestamp()"),
        (DATETIME, CALENDAR, "examples/e.rs", "read.to_civil()"),
        (DATETIME, CALENDAR, "benches/b.rs", "jiff::civil::date"),
        (DATETIME, CALENDAR, "build.rs", "fn main() { jiff::now(); }"),
        (DATETIME, CALENDAR, "src/included.in", "jiff"),
        (BITMAP, FLAGS, "src/bits.rs", "bitflags::bitflags! {}\n"),
    ] {
        let sandbox = Sandbox::with_disk();
        sandbox.edit_spec(DATETIME, property);
        generate(&sandbox);
        sandbox.edit_spec(property, "");
        let full = format!("disk/{file}");
        sandbox.write(&full, code);
        let said = generate(&sandbox).get_output().stderr.clone();
        let said = String::from_utf8(said).expect("text");
        let dependency = part.dependency;
        let stays = format!("the dependency `{dependency}` stay, because {file} has the word `");
        assert!(said.contains(&stays), "{said}");
        assert!(part.is_in(&sandbox), "{file}");
        assert_settled(&sandbox);
        sandbox.write(&full, "// jiffy, MyDateTime, bitflags2\n");
        sandbox.run(&["check", "disk"]).assert().code(1);
        generate(&sandbox);
        assert!(!part.is_in(&sandbox), "{file}");
        assert_settled(&sandbox);
    }
}

#[test]
fn what_is_kept_is_said_each_time() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    sandbox.write("disk/src/clock.rs", "use jiff::Timestamp;\n");
    generate(&sandbox);
    for verb in ["check", "generate"] {
        sandbox.run(&[verb, "disk"]).assert().code(0).stderr_eq(str![[r"
...
help: nothing is a `datetime`; src/wmi/calendar.rs and the dependency `jiff` stay, because src/clock.rs has the word `jiff`
...
"]]);
    }
}

/// A word of the user's brings nothing: it may be of a crate of theirs.
#[test]
fn a_word_alone_does_not_bring_a_part() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    generate(&sandbox);
    sandbox.write(
        "disk/src/clock.rs",
        "use chrono::DateTime;\nuse jiff::civil;\nuse bitflags::Flags;\n",
    );
    assert_settled(&sandbox);
    assert!(!CALENDAR.is_in(&sandbox) && !FLAGS.is_in(&sandbox));
}

#[test]
fn a_file_of_the_user_s_that_cannot_be_searched_may_name_anything() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    let large = "disk/tests/large.rs";
    sandbox.write(large, vec![b' '; 4 * 1024 * 1024 + 1]);
    let said = generate(&sandbox).get_output().stderr.clone();
    let said = String::from_utf8(said).expect("text");
    assert!(
        said.contains("stay, because tests/large.rs cannot be searched"),
        "{said}"
    );
    assert!(CALENDAR.is_in(&sandbox));
    assert_settled(&sandbox);
    sandbox.remove(large);
    generate(&sandbox);
    assert!(!CALENDAR.is_in(&sandbox));
}

/// Only on Unix: Windows lets administrators alone make links.
#[cfg(unix)]
#[test]
fn a_link_of_the_user_s_is_not_followed_and_may_name_anything() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    sandbox.write("elsewhere/mine.rs", "// nothing\n");
    let (elsewhere, link) = (sandbox.path("elsewhere"), sandbox.path("disk/src/link"));
    std::os::unix::fs::symlink(elsewhere, link).expect("a link");
    generate(&sandbox);
    assert!(CALENDAR.is_in(&sandbox));
    assert_settled(&sandbox);
}

#[test]
fn a_part_that_was_edited_stays_as_an_orphan() {
    let sandbox = Sandbox::with_disk();
    let part = "disk/src/wmi/calendar.rs";
    sandbox.append(part, "// mine\n");
    let mine = sandbox.read(part);
    sandbox.run(&["generate", "disk"]).assert().code(1);
    sandbox.edit_spec(DATETIME, "");
    generate(&sandbox).stderr_eq(str![[r"
...
orphan     src/wmi/calendar.rs (no longer generated; kept, because not all of it is wmigen's)
...
"]]);
    assert_eq!(sandbox.read(part), mine);
    assert!(!sandbox.read("disk/src/generated.rs").contains("calendar"));
    assert!(!sandbox.read(MANIFEST).contains("jiff"));
}

/// What was ejected is the user's code, and names jiff itself.
#[test]
fn a_part_that_was_ejected_stays_and_keeps_what_it_depends_on() {
    let sandbox = Sandbox::with_disk();
    let part = "disk/src/wmi/calendar.rs";
    sandbox.run(&["eject", part]).assert().code(0);
    sandbox.append(part, "// mine\n");
    let mine = sandbox.read(part);
    sandbox.edit_spec(DATETIME, "");
    generate(&sandbox).stderr_eq(str![[r"
...
help: nothing is a `datetime`; src/wmi/calendar.rs and the dependency `jiff` stay, because src/wmi/calendar.rs has the word `jiff`
...
"]]);
    assert!(CALENDAR.is_in(&sandbox));
    assert_eq!(sandbox.read(part), mine);
    assert_settled(&sandbox);
}

#[test]
fn a_dependency_that_the_user_has_changed_or_made_a_feature_of_stays() {
    for (from, to) in [
        (
            "jiff = { version = \"0.2\",",
            "jiff = { version = \"0.2.1\",",
        ),
        (
            "[lints.rust]\n",
            "[features]\nzones = [\"jiff/tz-system\"]\n\n[lints.rust]\n",
        ),
        (
            "[lints.rust]\n",
            "[features]\nzones = [\"dep:jiff\"]\n\n[lints.rust]\n",
        ),
        (
            "[lints.rust]\n",
            "[features]\nzones = [\"jiff?/std\"]\n\n[lints.rust]\n",
        ),
    ] {
        let sandbox = Sandbox::with_disk();
        let manifest = sandbox.read(MANIFEST);
        assert!(manifest.contains(from), "{manifest}");
        let mine = manifest.replace(from, to);
        sandbox.write(MANIFEST, &mine);
        sandbox.edit_spec(DATETIME, "");
        generate(&sandbox);
        assert_eq!(sandbox.read(MANIFEST), mine);
        assert!(!sandbox.exists("disk/src/wmi/calendar.rs"));
        assert_settled(&sandbox);
    }
}

/// Without the lock nobody knows what wmigen wrote; what is there names itself.
#[test]
fn a_crate_without_its_lock_keeps_what_its_user_names_and_no_more() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    sandbox.remove("disk/wmigen.lock");
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(0);
    assert!(!sandbox.read("disk/src/generated.rs").contains("calendar"));
    assert_settled(&sandbox);
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec(DATETIME, "");
    sandbox.remove("disk/wmigen.lock");
    sandbox.write("disk/src/clock.rs", "use jiff::Timestamp;\n");
    sandbox
        .run(&["generate", "disk", "--force"])
        .assert()
        .code(0);
    assert!(CALENDAR.is_in(&sandbox));
    assert_settled(&sandbox);
}
