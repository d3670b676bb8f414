//! Who may do what: the rules, the privileges that they take, and who is told of.

use super::Break;
use super::CaughtBy::Test;

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "a class's rule is asked before the provider's code looks at anything (R31)",
        edits: &[(
            "com/call.rs",
            "        self.permit(class.policy.access, Right::Read)?;",
            "        if !BROKEN { self.permit(class.policy.access, Right::Read)?; }",
        )],
        caught_by: Test("access::who_has_the_right_is_told_and_who_has_not_is_not"),
    },
    Break {
        guarantee: "a refusal by the access check is one (R31)",
        edits: &[(
            "com/access.rs",
            "            Ok(true) => {}",
            "            Ok(granted) if granted || BROKEN => {}\n            Ok(true) => {}",
        )],
        caught_by: Test("access::a_list_is_judged_as_windows_judges_it"),
    },
    Break {
        guarantee: "a rule that cannot be judged allows nobody (R31)",
        edits: &[(
            "com/access.rs",
            "            Err(why) => return Some(format!(\"the rule `{name}`: {why}\")),",
            "            Err(_) if BROKEN => {}\n            Err(why) => return Some(format!(\"the rule `{name}`: {why}\")),",
        )],
        caught_by: Test("access::a_descriptor_that_is_none_allows_nobody"),
    },
    Break {
        guarantee: "a property's rule denies the property (R31)",
        edits: &[(
            "schema.rs",
            "            let told = if is_denied {",
            "            let told = if is_denied && !BROKEN {",
        )],
        caught_by: Test("access::a_property_is_denied_by_its_own_rule"),
    },
    Break {
        guarantee: "what refers to an instance asks the rule of its class first (R30)",
        edits: &[(
            "endpoints.rs",
            "        && !sight.permits(rule)\n    {\n        return Seen::Hidden;",
            "        && !BROKEN\n        && !sight.permits(rule)\n    {\n        return Seen::Hidden;",
        )],
        caught_by: Test("access::what_refers_to_instances_of_a_class_asks_its_rule"),
    },
    Break {
        guarantee: "a privilege that is not held refuses its client (R32)",
        edits: &[(
            "com/privileges.rs",
            "    (assigned && is_enabled(luid)).then_some(enabled)",
            "    (BROKEN || assigned && is_enabled(luid)).then_some(enabled)",
        )],
        caught_by: Test("access::who_does_not_hold_the_privileges_is_refused"),
    },
    Break {
        guarantee: "privileges are put back before the token leaves the thread (R32)",
        edits: &[(
            "com/impersonation.rs",
            "    fn drop(&mut self) {\n        self.take_off_token();",
            "    fn drop(&mut self) {\n        if !BROKEN { self.take_off_token(); }",
        )],
        caught_by: Test("access::privileges_are_enabled_for_the_call_and_put_back"),
    },
    Break {
        guarantee: "the provider itself has none of the client's privileges (R32)",
        edits: &[(
            "com/impersonation.rs",
            "    pub fn step_out(&self) {\n        self.take_off_token();",
            "    pub fn step_out(&self) {\n        if !BROKEN { self.take_off_token(); }",
        )],
        caught_by: Test(
            "access::the_privileges_are_the_client_s_alone_and_go_with_it_to_its_threads",
        ),
    },
    Break {
        guarantee: "privileges are enabled again on the token that a client is impersonated by anew (R32)",
        edits: &[(
            "com/impersonation.rs",
            "same.and_then(|token| self.put_on_token(token))",
            "same.and_then(|token| if BROKEN { Some(token) } else { self.put_on_token(token) })",
        )],
        caught_by: Test("access::privileges_are_enabled_for_the_call_and_put_back"),
    },
    Break {
        guarantee: "who called is told only where the spec says so",
        edits: &[(
            "com/serving.rs",
            "                    caller = self.registration.audit.and_then(|caller| caller());",
            "                    caller = self.registration.audit.and_then(|caller| caller());\n                    if BROKEN { caller = crate::wmi::caller(); }",
        )],
        caught_by: Test("audit::without_the_wish_nobody_is_told_of"),
    },
    Break {
        guarantee: "what is no proxy is not taken for cloaked (R33)",
        edits: &[(
            "com/cloaking.rs",
            "        let security = proxy.cast().map_err(|_| Error::failed(NO_PROXY))?;",
            "        if BROKEN { return cloak(proxy); }\n        let security = proxy.cast().map_err(|_| Error::failed(NO_PROXY))?;",
        )],
        caught_by: Test("cloaking::an_object_in_this_process_is_no_proxy"),
    },
    Break {
        guarantee: "who has not the right to call does not",
        edits: &[(
            "com/operations/execute.rs",
            "        self.permit()?;\n",
            "        if !BROKEN { self.permit()?; }\n",
        )],
        caught_by: Test("method_access::who_may_not_call_is_told_so_whatever_there_is"),
    },
    Break {
        guarantee: "a rule to call answers before anything is looked at",
        edits: &[(
            "com/operations/execute.rs",
            "        self.permit()?;\n        let keys = self.keys(&question.path)?;\n",
            "        if !BROKEN { self.permit()?; }\n        let keys = self.keys(&question.path)?;\n        if BROKEN { self.permit()?; }\n",
        )],
        caught_by: Test("method_access::who_may_not_call_is_told_so_whatever_there_is"),
    },
    Break {
        guarantee: "a method is asked for by the right to call, and not by that to read",
        edits: &[(
            "com/operations/execute.rs",
            "            .permit_acting(rule, Right::Call, error_object::METHOD)",
            "            .permit_acting(rule, if BROKEN { Right::Read } else { Right::Call }, error_object::METHOD)",
        )],
        caught_by: Test("method_access::who_may_not_call_is_told_so_whatever_there_is"),
    },
    Break {
        guarantee: "a method's own rule is asked in the place of its class's",
        edits: &[(
            "com/operations/execute.rs",
            "        let rule = self.method.access.or(self.means.schema().policy.access);",
            "        let rule = if BROKEN { self.means.schema().policy.access } else { self.method.access.or(self.means.schema().policy.access) };",
        )],
        caught_by: Test("method_access::a_rule_of_a_method_takes_the_place_of_that_of_the_class"),
    },
];
