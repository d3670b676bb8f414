//! Each rule of the merge, and each way to write the same dependency.

use super::*;

/// What the crate of the first golden is rendered with.
const RENDERED: &str = include_str!("../../../tests/cases/disk/expected/Cargo.toml");

const OLD: &str = r#"[lib]
crate-type = ["cdylib"]

[dependencies]
# Flags.
bitflags = "2"
jiff = { version = "0.2", default-features = false, features = ["std"] }
# COM.
windows-core = "0.100"
"#;

const NEW: &str = r#"[lib]
crate-type = ["cdylib"]

[dependencies]
# Flags.
bitflags = "2"
jiff = { version = "0.2", default-features = false, features = ["std", "alloc"] }
# COM.
windows-core = "0.101"
"#;

fn merge(base: &str, yours: &str, new: &str) -> ManifestMerge {
    merge_manifest(Some(base), yours.as_bytes(), new).expect("a manifest")
}

/// The manifest with the keys that were set, after a merge in which nobody disagrees.
fn set(base: &str, yours: &str, new: &str) -> (String, Vec<String>) {
    let merge = merge(base, yours, new);
    assert_eq!(merge.disagreements, Vec::<String>::new());
    (String::from_utf8(merge.bytes).expect("UTF-8"), merge.keys)
}

/// Merges a manifest that has `yours` in place of the line of windows-core in `OLD`.
#[track_caller]
fn core_becomes(yours: &str, expected: &str, keys: &[&str]) {
    let with = |line: &str| OLD.replace("# COM.\nwindows-core = \"0.100\"\n", line);
    let new = OLD.replace(
        "windows-core = \"0.100\"",
        "windows-core = { version = \"0.101\", features = [\"std\"] }",
    );
    let (merged, set) = set(OLD, &with(yours), &new);
    assert_eq!(merged, with(expected));
    assert_eq!(set, keys);
}

#[test]
fn a_manifest_as_rendered_stays() {
    assert_eq!(set(OLD, OLD, OLD), (OLD.to_owned(), vec![]));
    assert_eq!(set(OLD, NEW, NEW), (NEW.to_owned(), vec![]));
    let unknown = merge_manifest(None, RENDERED.as_bytes(), RENDERED).expect("a manifest");
    assert_eq!(unknown.bytes, RENDERED.as_bytes());
    assert_eq!((unknown.keys, unknown.disagreements), (vec![], vec![]));
}

#[test]
fn every_key_of_a_rendered_dependency_is_one_that_wmigen_owns() {
    let document: toml::Table = RENDERED.parse().expect("TOML");
    let dependencies = document["dependencies"].as_table().expect("a table");
    assert!(!dependencies.is_empty());
    for entry in dependencies.values() {
        for key in entry.as_table().into_iter().flat_map(toml::Table::keys) {
            assert!(OWNED.contains(&&*format!("dependencies.*.{key}")), "{key}");
        }
    }
}

#[test]
fn an_unedited_manifest_becomes_the_new_one() {
    let keys = ["dependencies.jiff", "dependencies.windows-core"].map(str::to_owned);
    assert_eq!(set(OLD, OLD, NEW), (NEW.to_owned(), keys.to_vec()));
    assert_eq!(set(NEW, NEW, OLD), (OLD.to_owned(), keys.to_vec()));
}

#[test]
fn what_is_missing_is_added_as_rendered() {
    let owned =
        &RENDERED[RENDERED.find("[lib]").expect("lib")..RENDERED.find("\n[lints").expect("lints")];
    let (merged, keys) = set(RENDERED, "[package]\nname = \"mine\"", RENDERED);
    assert_eq!(merged, format!("[package]\nname = \"mine\"\n\n{owned}"));
    assert_eq!(
        keys,
        [
            "lib.crate-type",
            "dependencies.jiff",
            "dependencies.windows-core"
        ]
    );
    assert_eq!(set(RENDERED, "", RENDERED).0, owned);
}

/// A manifest that names a dependency in a feature is none without it.
#[test]
fn a_dependency_that_is_needed_no_more_stays_for_a_feature_of_the_user_s() {
    const JIFF: &str =
        "jiff = { version = \"0.2\", default-features = false, features = [\"std\"] }\n";
    assert!(OLD.contains(JIFF));
    let new = OLD.replace(JIFF, "");
    for (features, stays) in [
        ("", false),
        ("a = []", false),
        ("a = [\"jiffy\", \"serde/jiff\"]", false),
        ("a = [\"b\", \"jiff\"]\nb = []", true),
        ("a = [\"jiff/tz-system\"]", true),
        ("a = [\"jiff?/tz-system\"]", true),
        ("a = [\"dep:jiff\"]", true),
    ] {
        let yours = format!("{OLD}\n[features]\n{features}\n");
        let merge = merge_manifest(Some(OLD), yours.as_bytes(), &new).expect("a merge");
        let merged = String::from_utf8(merge.bytes).expect("text");
        assert_eq!(merged.contains(JIFF), stays, "{features}");
        assert_eq!(merge.disagreements.len(), usize::from(stays), "{features}");
    }
}

