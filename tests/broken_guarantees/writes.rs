//! Puts and deletes: who may, what is looked at first, what is refused before the provider's own code runs, and what is answered.

use super::Break;
use super::CaughtBy::Test;

const PUT: &str = "com/operations/put.rs";
const PUTTING: &str = "putting.rs";
const DELETE: &str = "com/operations/delete.rs";
const CONTEXT: &str = "com/context.rs";
const LIKENESS: &str = "com/operations/likeness.rs";

pub const BREAKS: &[Break] = &[
    Break {
        guarantee: "the class's rule is asked before anything of a put is looked at",
        edits: &[
            (
                PUT,
                "        let put = self.read(question)?;\n        let authorised",
                "        let put = self.read(question)?;\n        if BROKEN { self.means.permit_acting(rule, Right::Write, error_object::ACT)?; }\n        let authorised",
            ),
            (
                PUT,
                "        self.means\n            .permit_acting(rule, Right::Write, error_object::ACT)?;\n        let put",
                "        if !BROKEN { self.means.permit_acting(rule, Right::Write, error_object::ACT)?; }\n        let put",
            ),
        ],
        caught_by: Test("put_access::who_may_not_write_is_told_so_whatever_there_is"),
    },
    Break {
        guarantee: "the class's rule is asked for the right to write",
        edits: &[(
            DELETE,
            "    means.permit_acting(rule, Right::Write, error_object::ACT)?;",
            "    means.permit_acting(rule, if BROKEN { Right::Read } else { Right::Write }, error_object::ACT)?;",
        )],
        caught_by: Test("deletes::who_may_not_write_is_told_so_whatever_there_is"),
    },
    Break {
        guarantee: "creation is authorised before anything is looked at",
        edits: &[(
            PUT,
            "        if let (Wish::Create, Err(reason)) = (self.wish, authorised) {",
            "        if BROKEN { let _ = self.seen(&keys)?; }\n        if let (Wish::Create, Err(reason)) = (self.wish, authorised) {",
        )],
        caught_by: Test("put_answers::creation_is_authorised_before_anything_is_looked_at"),
    },
    Break {
        guarantee: "nobody may create where nothing says who may",
        edits: &[(
            PUT,
            "        let Some(authorize) = create.authorize else {",
            "        if BROKEN && create.authorize.is_none() { return Ok(Ok(())); }\n        let Some(authorize) = create.authorize else {",
        )],
        caught_by: Test("put_answers::who_may_create_is_nobody_where_nothing_says_it"),
    },
    Break {
        guarantee: "without the right to create, a put that may create only changes",
        edits: &[(
            PUT,
            "            (Seen::Hidden(reason), _) if may_create =>",
            "            (Seen::Hidden(reason), _) if may_create || BROKEN =>",
        )],
        caught_by: Test("put_answers::what_is_hidden_is_as_what_is_not_there"),
    },
    Break {
        guarantee: "what is hidden is not written over by who may create",
        edits: &[(
            PUT,
            "            (Seen::Hidden(reason), Wish::Create) => Ok(taken_by_hidden(reason)),",
            "            (Seen::Hidden(_), _) if BROKEN && may_create => self.create(put, None),\n            (Seen::Hidden(reason), Wish::Create) => Ok(taken_by_hidden(reason)),",
        )],
        caught_by: Test("put_answers::a_put_of_everything_by_everybody"),
    },
    Break {
        guarantee: "what is there is not created once more",
        edits: &[(
            PUT,
            "            (Seen::Visible(_), Wish::Create) => Ok(taken()),",
            "            (Seen::Visible(_), Wish::Create) if BROKEN => self.create(put, None),\n            (Seen::Visible(_), Wish::Create) => Ok(taken()),",
        )],
        caught_by: Test("put_answers::a_put_of_everything_by_everybody"),
    },
    Break {
        guarantee: "where nothing may be seen, nothing is looked at",
        edits: &[(
            PUT,
            "        if let Err(Interruption::Denied(reason)) = reads {",
            "        if let (false, Err(Interruption::Denied(reason))) = (BROKEN, reads) {",
        )],
        caught_by: Test("put_access::who_may_write_and_not_read"),
    },
    Break {
        guarantee: "a name that is taken meanwhile is looked at again",
        edits: &[(
            PUT,
            "        if let Some(keys) = again\n",
            "        if let Some(keys) = again.filter(|_| !BROKEN)\n",
        )],
        caught_by: Test("put_answers::a_name_that_is_taken_meanwhile"),
    },
    Break {
        guarantee: "what is created has the name that the client gave",
        edits: &[(
            PUT,
            "        match keys.flatten().filter(|keys| named.are_in(schema, keys)) {",
            "        match keys.flatten().filter(|keys| BROKEN || named.are_in(schema, keys)) {",
        )],
        caught_by: Test("write_ends::another_instance_than_was_put"),
    },
    Break {
        guarantee: "a put ends with the path of what is put",
        edits: &[(
            PUT,
            "        along: Along::Path(path.to_string().into()),",
            "        along: if BROKEN { Along::Nothing } else { Along::Path(path.to_string().into()) },",
        )],
        caught_by: Test("put_answers::a_put_of_everything_by_everybody"),
    },
    Break {
        guarantee: "what a client may not do with what it sees is said",
        edits: &[(
            PUT,
            "            Interruption::Denied(reason) => self.means.refused_act(reason),",
            "            Interruption::Denied(reason) if !BROKEN => self.means.refused_act(reason),",
        )],
        caught_by: Test("put_answers::code_that_refuses_what_is_put"),
    },
    Break {
        guarantee: "an object of a class that derives from the provider's is taken for what it is",
        edits: &[(
            PUT,
            "            is_derived: own.is_none(),",
            "            is_derived: !BROKEN && own.is_none(),",
        )],
        caught_by: Test(
            "hierarchies::an_instance_of_a_class_that_derives_from_the_provider_s_is_one_of_its_own",
        ),
    },
    Break {
        guarantee: "a client that has cancelled has nothing begun for it",
        edits: &[(
            "com/operations/act.rs",
            "        if self.call.cancelled() {",
            "        if !BROKEN && self.call.cancelled() {",
        )],
        caught_by: Test("write_ends::a_client_that_cancels_before_anything_is_written"),
    },
    Break {
        guarantee: "a class itself is no instance that could be put",
        edits: &[(
            "com/variant/objects.rs",
            "    if property(object, \"__GENUS\", 0)? != Value::Sint32(OF_INSTANCES) {",
            "    if !BROKEN && property(object, \"__GENUS\", 0)? != Value::Sint32(OF_INSTANCES) {",
        )],
        caught_by: Test("write_ends::what_is_no_instance_of_the_provider_s"),
    },
    Break {
        guarantee: "what is hidden is not deleted",
        edits: &[(
            DELETE,
            "    seen.map_err(|why| means.not_given(why))?;",
            "    if !BROKEN { seen.map_err(|why| means.not_given(why))?; }",
        )],
        caught_by: Test("deletes::what_is_not_seen_is_not_deleted"),
    },
    Break {
        guarantee: "what is not named stays",
        edits: &[(
            PUTTING,
            "            let value = value.filter(|_| property.key || is_meant(property.name));",
            "            let value = value.filter(|_| BROKEN || property.key || is_meant(property.name));",
        )],
        caught_by: Test("put_parts::what_is_not_named_stays"),
    },
    Break {
        guarantee: "a list of names that no property has is refused",
        edits: &[(
            PUTTING,
            "            if !own.any(is_it) && !sent.any(is_it) {",
            "            if !BROKEN && !own.any(is_it) && !sent.any(is_it) {",
        )],
        caught_by: Test("put_parts::a_list_of_what_no_property_is_called"),
    },
    Break {
        guarantee: "a list that says it in another way than WMI does is not passed over",
        edits: &[(
            CONTEXT,
            "        Some(names.ok_or(\"__PUT_EXT_PROPERTIES is no list of names\")?)",
            "        if BROKEN { names } else { Some(names.ok_or(\"__PUT_EXT_PROPERTIES is no list of names\")?) }",
        )],
        caught_by: Test("put_parts::a_context_that_says_it_in_another_way_than_wmi_does"),
    },
    Break {
        guarantee: "a list without its gate is not passed over",
        edits: &[(
            CONTEXT,
            "            return if without {",
            "            return if without && !BROKEN {",
        )],
        caught_by: Test("put_parts::a_context_that_says_it_in_another_way_than_wmi_does"),
    },
    Break {
        guarantee: "NULL where the client sees nothing leaves it as it is",
        edits: &[(
            PUTTING,
            "    if value == Value::Null && *told == Value::Null && !strict_nulls {",
            "    if !BROKEN && value == Value::Null && *told == Value::Null && !strict_nulls {",
        )],
        caught_by: Test("put_parts::null_where_the_client_sees_nothing_leaves_it_as_it_is"),
    },
    Break {
        guarantee: "an object that comes back as it was given keeps what is hidden in it",
        edits: &[(
            PUTTING,
            "    if is_object && !strict_nulls && around",
            "    if !BROKEN && is_object && !strict_nulls && around",
        )],
        caught_by: Test(
            "put_values::an_object_that_comes_back_as_it_was_given_keeps_what_is_hidden_in_it",
        ),
    },
    Break {
        guarantee: "what is named is meant, whatever the class has by default",
        edits: &[(
            LIKENESS,
            "            passes_defaults: !is_part,",
            "            passes_defaults: BROKEN || !is_part,",
        )],
        caught_by: Test(
            "put_values::what_the_class_has_by_default_is_not_passed_over_where_it_is_named",
        ),
    },
    Break {
        guarantee: "a NULL that is meant and cannot be written is refused",
        edits: &[(
            PUTTING,
            "                Some(Value::Null) if self.strict_nulls && *told != Value::Null => {",
            "                Some(Value::Null) if !BROKEN && self.strict_nulls && *told != Value::Null => {",
        )],
        caught_by: Test("put_parts::a_null_that_is_meant_and_cannot_be_written_is_refused"),
    },
    Break {
        guarantee: "what clients do not write is not written",
        edits: &[(
            PUTTING,
            "    if *value == Value::Null || around.is_nothing_new(property, name, value) {",
            "    if BROKEN || *value == Value::Null || around.is_nothing_new(property, name, value) {",
        )],
        caught_by: Test("put_values::what_clients_do_not_write_is_not_written"),
    },
    Break {
        guarantee: "a value that the client does not see is not found out by trying",
        edits: &[(
            PUTTING,
            "    Err(read_only(name))\n}",
            "    if BROKEN && property.is_some_and(|one| one.denied == super::PropertyDenial::Null) && *value == Value::Uint64(7) { return Ok(()); }\n    Err(read_only(name))\n}",
        )],
        caught_by: Test(
            "put_parts::a_value_that_the_client_does_not_see_is_refused_whether_it_is_the_value_or_not",
        ),
    },
    Break {
        guarantee: "what a client is given can be put back",
        edits: &[(
            LIKENESS,
            "                let given = self.classes.instance(self.call, self.schema, told)?;",
            "                let given = if BROKEN { blank } else { self.classes.instance(self.call, self.schema, told)? };",
        )],
        caught_by: Test("put_values::what_a_client_is_given_can_be_put_back"),
    },
    Break {
        guarantee: "a value of another type than the class declares is refused",
        edits: &[(
            PUTTING,
            "        if !self.is_of_type(&value) {",
            "        if !BROKEN && !self.is_of_type(&value) {",
        )],
        caught_by: Test("put_values::a_value_that_the_class_does_not_allow"),
    },
    Break {
        guarantee: "a value is one that the class allows, a key too",
        edits: &[(
            PUTTING,
            "        let read = self.read(value, 0);",
            "        let read = if BROKEN { Ok(value) } else { self.read(value, 0) };",
        )],
        caught_by: Test("put_values::a_key_that_no_card_can_have"),
    },
    Break {
        guarantee: "an instance that no path leads to is not created",
        edits: &[(
            PUT,
            "        if units <= LONGEST_PATH {",
            "        if BROKEN || units <= LONGEST_PATH {",
        )],
        caught_by: Test("put_answers::a_name_that_no_path_can_have"),
    },
    Break {
        guarantee: "a value that must be there is not NULL",
        edits: &[(
            PUTTING,
            "    if property.required && *value == Value::Null {",
            "    if !BROKEN && property.required && *value == Value::Null {",
        )],
        caught_by: Test("put_values::a_value_that_must_be_there"),
    },
    Break {
        guarantee: "a property with a rule is written by those whom it allows it",
        edits: &[(
            PUTTING,
            "    if property.access.is_none_or(|rule| around.may_write(rule)) {",
            "    if BROKEN || property.access.is_none_or(|rule| around.may_write(rule)) {",
        )],
        caught_by: Test("put_access::a_property_with_a_rule_is_written_by_those_whom_it_allows_it"),
    },
    Break {
        guarantee: "what has not changed of a property that a client may not write is passed over",
        edits: &[(
            PUTTING,
            "    if is_nothing_new {",
            "    if !BROKEN && is_nothing_new {",
        )],
        caught_by: Test("put_access::a_property_with_a_rule_is_written_by_those_whom_it_allows_it"),
    },
    Break {
        guarantee: "where nothing is to be changed, the provider's code is not run",
        edits: &[(
            PUTTING,
            "        Ok(changed.then(|| Changes::new(changes)))",
            "        Ok((BROKEN || changed).then(|| Changes::new(changes)))",
        )],
        caught_by: Test("put_parts::where_nothing_is_to_be_changed_nothing_is_done"),
    },
    Break {
        guarantee: "an error that says that the name is taken is told from a failure",
        edits: &[(
            "error.rs",
            "            Meaning::Taken => Cause::AlreadyExists(Some(reason())),",
            "            Meaning::Taken if BROKEN => Cause::Failed(reason()),\n            Meaning::Taken => Cause::AlreadyExists(Some(reason())),",
        )],
        caught_by: Test("put_answers::a_name_that_is_taken_meanwhile"),
    },
];
