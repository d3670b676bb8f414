//! Several changes in one manifest, some of them in one place.

use super::hard_tests::{NEW, with_lib};
use super::*;

#[test]
fn several_keys_of_one_entry_are_set_at_once() {
    let old = NEW
        .replace("0.2", "0.1")
        .replace(", default-features = false", "")
        .replace(", features = [\"std\"]", "");
    let becomes = |yours: &str, expected: &str| {
        let merge =
            merge_manifest(Some(&old), with_lib(yours).as_bytes(), NEW).expect("a manifest");
        assert_eq!(
            String::from_utf8(merge.bytes).expect("UTF-8"),
            with_lib(expected)
        );
        let keys = ["version", "default-features", "features"];
        assert_eq!(
            merge.keys,
            keys.map(|key| format!("dependencies.jiff.{key}"))
        );
    };
    becomes(
        "[dependencies]\njiff = '0.1' # mine\n",
        "[dependencies]\njiff = { version = '0.2', default-features = false, features = [\"std\"] } # mine\n",
    );
    becomes(
        "dependencies = { jiff = {} }\n",
        "dependencies = { jiff = { version = \"0.2\", default-features = false, features = [\"std\"] } }\n",
    );
    becomes(
        "  dependencies.jiff.optional = false\nx = 1\n",
        "  dependencies.jiff.optional = false\n  dependencies.jiff.version = \"0.2\"\n  \
         dependencies.jiff.default-features = false\n  dependencies.jiff.features = [\"std\"]\nx = 1\n",
    );
    becomes(
        "[dependencies.jiff]\n# mine\n\n[x]\n",
        "[dependencies.jiff]\nversion = \"0.2\"\ndefault-features = false\nfeatures = [\"std\"]\n# mine\n\n[x]\n",
    );
}

#[test]
fn changes_that_meet_in_one_place_keep_their_order() {
    let new = format!("{NEW}uuid = \"1\"\n");
    let merged = |yours: &str| {
        let merge = merge_manifest(Some(NEW), yours.as_bytes(), &new).expect("a manifest");
        String::from_utf8(merge.bytes).expect("UTF-8")
    };
    assert_eq!(
        merged(
            "lib = { crate-type = ['cdylib'] }\ndependencies = { jiff.default-features = false }\n"
        ),
        "lib = { crate-type = ['cdylib'] }\ndependencies = { jiff.default-features = false, jiff.version = \"0.2\", \
         jiff.features = [\"std\"], uuid = \"1\" }\n"
    );
    assert_eq!(
        merged("dependencies = { jiff = \"0.2\" }\n# mine"),
        "dependencies = { jiff = { version = \"0.2\", features = [\"std\"] }, uuid = \"1\" }\n# mine\n\n\
         [lib]\ncrate-type = [\"cdylib\"]\n"
    );
    assert_eq!(
        merged("[lib]\ncrate-type = ['cdylib']\n[dependencies]\njiff.version = \"0.2\""),
        "[lib]\ncrate-type = ['cdylib']\n[dependencies]\njiff.version = \"0.2\"\njiff.features = [\"std\"]\nuuid = \"1\"\n"
    );
    // What is added goes where the last line is that is taken out.
    let without = new.replace(
        "# The calendar.\njiff = { version = \"0.2\", default-features = false, features = [\"std\"] }\n",
        "",
    );
    let merge = merge_manifest(Some(NEW), NEW.as_bytes(), &without).expect("a manifest");
    assert_eq!(merge.bytes, without.as_bytes());
}
