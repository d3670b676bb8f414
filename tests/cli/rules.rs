//! `wmigen rules`: all rules, once each.

use serde_json::Value;
use snapbox::str;
use wmigen::diagnostics::RULES;

use crate::sandbox::Sandbox;

/// What the list is, where the terminal has so many columns.
fn list(columns: &str) -> String {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["rules"]).env("COLUMNS", columns);
    let run = run.assert().code(0).stderr_eq(str![""]);
    String::from_utf8(run.get_output().stdout.clone()).expect("text")
}

#[test]
fn each_rule_is_a_line_with_its_severity_and_its_sentence() {
    let list = list("");
    for rule in RULES {
        let mut lines = list.lines().map(str::trim_start);
        let line = lines.find(|line| line.split(' ').next() == Some(rule.id));
        let line = line.expect(rule.id);
        let severity = format!(" {}  ", rule.severity.as_str());
        let explained = line.ends_with(rule.explanation);
        assert!(line.contains(&severity) && explained, "{line}");
    }
    let headings = list.lines().filter(|line| line.ends_with(':'));
    assert_eq!(headings.count(), 9, "{list}");
}

#[test]
fn a_sentence_is_wrapped_where_there_is_no_room_for_it() {
    let (narrow, words) = (list("80"), |text: &str| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    assert!(narrow.lines().all(|line| line.chars().count() <= 80));
    assert_eq!(words(&narrow), words(&list("")));
}

#[test]
fn programs_get_a_line_for_each() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["rules", "--message-format", "json"]);
    let run = run.assert().code(0).stderr_eq(str![""]);
    let text = String::from_utf8(run.get_output().stdout.clone()).expect("text");
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let mut lines: Vec<Value> = lines.collect();
    assert_eq!(lines.pop().expect("a line")["reason"], "finished");
    assert_eq!(lines.len(), RULES.len());
    for (line, rule) in lines.iter().zip(RULES) {
        assert_eq!(line["reason"], "rule");
        assert_eq!(line["rule"], rule.id);
        assert_eq!(line["severity"], rule.severity.as_str());
        assert_eq!(line["security"], rule.security);
        assert_eq!(line["explanation"], rule.explanation);
    }
    let areas: std::collections::BTreeSet<_> =
        lines.iter().map(|line| line["area"].as_str()).collect();
    let known = ["crate", "lock", "mof", "spec", "template"].map(Some);
    assert_eq!(areas, known.into());
}
