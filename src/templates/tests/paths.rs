//! What each file of a folder is, and where the files that further templates make come to lie.

use super::*;

#[test]
fn a_file_in_the_place_of_nothing_is_told_what_was_meant() {
    for (path, help) in [
        ("READNE.md.hbs", "did you mean `README.md.hbs`?"),
        ("readme.md.hbs", "did you mean `README.md.hbs`?"),
        (
            "src/generated/acme_disk.rs.hbs",
            "`src/generated/class.rs.hbs` is the template",
        ),
        (
            "mof/acme_storage.mof",
            "`mof/provider.mof.hbs` is the template",
        ),
        (
            "tests/case/expected/README.md",
            "in `tests/case/wmigen.toml`",
        ),
        ("LICENSE", "`extra/`"),
        (".DS_Store", "`extra/`"),
    ] {
        let found = read_here(&folder(&[(path, b"")])).problems;
        let problem = &found[0].1[0];
        assert_eq!(problem.rule, "template-path", "{path}");
        let told = problem.help.as_deref().unwrap_or_default();
        assert!(told.contains(help), "{path}: {told}");
    }
}

#[test]
fn one_template_has_one_file() {
    let both = folder(&[("README.md", b""), ("README.md.hbs", b"")]);
    let found = problems(&both);
    assert!(
        found[0]
            .2
            .contains("`README.md` and `README.md.hbs` are one template"),
        "{found:?}"
    );
    let front = extra("owner = \"once\"\npath = \"a\"");
    let other = extra("owner = \"once\"\npath = \"b\"");
    let extras = folder(&[("extra/x", &front), ("extra/x.hbs", &other)]);
    assert!(problems(&extras)[0].2.contains("are one template"));
}

#[test]
fn parts_and_the_starter_are_rendered() {
    for path in [
        "partials/header",
        "src/classes/operations/get",
        "wmigen.toml",
    ] {
        assert!(problem(path, b"").starts_with("template-path: "), "{path}");
    }
}

#[test]
fn a_case_is_not_called_as_a_folder_of_wmigens_templates() {
    for name in ["contract", "harness", "wmi_core"] {
        let path = format!("tests/{name}/wmigen.toml");
        assert!(
            problem(&path, b"").contains("no case can be called"),
            "{name}"
        );
    }
}

#[test]
fn front_matter_is_told_what_is_wrong_with_it() {
    for (text, at, word) in [
        ("text\n", 0, "begins with front matter"),
        ("", 0, "begins with front matter"),
        ("---\nowner: once\n---\n", 0, "not YAML"),
        (" +++\nowner = \"once\"\n+++\n", 0, "nothing stands before"),
        ("+++\nowner = \"once\"\n", 0, "has no end"),
        ("+++\n+++\n", 0, "`owner` is missing"),
        ("+++\nowner = once\n+++\n", 12, ""),
        ("+++\nowner = \"user\"\n+++\n", 12, "`generated` or `once`"),
        ("+++\nowner = true\n+++\n", 12, "`owner` is a string"),
        (
            "+++\nowner = \"once\"\neach = \"clas\"\n+++\n",
            26,
            "`class` or `provider`",
        ),
        (
            "+++\nowner = \"once\"\neach = [\"class\"]\n+++\n",
            26,
            "`each` is a string",
        ),
        (
            "+++\nowner = \"once\"\npath = 1\n+++\n",
            26,
            "`path` is a string",
        ),
        (
            "+++\nowner = \"once\"\npaht = \"a\"\n+++\n",
            19,
            "`paht` is no key",
        ),
        ("+++\nowner = \"once\"\nowner = \"once\"\n+++\n", 19, ""),
    ] {
        let found = read_here(&folder(&[("extra/x.md.hbs", text.as_bytes())])).problems;
        let problem = &found[0].1[0];
        assert_eq!(problem.rule, "template-front-matter", "{text}");
        assert_eq!(problem.primary.span.start, at, "{text}: {problem:?}");
        assert!(problem.message.contains(word), "{text}: {problem:?}");
        assert!(problem.help.is_some(), "{text}");
    }
    let all = folder(&[(
        "extra/x",
        b"+++\nowner = 1\neach = 2\npath = 3\nx = 4\n+++\n",
    )]);
    assert_eq!(problems(&all).len(), 4);
}

