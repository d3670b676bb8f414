//! Manifests that are unusual, foreign, broken or meant to do harm.

use super::*;

pub const NEW: &str = r#"[lib]
crate-type = ["cdylib"]

[dependencies]
# The calendar.
jiff = { version = "0.2", default-features = false, features = ["std"] }
"#;

/// The dependencies of `NEW`, without a header.
const ENTRY: &str = r#"{ version = "0.2", default-features = false, features = ["std"] }"#;

pub fn with_lib(rest: &str) -> String {
    format!("lib.crate-type = [\"cdylib\"]\n{rest}")
}

#[track_caller]
fn becomes(yours: &str, expected: &str) {
    let merge = merge_manifest(Some(NEW), with_lib(yours).as_bytes(), NEW).expect("a manifest");
    let merged = String::from_utf8(merge.bytes).expect("UTF-8");
    assert_eq!(merged, with_lib(expected));
    assert_eq!(merge.disagreements, Vec::<String>::new());
}

#[track_caller]
fn disagrees(yours: &str, sentence: &str) {
    let merge = merge_manifest(Some(NEW), with_lib(yours).as_bytes(), NEW).expect("a manifest");
    assert_eq!(merge.bytes, with_lib(yours).as_bytes());
    assert_eq!(merge.disagreements, [sentence]);
}

#[track_caller]
fn fails(yours: &str, sentence: &str) {
    let why = merge_manifest(Some(NEW), yours.as_bytes(), NEW).expect_err("no manifest");
    assert_eq!(why.to_string(), sentence);
}

#[test]
fn a_dependency_from_elsewhere_is_the_users() {
    for from in [
        "path = \"../jiff\"",
        "git = \"https://example.com\", version = \"9\"",
    ] {
        let yours = format!("[dependencies]\njiff = {{ {from}, features = [\"std\"] }}\n");
        becomes(&yours, &yours);
    }
    disagrees(
        "[dependencies]\njiff = { path = \"../jiff\" }\n",
        "`dependencies.jiff` has a `path`, so its features are not set; wmigen needs `std`",
    );
    becomes(
        "[dependencies]\njiff = { workspace = true, optional = true }\n",
        "[dependencies]\njiff = { workspace = true, optional = true, features = [\"std\"] }\n",
    );
    becomes(
        "[dependencies]\njiff.workspace = true\n",
        "[dependencies]\njiff.workspace = true\njiff.features = [\"std\"]\n",
    );
}

#[test]
fn a_name_that_is_another_crate_is_not_overwritten() {
    disagrees(
        "[dependencies]\njiff = { package = \"evil\\u001b[31m\", version = \"1\" }\n",
        "`dependencies.jiff` is the crate `evil\\u{1b}[31m`; wmigen needs the crate `jiff`",
    );
}

#[test]
fn a_dependency_for_other_systems_is_not_there() {
    for target in ["cfg(unix)", "cfg(not(windows))", "x86_64-pc-windows-msvc"] {
        let yours = format!("[dependencies]\n[target.'{target}'.dependencies]\njiff = \"0.2\"\n");
        let entry = format!("[dependencies]\n# The calendar.\njiff = {ENTRY}\n");
        becomes(&yours, &yours.replace("[dependencies]\n", &entry));
    }
    let yours =
        format!("[target.\"cfg(target_os = \\\"windows\\\")\".dependencies]\njiff = {ENTRY}\n");
    becomes(&yours, &yours);
}

