//! Findings as SARIF 2.1.0, which services for code review read.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Diagnostic, Label, Lines, RULES, Rule, Source, Span};

/// Where the format is defined.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What one run has found so far.
#[derive(Debug, Default)]
pub struct Log {
    results: Vec<Value>,
    rules: Vec<&'static str>,
}

/// A part of a text, with columns in UTF-16 code units; the end is behind the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Log {
    /// Adds the diagnostics of a text.
    pub fn add_diagnostics(&mut self, diagnostics: &[Diagnostic], source: &Source) {
        let lines = Lines::new(&source.text);
        for diagnostic in diagnostics {
            let mut result = json!({
                "ruleId": diagnostic.rule,
                "level": diagnostic.severity.as_str(),
                "message": { "text": plain(&text_of(diagnostic)) },
                "locations": [place(&source.name, &diagnostic.primary, &lines)],
            });
            if !diagnostic.secondary.is_empty() {
                let places = diagnostic.secondary.iter();
                result["relatedLocations"] = places
                    .map(|label| place(&source.name, label, &lines))
                    .collect();
            }
            self.add(diagnostic.rule, result);
        }
    }

    /// Adds a file that is not as it should be. `path` has forward slashes.
    pub fn add_file(&mut self, rule: &'static Rule, path: &str, message: &str) {
        let result = json!({
            "ruleId": rule.id,
            "level": rule.severity.as_str(),
            "message": { "text": plain(message) },
            "locations": [{ "physicalLocation": artifact(path) }],
        });
        self.add(rule.id, result);
    }

    fn add(&mut self, rule: &'static str, result: Value) {
        self.results.push(result);
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }

    /// The log's text: the results, and their rules. `complete` says that the run was complete, and `problems` why it
    /// was not.
    pub fn to_text(&self, complete: bool, problems: &[String]) -> String {
        let used = RULES.iter().filter(|rule| self.rules.contains(&rule.id));
        let problems = problems
            .iter()
            .map(|text| json!({ "level": "error", "message": { "text": plain(text) } }));
        let mut log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {
                    "driver": {
                        "name": "wmigen",
                        "version": env!("CARGO_PKG_VERSION"),
                        "semanticVersion": env!("CARGO_PKG_VERSION"),
                        "informationUri": concat!("https://docs.rs/crate/wmigen/", env!("CARGO_PKG_VERSION")),
                        "rules": used.map(described).collect::<Value>(),
                    },
                },
                "invocations": [{
                    "executionSuccessful": complete,
                    "toolExecutionNotifications": problems.collect::<Value>(),
                }],
                "columnKind": "utf16CodeUnits",
            }],
        });
        // A check that never looked has no list of findings: an empty one would say that there are none, and the format's
        // schema knows no null (section 3.14.23).
        if complete || !self.results.is_empty() {
            log["runs"][0]["results"] = json!(self.results);
        }
        format!("{log:#}\n")
    }
}

/// A rule as the tool's own description lists it.
fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.explanation },
        "fullDescription": { "text": rule.summary() },
        "help": { "text": rule.page, "markdown": rule.page },
        "helpUri": help_uri(rule),
        "defaultConfiguration": { "level": rule.severity.as_str() },
    })
}

/// The rule's page, in the sources of this version as they were published.
fn help_uri(rule: &Rule) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "https://docs.rs/crate/wmigen/{version}/source/docs/rules/{}.md",
        rule.id
    )
}

/// The message with what to write instead, since a viewer may show nothing else.
fn text_of(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// A text in which nothing is a link, even if a spec's text reads like one (section 3.11.6).
fn plain(text: &str) -> String {
    if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    }
}

fn place(file: &str, label: &Label, lines: &Lines<'_>) -> Value {
    let mut place = artifact(file);
    place["region"] = json!(region(&label.span, lines));
    if label.text.is_empty() {
        json!({ "physicalLocation": place })
    } else {
        json!({ "physicalLocation": place, "message": { "text": plain(&label.text) } })
    }
}

fn region(span: &Span, lines: &Lines<'_>) -> Region {
    Region {
        start_line: lines.position(span.start).line,
        start_column: lines.utf16_column(span.start),
        end_line: lines.position(span.end).line,
        end_column: lines.utf16_column(span.end),
    }
}

fn artifact(path: &str) -> Value {
    json!({ "artifactLocation": { "uri": uri(path) } })
}

/// A path as a URI: relative as the path is, else of the scheme `file`.
fn uri(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [_, b':', ..] if cfg!(windows) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric()
            || b"/-._~".contains(&byte)
            || (byte == b':' && cfg!(windows))
        {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;
    use crate::diagnostics::rules::{EDITED_FILE, UNKNOWN_KEY};

    #[test]
    fn a_path_is_escaped_as_a_uri_is() {
        assert_eq!(uri("disk/wmigen.toml"), "disk/wmigen.toml");
        assert_eq!(uri("my disk/é#?.toml"), "my%20disk/%C3%A9%23%3F.toml");
        assert_eq!(uri("/a/b"), "file:///a/b");
    }

    #[test]
    fn a_text_of_a_spec_is_no_link() {
        assert_eq!(plain("an array `[1]`"), "an array `[1]`");
        assert_eq!(plain("[log in](https://a.b)"), r"\[log in\](https://a.b)");
    }

    #[test]
    fn a_check_that_never_looked_has_no_findings_to_list() {
        let results = |complete| {
            let text = Log::default().to_text(complete, &[]);
            let log: Value = serde_json::from_str(&text).expect("JSON");
            log["runs"][0].get("results").cloned()
        };
        assert_eq!(results(false), None);
        assert_eq!(results(true), Some(json!([])));
    }

    #[test]
    fn columns_are_utf16() {
        let text = "é\u{1d11e} = 1".to_owned();
        let source = Source {
            name: "a.toml".to_owned(),
            text,
        };
        let mut log = Log::default();
        let unknown = Diagnostic::error(&UNKNOWN_KEY, 0..6, "unknown").with_place(7..8, "here");
        log.add_diagnostics(&[unknown], &source);
        let region = &log.results[0]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            *region,
            json!({ "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 4 })
        );
        let related = &log.results[0]["relatedLocations"][0];
        assert_eq!(related["physicalLocation"]["region"]["startColumn"], 5);
        assert_eq!(related["message"]["text"], "here");
    }

    #[test]
    fn only_rules_that_results_speak_for_are_described() {
        let mut log = Log::default();
        log.add_file(&EDITED_FILE, "src/lib.rs", "edited");
        log.add_file(&EDITED_FILE, "src/mod.rs", "edited");
        let text = log.to_text(true, &[]);
        let log: Value = serde_json::from_str(&text).expect("JSON");
        let rules = log["runs"][0]["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules");
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0]["id"], "edited-file");
        assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn severities_are_levels_of_sarif() {
        assert_eq!(
            [Severity::Error, Severity::Warning].map(Severity::as_str),
            ["error", "warning"]
        );
    }
}
