//! Objects in properties: what is told of them, and what is read.

use super::Break;
use super::CaughtBy::Test;

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "an embedded secret denies its object, of which nothing is told",
        edits: &[(
            "schema.rs",
            "Told::Denied if property.denied == PropertyDenial::DenyObject => Err(property.name),",
            "Told::Denied if !BROKEN && property.denied == PropertyDenial::DenyObject => Err(property.name),",
        )],
        caught_by: Test("embedded::a_denied_object_leaves_nothing_of_itself_or_of_its_array"),
    },
    Break {
        guarantee: "a denied object denies the whole array that it is in",
        edits: &[(
            "schema.rs",
            "                Told::Denied => return Told::Denied,",
            "                Told::Denied if BROKEN => {}\n                Told::Denied => return Told::Denied,",
        )],
        caught_by: Test("embedded::a_denied_object_leaves_nothing_of_itself_or_of_its_array"),
    },
    Break {
        guarantee: "objects lie in each other no deeper than the bound",
        edits: &[(
            "judging.rs",
            "    if depth >= DEPTH_MAX {\n        return too_deep(of, object, sight);",
            "    if !BROKEN && depth >= DEPTH_MAX {\n        return too_deep(of, object, sight);",
        )],
        caught_by: Test("embedded::objects_are_as_deep_as_the_bound_and_no_deeper"),
    },
    Break {
        guarantee: "a denied struct denies the object of another class that it is in",
        edits: &[(
            "judging.rs",
            "            Told::Denied => return Told::Denied,\n            Told::Broken(why) => {",
            "            Told::Denied if BROKEN => {}\n            Told::Denied => return Told::Denied,\n            Told::Broken(why) => {",
        )],
        caught_by: Test("any_objects::what_is_denied_in_a_struct_follows_the_rules_of_its_class"),
    },
    Break {
        guarantee: "an object of any class tells of no instance that is hidden",
        edits: &[(
            "judging.rs",
            "Target::Any.look(value, true, sight)",
            "Target::Any.look(value, !BROKEN, sight)",
        )],
        caught_by: Test("any_objects::what_an_object_refers_to_is_hidden_there_too"),
    },
    Break {
        guarantee: "a path is not taken for the name of a class",
        edits: &[(
            "judging.rs",
            "    if !is_class(&object.class) {",
            "    if !BROKEN && !is_class(&object.class) {",
        )],
        caught_by: Test("any_objects::what_wmi_has_no_place_for_breaks_the_instance_and_is_logged"),
    },
    Break {
        guarantee: "a value in an object of any class is of the type that WMI's class has",
        edits: &[(
            "com/object.rs",
            "        Some(number) if number != declared =>",
            "        Some(number) if !BROKEN && number != declared =>",
        )],
        caught_by: Test("any_objects::what_wmi_has_no_place_for_breaks_the_instance_and_is_logged"),
    },
    Break {
        guarantee: "an object is of a class that derives from the one that the property declares",
        edits: &[(
            "com/object.rs",
            "        if is_below {",
            "        if BROKEN || is_below {",
        )],
        caught_by: Test(
            "any_objects::an_object_of_a_class_without_instances_is_of_one_that_derives_from_it",
        ),
    },
    Break {
        guarantee: "an object that WMI gives is a struct of its own class alone",
        edits: &[(
            "reading.rs",
            "(ClassOf::Named(class), _) if !class.is(self.name) => wrong(&class.name),",
            "(ClassOf::Named(class), _) if !BROKEN && !class.is(self.name) => wrong(&class.name),",
        )],
        caught_by: Test("reading::an_object_of_another_class_is_none"),
    },
    Break {
        guarantee: "an object that WMI gives has what its class declares",
        edits: &[(
            "reading.rs",
            "        match self.fault(&value) {",
            "        match self.fault(&value).filter(|_| !BROKEN) {",
        )],
        caught_by: Test("reading::an_object_that_has_not_what_its_class_declares_is_none"),
    },
    Break {
        guarantee: "objects that WMI gives are read no deeper than the bound",
        edits: &[(
            "com/variant/objects.rs",
            "    if depth >= DEPTH_MAX {\n        return Err(Fault::Depth);",
            "    if !BROKEN && depth >= DEPTH_MAX {\n        return Err(Fault::Depth);",
        )],
        caught_by: Test("reading::objects_are_read_as_deep_as_the_bound"),
    },
    Break {
        guarantee: "an object as a text is in the form that is declared",
        edits: &[(
            "com/object_text.rs",
            "        let form = WMI_OBJ_TEXT_CIM_DTD_2_0.cast_unsigned();",
            "        if BROKEN {\n            return MofText.text(object, None);\n        }\n        let form = WMI_OBJ_TEXT_CIM_DTD_2_0.cast_unsigned();",
        )],
        caught_by: Test("texts::an_object_comes_as_its_text_in_the_form_that_is_declared"),
    },
    Break {
        guarantee: "nobody is taken for the client after COM has made the source of texts",
        edits: &[(
            "com/object_text.rs",
            "call.in_wmi(|_, _| TextSource::make())?",
            "if BROKEN { TextSource::make() } else { call.in_wmi(|_, _| TextSource::make())? }",
        )],
        caught_by: Test("texts::every_text_is_written_as_the_client"),
    },
];
