use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::render::{Each, Ownership};

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn read_here(folder: &TempDir) -> Reading {
    read(folder.path(), "templates", &[])
}

/// The problems of a folder: the file, the rule, and the message.
fn problems(folder: &TempDir) -> Vec<(String, &'static str, String)> {
    let found = read_here(folder).problems;
    let of_file = found.into_iter().flat_map(|(source, problems)| {
        problems
            .into_iter()
            .map(move |problem| (source.name.clone(), problem.rule, problem.message))
    });
    of_file.collect()
}

/// The one problem of a folder with this file.
#[track_caller]
fn problem(path: &str, bytes: &[u8]) -> String {
    let found = problems(&folder(&[(path, bytes)]));
    let [(file, rule, message)] = &found[..] else {
        panic!("{path}: {found:#?}");
    };
    assert_eq!(*file, format!("templates/{path}"));
    format!("{rule}: {message}")
}

fn extra(front: &str) -> Vec<u8> {
    format!("+++\n{front}\n+++\ntext\n").into_bytes()
}

#[test]
fn a_sound_folder_is_read_whole_and_in_order() {
    let folder = folder(&[
        ("templates.toml", b"context-version = 0\n"),
        ("README.md.hbs", b"# {{provider.name}}\r\n"),
        ("clippy.toml.hbs", b"# {{provider.name}}\n"),
        (".gitignore", b"/target\n"),
        ("src/lib.rs", b"// mine\n"),
        ("src/classes/operations/get.hbs", b"{{method}}"),
        ("wmigen.toml.hbs", b"spec-version = 1\n"),
        ("partials/a/header.hbs", b"//\n"),
        (
            "extra/docs/{module}.md.hbs",
            &extra("owner = \"generated\"\neach = \"class\""),
        ),
        (
            "extra/x.txt",
            &extra("owner = \"once\"\npath = \"docs/{snake_name}.txt\""),
        ),
        ("tests/case/wmigen.toml", b"\xff"),
        ("tests/case/expected/README.md", b"\xff"),
        ("wmigen.lock", b"\xff"),
        (".wmigen/base/x", b"\xff"),
        (".git/HEAD", b"\xff"),
    ]);
    let reading = read_here(&folder);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.cases, ["case"]);
    let paths: Vec<_> = reading
        .own()
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            ".gitignore",
            "README.md.hbs",
            "clippy.toml.hbs",
            "partials/a/header.hbs",
            "src/classes/operations/get.hbs",
            "src/lib.rs",
            "wmigen.toml.hbs",
        ]
    );
    assert_eq!(reading.own().files[1].text, "# {{provider.name}}\n");
    assert_eq!(reading.own().files[1].shown, "templates/README.md.hbs");
    let [of_class, once] = &reading.own().extras[..] else {
        panic!("{:#?}", reading.own().extras);
    };
    assert_eq!(of_class.path, "docs/{module}.md");
    assert_eq!(
        (of_class.each, of_class.ownership),
        (Each::Class, Ownership::Generated)
    );
    assert_eq!(of_class.file.body(), "text\n");
    assert_eq!(once.path, "docs/{snake_name}.txt");
    assert_eq!((once.each, once.ownership), (Each::Crate, Ownership::Once));
}

#[test]
fn an_empty_folder_has_no_templates() {
    let reading = read_here(&folder(&[]));
    assert!(reading.own().is_empty() && reading.problems.is_empty() && reading.cases.is_empty());
}

#[test]
fn what_cannot_be_read_is_told() {
    let big = vec![b'a'; 1024 * 1024 + 1];
    assert!(problem("README.md.hbs", &big).contains("template-file: it is larger than 1 MiB"));
    assert!(
        problem("README.md.hbs", b"a\xff").contains("template-file: the byte 0xFF is not UTF-8")
    );
    let at_most = vec![b'a'; 1024 * 1024];
    assert_eq!(problems(&folder(&[("README.md", &at_most)])), []);
    let gone = tempfile::tempdir().expect("a folder").path().join("gone");
    let found = read(&gone, "templates", &[]).problems;
    assert_eq!(found[0].0.name, "templates");
}

