//! `wmigen check --message-format sarif`: the parts of SARIF 2.1.0 that it asks for, checked by hand.

use serde_json::Value;
use snapbox::str;

use crate::sandbox::Sandbox;

/// The only run of the log of a check; nothing else may be on stdout.
fn run_of_check(sandbox: &Sandbox, code: i32) -> Value {
    let check = sandbox
        .run(&["check", "disk", "--message-format", "sarif"])
        .assert()
        .code(code);
    let log: Value = serde_json::from_slice(&check.get_output().stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .is_some_and(|schema| schema.ends_with("sarif-schema-2.1.0.json"))
    );
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    assert_complete(&runs[0]);
    runs[0].clone()
}

/// What the format requires of a run, and what viewers rely on.
fn assert_complete(run: &Value) {
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "wmigen");
    assert_eq!(driver["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert!(run["invocations"][0]["executionSuccessful"].is_boolean());
    let rules = driver["rules"].as_array().expect("rules");
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(
                !rule[text]["text"].as_str().expect(text).trim().is_empty(),
                "{rule}"
            );
        }
        assert!(
            rule["helpUri"]
                .as_str()
                .expect("a URI")
                .starts_with("https://")
        );
        assert!(
            ["error", "warning"].contains(
                &rule["defaultConfiguration"]["level"]
                    .as_str()
                    .expect("a level")
            )
        );
    }
    // A check that never looked has none; `a_check_that_could_not_run_says_so_in_the_log` is about that.
    for result in run["results"].as_array().into_iter().flatten() {
        assert!(
            rules.iter().any(|rule| rule["id"] == result["ruleId"]),
            "{result}"
        );
        assert!(["error", "warning"].contains(&result["level"].as_str().expect("a level")));
        assert!(
            !result["message"]["text"]
                .as_str()
                .expect("a text")
                .is_empty()
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            !place["artifactLocation"]["uri"]
                .as_str()
                .expect("a URI")
                .contains([' ', '\\']),
            "{place}"
        );
        if let Some(region) = place.get("region") {
            let number = |member: &str| region[member].as_u64().expect(member);
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            assert!(
                (number("endLine"), number("endColumn"))
                    >= (number("startLine"), number("startColumn"))
            );
        }
    }
}

#[test]
fn a_clean_crate_has_a_log_without_results() {
    let run = run_of_check(&Sandbox::with_disk(), 0);
    assert_eq!(run["results"], serde_json::json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn what_is_wrong_with_the_spec_has_its_place() {
    let sandbox = Sandbox::with_disk();
    // An é and a clef before the place: one and two code units.
    sandbox.append(
        "disk/wmigen.toml",
        "\"é\u{1d11e}\" = { typo = 1, type = \"string\" }\n",
    );
    let run = run_of_check(&sandbox, 1);
    let unknown = run["results"]
        .as_array()
        .expect("results")
        .iter()
        .find(|result| result["ruleId"] == "unknown-key");
    let place = &unknown.expect("a result")["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "disk/wmigen.toml");
    assert_eq!(
        (
            &place["region"]["startColumn"],
            &place["region"]["endColumn"]
        ),
        (&11.into(), &15.into())
    );
}

#[test]
fn drift_and_warnings_are_results_as_well() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    sandbox.append("disk/src/generated.rs", "// mine\n");
    let run = run_of_check(&sandbox, 1);
    let results = run["results"].as_array().expect("results");
    let found = |rule: &str| results.iter().find(|result| result["ruleId"] == rule);
    assert_eq!(
        found("hide-beside-revealing-enumeration").expect("a warning")["level"],
        "warning"
    );
    let edited = found("edited-file").expect("an edit");
    assert_eq!(
        edited["message"]["text"],
        "src/generated.rs was changed since wmigen wrote it"
    );
    let place = &edited["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "disk/src/generated.rs");
    assert!(found("outdated-file").is_some());
}

#[test]
fn a_check_that_could_not_run_says_so_in_the_log() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/wmigen.toml");
    let run = run_of_check(&sandbox, 2);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(
        run.get("results").is_none(),
        "an empty list would say that all is well"
    );
    let text = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        text.as_str()
            .is_some_and(|text| text.contains("there is no disk/wmigen.toml")),
        "{text}"
    );
}

#[test]
fn only_check_has_a_log() {
    let sandbox = Sandbox::with_disk();
    for arguments in [
        &["new", "a"][..],
        &["generate", "disk"],
        &["explain", "unknown-key"],
        &["schema"],
    ] {
        let mut arguments = arguments.to_vec();
        arguments.extend(["--message-format", "sarif"]);
        sandbox
            .run(&arguments)
            .assert()
            .code(2)
            .stdout_eq(str![""])
            .stderr_eq(str![[r"
error: `--message-format sarif` is for `wmigen check` and `wmigen templates test`; no other verb has findings to log

"]]);
    }
    assert!(!sandbox.exists("a"));
}
