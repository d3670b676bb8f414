use super::*;

const RENDERED: &str = include_str!("../../../../tests/cases/disk/expected/Cargo.toml");

#[test]
fn what_is_missing_is_added_as_rendered() {
    let merge =
        merge_manifest(None, b"[package]\nname = \"mine\"\n", RENDERED).expect("a manifest");
    let whole = String::from_utf8(merge.bytes).expect("UTF-8");
    let dependencies =
        &RENDERED[RENDERED.find("[lib]").expect("lib")..RENDERED.find("[lints").expect("lints")];
    assert_eq!(
        whole,
        format!(
            "[package]\nname = \"mine\"\n\n{}\n",
            dependencies.trim_end()
        )
    );
}
