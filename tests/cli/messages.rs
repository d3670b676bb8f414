//! `--message-format json`, as docs/messages.md describes it.

use serde_json::Value;
use snapbox::str;

use crate::sandbox::Sandbox;

/// What a run prints, line by line; nothing may be on stderr.
fn lines(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Vec<Value> {
    let mut all = arguments.to_vec();
    all.extend(["--message-format", "json"]);
    let run = sandbox.run(&all).assert().code(code).stderr_eq(str![""]);
    let stdout = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    let lines: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    for line in &lines {
        assert_eq!(line["version"], 1, "{line}");
    }
    let last = lines.last().expect("a line");
    assert_eq!(
        (&last["reason"], &last["exit_status"]),
        (&"finished".into(), &code.into())
    );
    lines
}

fn of_reason<'l>(lines: &'l [Value], reason: &str) -> Vec<&'l Value> {
    lines
        .iter()
        .filter(|line| line["reason"] == reason)
        .collect()
}

#[test]
fn a_diagnostic_has_everything_that_people_see() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("key = true", "kay = true");
    sandbox
        .run(&["check", "disk", "--message-format", "json"])
        .assert()
        .code(1)
        .stderr_eq(str![""])
        .stdout_eq(str![[r#"
{"version":1,"reason":"diagnostic","rule":"unknown-key","severity":"error","message":"unknown key `kay`","help":"did you mean `key`?","file":"disk/wmigen.toml","span":{"start":{"byte":[..],"line":[..],"column":[..]},"end":{"byte":[..],"line":[..],"column":[..]}},"label":"not a key of a property","related":[],"rendered":"error[unknown-key]: unknown key `kay`/n[..]"}
{"version":1,"reason":"message","level":"error","text":"disk/wmigen.toml has 1 error"}
{"version":1,"reason":"finished","exit_status":1}

"#]]);
}

#[test]
fn other_places_are_told_with_theirs() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/wmigen.toml", "deviceid = { type = \"string\" }\n");
    let lines = lines(&sandbox, &["check", "disk"], 1);
    let duplicate = of_reason(&lines, "diagnostic")[0];
    let related = &duplicate["related"][0];
    assert_eq!(duplicate["rule"], "duplicate-name");
    let text = sandbox.read("disk/wmigen.toml");
    let at = |place: &Value, end: &str| {
        usize::try_from(place["span"][end]["byte"].as_u64().expect("a number")).expect("an offset")
    };
    assert_eq!(&text[at(related, "start")..at(related, "end")], "DeviceID");
    assert_eq!(
        &text[at(duplicate, "start")..at(duplicate, "end")],
        "deviceid"
    );
}

#[test]
fn every_action_is_told_before_and_after_it_is_taken() {
    let sandbox = Sandbox::with_disk();
    sandbox.remove("disk/src/generated.rs");
    let restore = |done: bool| {
        serde_json::json!({
            "version": 1, "reason": "action", "action": "restore", "path": "src/generated.rs",
            "rule": "missing-file", "remark": null, "backup": null, "incoming": null, "done": done,
        })
    };
    for (arguments, code, done) in [
        (&["check", "disk"][..], 1, false),
        (&["generate", "disk", "--dry-run"], 0, false),
        (&["generate", "disk"], 0, true),
    ] {
        let lines = lines(&sandbox, arguments, code);
        assert_eq!(
            of_reason(&lines, "action"),
            [&restore(done)],
            "{arguments:?}"
        );
    }
    let clean = lines(&sandbox, &["check", "disk"], 0);
    assert_eq!(clean.len(), 1, "{clean:?}");
}

#[test]
fn what_is_in_the_way_is_told_and_what_is_overwritten_is_kept() {
    let sandbox = Sandbox::with_disk();
    sandbox.append("disk/src/generated.rs", "// mine\n");
    let refused = lines(&sandbox, &["generate", "disk"], 1);
    let action = of_reason(&refused, "action")[0];
    assert_eq!(action["rule"], "edited-file");
    assert_eq!(action["remark"], "changed since wmigen wrote it");
    assert_eq!(action["done"], false);
    let levels: Vec<_> = of_reason(&refused, "message")
        .iter()
        .map(|line| &line["level"])
        .collect();
    assert_eq!(levels, ["error", "help"]);
    let forced = lines(&sandbox, &["generate", "disk", "--force"], 0);
    let action = of_reason(&forced, "action")[0];
    assert_eq!(
        (&action["action"], &action["done"]),
        (&"overwrite".into(), &true.into())
    );
    assert_eq!(action["backup"], ".wmigen/backup/1/src/generated.rs");
}

#[test]
fn differences_and_documents_are_texts() {
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    let diff = lines(&sandbox, &["generate", "disk", "--diff"], 0);
    let text = of_reason(&diff, "diff")[0]["text"]
        .as_str()
        .expect("a text");
    assert!(
        text.contains("\n+++ b/src/generated/acme_disk.rs\n"),
        "{text}"
    );
    for arguments in [
        &["explain", "unknown-key"][..],
        &["explain", "--policy", "disk"],
        &["schema"],
        &["man"],
    ] {
        let document = lines(&sandbox, arguments, 0);
        assert_eq!(of_reason(&document, "document").len(), 1, "{arguments:?}");
    }
}

#[test]
fn what_could_not_be_run_says_why() {
    let lines = lines(&Sandbox::new(), &["check", "nowhere"], 2);
    let message = of_reason(&lines, "message")[0];
    assert_eq!(message["level"], "error");
    assert!(
        message["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("there is no nowhere/wmigen.toml"))
    );
}

#[test]
fn quiet_leaves_out_warnings_here_as_well() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("enumeration = \"omit\"", "enumeration = \"fail\"");
    sandbox.run(&["generate", "disk"]).assert().code(0);
    assert_eq!(lines(&sandbox, &["check", "disk"], 0).len(), 2);
    assert_eq!(lines(&sandbox, &["check", "disk", "-q"], 0).len(), 1);
}

/// What `wmigen doctor` prints, whatever this machine has.
fn doctor(sandbox: &Sandbox) -> Vec<Value> {
    let run = sandbox
        .run(&["doctor", "--message-format", "json"])
        .assert();
    let stdout = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
    let tools: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(!of_reason(&tools, "tool").is_empty(), "{stdout}");
    tools
}

/// docs/messages.md shows lines of every reason, and every member of them; the lines are what is printed.
#[test]
fn the_page_is_of_what_is_printed() {
    let page = include_str!("../../docs/messages.md");
    let shown: Vec<Value> = page
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect();
    let sandbox = Sandbox::with_disk();
    sandbox.add_property();
    sandbox.edit_spec("object = \"hide\"", "object = \"fail\"");
    let mut printed = lines(&sandbox, &["generate", "disk", "--dry-run", "--diff"], 0);
    printed.extend(lines(&sandbox, &["explain", "--policy", "disk"], 0));
    printed.extend(lines(&sandbox, &["templates", "list", "disk"], 0));
    printed.extend(lines(&sandbox, &["rules"], 0));
    sandbox.append("disk/wmigen.toml", "deviceid = { type = \"string\" }\n");
    printed.extend(lines(&sandbox, &["check", "--workspace"], 1));
    printed.extend(doctor(&sandbox));
    for line in &printed {
        let alike = shown.iter().find(|shown| shown["reason"] == line["reason"]);
        let alike = alike.unwrap_or_else(|| panic!("docs/messages.md has no {}", line["reason"]));
        let members = |line: &Value| {
            line.as_object()
                .map(|line| line.keys().cloned().collect::<Vec<_>>())
        };
        assert_eq!(members(alike), members(line));
    }
    let reasons = |lines: &[Value]| {
        lines
            .iter()
            .map(|line| line["reason"].to_string())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(reasons(&shown), reasons(&printed));
}

/// The words of a table of answers that docs/messages.md lists.
fn documented(word: &str) -> bool {
    let page = include_str!("../../docs/messages.md");
    let (_, section) = page.split_once("### answers").expect("a section");
    let (section, _) = section.split_once("\n### ").expect("another section");
    section.contains(&format!("`{word}`"))
}

#[test]
fn the_policy_comes_as_a_table_too() {
    let sandbox = Sandbox::with_disk();
    let lines = lines(&sandbox, &["explain", "--policy", "disk"], 0);
    assert_eq!(of_reason(&lines, "document").len(), 1);
    let classes = of_reason(&lines, "answers");
    assert_eq!(classes.len(), 1);
    assert_eq!(classes[0]["class"], "Acme_Disk");
    let answers = classes[0]["answers"].as_array().expect("answers");
    let of = |operation: &str, client: &str| {
        let mut found = answers
            .iter()
            .filter(|answer| answer["operation"] == operation && answer["client"] == client);
        let answer = found.next().expect(client);
        assert_eq!(
            (answer["served"].as_bool(), found.next()),
            (Some(true), None)
        );
        answer["ends"].clone()
    };
    // What is hidden is told as what is absent.
    assert_eq!(of("get", "denied"), of("get", "absent"));
    assert_eq!(
        of("enumerate", "fails"),
        serde_json::json!([
            { "when": "some-delivered", "instances": "others", "status": "WBEM_S_PARTIAL_RESULTS",
              "code": 0x0004_0010, "error_object": false },
            { "when": "none-delivered", "instances": "none", "status": "WBEM_E_PROVIDER_FAILURE",
              "code": 0x8004_1004_u32, "error_object": false },
        ])
    );
    for answer in answers {
        assert!(
            documented(answer["client"].as_str().expect("a word")),
            "{answer}"
        );
        for end in answer["ends"].as_array().expect("ends") {
            for word in ["when", "instances"] {
                assert!(documented(end[word].as_str().expect("a word")), "{end}");
            }
        }
    }
}

/// The part of docs/messages.md about one reason.
fn section(reason: &str) -> &'static str {
    let page = include_str!("../../docs/messages.md");
    let (_, rest) = page
        .split_once(&format!("\n### {reason}\n"))
        .unwrap_or_else(|| panic!("no section {reason}"));
    rest.split_once("\n### ")
        .map_or(rest, |(section, _)| section)
}

#[test]
fn the_page_names_every_kind_of_change_once() {
    for (reason, code) in [
        ("change", include_str!("../../src/changes/mod.rs")),
        (
            "answer-change",
            include_str!("../../src/changes/answers/mod.rs"),
        ),
        (
            "installation-change",
            include_str!("../../src/changes/installed/mod.rs"),
        ),
    ] {
        let section = section(reason);
        let kinds: Vec<_> = code
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \""))
            .filter_map(|(_, kind)| kind.strip_suffix("\","))
            .collect();
        assert!(kinds.len() > 5, "{reason}: {kinds:?}");
        for kind in kinds {
            let named = section.matches(&format!("`{kind}`")).count();
            assert_eq!(named, 1, "{reason}: {kind}");
        }
        assert_eq!(section.matches("\n- `kind`").count(), 1, "{reason}");
    }
}