#[test]
fn a_missing_dependency_goes_after_those_that_are_there() {
    let yours = "[lib]\ncrate-type = [\"cdylib\"]\n[dependencies]\n  serde = \"1\" # mine\n  # later\n\n[features]\n";
    let added = "  # Flags.\n  bitflags = \"2\"\n  jiff = { version = \"0.2\", default-features = false, features = [\"std\"] }\n  # COM.\n  windows-core = \"0.100\"\n";
    let (merged, _) = set(OLD, yours, OLD);
    assert_eq!(
        merged,
        yours.replace("# mine\n", &format!("# mine\n{added}"))
    );
}

#[test]
fn the_spelling_of_a_version_stays() {
    let all = &[
        "dependencies.windows-core.version",
        "dependencies.windows-core.features",
    ];
    core_becomes(
        "windows-core = '0.100' # mine\n",
        "windows-core = { version = '0.101', features = [\"std\"] } # mine\n",
        all,
    );
    core_becomes(
        "windows-core = { version = '''0.100''' }\n",
        "windows-core = { version = '''0.101''', features = [\"std\"] }\n",
        all,
    );
    core_becomes(
        "windows-core = {version=\"0.100\"}\n",
        "windows-core = {version=\"0.101\", features = [\"std\"]}\n",
        all,
    );
    core_becomes(
        "windows-core.version = \"0.100\"\nserde = \"1\"\n",
        "windows-core.version = \"0.101\"\nwindows-core.features = [\"std\"]\nserde = \"1\"\n",
        all,
    );
    core_becomes(
        "\n[dependencies.windows-core]\nversion = \"0.100\" # mine\n# end\n",
        "\n[dependencies.windows-core]\nversion = \"0.101\" # mine\nfeatures = [\"std\"]\n# end\n",
        all,
    );
    core_becomes(
        "\"windows-core\" = { \"version\" = \"0.100\", features = [ 'a', ] }\n",
        "\"windows-core\" = { \"version\" = \"0.101\", features = [ 'a', \"std\", ] }\n",
        all,
    );
    core_becomes(
        "[target.'cfg( windows )'.dependencies]\nwindows-core = \"0.100\"\n",
        "[target.'cfg( windows )'.dependencies]\nwindows-core = { version = \"0.101\", features = [\"std\"] }\n",
        &["target.\"cfg( windows )\".dependencies.windows-core"],
    );
    core_becomes(
        "com = { package = \"windows-core\", version = \"0.100\" }\n",
        "com = { package = \"windows-core\", version = \"0.101\", features = [\"std\"] }\n",
        &["dependencies.com.version", "dependencies.com.features"],
    );
}

#[test]
fn a_pin_of_the_users_stays() {
    for version in ["=0.100.0", "0.100.7", ">=0.99"] {
        let yours = OLD.replace("0.100", version);
        assert_eq!(set(OLD, &yours, OLD), (yours, vec![]));
    }
    // One that the code was not written for stays as well, and is told.
    for version in ["0.99", "0.102"] {
        let yours = OLD.replace("0.100", version);
        let merged = merge(OLD, &yours, OLD);
        assert_eq!((merged.bytes, merged.keys), (yours.into_bytes(), vec![]));
        assert_eq!(
            merged.disagreements,
            [format!(
                "`dependencies.windows-core` is `{version}`, and what wmigen generates is written for `0.100`: write \
                 `windows-core = \"0.100\"`"
            )]
        );
    }
    let yours = OLD.replace("default-features = false", "default-features = true");
    assert_eq!(set(OLD, &yours, OLD), (yours, vec![]));
    let yours = OLD.replace("default-features = false, ", "");
    assert_eq!(set(OLD, &yours, OLD), (yours, vec![]));
}

#[test]
fn a_pin_that_wmigen_has_passed_is_a_disagreement() {
    let yours = OLD.replace("0.100", "0.99");
    let merged = merge(OLD, &yours, &OLD.replace("0.100", "0.101"));
    assert_eq!(merged.bytes, yours.as_bytes());
    assert_eq!(
        merged.disagreements,
        ["`dependencies.windows-core` is `0.99`; wmigen wrote `0.100` and now needs `0.101`"]
    );
    let yours = OLD.replace("\"0.100\"", "\"0.101\"");
    assert_eq!(
        merge(OLD, &yours, &yours).disagreements,
        Vec::<String>::new()
    );
}

