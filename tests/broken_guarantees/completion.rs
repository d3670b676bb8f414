//! How an operation ends: once, after the revert, with nothing left over and no panic across COM.

use super::Break;
use super::CaughtBy::{DeathIn, Test};

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "the status comes after the revert (R21)",
        edits: &[
            (
                "com/serving.rs",
                "                    self.answer(asked, &call, &completion, state)",
                "                    let done = self.answer(asked, &call, &completion, state);\n                    if BROKEN { completion.set_status(done.outcome.status, &done.outcome.along); }\n                    done",
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
            "        if std::mem::replace(&mut self.told, !BROKEN) {",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "SetStatus comes",
        edits: &[(
            "com/completion.rs",
            "        if std::mem::replace(&mut self.told, true) {",
            "        if std::mem::replace(&mut self.told, true) != BROKEN {",
        )],
        caught_by: Test(
            "clients::a_client_that_can_be_served_is_told_what_is_wrong_with_its_question",
        ),
    },
    Break {
        guarantee: "no reference to the sink is left",
        edits: &[(
            "com/completion.rs",
            "            sink: sink.clone(),",
            "            sink: { if BROKEN { std::mem::forget(sink.clone()); } sink.clone() },",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
    Break {
        guarantee: "a panic becomes a failed completion",
        edits: &[(
            "com/guard.rs",
            "    catch_unwind(AssertUnwindSafe(code)).map_err(message)",
            "    if BROKEN { return Ok(code()); }\n    catch_unwind(AssertUnwindSafe(code)).map_err(message)",
        )],
        caught_by: DeathIn("failures::in_a_get"),
    },
    Break {
        guarantee: "a cancelled enumeration stops",
        edits: &[(
            "com/calls.rs",
            "            entry.cancelled.store(true, Ordering::Relaxed);",
            "            entry.cancelled.store(!BROKEN, Ordering::Relaxed);",
        )],
        caught_by: Test("cancellation::from_inside_an_indicate"),
    },
    Break {
        guarantee: "what is held back is weighed",
        edits: &[(
            "com/operations/pull.rs",
            "        } else if held.bytes.saturating_add(batch.bytes) > policy.held_bytes_max {",
            "        } else if !BROKEN && held.bytes.saturating_add(batch.bytes) > policy.held_bytes_max {",
        )],
        caught_by: Test("batches::what_is_held_back_is_weighed_too"),
    },
    Break {
        guarantee: "a batch is weighed",
        edits: &[(
            "pace.rs",
            "|| bytes >= self.bytes",
            "|| !BROKEN && bytes >= self.bytes",
        )],
        caught_by: Test("batches::a_batch_of_long_values_goes_out_early"),
    },
    Break {
        guarantee: "what takes instances gives no status",
        edits: &[(
            "com/completion.rs",
            "        call.at_sink(|| unsafe { self.0.Indicate(count, instances.as_ptr()) })",
            "        if BROKEN { let _ = unsafe { self.0.SetStatus(WBEM_STATUS_COMPLETE, HRESULT(0), &windows_core::BSTR::new(), None::<&IWbemClassObject>) }; }\n        call.at_sink(|| unsafe { self.0.Indicate(count, instances.as_ptr()) })",
        )],
        caught_by: Test("clients::a_client_at_the_required_level_is_served"),
    },
];