#[test]
fn every_kind_of_table_takes_a_dependency() {
    becomes(
        "dependencies = {}\n",
        &format!("dependencies = {{ jiff = {ENTRY} }}\n"),
    );
    becomes(
        "dependencies = { a = \"1\" }\n",
        &format!("dependencies = {{ a = \"1\", jiff = {ENTRY} }}\n"),
    );
    becomes(
        "dependencies.a = \"1\"\nprofile.x = 1\n",
        &format!(
            "dependencies.a = \"1\"\n# The calendar.\ndependencies.jiff = {ENTRY}\nprofile.x = 1\n"
        ),
    );
    becomes(
        "[dependencies.a]\nversion = \"1\"\n",
        &format!(
            "[dependencies.a]\nversion = \"1\"\n\n[dependencies]\n# The calendar.\njiff = {ENTRY}\n"
        ),
    );
    becomes(
        "[dependencies]#mine\n\n[dependencies.a]\nversion = \"1\"",
        &format!(
            "[dependencies]#mine\n# The calendar.\njiff = {ENTRY}\n\n[dependencies.a]\nversion = \"1\""
        ),
    );
}

#[test]
fn every_kind_of_table_takes_a_key() {
    let yours = "dependencies = { jiff.version = '0.2', jiff.default-features = false }\n";
    becomes(
        yours,
        &yours.replace("false }", "false, jiff.features = [\"std\"] }"),
    );
    let yours = "dependencies . jiff . version = '0.2'\nx.y = 1\n";
    becomes(
        yours,
        &yours.replace("x.y", "dependencies.jiff.features = [\"std\"]\nx.y"),
    );
    becomes(
        "[dependencies.jiff.metadata]\nx = 1\n",
        "[dependencies.jiff.metadata]\nx = 1\n\n[dependencies.jiff]\nversion = \"0.2\"\nfeatures = [\"std\"]\n",
    );
    becomes(
        "dependencies = {\n  jiff = {\n    version = \"0.2\", # mine\n  },\n}\n",
        "dependencies = {\n  jiff = {\n    version = \"0.2\", features = [\"std\"], # mine\n  },\n}\n",
    );
}

#[test]
fn dotted_keys_that_stand_apart_stay_apart() {
    becomes(
        "[dependencies]\njiff.version = \"0.2\"\na = \"1\"\njiff.optional = false # mine\nb = \"1\"\n",
        "[dependencies]\njiff.version = \"0.2\"\na = \"1\"\njiff.optional = false # mine\n\
         jiff.features = [\"std\"]\nb = \"1\"\n",
    );
}

#[test]
fn a_dependency_that_wmigen_needs_no_more_goes_if_it_is_as_written() {
    let bare = "[lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\n";
    let removed = |yours: &str| {
        let merge = merge_manifest(Some(NEW), yours.as_bytes(), bare).expect("a manifest");
        let merged = String::from_utf8(merge.bytes).expect("UTF-8");
        (merged, !merge.keys.is_empty())
    };
    assert_eq!(removed(NEW), (bare.to_owned(), true));
    assert_eq!(
        removed(&NEW.replace("# The calendar.\n", "# mine\n")),
        (format!("{bare}# mine\n"), true)
    );
    for (what, edit) in [
        ("\"0.2\"", "\"0.3\""),
        ("] }", "] } # mine"),
        ("jiff", "\"jiff\""),
        ("jiff", "  jiff"),
    ] {
        let yours = NEW.replace(what, edit);
        assert_eq!(removed(&yours), (yours, false));
    }
    let unknown = merge_manifest(None, NEW.as_bytes(), bare).expect("a manifest");
    assert_eq!(unknown.bytes, NEW.as_bytes());
    let without = merge_manifest(Some(NEW), NEW.as_bytes(), "").expect("a manifest");
    assert_eq!(
        (without.bytes, without.keys),
        (
            bare.as_bytes().to_vec(),
            vec!["dependencies.jiff".to_owned()]
        )
    );
}

#[test]
fn line_ends_and_marks_stay() {
    let yours = "\u{feff}[lib]\r\ncrate-type = [\"cdylib\"]\n# a\r\n[dependencies]\r\na = \"1\"";
    let merge = merge_manifest(Some(NEW), yours.as_bytes(), NEW).expect("a manifest");
    let merged = String::from_utf8(merge.bytes).expect("UTF-8");
    assert_eq!(
        merged,
        format!("{yours}\r\n# The calendar.\r\njiff = {ENTRY}\r\n")
    );
    let old = NEW.replace("0.2", "0.1").replace('\n', "\r\n");
    let merge = merge_manifest(
        Some(&NEW.replace("0.2", "0.1")),
        old.trim_end().as_bytes(),
        NEW,
    );
    assert_eq!(
        merge.expect("a manifest").bytes,
        NEW.trim_end().replace('\n', "\r\n").as_bytes()
    );
}

