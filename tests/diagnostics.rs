//! Every rule at work. For one about the spec, `diagnostics/RULE/bad.toml` breaks it, `good.toml` is its sound twin, and
//! `expected.txt` is what a person is shown; for one about the lock the files end in `.lock`, and for one
//! about MOF in `.mof`. A rule that can be broken in
//! another way has a `bad-WAY` and an `expected-WAY.txt` as well. `SNAPSHOTS=overwrite cargo test --test diagnostics`
//! writes what is expected anew. For a rule about templates `bad` and `good` are folders with a folder of templates,
//! `templates`, and with a spec, `wmigen.toml`, if another one is needed than that of one class. The fixtures of rules about a
//! crate's files are scenes, which `cli` plays.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};
use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::diagnostics::{Area, Diagnostic, RULES, Rule, Source, render_human, rule};
use wmigen::import::{Options, import};
use wmigen::mof::{Loaded, parse};
use wmigen::regen::Lock;
use wmigen::render::{MadeOf, outline};
use wmigen::templates::{self, Copies};
use wmigen::{lint, spec};

/// The spec that a folder of templates is for.
const SPEC: &str = "\
spec-version = 1

[provider]
name = \"AcmeStorage\"
clsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"
namespace = 'root\\Acme'

[class.Acme_Disk]
operations = [\"get\", \"enumerate\"]
properties.DeviceID = { type = \"string\", key = true }

[templates]
dir = \"templates\"
";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn source(rule: &Rule, file: &str) -> Source {
    let mut source = spec::read_file(&fixtures().join(rule.id).join(file)).expect("a fixture");
    file.clone_into(&mut source.name);
    source
}

/// How the names of a rule's fixtures end; none where they are scenes or folders.
fn ending(rule: &Rule) -> Option<&'static str> {
    match rule.area {
        Area::Spec => Some(".toml"),
        Area::Lock => Some(".lock"),
        Area::Mof => Some(".mof"),
        Area::Template | Area::Crate => None,
    }
}

/// The rules whose fixtures are texts, each with how the names of those end.
fn rules_of_texts() -> impl Iterator<Item = (&'static Rule, &'static str)> {
    RULES.iter().filter_map(|rule| Some((rule, ending(rule)?)))
}

/// The endings of the names of a rule's bad texts: "" of `bad.toml`, "-class" of `bad-class.toml`.
fn ways_to_break(rule: &Rule, ending: &str) -> impl Iterator<Item = String> + use<> {
    let files = fs::read_dir(fixtures().join(rule.id)).expect("fixtures");
    let ways: BTreeSet<_> = files
        .filter_map(|entry| {
            let name = entry.expect("a file").file_name();
            let way = name.to_str()?.strip_prefix("bad")?.strip_suffix(ending)?;
            Some(way.to_owned())
        })
        .collect();
    assert!(ways.contains(""), "{} has no bad{ending}", rule.id);
    ways.into_iter()
}

/// What is found in a text, and whether it is of use nevertheless.
///
/// A fixture is about the rule that its folder is named after, and about every error, because none may stand. What other
/// rules warn of is left out, so that a new warning leaves the fixtures of the others as they are.
fn check(rule: &Rule, text: &str) -> (bool, Vec<Diagnostic>) {
    let (useful, mut found) = if rule.area == Area::Spec {
        let (provider, found) = lint::check(text);
        (provider.is_some(), found)
    } else if rule.area == Area::Mof {
        imported(text)
    } else {
        match Lock::read(text) {
            Ok(_) => (true, Vec::new()),
            Err(found) => (false, found),
        }
    };
    found.iter().for_each(assert_complete);
    found.retain(|diagnostic| diagnostic.is_error() || diagnostic.rule == rule.id);
    (useful, found)
}

