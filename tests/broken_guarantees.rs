//! Each guarantee of the generated crate, broken once in its source: a test of the crate must fail, and is named here.
//! So no check of the crate is unable to fail.
//!
//! The crate is the same everywhere, and this takes a while: it is done where the tests run under Wine.

#![cfg(not(windows))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use support::{copy, succeed, target};
use wmigen::cli::test::{Tools, Wine};

/// A way to break a guarantee.
struct Break {
    guarantee: &'static str,
    /// The file below `src/wmi`, and what is replaced in it by what.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// The test of `tests/policy` that must fail.
    caught_by: CaughtBy,
}

/// How a break shows.
#[derive(Clone, Copy)]
enum CaughtBy {
    /// This test fails.
    Test(&'static str),
    /// The test program does not live to tell, in this test.
    DeathIn(&'static str),
}

use CaughtBy::{DeathIn, Test};

const BREAKS: &[Break] = &[
    Break {
        guarantee: "the provider's code runs as the client (R6)",
        edits: &[
            (
                "com/impersonation.rs",
                "    let code = unsafe { CoImpersonateClient() }.0;\n    let (level, token) = thread_identity();\n    match token {",
                "    let code = if false { unsafe { CoImpersonateClient() }.0 } else { 0 };\n    let (level, token) = (required, Some(TokenId::ANY));\n    match token {",
            ),
            (
                "com/impersonation.rs",
                "State::Client(token) => thread_identity().1 == Some(token),",
                "State::Client(token) => token == TokenId::ANY,",
            ),
            (
                "com/token.rs",
                "impl TokenId {",
                "impl TokenId {\n    pub const ANY: TokenId = TokenId { level: Level::Impersonate, token: None, logon: ANONYMOUS_LOGON, modified: ANONYMOUS_LOGON };",
            ),
        ],
        caught_by: Test("identities::in_a_call_the_client_and_elsewhere_the_provider"),
    },
    Break {
        guarantee: "a client below the required level reaches nothing (R8, R10)",
        edits: &[(
            "com/impersonation.rs",
            "Some(token) if code >= 0 && level >= required => Ok((level, token)),",
            "Some(token) if code >= 0 && level >= Level::Anonymous => Ok((level, token)),",
        )],
        caught_by: Test("clients::a_client_that_cannot_be_served_is_told_the_same_on_every_route"),
    },
    Break {
        guarantee: "the client is impersonated again after WMI was entered (R14)",
        edits: &[(
            "com/impersonation.rs",
            "        if matches!(self.state.get(), State::Client(_)) {\n            self.state.set(State::Unknown);\n        }",
            "",
        )],
        caught_by: Test("batches::two_hundred_instances_come_in_order"),
    },
    Break {
        guarantee: "a context that believes that it impersonates is told otherwise (R14)",
        edits: &[(
            "com/impersonation.rs",
            "        if self.state.get() == State::Unknown {",
            "        if false && self.state.get() == State::Unknown {",
        )],
        caught_by: Test("batches::two_hundred_instances_come_in_order"),
    },
    Break {
        guarantee: "the client's identity is gone at the end (R19)",
        edits: &[(
            "com/impersonation.rs",
            "State::Client(_) | State::Unknown => revert(self.before),\n            State::Provider",
            "State::Client(_) | State::Unknown => {}\n            State::Provider",
        )],
        caught_by: Test("reverts::comes_before_the_completion_and_that_before_the_log"),
    },
    Break {
        guarantee: "a revert that fails ends the process (R20)",
        edits: &[(
            "com/impersonation.rs",
            "    if now.0 != Level::None && !restored {",
            "    if false && now.0 != Level::None && !restored {",
        )],
        caught_by: Test("reverts::at_the_end_of_a_get"),
    },
    Break {
        guarantee: "the status comes after the revert (R21)",
        edits: &[
            (
                "com/services.rs",
                "                    level = call.level();\n                    work(&call, sink, state)",
                "                    level = call.level();\n                    let done = work(&call, sink, state);\n                    std::mem::take(&mut completion).finish(&done.1);\n                    done",
            ),
            (
                "com/services.rs",
                "            let completion = Completion::new(sink);",
                "            let mut completion = Completion::new(sink);",
            ),
            (
                "com/completion.rs",
                "pub struct Completion(",
                "#[derive(Default)]\npub struct Completion(",
            ),
        ],
        caught_by: Test("reverts::comes_before_the_completion_and_that_before_the_log"),
    },
    Break {
        guarantee: "SetStatus comes once",
        edits: &[(
            "com/completion.rs",
            "        if let Some(sink) = self.0.take() {",
            "        if let Some(sink) = self.0.clone() {",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "SetStatus comes",
        edits: &[(
            "com/completion.rs",
            "        if let Some(sink) = self.0.take() {",
            "        if let Some(sink) = self.0.take().filter(|_| false) {",
        )],
        caught_by: Test(
            "clients::a_client_that_can_be_served_is_told_what_is_wrong_with_its_question",
        ),
    },
    Break {
        guarantee: "a hidden instance is answered as an absent one (R25)",
        edits: &[(
            "policy.rs",
            "            ObjectDenial::Hide => Status::NOT_FOUND,\n            ObjectDenial::Fail | ObjectDenial::FailWithErrorObject => Status::ACCESS_DENIED,",
            "            _ => Status::ACCESS_DENIED,",
        )],
        caught_by: Test("hide::a_get_of_a_denied_instance_is_one_of_an_absent_one"),
    },
    Break {
        guarantee: "a hidden instance is answered without an error object (R25)",
        edits: &[(
            "policy.rs",
            "            error_object: self == ObjectDenial::FailWithErrorObject,",
            "            error_object: self != ObjectDenial::Fail,",
        )],
        caught_by: Test("hide::a_get_of_a_denied_instance_is_one_of_an_absent_one"),
    },
    Break {
        guarantee: "no reference to the sink is left",
        edits: &[(
            "com/completion.rs",
            "        Completion(Some(sink.clone()))",
            "        std::mem::forget(sink.clone());\n        Completion(Some(sink.clone()))",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "a panic becomes a failed completion",
        edits: &[(
            "com/guard.rs",
            "    catch_unwind(AssertUnwindSafe(code)).map_err(message)",
            "    Ok(code())",
        )],
        caught_by: DeathIn("failures::in_a_get"),
    },
    Break {
        guarantee: "a denied key denies its instance (R26)",
        edits: &[(
            "property.rs",
            "            ..Property::new(name, cim_type, PropertyDenial::DenyObject)",
            "            ..Property::new(name, cim_type, PropertyDenial::Null)",
        )],
        caught_by: Test("get_policy::a_denied_instance"),
    },
    Break {
        guarantee: "each type goes to WMI as WMI takes it",
        edits: &[(
            "com/variant.rs",
            "            Value::Uint16(value) => i4((*value).into()),",
            "            Value::Uint16(value) => i2(value.cast_signed()),",
        )],
        caught_by: Test("every_type::every_value_comes_to_wmi_as_wmi_takes_it"),
    },
    Break {
        guarantee: "what the class declares impossible does not go to WMI",
        edits: &[(
            "class.rs",
            "property.fault(&value).map(named)",
            "property.fault(&value).filter(|_| false).map(named)",
        )],
        caught_by: Test("every_type::what_a_class_declares_impossible_does_not_come"),
    },
    Break {
        guarantee: "keys that the class declares impossible reach none of the provider's code",
        edits: &[(
            "keys.rs",
            "        if keys.any(",
            "        if false && keys.any(",
        )],
        caught_by: Test("every_key::a_key_that_the_class_rules_out_is_that_of_no_instance"),
    },
    Break {
        guarantee: "an answer that fails has no instances (R27, R28)",
        edits: &[
            (
                "com/enumerate.rs",
                "Verdict::Visible(values) if policy.enumeration.holds_back() => {",
                "Verdict::Visible(values) if policy.enumeration.holds_back() && values.is_empty() => {",
            ),
            (
                "com/delivery.rs",
                "const BATCH: usize = 64;",
                "const BATCH: usize = 1;",
            ),
        ],
        caught_by: Test("enumeration_policy::denied_instances"),
    },
    Break {
        guarantee: "WMI is called with the context that it passed in (R15)",
        edits: &[(
            "com/call.rs",
            "let result = call(&self.namespace, self.context.as_ref());",
            "let result = call(&self.namespace, self.context.as_ref().filter(|_| false));",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "code that changes the thread's token has no result (R17)",
        edits: &[(
            "com/call.rs",
            "        if !self.impersonation.is_intact() {",
            "        if false && !self.impersonation.is_intact() {",
        )],
        caught_by: Test("tokens::in_a_get"),
    },
    Break {
        guarantee: "a cancelled enumeration stops",
        edits: &[(
            "com/calls.rs",
            "            entry.cancelled.store(true, Ordering::Relaxed);",
            "            entry.cancelled.store(false, Ordering::Relaxed);",
        )],
        caught_by: Test("cancellation::from_inside_an_indicate"),
    },
    Break {
        guarantee: "a thread of a scope runs as the client (R22)",
        edits: &[(
            "com/token.rs",
            "        if !duplicate.put_on_thread() {",
            "        if duplicate.level() < Level::Identify {",
        )],
        caught_by: Test("scope::threads_run_as_the_client"),
    },
    Break {
        guarantee: "the provider's code is the client's again after as_provider",
        edits: &[(
            "com/call.rs",
            "        let back = self.impersonation.ensure_or_nobody();\n        let result = match result {",
            "        let back = Ok::<(), NotImpersonated>(());\n        let result = match result {",
        )],
        caught_by: Test("identities::work_as_the_provider_ends_by_itself"),
    },
    Break {
        guarantee: "a provider serves no other namespace (R31)",
        edits: &[(
            "provider.rs",
            "        local.eq_ignore_ascii_case(self.namespace)",
            "        local.eq_ignore_ascii_case(self.namespace) || !local.is_empty()",
        )],
        caught_by: Test("initialization::another_namespace_is_refused"),
    },
    Break {
        guarantee: "access denied is told from other errors (R29)",
        edits: &[(
            "denial.rs",
            "const WIN32_DENIED: [u32; 4] = [5, 1314, 1346, 1347];",
            "const WIN32_DENIED: [u32; 4] = [50, 1314, 1346, 1347];",
        )],
        caught_by: Test("wmi::denial::tests::every_code_that_means_access_denied_is_a_denial"),
    },
    Break {
        guarantee: "the log hears of an operation after the revert",
        edits: &[(
            "com/server.rs",
            "    let _ = as_own(|| P::log(event));",
            "    let _ = guard::catch(|| P::log(event));",
        )],
        caught_by: Test("incoming::the_client_is_the_client_and_the_provider_the_provider"),
    },
];

#[test]
fn each_broken_guarantee_is_caught_by_the_test_that_is_named() {
    let folder = copy("disk", "broken");
    let tools = Tools::find(&folder).unwrap();
    let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
    let wine = Wine::prepare(&tools, &target(&folder).join("wmigen-wine")).unwrap();
    let run = |name: &str| {
        let mut cargo = wine.cargo("test", &folder);
        cargo
            .args(["--quiet", "--test", "policy", "--", "--exact", name])
            .env("CARGO_TARGET_DIR", target(&folder));
        cargo
    };
    let mut wrong = Vec::new();
    for broken in BREAKS {
        let whole: Vec<(&str, String)> = broken
            .edits
            .iter()
            .map(|(file, ..)| {
                (
                    *file,
                    fs::read_to_string(folder.join("src/wmi").join(file)).unwrap(),
                )
            })
            .collect();
        for (file, from, to) in broken.edits {
            let path = folder.join("src/wmi").join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(
                text.matches(from).count(),
                1,
                "{}: {from}",
                broken.guarantee
            );
            fs::write(path, text.replace(from, to)).unwrap();
        }
        let (Test(name) | DeathIn(name)) = broken.caught_by;
        let output = run(name).output().unwrap();
        for (file, text) in whole.iter().rev() {
            fs::write(folder.join("src/wmi").join(file), text).unwrap();
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let caught = match broken.caught_by {
            Test(name) => said.contains(&format!("---- {name} stdout ----")),
            DeathIn(_) => said.contains("running 1 test") && !said.contains("test result:"),
        };
        if output.status.success() || !caught {
            let complaint = String::from_utf8_lossy(&output.stderr);
            wrong.push(format!("{}\n{said}\n{complaint}", broken.guarantee));
        }
    }
    // Each test was seen to fail; it passes where nothing is broken.
    for broken in BREAKS {
        let (Test(name) | DeathIn(name)) = broken.caught_by;
        let output = succeed(&mut run(name));
        assert!(
            String::from_utf8_lossy(&output.stdout).contains("1 passed"),
            "{name}"
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
}