#[test]
fn a_file_of_fifty_megabytes_is_not_read() {
    let folder = folder(&[]);
    let file = fs::File::create(folder.path().join("README.md.hbs")).expect("a file");
    file.set_len(50 * 1024 * 1024).expect("a large file");
    let found = problems(&folder);
    assert!(found[0].2.contains("larger than 1 MiB"), "{found:?}");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_told() {
    for (path, wrong) in [
        ("README.md.hbs/x", "README.md.hbs"),
        ("README.md/x", "README.md"),
        ("src/lib.rs/x", "src/lib.rs"),
        ("extra/a.hbs/x", "extra/a.hbs"),
    ] {
        let found = problems(&folder(&[(path, b"")]));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, format!("templates/{wrong}"));
        assert!(
            found[0].2.contains("a folder where a file belongs"),
            "{found:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("README.md.hbs", b""), ("wmigen.toml", b"")]);
    let folder = folder(&[]);
    symlink(
        outside.path().join("README.md.hbs"),
        folder.path().join("README.md.hbs"),
    )
    .expect("a link");
    symlink(outside.path(), folder.path().join("partials")).expect("a link");
    symlink("nowhere", folder.path().join("clippy.toml")).expect("a link");
    fs::create_dir(folder.path().join("tests")).expect("a folder");
    symlink(outside.path(), folder.path().join("tests/case")).expect("a link");
    let found = problems(&folder);
    let files: Vec<_> = found.iter().map(|(file, ..)| file.as_str()).collect();
    assert_eq!(
        files,
        [
            "templates/README.md.hbs",
            "templates/clippy.toml",
            "templates/partials",
            "templates/tests/case"
        ]
    );
    assert!(
        found
            .iter()
            .all(|(_, rule, why)| *rule == "template-file" && why.contains("it is a link"))
    );
    let status = std::process::Command::new("mkfifo")
        .arg(folder.path().join("src"))
        .status();
    assert!(status.expect("mkfifo").success());
    assert!(
        problems(&folder)
            .iter()
            .any(|(file, _, why)| file == "templates/src" && why.contains("pipe"))
    );
}

#[test]
fn deep_folders_and_many_files_end_the_walk() {
    let deep = format!("partials/{}x.hbs", "a/".repeat(40));
    let found = problems(&folder(&[(&deep, b"")]));
    assert!(found[0].2.contains("more than 32 folders"), "{found:?}");
    let many = folder(&[]);
    fs::create_dir(many.path().join("partials")).expect("a folder");
    for number in 0..10_001 {
        fs::write(many.path().join(format!("partials/{number}.hbs")), "").expect("a file");
    }
    let found = problems(&many);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].2.contains("more than 10000 files"), "{found:?}");
}

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
        ("wmigen.schema.json", "wmigen makes"),
        (
            "mof/{snake_name}.mof",
            "wmigen's `mof/provider.mof.hbs` makes",
        ),
        ("src/lib.rs/x", "needs as a folder"),
        ("src", "a file in a folder `src`"),
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

/// What is wrong with a further file for the classes of this crate.
fn in_crate(path: &str, each: &str, dir: &str) -> Vec<String> {
    use crate::render::{MadeOf, outline};
    let front = extra(&format!(
        "owner = \"once\"\neach = \"{each}\"\npath = \"{path}\""
    ));
    let reading = read_here(&folder(&[("extra/x", &front)]));
    assert_eq!(reading.problems, []);
    let spec = "spec-version = 1\n[provider]\nname = \"Lib\"\nclsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"\n\
                namespace = 'root\\Acme'\n[class.Build]\nrust-name = \"Build\"\noperations = [\"get\"]\n\
                properties.A = { type = \"string\", key = true }\n";
    let provider = crate::lint::check(spec).0.expect("a sound spec");
    let templates = reading.templates;
    let made_of = MadeOf {
        templates: &templates,
        ..MadeOf::spec(&provider)
    };
    let found = check_outline(templates.own(), &outline(None, made_of), dir, &[]);
    let told = found.into_iter().flat_map(|(source, problems)| {
        assert_eq!(source.name, "templates/extra/x");
        problems.into_iter().map(|problem| problem.message)
    });
    told.collect()
}

#[test]
fn what_a_class_s_name_leads_to_is_told() {
    assert_eq!(in_crate("docs/{module}.md", "class", "templates"), [""; 0]);
    for (path, each, word) in [
        ("{module}.rs", "class", "cargo runs it"),
        (
            "src/{snake_name}.rs",
            "provider",
            "wmigen makes `src/lib.rs` already",
        ),
        ("mof/lib.mof", "provider", "wmigen makes"),
        ("t/x/{module}.md", "class", "in the folder of the templates"),
    ] {
        let found = in_crate(path, each, "t/X");
        assert!(
            found.len() == 1 && found[0].contains(word),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn every_path_of_a_folder_that_is_known_is_relative_to_it() {
    let folder = folder(&[("README.md", b"")]);
    let named = |shown: &str| read(folder.path(), shown, &[]).own().files[0].shown.clone();
    assert_eq!(named("../templates"), "../templates/README.md");
    assert_eq!(named("t/"), "t/README.md");
    assert!(Path::new(&named("t")).is_relative());
}