#[test]
fn what_stands_where_wmigens_keys_belong_is_an_error() {
    fails(
        "dependencies = 5\n",
        "line 1, column 16: `dependencies` is of the type integer; it must be a table",
    );
    fails(
        "[[dependencies]]\n",
        "line 1, column 1: `dependencies` is of the type array of tables; it must be a table",
    );
    fails(
        "\nlib = 'x'\n",
        "line 2, column 7: `lib` is of the type string; it must be a table",
    );
    fails(
        "lib.crate-type = 'x'\n",
        "line 1, column 18: `lib.crate-type` is of the type string; it must be an array of strings",
    );
    fails(
        "[dependencies]\njiff = 1\n",
        "line 2, column 8: `dependencies.jiff` is of the type integer; it must be a version or a table",
    );
    fails(
        "[dependencies]\njiff.version = 1\n",
        "line 2, column 16: `dependencies.jiff.version` is of the type integer; it must be a string",
    );
    fails(
        "[dependencies]\njiff.features = [1]\n",
        "line 2, column 17: `dependencies.jiff.features` is of the type array; it must be an array of strings",
    );
    fails(
        "[dependencies]\njiff.default-features = 'no'\n",
        "line 2, column 25: `dependencies.jiff.default-features` is of the type string; it must be `true` or `false`",
    );
}

#[test]
fn what_is_no_toml_is_an_error_with_its_line() {
    fails("a = 1\nb = 2\na = 3\n", "line 3, column 1: duplicate key");
    fails(
        "ä = 1\n",
        "line 1, column 1: invalid unquoted key, expected letters, numbers, `-`, `_`",
    );
    fails(
        "[lib]\n<<<<<<< HEAD\nname = 'a'\n=======\nname = 'b'\n>>>>>>> x\n",
        "line 2, column 1: a conflict begins here; resolve it first",
    );
    let broken = merge_manifest(None, b"a = \xff", NEW);
    assert_eq!(broken, Err(Unmergeable::NotText));
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for open in ["a = ", "a = {b=", "[a."] {
        let nested = match open {
            "[a." => format!("[{}a]\n", "a.".repeat(100_000)),
            "a = " => format!("a = {}", "[".repeat(100_000)),
            _ => format!("a = {}", "{b=".repeat(100_000)),
        };
        let error = merge_manifest(None, nested.as_bytes(), NEW)
            .expect_err(open)
            .to_string();
        assert!(error.starts_with("line 1, column "), "{error}");
        assert!(error.len() < 200, "{error}");
    }
}

#[test]
fn a_megabyte_is_merged_and_kept() {
    let lines = (0..20_000)
        .map(|i| format!("# a comment that is rather long, number {i}\ncrate-{i} = \"1\"\n"));
    let yours = format!("[dependencies]\n{}", lines.collect::<String>());
    assert!(yours.len() > 1_000_000);
    let merge = merge_manifest(None, yours.as_bytes(), NEW).expect("a manifest");
    assert!(merge.bytes.starts_with(yours.as_bytes()));
    assert_eq!(merge.keys, ["lib.crate-type", "dependencies.jiff"]);
}

#[test]
fn the_root_of_a_workspace_is_no_crate_unless_it_has_one() {
    let why = merge_manifest(None, b"[workspace]\nmembers = []\n", NEW).expect_err("no crate");
    assert_eq!(
        why.to_string(),
        "it has a `[workspace]` and no `[package]`, and so is no crate's"
    );
    let both = b"[workspace]\n\n[package]\nname = \"x\"\n";
    merge_manifest(None, both, NEW).expect("a crate");
}
