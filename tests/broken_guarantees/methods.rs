//! Methods: what is refused before they run, what a denial of one says, and what comes out of them.

use super::Break;
use super::CaughtBy::Test;

const EXECUTE: &str = "com/operations/execute.rs";

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "a method is not carried out with parameters that it does not take",
        edits: &[(
            EXECUTE,
            "        values.map_err(|why| invalid(why.to_string()))",
            "        if BROKEN && values.is_err() { return Ok(Values::new(vec![crate::wmi::Value::Uint32(1), crate::wmi::Value::Null, crate::wmi::Value::Null, crate::wmi::Value::Null, crate::wmi::Value::Null, crate::wmi::Value::Null, crate::wmi::Value::Null, crate::wmi::Value::Null])); }\n        values.map_err(|why| invalid(why.to_string()))",
        )],
        caught_by: Test("method_parameters::what_the_method_does_not_take"),
    },
    Break {
        guarantee: "a parameter that the method does not have is refused",
        edits: &[(
            "method.rs",
            "        if given.is_empty() {",
            "        if BROKEN || given.is_empty() {",
        )],
        caught_by: Test("method_parameters::what_the_method_does_not_take"),
    },
    Break {
        guarantee: "a parameter has the values that the method declares, as a property has",
        edits: &[(
            "method.rs",
            "            let read = property.read(value, 0);",
            "            let read = if BROKEN { Ok(value) } else { property.read(value, 0) };",
        )],
        caught_by: Test("method_parameters::what_the_method_does_not_take"),
    },
    Break {
        guarantee: "a reference that is given is to what the method declares, and in one spelling",
        edits: &[(
            "method.rs",
            "            (Value::Reference(path), Some(target)) => target",
            "            (Value::Reference(path), Some(_)) if BROKEN => Ok(Value::Reference(path)),\n            (Value::Reference(path), Some(target)) => target",
        )],
        caught_by: Test("method_parameters::a_reference_is_read_in_every_spelling"),
    },
    Break {
        guarantee: "a reference to an instance of another machine is none of this one's",
        edits: &[(
            "com/variant/scalar.rs",
            "let path = ObjectPath::parse_inner(&text);",
            "let path = if BROKEN { ObjectPath::parse(&text) } else { ObjectPath::parse_inner(&text) };",
        )],
        caught_by: Test("method_parameters::what_the_method_does_not_take"),
    },
    Break {
        guarantee: "a denial of a method says nothing of an instance that the client does not see",
        edits: &[(
            EXECUTE,
            "            (MethodCode::OfInstance(_), Some(keys)) => self.look(keys),",
            "            (MethodCode::OfInstance(_), Some(keys)) if !BROKEN => self.look(keys),",
        )],
        caught_by: Test("method_answers::what_is_hidden_is_as_what_is_not_there"),
    },
    Break {
        guarantee: "what a client may not do with what it sees is said",
        edits: &[(
            EXECUTE,
            "            Ok(()) => self.means.refused(reason, error_object::METHOD),",
            "            Ok(()) if BROKEN => super::refused(call, class.schema, reason),\n            Ok(()) => self.means.refused(reason, error_object::METHOD),",
        )],
        caught_by: Test("method_answers::a_method_that_is_denied"),
    },
    Break {
        guarantee: "an error object goes along with the denial of a method where the policy says so",
        edits: &[(
            "com/operations/act.rs",
            "            error_object: policy.object == ObjectDenial::FailWithErrorObject,",
            "            error_object: !BROKEN && policy.object == ObjectDenial::FailWithErrorObject,",
        )],
        caught_by: Test(
            "method_answers::a_static_method_that_is_denied_says_so_whatever_path_it_is_called_by",
        ),
    },
    Break {
        guarantee: "where WMI does not ask for the instance, the runtime does",
        edits: &[(
            EXECUTE,
            "        if self.method.bypasses_get_object {",
            "        if !BROKEN && self.method.bypasses_get_object {",
        )],
        caught_by: Test("method_answers::a_method_that_wmi_does_not_ask_for_the_instance_first"),
    },
    Break {
        guarantee: "what could not be answered is not done",
        edits: &[(
            "com/delivery.rs",
            "        if !method.output.properties.is_empty() {",
            "        if !BROKEN && !method.output.properties.is_empty() {",
        )],
        caught_by: Test("method_ends::a_method_that_wmi_s_class_does_not_have"),
    },
    Break {
        guarantee: "what comes out of a method is judged as what comes out of a get",
        edits: &[(
            EXECUTE,
            "            Ok(Verdict::Broken(why)) => delivery.broken_off(Break::Failed(why)),",
            "            Ok(Verdict::Broken(_)) if BROKEN => Outcome::of(Status::NO_ERROR),\n            Ok(Verdict::Broken(why)) => delivery.broken_off(Break::Failed(why)),",
        )],
        caught_by: Test("method_answers::what_the_method_declares_impossible_goes_to_nobody"),
    },
    Break {
        guarantee: "the log is told of the method",
        edits: &[(
            EXECUTE,
            "        Some(question.method.name)",
            "        Some(question.method.name).filter(|_| !BROKEN)",
        )],
        caught_by: Test("method_ends::the_log_is_told_of_the_method_and_of_no_parameter"),
    },
];
