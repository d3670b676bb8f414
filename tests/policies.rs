//! The tables of docs/policies.md, held against what wmigen does: every combination of answers is in them, warned of
//! where they say so, and described in the generated crate as they describe it. That the crate's code answers so is
//! what conformance/tests/policy checks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;
use wmigen::lint;
use wmigen::model::{Choice, EnumerationDenial, ObjectDenial, PropertyDenial, answers};
use wmigen::render::{MadeOf, access_denied_document};

const DOCUMENT: &str = include_str!("../docs/policies.md");

/// The rows of the table whose head starts with these columns; cells without their marks for code.
fn table(columns: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        let cells = line.split('|');
        cells.map(|cell| cell.trim().replace('`', "")).collect()
    };
    let mut lines = DOCUMENT.lines();
    lines
        .find(|line| line.starts_with('|') && starts_with(&cells(line), columns))
        .unwrap_or_else(|| panic!("no table with the columns {columns:?}"));
    let rows = lines.skip(1).take_while(|line| line.starts_with('|'));
    rows.map(cells).collect()
}

fn starts_with(cells: &[String], columns: &[&str]) -> bool {
    cells.len() >= columns.len()
        && cells
            .iter()
            .zip(columns)
            .all(|(cell, column)| cell == column)
}

/// A spec of one class with that policy.
fn spec(object: &str, enumeration: &str, more: &str, property: &str) -> String {
    format!(
        "spec-version = 1
[provider]
name = 'Test'
clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'
namespace = 'root\\Test'
[access-denied]
object = '{object}'
enumeration = '{enumeration}'
{more}
[class.Test_Thing]
operations = ['get', 'enumerate']
[class.Test_Thing.properties]
Name = {{ type = 'string', key = true }}
{property}
"
    )
}

fn warnings(spec: &str) -> BTreeSet<&'static str> {
    let (provider, problems) = lint::check(spec);
    assert!(provider.is_some(), "{problems:?}");
    problems.iter().map(|problem| problem.rule).collect()
}

/// What the crate's own document says of a client that is denied an instance: by its path, and in an enumeration.
fn documented(spec: &str) -> (String, String) {
    documented_of("is denied the instance", spec)
}

/// The same of a client that meets what the row with this beginning says.
fn documented_of(who: &str, spec: &str) -> (String, String) {
    let (provider, problems) = lint::check(spec);
    let provider = provider.unwrap_or_else(|| panic!("{problems:?}"));
    let document = access_denied_document(MadeOf::spec(&provider)).unwrap();
    let row = document
        .lines()
        .find(|line| line.starts_with(&format!("| {who}")))
        .unwrap();
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    (cells[2].replace('`', ""), cells[3].replace('`', ""))
}

/// The words by which the crate's document says what this table says shortly.
fn says(cell: &str, code: &str) {
    let (code, with_object) = match code.split_once(" + ") {
        Some((code, _object)) => (code, true),
        None => (code, false),
    };
    assert!(cell.contains(code), "{cell} does not say {code}");
    assert_eq!(cell.contains("error object"), with_object, "{cell}");
}

#[test]
fn every_pair_of_answers_means_what_the_table_says() {
    let rows = table(&["object", "enumeration", "Get", "Instances", "End", "Lint"]);
    let named: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let pairs: Vec<(String, String)> = ObjectDenial::ALL
        .iter()
        .flat_map(|object| {
            EnumerationDenial::ALL
                .iter()
                .map(|enumeration| (object.as_str().to_owned(), enumeration.as_str().to_owned()))
        })
        .collect();
    assert_eq!(
        named, pairs,
        "the rows are the pairs, in the order of the spec's words"
    );
    for row in rows {
        let [object, enumeration, get, instances, end, lint] = &row[..6] else {
            panic!("{row:?}");
        };
        let spec = spec(object, enumeration, "", "");
        let expected: BTreeSet<&str> = Some(lint.as_str())
            .filter(|rule| !rule.is_empty())
            .into_iter()
            .collect();
        assert_eq!(warnings(&spec), expected, "{row:?}");
        let (by_path, on_the_way) = documented(&spec);
        says(&by_path, get);
        says(&on_the_way, end);
        let delivered = match instances.as_str() {
            "others" => "the instance is left out",
            "before" => "the instances before it",
            "none" => "no instance",
            other => panic!("{other}"),
        };
        assert!(on_the_way.starts_with(delivered), "{row:?}: {on_the_way}");
    }
}

#[test]
fn a_denied_property_does_what_the_table_says() {
    for row in table(&["key, or required", "denied", "property", "Becomes"]) {
        let [key, denied, property, becomes] = &row[..4] else {
            panic!("{row:?}");
        };
        let inherited: Vec<&str> = match property.as_str() {
            "any" => PropertyDenial::ALL
                .iter()
                .map(|answer| answer.as_str())
                .collect(),
            one => vec![one],
        };
        for inherited in inherited {
            for denied in denied.split(", ") {
                let denied = match denied {
                    "absent" => String::new(),
                    written => format!(", denied = {written}"),
                };
                let never_null = match key.as_str() {
                    "yes" => &[", key = true", ", required = true"][..],
                    _ => &["", ", required = false"],
                };
                for never_null in never_null {
                    let line = format!("Size = {{ type = 'uint64'{never_null}{denied} }}");
                    let spec = spec("hide", "omit", &format!("property = '{inherited}'"), &line);
                    let (provider, problems) = lint::check(&spec);
                    if becomes == "refused" {
                        assert!(provider.is_none(), "{row:?}");
                        continue;
                    }
                    let provider = provider.unwrap_or_else(|| panic!("{row:?}: {problems:?}"));
                    let size = &provider.classes[0].properties[1];
                    // What is not declared deniable has no place for a denial of its own: `?` denies the instance.
                    let delivered = size.denied == Some(PropertyDenial::Null);
                    assert_eq!(delivered, becomes == "delivered", "{row:?}");
                }
            }
        }
    }
}