/// Whether a text of MOF becomes a spec, and what is told of it.
fn imported(text: &str) -> (bool, Vec<Diagnostic>) {
    let parsed = parse(text, &MOF_SYNTAX);
    if !parsed.problems.is_empty() {
        return (false, parsed.problems);
    }
    let loaded = Loaded {
        items: parsed.items.into_iter().map(|item| (0, item)).collect(),
        ..Loaded::default()
    };
    let options = Options {
        classes: &[],
        name: "AcmeStorage",
        clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
    };
    let imported = import(&loaded, &options);
    let notes = imported.notes.into_iter().map(|(_, note)| note);
    (imported.spec.is_some(), notes.collect())
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
fn bad_texts_are_told_what_is_wrong() {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    for (broken, ending) in rules_of_texts() {
        for way in ways_to_break(broken, ending) {
            let source = source(broken, &format!("bad{way}{ending}"));
            let (useful, found) = check(broken, &source.text);
            assert!(
                found.iter().any(|diagnostic| diagnostic.rule == broken.id),
                "{}",
                broken.id
            );
            let refused = found.iter().any(Diagnostic::is_error);
            assert_eq!(useful, !refused, "{}", broken.id);
            let shown = anstream::adapter::strip_str(&render_human(&found, &source)).to_string();
            let expected = fixtures()
                .join(broken.id)
                .join(format!("expected{way}.txt"));
            assert.eq(shown, Data::read_from(&expected, None).raw());
        }
    }
}

/// Every diagnostic is of a rule of the list, weighs what that weighs, and says what to write.
fn assert_complete(diagnostic: &Diagnostic) {
    let id = diagnostic.rule;
    let listed = rule(id).unwrap_or_else(|| panic!("{id} is not listed"));
    assert_eq!(diagnostic.severity, listed.severity, "{id}");
    assert!(diagnostic.help.is_some(), "{id} says not what to write");
}

#[test]
fn their_sound_twins_pass() {
    for (rule, ending) in rules_of_texts() {
        let (useful, found) = check(rule, &source(rule, &format!("good{ending}")).text);
        assert_eq!(found, [], "{}", rule.id);
        assert!(useful, "{}", rule.id);
    }
}

/// What is wrong with the templates in this folder, or doubtful about what they were copied from.
fn of_templates(folder: &Path) -> Vec<(Source, Vec<Diagnostic>)> {
    let spec = fs::read_to_string(folder.join("wmigen.toml"));
    let spec = spec.unwrap_or_else(|_| SPEC.to_owned());
    let provider = lint::check(&spec).0.expect("a sound spec");
    let of_spec = provider.templates.as_ref().expect("templates");
    let reading = templates::read(&folder.join(&of_spec.dir), &of_spec.dir, &of_spec.allow);
    if !reading.problems.is_empty() {
        return reading.problems;
    }
    let root = folder.join(&of_spec.dir);
    let lock = Lock::load(&root)
        .expect("a text")
        .map(|text| Lock::read(&text));
    let lock = lock.map(|lock| lock.expect("a lock")).unwrap_or_default();
    let copies = Copies::read(&root, lock, &[]).expect("paths");
    let command = |verb: &str| format!("wmigen templates {verb}");
    let drifted = templates::drifted(&copies, &of_spec.dir, command);
    let drifted = drifted
        .into_iter()
        .map(|(source, warning)| (source, vec![warning]));
    let templates = reading.templates;
    let made_of = MadeOf {
        templates: &templates,
        ..MadeOf::spec(&provider)
    };
    let outline = outline(None, made_of);
    let landed = templates::check_outline(&templates, &outline, &of_spec.dir, &of_spec.allow);
    drifted.chain(landed).collect()
}

fn rules_of_templates() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| rule.area == Area::Template)
}

#[test]
fn bad_templates_are_told_what_is_wrong() {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    for broken in rules_of_templates() {
        for way in ways_to_break(broken, "") {
            let folder = fixtures().join(broken.id);
            let found = of_templates(&folder.join(format!("bad{way}")));
            let all = || found.iter().flat_map(|(_, problems)| problems);
            all().for_each(assert_complete);
            assert!(
                all().any(|one| one.rule == broken.id),
                "{}{way}: {found:#?}",
                broken.id
            );
            let shown = found
                .iter()
                .map(|(source, problems)| render_human(problems, source));
            let shown = anstream::adapter::strip_str(&shown.collect::<String>()).to_string();
            let expected = folder.join(format!("expected{way}.txt"));
            assert.eq(shown, Data::read_from(&expected, None).raw());
        }
    }
}

#[test]
fn the_sound_twins_of_bad_templates_pass() {
    for rule in rules_of_templates() {
        let found = of_templates(&fixtures().join(rule.id).join("good"));
        assert_eq!(found, [], "{}", rule.id);
    }
}
