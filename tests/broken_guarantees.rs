//! Each guarantee of the generated crate's runtime, broken once in a copy of it: a conformance test must fail, and is named
//! here. So none of these tests is unable to fail.
//!
//! The runtime is the same everywhere, and this takes a while: it is done where the tests run under Wine.

#![cfg(not(windows))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use support::{build_in_place, fixed, mirror, on_two_threads, target};
use wmigen::cli::test::{Conformance, Tools, Wine};

/// A way to break a guarantee.
struct Break {
    guarantee: &'static str,
    /// The file below `src/wmi`, and what is replaced in it by what.
    edits: &'static [(&'static str, &'static str, &'static str)],
    /// The conformance test that must fail.
    caught_by: CaughtBy,
}

/// How a break shows.
#[derive(Clone, Copy)]
enum CaughtBy {
    /// This test of `policy` fails.
    Test(&'static str),
    /// `policy` does not live to tell, in this test.
    DeathIn(&'static str),
    /// This test of `portable` fails.
    Portable(&'static str),
}

use CaughtBy::{DeathIn, Portable, Test};

impl CaughtBy {
    fn name(self) -> &'static str {
        let (Test(name) | DeathIn(name) | Portable(name)) = self;
        name
    }

    fn program(self) -> &'static str {
        match self {
            Test(_) | DeathIn(_) => POLICY,
            Portable(_) => PORTABLE,
        }
    }
}

const POLICY: &str = "policy";
const PORTABLE: &str = "portable";

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
            "State::Client(_) | State::Unknown => revert(self.before),",
            "State::Client(_) | State::Unknown => {}",
        )],
        caught_by: Test("reverts::comes_before_the_completion_and_that_before_the_log"),
    },
    Break {
        guarantee: "a revert that fails ends the process (R20)",
        edits: &[(
            "com/impersonation.rs",
            "    if now.0 != Level::None && now != before && !is_duplicate() {",
            "    if false && now.0 != Level::None && now != before && !is_duplicate() {",
        )],
        caught_by: Test("reverts::at_the_end_of_a_get"),
    },
    Break {
        guarantee: "a revert that says it worked and did not ends the process (R20)",
        edits: &[(
            "com/impersonation.rs",
            "(Some(now_token), Some(token)) => now.0 == before.0 && now_token.is_same_client(token),",
            "(Some(now_token), Some(token)) => now_token.is_same_client(token),",
        )],
        caught_by: Test("reverts::that_says_it_worked_and_did_not_where_wmi_had_a_token_too"),
    },
    Break {
        guarantee: "the status comes after the revert (R21)",
        edits: &[
            (
                "com/serving.rs",
                "                    self.answer(asked, &call, &completion, state)",
                "                    let done = self.answer(asked, &call, &completion, state);\n                    completion.set_status(done.1.status, &done.1.along);\n                    done",
            ),
            (
                "com/serving.rs",
                "            let completion = Completion::new(sink);",
                "            let mut completion = Completion::new(sink);",
            ),
            (
                "com/completion.rs",
                "    fn set_status(",
                "    pub fn set_status(",
            ),
        ],
        caught_by: Test("reverts::comes_before_the_completion_and_that_before_the_log"),
    },
    Break {
        guarantee: "SetStatus comes once",
        edits: &[(
            "com/completion.rs",
            "        if std::mem::replace(&mut self.told, true) {",
            "        if std::mem::replace(&mut self.told, false) {",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "SetStatus comes",
        edits: &[(
            "com/completion.rs",
            "        if std::mem::replace(&mut self.told, true) {",
            "        if !std::mem::replace(&mut self.told, true) {",
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
            "            sink: sink.clone(),",
            "            sink: (*std::mem::ManuallyDrop::new(sink.clone())).clone(),",
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
            "com/variant/scalar.rs",
            "    Uint32   = CIM_UINT32,   VT_I4,   lVal,    into_bits,  from_bits;",
            "    Uint32   = CIM_UINT32,   VT_BSTR, bstrVal, into_text,  from_text;",
        )],
        caught_by: Test("every_type::every_value_comes_to_wmi_as_wmi_takes_it"),
    },
    Break {
        guarantee: "what the class declares impossible does not go to WMI",
        edits: &[(
            "schema.rs",
            "property.fault(&value).map(named)",
            "property.fault(&value).filter(|_| false).map(named)",
        )],
        caught_by: Test("every_type::what_a_class_declares_impossible_does_not_come"),
    },
    Break {
        guarantee: "no number that is infinite or not a number reaches a client as one",
        edits: &[(
            "property.rs",
            "NotFinite::Null if !is_finite(&value) => Value::Null,",
            "NotFinite::Null if !is_finite(&value) => value,",
        )],
        caught_by: Test("every_type::a_number_that_is_not_finite_is_null"),
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
                "com/operations/enumerate.rs",
                "let taken = if self.holds_back() {",
                "let taken = if self.holds_back() && values.is_empty() {",
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
        edits: &[("codes_win32.rs", "    (5, Denied),", "    (5, Failure),")],
        caught_by: Portable("denials::every_code_that_means_access_denied_is_a_denial"),
    },
    Break {
        guarantee: "a code decides, and not the kind that the standard library makes of it (R29)",
        edits: &[(
            "denial.rs",
            "        match (code, kind) {",
            "        match (code.filter(|_| kind == ErrorKind::Other), kind) {",
        )],
        caught_by: Portable("denials::a_code_beats_a_kind_and_the_kind_decides_without_one"),
    },
    Break {
        guarantee: "no part of a security descriptor is passed over (R31)",
        edits: &[(
            "com/security.rs",
            "        descriptor::judge(bytes).map_err(OwnError::new)?;\n",
            "",
        )],
        caught_by: Test("descriptors::a_descriptor_of_which_a_part_would_not_count_is_refused"),
    },
    Break {
        guarantee: "a right that no list decides about is never allowed (R31)",
        edits: &[(
            "com/security.rs",
            "        descriptor::judge_access(access).map_err(Error::failed)?;\n",
            "",
        )],
        caught_by: Test(
            "descriptors::a_right_that_no_list_decides_about_is_an_error_and_never_allowed",
        ),
    },
    Break {
        guarantee: "a background thread has ended where it is waited for",
        edits: &[("background.rs", "        let _ = thread.join();\n", "")],
        caught_by: Test("background::a_thread_that_a_client_s_call_starts_runs_as_the_provider"),
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
    Break {
        guarantee: "a context that believes from the beginning that it impersonates is told otherwise (R7)",
        edits: &[(
            "com/impersonation.rs",
            "    if !believes {",
            "    if true || !believes {",
        )],
        caught_by: Test(
            "incoming::a_context_that_believes_that_it_impersonates_is_told_to_begin_anew",
        ),
    },
    Break {
        guarantee: "a context that cannot begin anew is not believed (R7)",
        edits: &[(
            "com/impersonation.rs",
            "    if code >= 0 {\n        Ok(())",
            "    if code >= i32::MIN {\n        Ok(())",
        )],
        caught_by: Test("incoming::a_context_that_cannot_begin_anew_is_not_believed"),
    },
    Break {
        guarantee: "a scope ends after its threads, their thread-locals included (R23)",
        edits: &[(
            "com/thread_ends.rs",
            "        for thread in std::mem::take(&mut *self.0.handles()) {",
            "        for thread in std::mem::take(&mut *self.0.handles()).into_iter().take(0) {",
        )],
        caught_by: Test(
            "scope::what_a_thread_leaves_behind_is_dropped_as_the_client_and_before_the_scope_ends",
        ),
    },
    Break {
        guarantee: "a get gives the instance that was asked for",
        edits: &[(
            "com/operations/get.rs",
            "Ok(Verdict::Visible(values)) if !keys.are_those_of(schema, &values) => {",
            "Ok(Verdict::Visible(values)) if false && !keys.are_those_of(schema, &values) => {",
        )],
        caught_by: Test("another_instance::is_told_a_failure_and_never_an_absence"),
    },
    Break {
        guarantee: "an instance that fails costs that instance",
        edits: &[(
            "com/operations/enumerate.rs",
            "        if self.holds_back() {\n            return Err(Break::Failed(reason).into());",
            "        if true || self.holds_back() {\n            return Err(Break::Failed(reason).into());",
        )],
        caught_by: Test("failures::in_a_step"),
    },
    Break {
        guarantee: "where an incomplete answer is worse than none, it costs the answer (R27)",
        edits: &[(
            "com/operations/enumerate.rs",
            "        if self.holds_back() {\n            return Err(Break::Failed(reason).into());",
            "        if false && self.holds_back() {\n            return Err(Break::Failed(reason).into());",
        )],
        caught_by: Test("failures::in_a_step_where_an_incomplete_answer_is_worse_than_none"),
    },
    Break {
        guarantee: "a source of nothing but failures is no empty one",
        edits: &[(
            "policy.rs",
            "(false, true, false) => Status::PROVIDER_FAILURE,",
            "(false, true, false) => Status::NO_ERROR,",
        )],
        caught_by: Test("failures::in_every_step_is_no_empty_answer"),
    },
    Break {
        guarantee: "a denial that is reported counts for more than a failure (R27)",
        edits: &[(
            "policy.rs",
            "        match (reports && denied, failed, delivered) {",
            "        match (reports && denied && !failed, failed, delivered) {",
        )],
        caught_by: Test("failures::beside_a_denial_that_is_reported_counts_for_less"),
    },
    Break {
        guarantee: "errors that never end do",
        edits: &[(
            "com/operations/enumerate.rs",
            "errors >= self.schema.policy.errors_in_a_row_max;",
            "errors > self.schema.policy.errors_in_a_row_max;",
        )],
        caught_by: Test("endless::failures"),
    },
    Break {
        guarantee: "what is held back is weighed",
        edits: &[(
            "com/delivery.rs",
            "        if bytes(values) > policy.held_bytes_max.saturating_sub(self.pending_bytes) {",
            "        if false && bytes(values) > policy.held_bytes_max.saturating_sub(self.pending_bytes) {",
        )],
        caught_by: Test("batches::what_is_held_back_is_weighed_too"),
    },
    Break {
        guarantee: "a batch is weighed",
        edits: &[(
            "com/delivery.rs",
            "self.pending.len() >= BATCH || self.pending_bytes >= BATCH_BYTES",
            "self.pending.len() >= BATCH || self.pending_bytes >= usize::MAX",
        )],
        caught_by: Test("batches::a_batch_of_long_values_goes_out_early"),
    },
    Break {
        guarantee: "what the provider itself does not find is absent, as what is hidden (R25)",
        edits: &[(
            "error.rs",
            "absent: Meaning::of_error(&error) == Meaning::Absent,",
            "absent: false && Meaning::of_error(&error) == Meaning::Absent,",
        )],
        caught_by: Test(
            "hide::what_the_provider_itself_does_not_find_is_what_the_client_may_not_see",
        ),
    },
    Break {
        guarantee: "the log is told why an instance was not there",
        edits: &[(
            "error.rs",
            "Meaning::Absent => Cause::NotFound(Some(reason())),",
            "Meaning::Absent => Cause::NotFound(Some(reason()).filter(|_| false)),",
        )],
        caught_by: Test(
            "log::why_an_instance_was_denied_absent_or_failed_is_told_of_the_first_of_each",
        ),
    },
    Break {
        guarantee: "a path has an end",
        edits: &[(
            "path.rs",
            "        if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {",
            "        if false && text.len() > LONGEST && text.encode_utf16().count() > LONGEST {",
        )],
        caught_by: Portable("paths::a_path_has_an_end"),
    },
];

#[test]
fn each_break_is_one_of_the_text_as_it_is() {
    let files = fixed();
    let mut wrong = Vec::new();
    for broken in BREAKS {
        for (file, from, _) in broken.edits {
            let text = std::str::from_utf8(&files[&format!("src/wmi/{file}")]).unwrap();
            let count = text.matches(from).count();
            if count != 1 {
                wrong.push(format!(
                    "{}: {file} has {count} of {from}",
                    broken.guarantee
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A copy of the runtime to break, the tests beside it, and a Windows to run them in.
struct Scene {
    runtime: PathBuf,
    tests: Conformance,
    wine: Wine,
}

impl Scene {
    fn new(lane: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("broken-{lane}"));
        let runtime = folder.join("runtime");
        let reached =
            |path: &str| path.starts_with("src/wmi/") || path.starts_with("tests/wmi_core/");
        let mut files = fixed();
        files.retain(|path, _| reached(path));
        mirror(&files, &runtime);
        let tests = Conformance::write(&runtime, &folder.join("conformance")).unwrap();
        let tools = Tools::find(tests.folder()).unwrap();
        let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
        let wine = Wine::prepare(&tools, &target(&runtime).join("wmigen-wine")).unwrap();
        Self {
            runtime,
            tests,
            wine,
        }
    }

    /// Runs these tests of a program.
    fn run(&self, program: &str, names: &[&str]) -> Output {
        let mut cargo = self.wine.cargo("test", self.tests.folder());
        cargo.args(["--quiet", "--test", program, "--", "--exact"]);
        build_in_place(cargo.args(names), self.tests.folder());
        cargo.output().unwrap()
    }

    /// Why the test that is named does not catch the break, if so.
    fn complaint(&self, broken: &Break) -> Option<String> {
        let mut whole = BTreeMap::new();
        for (file, from, to) in broken.edits {
            let path = self.runtime.join("src/wmi").join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(
                text.matches(from).count(),
                1,
                "{}: {from}",
                broken.guarantee
            );
            fs::write(&path, text.replace(from, to)).unwrap();
            whole.entry(path).or_insert(text);
        }
        let caught_by = broken.caught_by;
        let output = self.run(caught_by.program(), &[caught_by.name()]);
        for (path, text) in whole {
            fs::write(path, text).unwrap();
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let caught = match caught_by {
            Test(name) | Portable(name) => said.contains(&format!("---- {name} stdout ----")),
            DeathIn(_) => said.contains("running 1 test") && !said.contains("test result:"),
        };
        let complaint = String::from_utf8_lossy(&output.stderr);
        (output.status.success() || !caught)
            .then(|| format!("{}\n{said}\n{complaint}", broken.guarantee))
    }
}

#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn each_broken_guarantee_is_caught_by_the_test_that_is_named() {
    let found = on_two_threads(BREAKS, Scene::new, |scene, broken| scene.complaint(broken));
    let wrong: Vec<_> = found.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
    // Each test was seen to fail; it passes where nothing is broken.
    let scene = Scene::new("one");
    for program in [POLICY, PORTABLE] {
        let caught_by = BREAKS.iter().map(|broken| broken.caught_by);
        let caught_by = caught_by.filter(|caught_by| caught_by.program() == program);
        let names: BTreeSet<_> = caught_by.map(CaughtBy::name).collect();
        let output = scene.run(program, &names.iter().copied().collect::<Vec<_>>());
        let said = String::from_utf8_lossy(&output.stdout);
        let passed = format!("test result: ok. {} passed", names.len());
        assert!(output.status.success() && said.contains(&passed), "{said}");
    }
}
