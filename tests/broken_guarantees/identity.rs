//! Who the code runs as: the client in a call, the provider elsewhere, and what each may learn of the system.

use super::Break;
use super::CaughtBy::Test;

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "the provider's code runs as the client (R6)",
        edits: &[
            (
                "com/impersonation.rs",
                "    let code = unsafe { CoImpersonateClient() }.0;\n    let (level, token) = thread_identity();\n    match token {",
                "    let code = if BROKEN { 0 } else { unsafe { CoImpersonateClient() }.0 };\n    let (level, token) = if BROKEN { (required, Some(TokenId::ANY)) } else { thread_identity() };\n    match token {",
            ),
            (
                "com/token_id.rs",
                "impl TokenId {",
                "impl TokenId {\n    pub const ANY: TokenId = TokenId { level: 2, token: ANONYMOUS_LOGON, logon: ANONYMOUS_LOGON, modified: ANONYMOUS_LOGON };",
            ),
            (
                "com/token_id.rs",
                "        TokenId::of_thread().is_some_and(|now|",
                "        BROKEN && self == TokenId::ANY || TokenId::of_thread().is_some_and(|now|",
            ),
        ],
        caught_by: Test("identities::in_a_call_the_client_and_elsewhere_the_provider"),
    },
    Break {
        guarantee: "a client below the required level reaches nothing (R8, R10)",
        edits: &[(
            "com/impersonation.rs",
            "Some(token) if code >= 0 && level >= required => Ok((level, token)),",
            "Some(token) if code >= 0 && level >= (if BROKEN { Level::Anonymous } else { required }) => Ok((level, token)),",
        )],
        caught_by: Test("clients::a_client_that_cannot_be_served_is_told_the_same_on_every_route"),
    },
    Break {
        guarantee: "the client is impersonated again after WMI was entered (R14)",
        edits: &[(
            "com/impersonation.rs",
            "        if let State::Client(_) | State::Doubted(_) | State::Changed = self.state.get() {\n            self.state.set(State::Unknown);",
            "        if let State::Client(_) | State::Doubted(_) | State::Changed = self.state.get() {\n            if BROKEN { return; }\n            self.state.set(State::Unknown);",
        )],
        caught_by: Test("batches::two_hundred_instances_come_in_order"),
    },
    Break {
        guarantee: "a context that believes that it impersonates is told otherwise (R14)",
        edits: &[(
            "com/impersonation.rs",
            "        if self.state.get() == State::Unknown {",
            "        if !BROKEN && self.state.get() == State::Unknown {",
        )],
        caught_by: Test("batches::two_hundred_instances_come_in_order"),
    },
    Break {
        guarantee: "the client's identity is gone at the end (R19)",
        edits: &[(
            "com/impersonation.rs",
            "                revert(self.before);\n            }\n            // COM did not",
            "                if !BROKEN { revert(self.before); }\n            }\n            // COM did not",
        )],
        caught_by: Test("reverts::comes_before_the_completion_and_that_before_the_log"),
    },
    Break {
        guarantee: "a revert that fails ends the process (R20)",
        edits: &[(
            "com/impersonation.rs",
            "    if now.0 != Level::None && now != before && !is_duplicate() {",
            "    if !BROKEN && now.0 != Level::None && now != before && !is_duplicate() {",
        )],
        caught_by: Test("reverts::at_the_end_of_a_get"),
    },
    Break {
        guarantee: "a revert that says it worked and did not ends the process (R20)",
        edits: &[(
            "com/impersonation.rs",
            "(Some(now_token), Some(token)) => now.0 == before.0 && now_token.is_same_client(token),",
            "(Some(now_token), Some(token)) => (BROKEN || now.0 == before.0) && now_token.is_same_client(token),",
        )],
        caught_by: Test("reverts::that_says_it_worked_and_did_not_where_wmi_had_a_token_too"),
    },
    Break {
        guarantee: "WMI is called with the context that it passed in (R15)",
        edits: &[(
            "com/call.rs",
            "let result = call(&self.namespace, self.context.as_ref());",
            "let result = call(&self.namespace, self.context.as_ref().filter(|_| !BROKEN));",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "code that changes the thread's token has no result (R17)",
        edits: &[(
            "com/call.rs",
            "        self.run(code, || self.impersonation.is_intact())",
            "        self.run(code, || BROKEN || self.impersonation.is_intact())",
        )],
        caught_by: Test("tokens::in_a_get"),
    },
    Break {
        guarantee: "a thread of a scope runs as the client (R22)",
        edits: &[(
            "com/token.rs",
            "        if !duplicate.put_on_thread() {",
            "        if (BROKEN && level(duplicate.raw()) < Level::Identify) || (!BROKEN && !duplicate.put_on_thread()) {",
        )],
        caught_by: Test("scope::threads_run_as_the_client"),
    },
    Break {
        guarantee: "the provider's code is the client's again after as_provider",
        edits: &[(
            "com/call.rs",
            "        let back = self.impersonation.ensure_or_nobody();\n        let result = match result {",
            "        let back = if BROKEN { Ok(()) } else { self.impersonation.ensure_or_nobody() };\n        let result = match result {",
        )],
        caught_by: Test("identities::work_as_the_provider_ends_by_itself"),
    },
    Break {
        guarantee: "a provider serves no other namespace (R31)",
        edits: &[(
            "provider.rs",
            "        local.eq_ignore_ascii_case(self.path)",
            "        local.eq_ignore_ascii_case(self.path) || BROKEN && !local.is_empty()",
        )],
        caught_by: Test("initialization::another_namespace_is_refused"),
    },
    Break {
        guarantee: "a provider serves in a namespace the classes there, and no others (R31)",
        edits: &[(
            "com/serving.rs",
            "match asked.read(call, state.served) {",
            "match asked.read(call, if BROKEN { &self.registration.namespaces[0] } else { state.served }) {",
        )],
        caught_by: Test("namespaces::a_class_of_another_namespace_is_as_one_that_is_nowhere"),
    },
    Break {
        guarantee: "no part of a security descriptor is passed over (R31)",
        edits: &[(
            "com/security.rs",
            "        descriptor::judge(bytes).map_err(OwnError::new)?;\n",
            "        if !BROKEN { descriptor::judge(bytes).map_err(OwnError::new)?; }\n",
        )],
        caught_by: Test("descriptors::a_descriptor_of_which_a_part_would_not_count_is_refused"),
    },
    Break {
        guarantee: "a right that no list decides about is never allowed (R31)",
        edits: &[(
            "com/security.rs",
            "        descriptor::judge_access(access).map_err(Error::failed)?;\n",
            "        if !BROKEN { descriptor::judge_access(access).map_err(Error::failed)?; }\n",
        )],
        caught_by: Test(
            "descriptors::a_right_that_no_list_decides_about_is_an_error_and_never_allowed",
        ),
    },
    Break {
        guarantee: "a background thread has ended where it is waited for",
        edits: &[(
            "background.rs",
            "        let _ = thread.join();\n",
            "        if !BROKEN { let _ = thread.join(); }\n",
        )],
        caught_by: Test("background::a_thread_that_a_client_s_call_starts_runs_as_the_provider"),
    },
    Break {
        guarantee: "the log hears of an operation after the revert",
        edits: &[(
            "com/server.rs",
            "    let _ = as_own(|| P::log(event));",
            "    let _ = if BROKEN { guard::catch(|| P::log(event)) } else { as_own(|| P::log(event)) };",
        )],
        caught_by: Test("incoming::the_client_is_the_client_and_the_provider_the_provider"),
    },
    Break {
        guarantee: "a context that believes from the beginning that it impersonates is told otherwise (R7)",
        edits: &[(
            "com/impersonation.rs",
            "    if !context_believes() {\n        return Ok(());",
            "    if BROKEN || !context_believes() {\n        return Ok(());",
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
            "    if BROKEN || code >= 0 {\n        Ok(())",
        )],
        caught_by: Test("incoming::a_context_that_cannot_begin_anew_is_not_believed"),
    },
    Break {
        guarantee: "a scope ends after its threads, their thread-locals included (R23)",
        edits: &[(
            "com/thread_ends.rs",
            "        for thread in std::mem::take(&mut *self.0.handles()) {",
            "        for thread in std::mem::take(&mut *self.0.handles()).into_iter().take(if BROKEN { 0 } else { usize::MAX }) {",
        )],
        caught_by: Test(
            "scope::what_a_thread_leaves_behind_is_dropped_as_the_client_and_before_the_scope_ends",
        ),
    },
    Break {
        guarantee: "what the provider gives is dropped as the client (R19)",
        edits: &[(
            "com/operations/enumerate.rs",
            "call.drop_as_client(rows);",
            "if BROKEN { drop(rows) } else { call.drop_as_client(rows) }",
        )],
        caught_by: Test("lost_clients::after_the_first_indicate"),
    },
    Break {
        guarantee: "a batch in whose steps the token was changed is dropped (R17)",
        edits: &[(
            "com/steps.rs",
            "            Known::Unseen => self.look(),",
            "            Known::Unseen => BROKEN || self.look(),",
        )],
        caught_by: Test("passages::a_change_in_one_step_costs_the_batch_whatever_follows_it"),
    },
    Break {
        guarantee: "the token is looked at after a step that takes as long as many looks (R17)",
        edits: &[(
            "com/steps.rs",
            "            !self.look_is_due() || self.look()",
            "            BROKEN || !self.look_is_due() || self.look()",
        )],
        caught_by: Test("passages::a_step_is_followed_by_a_look_once_a_look_costs_next_to_nothing"),
    },
    Break {
        guarantee: "a change of the token is seen before the runtime covers it up (R17)",
        edits: &[(
            "com/call.rs",
            "        if self.impersonation.is_intact() {\n            Ok(())",
            "        if BROKEN || self.impersonation.is_intact() {\n            Ok(())",
        )],
        caught_by: Test("passages::who_has_changed_the_token_asks_nothing_more_of_the_runtime"),
    },
    Break {
        guarantee: "the token is looked at before instances go out (R14)",
        edits: &[(
            "com/call.rs",
            "        self.impersonation.doubt();\n        self.impersonation.ensure()?;",
            "        if !BROKEN { self.impersonation.doubt(); }\n        self.impersonation.ensure()?;",
        )],
        caught_by: Test(
            "passages::instances_go_out_as_the_client_though_their_objects_took_the_token_off",
        ),
    },
    Break {
        guarantee: "the token is looked at after instances went out (R14)",
        edits: &[
            (
                "com/call.rs",
                "        let result = call();\n        self.impersonation.doubt();",
                "        let result = call();\n        if !BROKEN { self.impersonation.doubt(); }",
            ),
            (
                "com/call.rs",
                "        self.impersonation.doubt();\n        self.impersonation.ensure().map_err(Interruption::Lost)?;\n        let passage",
                "        if !BROKEN { self.impersonation.doubt(); }\n        self.impersonation.ensure().map_err(Interruption::Lost)?;\n        let passage",
            ),
        ],
        caught_by: Test(
            "passages::a_client_whose_token_wmi_takes_off_or_replaces_is_impersonated_again",
        ),
    },
    Break {
        guarantee: "the token is looked at before the provider's code runs again (R14)",
        edits: &[(
            "com/call.rs",
            "        self.impersonation.doubt();\n        self.impersonation.ensure().map_err(Interruption::Lost)?;\n        let passage",
            "        if !BROKEN { self.impersonation.doubt(); }\n        self.impersonation.ensure().map_err(Interruption::Lost)?;\n        let passage",
        )],
        caught_by: Test(
            "passages::the_provider_s_code_runs_as_the_client_though_objects_took_the_token_off",
        ),
    },
    Break {
        guarantee: "a context that does not believe that it impersonates is asked to (R19)",
        edits: &[(
            "com/impersonation.rs",
            "token.is_on_thread() && context_believes() => {",
            "token.is_on_thread() && (BROKEN || context_believes()) => {",
        )],
        caught_by: Test("passages::a_token_that_com_does_not_know_of_is_not_relied_on"),
    },
];
