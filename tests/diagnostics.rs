//! Every rule at work: `diagnostics/RULE/bad.toml` breaks it, `good.toml` is its sound twin, and `expected.txt` is
//! what a person is shown. A rule that can be broken in another way has a `bad-WAY.toml` and an `expected-WAY.txt` as
//! well. `SNAPSHOTS=overwrite cargo test --test diagnostics` writes what is expected anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};
use wmigen::diagnostics::{RULES, Source, render_human};
use wmigen::{lint, spec};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn source(rule: &str, file: &str) -> Source {
    let mut source = spec::read_file(&fixtures().join(rule).join(file)).expect("a fixture");
    file.clone_into(&mut source.name);
    source
}

/// The endings of the names of a rule's bad specs: "" of `bad.toml`, "-class" of `bad-class.toml`.
fn ways_to_break(rule: &str) -> impl Iterator<Item = String> {
    let files = fs::read_dir(fixtures().join(rule)).expect("fixtures");
    let ways: BTreeSet<_> = files
        .filter_map(|entry| {
            let name = entry.expect("a file").file_name();
            let way = name.to_str()?.strip_prefix("bad")?.strip_suffix(".toml")?;
            Some(way.to_owned())
        })
        .collect();
    assert!(ways.contains(""), "{rule} has no bad.toml");
    ways.into_iter()
}

#[test]
fn every_rule_has_its_fixtures_and_every_fixture_its_rule() {
    let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let folders: BTreeSet<_> = fs::read_dir(fixtures())
        .expect("the fixtures")
        .map(|entry| {
            entry
                .expect("a fixture")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    assert_eq!(rules, folders);
}

#[test]
fn bad_specs_are_told_what_is_wrong() {
    let assert = Assert::new().action_env("SNAPSHOTS");
    let ways = RULES
        .iter()
        .flat_map(|rule| ways_to_break(rule.id).map(move |way| (rule, way)));
    for (rule, way) in ways {
        let source = source(rule.id, &format!("bad{way}.toml"));
        let (provider, found) = lint::check(&source.text);
        assert!(
            found.iter().any(|diagnostic| diagnostic.rule == rule.id),
            "{}",
            rule.id
        );
        for diagnostic in &found {
            let listed = RULES.iter().any(|rule| rule.id == diagnostic.rule);
            assert!(listed, "{} is not listed", diagnostic.rule);
            assert!(
                diagnostic.help.is_some(),
                "{} says not what to write",
                diagnostic.rule
            );
        }
        let refused = found.iter().any(wmigen::diagnostics::Diagnostic::is_error);
        assert_eq!(provider.is_none(), refused, "{}", rule.id);
        let shown = anstream::adapter::strip_str(&render_human(&found, &source)).to_string();
        let expected = Data::read_from(
            &fixtures().join(rule.id).join(format!("expected{way}.txt")),
            None,
        );
        assert.eq(shown, expected.raw());
    }
}

#[test]
fn their_sound_twins_pass() {
    for rule in RULES {
        let source = source(rule.id, "good.toml");
        let (provider, found) = lint::check(&source.text);
        assert_eq!(found, [], "{}", rule.id);
        assert!(provider.is_some(), "{}", rule.id);
    }
}
