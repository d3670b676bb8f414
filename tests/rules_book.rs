//! The pages of `docs/rules`: one for each rule, which says what the rule says, shows what breaks it and what does not,
//! and is what `wmigen explain` prints. `SNAPSHOTS=overwrite cargo test --test rules_book` writes their index anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/accept.rs"]
mod accept;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use wmigen::diagnostics::{Area, Diagnostic, RULES, Rule, Severity};
use wmigen::regen::Lock;
use wmigen::render::{OwnFile, OwnTemplates, Templates};

/// Rules whose wrong example would be longer than anybody reads.
const WITHOUT_EXAMPLE: &[&str] = &["too-many-properties"];

/// What an example about the spec leaves out.
const BASE: &str = "\
spec-version = 1

[provider]
name = \"AcmeStorage\"
clsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"
namespace = 'root\\Acme'

[class.Acme_Disk]
operations = [\"get\", \"enumerate\"]
properties.DeviceID = { type = \"string\", key = true }
";

fn docs(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(path)
}

/// A text on one line, since pages break theirs where it suits them.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_page_has_its_rule() {
    let rules: BTreeSet<_> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let files: BTreeSet<_> = fs::read_dir(docs("rules"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .map(|name| name.strip_suffix(".md").unwrap().to_owned())
        .collect();
    assert_eq!(rules, files, "docs/rules");
}

#[test]
fn a_page_says_why_and_what_to_do() {
    for rule in RULES {
        // The build has read the first three: the id, the weight, and what the rule asks for.
        let reason = rule.page.split("\n\n").map(flat).nth(3).expect(rule.id);
        assert!(!reason.starts_with('#'), "{} does not say why", rule.id);
        let (_, mend) = rule.page.split_once("\n## What to do\n\n").expect(rule.id);
        assert!(mend.trim_end().ends_with('.'), "{}", rule.id);
    }
}

/// A block of TOML of a page: what is said of it, and the text.
struct Example {
    wrong: bool,
    /// Whether nothing is left out.
    whole: bool,
    text: String,
}

fn examples(page: &str) -> Vec<Example> {
    let blocks = page.split("```toml ").skip(1);
    blocks
        .map(|block| {
            let (words, rest) = block.split_once('\n').unwrap();
            let words: Vec<_> = words.split(' ').collect();
            assert!(
                words
                    .iter()
                    .all(|word| ["wrong", "right", "whole"].contains(word)),
                "{words:?}"
            );
            Example {
                wrong: words.contains(&"wrong"),
                whole: words.contains(&"whole"),
                text: rest.split("\n```").next().unwrap().to_owned() + "\n",
            }
        })
        .collect()
}

/// Puts an example into a whole spec. Properties stay alone: those of the base would be beside those of the example.
fn fill(base: &mut Table, example: Table) {
    for (key, value) in example {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(table)) if key != "properties" => {
                fill(inner, table);
            }
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// What is found in an example.
fn found(rule: &Rule, example: &Example) -> Vec<Diagnostic> {
    if rule.area == Area::Lock {
        return Lock::read(&example.text).err().unwrap_or_default();
    }
    let spec = match example.text.parse::<Table>() {
        Ok(table) if !example.whole => {
            let mut spec = BASE.parse().unwrap();
            fill(&mut spec, table);
            toml::to_string(&spec).unwrap()
        }
        // What is no TOML cannot be filled in, and is judged as it is.
        _ => example.text.clone(),
    };
    wmigen::lint::check(&spec).1
}

#[test]
fn what_a_page_calls_wrong_is_refused_and_what_it_calls_right_is_taken() {
    for rule in RULES {
        let examples = examples(rule.page);
        let exempt = matches!(rule.area, Area::Template | Area::Crate | Area::Mof)
            || WITHOUT_EXAMPLE.contains(&rule.id);
        for wrong in [true, false] {
            let there = examples.iter().any(|example| example.wrong == wrong);
            assert_ne!(
                there,
                exempt,
                "{}: {}",
                rule.id,
                if wrong { "wrong" } else { "right" }
            );
        }
        for example in &examples {
            let found = found(rule, example);
            let broken = found.iter().any(|diagnostic| diagnostic.rule == rule.id);
            assert_eq!(broken, example.wrong, "{}: {found:#?}", rule.id);
            // A warning that another rule has does not make an example of this one wrong.
            let sound = !found.iter().any(Diagnostic::is_error);
            assert!(example.wrong || sound, "{}: {found:#?}", rule.id);
        }
    }
}

const INDEX: &str = "\
# The rules

What wmigen has to say comes from a rule. A message about a text names it in brackets, as in `error[unknown-key]`, and so
does every finding in [`--message-format json`](../messages.md). `wmigen rules` lists all of them. `wmigen explain RULE` prints
the rule's page; it also takes the word that `wmigen check` has for a file, such as `edited`.

An error or a finding fails `wmigen check` with exit status 1. A warning does not, unless `wmigen check --deny-warnings` asks
for that.

## Levels

A warning may be meant. `[lints]` in the spec gives it another level for the whole provider, as `[lints]` of Cargo does, and
`[class.NAME.lints]` for one class. The level of a class goes before that of the provider.

```toml
[lints]
class-without-schema = \"allow\"

[class.Sensor.lints]
reserved-word = \"deny\"
```

- `allow` keeps the warning silent.
- `warn` shows it. This is the level of every warning that the spec gives none.
- `deny` makes it an error: `check`, `new` and `generate` end with exit status 1.

Only warnings have levels; `lint-level` refuses a level for anything else. A level for a warning that is never
given does nothing.

Some warnings are about security. Where the spec allows one that wmigen would give, the crate's `docs/access-denied.md` says
so, with the class and the warning, for the person who approves the provider.
";

/// The index of the pages.
fn index() -> String {
    let mut text = INDEX.to_owned();
    for (heading, area, severity, security) in [
        ("Errors in the spec", Area::Spec, Severity::Error, false),
        (
            "Warnings about the spec",
            Area::Spec,
            Severity::Warning,
            false,
        ),
        (
            "Warnings about security",
            Area::Spec,
            Severity::Warning,
            true,
        ),
        (
            "Errors in a template",
            Area::Template,
            Severity::Error,
            false,
        ),
        (
            "Warnings about a template",
            Area::Template,
            Severity::Warning,
            false,
        ),
        ("Errors in the lock", Area::Lock, Severity::Error, false),
        ("Errors in a file of MOF", Area::Mof, Severity::Error, false),
        (
            "Notes about a file of MOF",
            Area::Mof,
            Severity::Warning,
            false,
        ),
        (
            "Findings about the files of the crate",
            Area::Crate,
            Severity::Error,
            false,
        ),
    ] {
        let is_of_it =
            |rule: &Rule| (rule.area, rule.severity, rule.security) == (area, severity, security);
        let mut rules = RULES.iter().filter(|rule| is_of_it(rule)).peekable();
        if rules.peek().is_some() {
            write!(text, "\n## {heading}\n\n").unwrap();
        }
        for rule in rules {
            writeln!(text, "- [{0}]({0}.md): {1}", rule.id, rule.explanation).unwrap();
        }
    }
    text
}

#[test]
fn the_index_has_every_page() {
    accept::holds("docs/rules/README.md", &index());
}

/// The blocks of a page's templates, each with whether it is wrong, and with the template that it is: a README's, unless it says
/// another.
fn templates(page: &str) -> Vec<(bool, String, String)> {
    let blocks = page.split("```handlebars ").skip(1);
    let blocks = blocks.map(|block| {
        let (words, rest) = block.split_once('\n').unwrap();
        let (word, path) = words.split_once(' ').unwrap_or((words, "README.md.hbs"));
        assert!(["wrong", "right"].contains(&word), "{word}");
        let text = rest.split("```").next().unwrap();
        (word == "wrong", path.to_owned(), text.to_owned())
    });
    blocks.collect()
}

/// The examples of the rules about what stands in a template are held against the rules.
#[test]
fn examples_of_templates_are_what_they_say() {
    let mut pages = 0;
    for rule in RULES.iter().filter(|rule| rule.area == Area::Template) {
        let examples = templates(rule.page);
        pages += usize::from(!examples.is_empty());
        for (is_wrong, path, text) in examples {
            let readme = OwnFile {
                shown: path.clone(),
                path,
                text,
                start: 0,
            };
            let templates = Templates::with(OwnTemplates {
                files: vec![readme],
                extras: Vec::new(),
            });
            let faults = templates.faults().into_iter();
            let broken: BTreeSet<_> = faults
                .flat_map(|(_, found)| found.into_iter().map(|one| one.rule))
                .collect();
            let expected = is_wrong.then_some(rule.id).into_iter().collect();
            assert_eq!(broken, expected, "{}", rule.id);
        }
    }
    assert!(pages >= 5, "{pages}");
}