#[test]
fn without_a_base_a_difference_is_a_disagreement() {
    let yours = OLD
        .replace("0.100", "0.99")
        .replace("default-features = false, ", "");
    let merged = merge_manifest(None, yours.as_bytes(), OLD).expect("a manifest");
    assert_eq!(merged.bytes, yours.as_bytes());
    assert_eq!(
        merged.disagreements,
        [
            "`dependencies.jiff.default-features` is `true`; wmigen needs `false`",
            "`dependencies.windows-core` is `0.99`; wmigen needs `0.100`",
        ]
    );
    let broken = merge_manifest(Some("= no TOML"), yours.as_bytes(), OLD).expect("a manifest");
    assert_eq!(broken, merged);
}

#[test]
fn default_features_follow_wmigen() {
    let edited = OLD.replace("# COM.\nwindows-core = \"0.100\"", "windows-core = '0.100'");
    let off = OLD.replace(
        "\"0.100\"",
        "{ version = \"0.100\", default-features = false }",
    );
    let (merged, keys) = set(OLD, &edited, &off);
    assert!(
        merged.ends_with("\nwindows-core = { version = '0.100', default-features = false }\n"),
        "{merged}"
    );
    assert_eq!(keys, ["dependencies.windows-core.default-features"]);
    let (merged, keys) = set(&off, &merged, OLD);
    assert!(
        merged.ends_with("\nwindows-core = { version = '0.100', default-features = true }\n"),
        "{merged}"
    );
    assert_eq!(keys, ["dependencies.windows-core.default-features"]);
}

#[test]
fn features_of_both_are_there() {
    let yours = OLD.replace("[\"std\"]", "[\"serde\", 'std']");
    let (merged, keys) = set(OLD, &yours, NEW);
    assert!(
        merged.contains("features = [\"serde\", 'std', \"alloc\"] }\n"),
        "{merged}"
    );
    assert_eq!(
        keys,
        ["dependencies.jiff.features", "dependencies.windows-core"]
    );
    // wmigen's code does not compile without its features, so they are no choice of the user's.
    let yours = OLD.replace(", features = [\"std\"]", "");
    let (merged, keys) = set(OLD, &yours, OLD);
    assert_eq!(merged, OLD);
    assert_eq!(keys, ["dependencies.jiff.features"]);
}

#[test]
fn a_list_with_a_line_for_each_keeps_them() {
    for (list, expected) in [
        (
            "[\n  \"a\", # why\n  \"b\",\n]",
            "[\n  \"a\", # why\n  \"b\",\n  \"std\",\n]",
        ),
        (
            "[\n  \"a\",\n  \"b\" # why\n]",
            "[\n  \"a\",\n  \"b\", # why\n  \"std\"\n]",
        ),
        (
            "[\n  \"a\"\n  , \"b\"\n]",
            "[\n  \"a\"\n  , \"b\", \"std\"\n]",
        ),
        ("[\n  \"a\"\n  ,\n]", "[\n  \"a\", \"std\"\n  ,\n]"),
        ("[\n  \"a\" ]", "[\n  \"a\", \"std\" ]"),
        ("[ ]", "[\"std\" ]"),
        ("[ # none\n]", "[\"std\" # none\n]"),
    ] {
        let yours = OLD.replace("[\"std\"]", list);
        assert_eq!(
            set(OLD, &yours, OLD).0,
            OLD.replace("[\"std\"]", expected),
            "{list}"
        );
    }
}

#[test]
fn the_library_is_a_cdylib_and_what_else_the_user_makes_it() {
    for (yours, expected) in [
        (
            "[lib]\ncrate-type = ['rlib']\n",
            "[lib]\ncrate-type = ['rlib', \"cdylib\"]\n",
        ),
        (
            "[lib]\ncrate_type = []\n",
            "[lib]\ncrate_type = [\"cdylib\"]\n",
        ),
        (
            "[lib]\n# mine\nname = \"x\"\n",
            "[lib]\n# mine\nname = \"x\"\ncrate-type = [\"cdylib\"]\n",
        ),
        (
            "[lib] # mine\n",
            "[lib] # mine\ncrate-type = [\"cdylib\"]\n",
        ),
        (
            "lib.name = 'x'\n",
            "lib.name = 'x'\nlib.crate-type = [\"cdylib\"]\n",
        ),
        ("lib = {}\n", "lib = { crate-type = [\"cdylib\"] }\n"),
    ] {
        let rest = &OLD[OLD.find("\n[dep").expect("dependencies")..];
        let (merged, keys) = set(OLD, &format!("{yours}{rest}"), OLD);
        assert_eq!(merged, format!("{expected}{rest}"));
        assert_eq!(keys, ["lib.crate-type"]);
    }
    let yours = OLD.replace("[\"cdylib\"]", "[\"lib\", \"cdylib\"]");
    assert_eq!(
        set(OLD, &yours, NEW).0,
        NEW.replace("[\"cdylib\"]", "[\"lib\", \"cdylib\"]")
    );
}