#[test]
fn what_holds_back_does_so_and_a_limit_without_effect_is_warned_of() {
    let rows = table(&["enumeration", "Holds back"]);
    let named: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let all: Vec<&str> = EnumerationDenial::ALL
        .iter()
        .map(|answer| answer.as_str())
        .collect();
    assert_eq!(named, all);
    for row in rows {
        let answer = EnumerationDenial::from_name(&row[0]).unwrap();
        assert_eq!(answer.holds_back(), row[1] == "yes", "{row:?}");
        assert_eq!(
            row[2] == "WBEM_E_QUOTA_VIOLATION",
            row[1] == "yes",
            "{row:?}"
        );
        for limit in ["held-instances-max = 5", "held-bytes-max = 5"] {
            let warned = warnings(&spec("fail", &row[0], limit, ""));
            let expected = row[3].strip_prefix("warned of as ");
            assert_eq!(warned, expected.into_iter().collect(), "{row:?}");
        }
    }
}

#[test]
fn an_instance_that_fails_does_what_the_table_says() {
    let rows = table(&["enumeration", "What is delivered"]);
    let named: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let all = EnumerationDenial::ALL.iter().map(|answer| answer.as_str());
    assert_eq!(named, all.collect::<Vec<_>>());
    let as_before = |cell: &str, column: usize| match cell.strip_prefix("as ") {
        Some(other) => rows.iter().find(|row| row[0] == other).unwrap()[column].clone(),
        None => cell.to_owned(),
    };
    for row in &rows {
        let (_, said) = documented_of(
            "meets an instance that fails",
            &spec("fail", &row[0], "", ""),
        );
        let nothing = row[1] == "nothing";
        assert_eq!(said.starts_with("no instance"), nothing, "{row:?}: {said}");
        let ends = [as_before(&row[2], 2), as_before(&row[3], 3)].join("; ");
        for code in [
            "WBEM_S_PARTIAL_RESULTS",
            "WBEM_E_PROVIDER_FAILURE",
            "WBEM_S_ACCESS_DENIED",
        ] {
            assert_eq!(said.contains(code), ends.contains(code), "{row:?}: {said}");
        }
    }
}

/// The bound on errors in a row is no part of a spec; the documents say it in words.
#[test]
fn the_bound_on_errors_in_a_row_is_the_one_that_is_documented() {
    let runtime = include_str!("../templates/src/wmi/policy.rs");
    assert!(runtime.contains("errors_in_a_row_max: 100_000,"));
    for (document, sentence) in [
        (
            DOCUMENT,
            "stops asking an iterator after 100,000 errors in a row",
        ),
        (
            include_str!("../docs/api.md"),
            "After 100,000 errors in a row",
        ),
        (
            include_str!("../templates/docs/access-denied.md.hbs"),
            "After 100,000 instances in a row that were denied, absent or failed",
        ),
    ] {
        assert!(document.contains(sentence), "{sentence}");
    }
}

/// What runs as the host is said wherever it is said, and whole.
#[test]
fn each_document_that_names_what_runs_as_the_host_names_all_of_it() {
    for document in [
        include_str!("../README.md"),
        include_str!("../docs/api.md"),
        include_str!("../templates/README.md.hbs"),
    ] {
        let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
        for word in ["`initialize`", "`log`", "drop of", "`Background`"] {
            assert!(document.contains(word), "{word}");
        }
    }
    let reviewer_s = include_str!("../templates/docs/access-denied.md.hbs");
    for word in [
        "start-up",
        "in its log",
        "unloaded",
        "`Background`",
        "`as_provider`",
    ] {
        assert!(reviewer_s.contains(word), "{word}");
    }
}

/// The codes of the table of answers are those that the runtime completes with.
#[test]
fn the_answers_have_the_codes_of_the_runtime() {
    const STATUSES: &str = include_str!("../templates/src/wmi/status.rs");
    let statuses: BTreeSet<(&str, u32)> = STATUSES
        .lines()
        .filter_map(|line| {
            let (name, code) = line.trim().strip_suffix(';')?.split_once(" 0x")?;
            let name = name.split_once(" = ")?.1;
            Some((name, u32::from_str_radix(&code.replace('_', ""), 16).ok()?))
        })
        .collect();
    let (provider, problems) = lint::check(&spec("fail", "report-and-continue", "", ""));
    let provider = provider.unwrap_or_else(|| panic!("{problems:?}"));
    let class = &provider.classes[0];
    let mut codes = 0;
    for (case, answers) in answers::of_class(class) {
        for end in answers.iter().flat_map(|answer| answer.ends(class.policy)) {
            let code = (end.code.name, end.code.number);
            assert!(statuses.contains(&code), "{case:?}: {code:?}");
            codes += 1;
        }
    }
    assert!(codes > 10, "{codes}");
}