#[test]
fn a_further_file_lies_in_the_crate_and_in_no_other_s_way() {
    for (path, word) in [
        ("../a", "`.` or `..`"),
        ("/a", "absolute"),
        ("C:/a", "Windows"),
        ("a\\\\b", "Windows"),
        ("", "empty"),
        ("nul.txt", "device"),
        (".git/hooks/pre-commit", ".git"),
        ("wmigen.toml", "the spec"),
        ("wmigen.lock", "the lock"),
        (".wmigen/x", ".wmigen"),
        ("{class}.md", "a brace"),
        ("{module}.md", "the file is made once"),
        ("README.md", "wmigen's `README.md.hbs` makes"),
        ("readme.MD", "wmigen's `README.md.hbs` makes"),
        ("src/l\u{131}b.r\u{17f}", "wmigen's `src/lib.rs.hbs` makes"),
        ("docs/\u{200b}a.md", "cannot be seen"),
        ("wmigen.schema.json", "wmigen makes"),
        (
            "mof/{snake_name}.mof",
            "wmigen's `mof/provider.mof.hbs` makes",
        ),
        ("src/lib.rs/x", "needs as a folder"),
        ("src", "a file in a folder `src`"),
        ("src/wmi/mine.rs", "`src/wmi/`, which is wmigen's"),
        (
            "SRC/Generated/x/mine.rs",
            "`src/generated/`, which is wmigen's",
        ),
        ("mof/README.md", "`mof/`, which is wmigen's"),
        (
            "tests/contract/mine.rs",
            "`tests/contract/`, which is wmigen's",
        ),
        (
            "tests/harness/mine.rs",
            "`tests/harness/`, which is wmigen's",
        ),
        (
            "tests/wmi_core/mine.rs",
            "`tests/wmi_core/`, which is wmigen's",
        ),
        ("scripts/other.Provider.json", "one file of such a name"),
        (
            "src/classes/MOD.rs",
            "makes `src/classes.rs`, which is the same module",
        ),
        (
            "src/wmi.rs",
            "makes `src/wmi/mod.rs`, which is the same module",
        ),
        ("tests/harness.rs", "which is the same module"),
        ("build.rs", "cargo runs it"),
        (".github/workflows/x.yml", "GitHub runs it"),
    ] {
        let told = problem(
            "extra/x.hbs",
            &extra(&format!("owner = \"once\"\npath = \"{path}\"")),
        );
        assert!(
            told.starts_with("template-path: ") && told.contains(word),
            "{path}: {told}"
        );
    }
    let same = problem(
        "extra/x.hbs",
        &extra("owner = \"once\"\neach = \"class\"\npath = \"a.md\""),
    );
    assert!(same.contains("the same for each class"), "{same}");
    let of_module = problem(
        "extra/x",
        &extra("owner = \"once\"\neach = \"class\"\npath = \"src/classes/{module}/mod.rs\""),
    );
    assert!(of_module.contains("the same module"), "{of_module}");
    for path in [
        "src/classes/help.rs",
        "src/help/mod.rs",
        "scripts/a/b.provider.json",
        "tests/my.rs",
    ] {
        let front = extra(&format!("owner = \"once\"\npath = \"{path}\""));
        assert_eq!(problems(&folder(&[("extra/x", &front)])), [], "{path}");
    }
    let of_class = problem(
        "extra/x",
        &extra("owner = \"once\"\neach = \"class\"\npath = \"src/generated/{module}.rs\""),
    );
    assert!(
        of_class.contains("`src/generated/class.rs.hbs`"),
        "{of_class}"
    );
}

#[test]
fn two_further_files_have_two_paths() {
    let front = |path: &str| extra(&format!("owner = \"once\"\npath = \"{path}\""));
    let (one, other, third) = (front("docs/a"), front("DOCS/A"), front("docs/a/b"));
    let found = problems(&folder(&[
        ("extra/1", &one),
        ("extra/2", &other),
        ("extra/3", &third),
    ]));
    let told: Vec<_> = found
        .iter()
        .map(|(file, _, why)| format!("{file}: {why}"))
        .collect();
    assert_eq!(
        told,
        [
            "templates/extra/2: `extra/1` makes `DOCS/A` already",
            "templates/extra/3: `extra/1` makes a file `docs/a`, which `docs/a/b` needs as a folder",
        ]
    );
}

#[test]
fn the_spec_may_allow_a_path_that_a_tool_obeys() {
    let folder = folder(&[("extra/build.rs", &extra("owner = \"once\"")[..])]);
    assert_eq!(problems(&folder).len(), 1);
    let allowed = read(folder.path(), "t", &["build.rs".to_owned()]);
    assert_eq!(allowed.problems, []);
    assert_eq!(allowed.own().extras[0].path, "build.rs");
}

/// The name of a further template is as good as any other, wherever what it makes lies.
#[cfg(unix)]
#[test]
fn each_file_has_a_name_that_is_one_everywhere() {
    let front = extra("owner = \"once\"\npath = \"docs/a.md\"");
    for (path, word) in [
        ("extra/a\n1\nx", "control character"),
        ("extra/a:b", "Windows"),
        ("extra/nul.hbs", "device"),
        ("extra/.git/x", ".git"),
        ("extra/a\u{202e}dm.x", "cannot be seen"),
        ("partials/a\u{1b}[2J.hbs", "control character"),
    ] {
        let found = problems(&folder(&[(path, &front)]));
        let [(_, rule, why)] = &found[..] else {
            panic!("{path}: {found:?}");
        };
        assert_eq!(*rule, "template-path", "{path}");
        assert!(why.contains(word), "{path}: {why}");
    }
    let named = folder(&[("extra/{module}/{snake_name}.hbs", &front)]);
    assert_eq!(problems(&named), []);
    let found = problems(&folder(&[("tests/a\nb/wmigen.toml", b"")]));
    assert!(found[0].2.contains("control character"), "{found:?}");
}
