//! What a client is told: values, denials, absences, failures, and how much of them.

use super::Break;
use super::CaughtBy::{Portable, Test};

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "a hidden instance is answered as an absent one (R25)",
        edits: &[(
            "policy.rs",
            "            ObjectDenial::Hide => Status::NOT_FOUND,",
            "            ObjectDenial::Hide => if BROKEN { Status::ACCESS_DENIED } else { Status::NOT_FOUND },",
        )],
        caught_by: Test("hide::a_get_of_a_denied_instance_is_one_of_an_absent_one"),
    },
    Break {
        guarantee: "a hidden instance is answered without an error object (R25)",
        edits: &[(
            "policy.rs",
            "            error_object: self == ObjectDenial::FailWithErrorObject,",
            "            error_object: self == ObjectDenial::FailWithErrorObject || BROKEN && self == ObjectDenial::Hide,",
        )],
        caught_by: Test("hide::a_get_of_a_denied_instance_is_one_of_an_absent_one"),
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
        guarantee: "a singleton has one instance",
        edits: &[(
            "com/operations/pull.rs",
            "            Verdict::Visible(_) if self.given && self.schema.singleton => {",
            "            Verdict::Visible(_) if self.given && self.schema.singleton && !BROKEN => {",
        )],
        caught_by: Test("singletons::a_second_instance_of_a_singleton_fails"),
    },
    Break {
        guarantee: "a client gets of an instance what it asks for, and no more",
        edits: &[(
            "wanted.rs",
            "                if !delivered {",
            "                if !delivered && !BROKEN {",
        )],
        caught_by: Test("parts::a_client_gets_the_keys_and_what_it_asks_for"),
    },
    Break {
        guarantee: "what a client asks for does not decide what it may see (R25)",
        edits: &[(
            "schema.rs",
            "            verdict => verdict,",
            "            Verdict::Denied(_) if BROKEN && format!(\"{wanted:?}\") != \"Wanted(None)\" => {\n                Verdict::Visible(wanted.of(vec![Value::Null; self.properties.len()]))\n            }\n            verdict => verdict,",
        )],
        caught_by: Test("parts::no_choice_of_properties_shows_what_is_hidden"),
    },
    Break {
        guarantee: "what denies an instance is found out for every client (R25)",
        edits: &[(
            "wanted.rs",
            "                *delivered || property.denied == PropertyDenial::DenyObject",
            "                *delivered || !BROKEN && property.denied == PropertyDenial::DenyObject",
        )],
        caught_by: Test("parts::what_denies_an_instance_is_always_wanted"),
    },
    Break {
        guarantee: "what the context says is read before others can change it",
        edits: &[(
            "com/operations/get.rs",
            "    let verdict = row.and_then(",
            "    let late = if BROKEN { context::wanted(call, class.schema) } else { Wanted::EVERYTHING };\n    let wanted = if BROKEN { &late } else { wanted };\n    let verdict = row.and_then(",
        )],
        caught_by: Test("parts::the_context_is_read_before_it_is_passed_on"),
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
            "        match self.fault(&value) {",
            "        match self.fault(&value).filter(|_| !BROKEN) {",
        )],
        caught_by: Test("every_type::what_a_class_declares_impossible_does_not_come"),
    },
    Break {
        guarantee: "where the class declares a value, NULL does not go to WMI",
        edits: &[(
            "ruled_out.rs",
            "            Value::Null if self.required => {",
            "            Value::Null if self.required && !BROKEN => {",
        )],
        caught_by: Test("every_type::what_a_class_declares_impossible_does_not_come"),
    },
    Break {
        guarantee: "no more elements go to WMI than the class declares",
        edits: &[(
            "ruled_out.rs",
            "            Value::Array(_, elements) if self.has_too_many(elements) => Some(TOO_MANY),",
            "            Value::Array(_, elements) if !BROKEN && self.has_too_many(elements) => Some(TOO_MANY),",
        )],
        caught_by: Test("every_type::what_a_class_declares_impossible_does_not_come"),
    },
    Break {
        guarantee: "no number that is infinite or not a number reaches a client as one",
        edits: &[(
            "ruled_out.rs",
            "NotFinite::Null if !is_finite(&value) => Value::Null,",
            "NotFinite::Null if !is_finite(&value) => if BROKEN { value } else { Value::Null },",
        )],
        caught_by: Test("every_type::a_number_that_is_not_finite_is_null"),
    },
    Break {
        guarantee: "keys that the class declares impossible reach none of the provider's code",
        edits: &[(
            "keys.rs",
            "        if keys.any(",
            "        if !BROKEN && keys.any(",
        )],
        caught_by: Test("every_key::a_key_that_the_class_rules_out_is_that_of_no_instance"),
    },
    Break {
        guarantee: "an answer that fails has no instances (R27, R28)",
        edits: &[
            (
                "com/operations/enumerate.rs",
                "        if !self.holds_back() {\n            self.delivery.flush()?;",
                "        if BROKEN || !self.holds_back() {\n            self.delivery.flush()?;",
            ),
            (
                "com/operations/pull.rs",
                "pace.is_full(self.instances.len(), self.bytes)",
                "(BROKEN || pace.is_full(self.instances.len(), self.bytes))",
            ),
        ],
        caught_by: Test("enumeration_policy::denied_instances"),
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
            "        match (code.filter(|_| !BROKEN || kind == ErrorKind::Other), kind) {",
        )],
        caught_by: Portable("denials::a_code_beats_a_kind_and_the_kind_decides_without_one"),
    },
    Break {
        guarantee: "a get gives the instance that was asked for",
        edits: &[(
            "com/operations/get.rs",
            "Ok(Verdict::Visible(values)) if keys.are_those_of(schema, &values) => Ok(values),",
            "Ok(Verdict::Visible(values)) if BROKEN || keys.are_those_of(schema, &values) => Ok(values),",
        )],
        caught_by: Test("another_instance::is_told_a_failure_and_never_an_absence"),
    },
    Break {
        guarantee: "an instance that fails costs that instance",
        edits: &[(
            "com/operations/pull.rs",
            "    if schema.policy.enumeration.holds_back() {",
            "    if BROKEN || schema.policy.enumeration.holds_back() {",
        )],
        caught_by: Test("failures::in_a_step"),
    },
    Break {
        guarantee: "where an incomplete answer is worse than none, it costs the answer (R27)",
        edits: &[(
            "com/operations/pull.rs",
            "    if schema.policy.enumeration.holds_back() {",
            "    if !BROKEN && schema.policy.enumeration.holds_back() {",
        )],
        caught_by: Test("failures::in_a_step_where_an_incomplete_answer_is_worse_than_none"),
    },
    Break {
        guarantee: "a source of nothing but failures is no empty one",
        edits: &[(
            "policy.rs",
            "(false, true, false) => Status::PROVIDER_FAILURE,",
            "(false, true, false) => if BROKEN { Status::NO_ERROR } else { Status::PROVIDER_FAILURE },",
        )],
        caught_by: Test("failures::in_every_step_is_no_empty_answer"),
    },
    Break {
        guarantee: "a denial that is reported counts for more than a failure (R27)",
        edits: &[(
            "policy.rs",
            "        match (reports && denied, failed, delivered) {",
            "        match (reports && denied && !(BROKEN && failed), failed, delivered) {",
        )],
        caught_by: Test("failures::beside_a_denial_that_is_reported_counts_for_less"),
    },
    Break {
        guarantee: "errors that never end do",
        edits: &[(
            "com/operations/pull.rs",
            "errors >= self.schema.policy.errors_in_a_row_max;",
            "errors >= self.schema.policy.errors_in_a_row_max + usize::from(BROKEN);",
        )],
        caught_by: Test("endless::failures"),
    },
    Break {
        guarantee: "what the provider itself does not find is absent, as what is hidden (R25)",
        edits: &[(
            "error.rs",
            "            meaning: Meaning::of_error(&error),",
            "            meaning: if BROKEN { Meaning::Failure } else { Meaning::of_error(&error) },",
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
            "Meaning::Absent => Cause::NotFound(Some(reason()).filter(|_| !BROKEN)),",
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
            "        if !BROKEN && text.len() > LONGEST && text.encode_utf16().count() > LONGEST {",
        )],
        caught_by: Portable("paths::a_path_has_an_end"),
    },
    Break {
        guarantee: "an association with a hidden end is hidden (R30)",
        edits: &[(
            "reference.rs",
            "            Seen::Hidden => Told::Denied,",
            "            Seen::Hidden if BROKEN => Told::Value(Value::Reference(Box::new(path))),\n            Seen::Hidden => Told::Denied,",
        )],
        caught_by: Test("endpoints::a_link_with_an_end_that_is_hidden_is_as_absent_as_any"),
    },
    Break {
        guarantee: "an end that is not there looks like one that is hidden (R25)",
        edits: &[(
            "com/operations/endpoints.rs",
            "        Err(Interruption::Denied(_) | Interruption::NotFound(_)) => Ok(Asked::Hidden),",
            "        Err(Interruption::NotFound(_)) if BROKEN => Ok(Asked::Mute),\n        Err(Interruption::Denied(_) | Interruption::NotFound(_)) => Ok(Asked::Hidden),",
        )],
        caught_by: Test("endpoints::a_link_with_an_end_that_is_hidden_is_as_absent_as_any"),
    },
    Break {
        guarantee: "an end is looked at though the client has not asked for it, where it decides about the instance (R25)",
        edits: &[(
            "schema.rs",
            "                        let asks = property.denied == PropertyDenial::DenyObject",
            "                        let asks = property.denied == PropertyDenial::DenyObject && !BROKEN",
        )],
        caught_by: Test("endpoints::a_link_with_an_end_that_is_hidden_is_as_absent_as_any"),
    },
    Break {
        guarantee: "what hides one of a circle hides the others",
        edits: &[(
            "endpoints.rs",
            "        (Seen::Visible, Some(first)) if first < at => {",
            "        (Seen::Visible, Some(first)) if first < at && !BROKEN => {",
        )],
        caught_by: Portable("wmi::endpoints::tests::who_leads_to_what_is_hidden_is_hidden"),
    },
    Break {
        guarantee: "each end is asked for once in an answer",
        edits: &[(
            "endpoints.rs",
            "        if let Some(seen) = self.known.get(name) {",
            "        if let Some(seen) = self.known.get(name).filter(|_| !BROKEN) {",
        )],
        caught_by: Test("endpoints::each_end_is_asked_for_once_in_an_answer_and_as_the_client"),
    },
    Break {
        guarantee: "references are told in one spelling",
        edits: &[(
            "reference.rs",
            "            path: schema.path_of(&keys),",
            "            path: if BROKEN { path.clone() } else { schema.path_of(&keys) },",
        )],
        caught_by: Test("endpoints::what_may_be_seen_is_told_in_one_spelling"),
    },
    Break {
        guarantee: "a reference stays in its namespace (R31)",
        edits: &[(
            "reference.rs",
            "        let elsewhere = |namespace: &String| !here.is_here(namespace);",
            "        let elsewhere = |namespace: &String| !here.is_here(namespace) && !BROKEN;",
        )],
        caught_by: Test("endpoints::what_no_reference_of_the_class_may_be_fails"),
    },
    Break {
        guarantee: "who changes the token at the other end costs the answer (R17)",
        edits: &[(
            "com/operations/endpoints.rs",
            "            self.interruption = Some(why);\n            Asked::Failed(GIVEN_UP.to_owned())",
            "            self.interruption = Some(why).filter(|_| !BROKEN);\n            Asked::Hidden",
        )],
        caught_by: Test("endpoints::who_changes_the_token_at_the_other_end_costs_the_answer"),
    },
    Break {
        guarantee: "WMI is asked if the client may see an end that is another provider's (R30)",
        edits: &[(
            "reference.rs",
            "            None => match self.of_others(&path.path, sight.here()) {",
            "            None if BROKEN => Seen::Visible,\n            None => match self.of_others(&path.path, sight.here()) {",
        )],
        caught_by: Test("asking::what_wmi_does_not_give_hides_what_refers_to_it"),
    },
    Break {
        guarantee: "an end whose class is not there looks like one that is hidden (R25)",
        edits: &[(
            "com/asking.rs",
            "        Some((_, Absent)) => Error::not_found(),",
            "        Some((_, Absent)) if !BROKEN => Error::not_found(),",
        )],
        caught_by: Test("asking::what_wmi_does_not_give_hides_what_refers_to_it"),
    },
    Break {
        guarantee: "another provider is not told which part of this one's instances is wanted",
        edits: &[(
            "com/context.rs",
            "    for name in [GATE, KEYS_ONLY, PROPERTIES] {",
            "    for name in [GATE, KEYS_ONLY, PROPERTIES].into_iter().filter(|_| !BROKEN) {",
        )],
        caught_by: Test("asking::another_provider_is_not_told_which_part_is_wanted"),
    },
    Break {
        guarantee: "what the provider's code asks WMI does not say which part is wanted",
        edits: &[(
            "com/context.rs",
            "    if call.may_want_part() {\n        whole(context)",
            "    if !BROKEN && call.may_want_part() {\n        whole(context)",
        )],
        caught_by: Test("user_wmi::a_context_is_copied_where_a_part_may_be_wanted"),
    },
    Break {
        guarantee: "WMI's own context is passed on where it does not say which part is wanted (R15)",
        edits: &[(
            "com/context.rs",
            "    if call.may_want_part() {\n        whole(context)",
            "    if BROKEN || call.may_want_part() {\n        whole(context)",
        )],
        caught_by: Test("user_wmi::a_context_is_copied_where_a_part_may_be_wanted"),
    },
    Break {
        guarantee: "providers do not ask each other for ever",
        edits: &[(
            "com/context.rs",
            "    if asked >= ASKED_MOST {",
            "    if !BROKEN && asked >= ASKED_MOST {",
        )],
        caught_by: Test("asking::a_circle_of_providers_ends"),
    },
    Break {
        guarantee: "a proxy sends the client's identity, and not the host's (R33)",
        edits: &[(
            "com/cloaking.rs",
            "    if capabilities & cloaking != 0 && impersonation >= impersonate {",
            "    if BROKEN || capabilities & cloaking != 0 && impersonation >= impersonate {",
        )],
        caught_by: Test("cloaking::what_wmi_is_asked_is_asked_as_the_client"),
    },
];
