//! What changed specs mean for clients.

use super::super::{AnswerChange, AnswerChangeKind, Reveals, answer_changes};
use super::{class, provider, serving};
use crate::model::{Choice, EnumerationDenial, ObjectDenial, Provider};

/// A class with that table of answers.
fn with(denial: &str) -> String {
    class("Acme_Disk", "") + &format!("[class.Acme_Disk.access-denied]\n{denial}\n")
}

fn between(old: &str, new: &str) -> Vec<AnswerChange> {
    answer_changes(&provider(old), &provider(new))
}

/// The kind, the member, what denied clients learn, and the message of each change.
fn told(changes: &[AnswerChange]) -> Vec<[&str; 4]> {
    changes
        .iter()
        .map(|change| {
            [
                change.kind.as_str(),
                change.member.as_deref().unwrap_or("-"),
                change.reveals.as_str(),
                &change.message,
            ]
        })
        .collect()
}

const HIDDEN: &str = "`WBEM_E_NOT_FOUND` 0x80041002, as if it did not exist";
const DENIED: &str = "`WBEM_E_ACCESS_DENIED` 0x80041003";

#[test]
fn hide_that_becomes_fail_tells_that_an_instance_exists() {
    let (hide, fail) = (with("object = 'hide'"), with("object = 'fail'"));
    let who =
        "a client that is denied the instance and asks for the instance by its path, gets now:";
    assert_eq!(
        told(&between(&hide, &fail)),
        [[
            "answer-changed",
            "get",
            "more",
            &format!(
                "{who} {DENIED}; until now: {HIDDEN}; it learns from now on that the instance exists"
            )
        ]]
    );
    assert_eq!(
        told(&between(&fail, &hide)),
        [[
            "answer-changed",
            "get",
            "less",
            &format!(
                "{who} {HIDDEN}; until now: {DENIED}; it no longer learns that the instance exists"
            )
        ]]
    );
}

#[test]
fn an_error_object_says_nothing_that_the_code_does_not_say() {
    let (fail, object) = (
        with("object = 'fail'"),
        with("object = 'fail-with-error-object'"),
    );
    let found = between(&fail, &object);
    assert_eq!(told(&found)[0][2], "same");
    assert!(found[0].message.contains("and an error object"));
}

#[test]
fn an_enumeration_that_reports_tells_what_it_hides_and_where() {
    let reveals = |old: &str, new: &str, of: &str| {
        let table = |answer| with(&format!("enumeration = '{answer}'"));
        let found = between(&table(old), &table(new));
        let change = found.iter().find(|change| {
            change
                .message
                .starts_with(&format!("a client that is {of} "))
        });
        let change = change.unwrap_or_else(|| panic!("{found:#?}"));
        let lesson = change
            .message
            .split("; it ")
            .nth(1)
            .unwrap_or("learns nothing else");
        format!("{}: {lesson}", change.reveals.as_str())
    };
    let one = "denied the instance";
    for (old, new, expected) in [
        (
            "omit",
            "report-and-continue",
            "more: learns from now on that there is something that it may not see",
        ),
        (
            "omit",
            "report-and-stop",
            "other: learns from now on that there is something that it may not see, where the denied instance stands and \
             the instances before it, and no longer the other instances",
        ),
        (
            "omit",
            "fail",
            "other: learns from now on that there is something that it may not see, and no longer the other instances",
        ),
        (
            "report-and-continue",
            "omit",
            "less: no longer learns that there is something that it may not see",
        ),
        (
            "fail",
            "fail-with-error-object",
            "same: learns nothing else",
        ),
    ] {
        assert_eq!(reveals(old, new, one), expected, "{old} {new}");
    }
    assert_eq!(
        reveals("omit", "fail", "denied the enumeration as a whole"),
        "more: learns from now on that all is denied"
    );
}

/// Whatever the two policies are, there is a change for each cell that is another, and none for one that is the same.
#[test]
fn every_pair_of_policies_is_compared_cell_by_cell() {
    use crate::model::answers::{Cell, of_class};
    let mut policies = Vec::new();
    for &object in ObjectDenial::ALL {
        for &enumeration in EnumerationDenial::ALL {
            let (object, enumeration) = (object.as_str(), enumeration.as_str());
            policies.push(provider(&with(&format!(
                "object = '{object}'\nenumeration = '{enumeration}'"
            ))));
        }
    }
    let cells = |provider: &Provider| {
        let answers = of_class(&provider.classes[0]).flat_map(|(_, answers)| answers);
        answers
            .filter(|answer| !matches!(answer.cell, Cell::NotAboutIt | Cell::AsIf(_)))
            .collect::<Vec<_>>()
    };
    for old in &policies {
        for new in &policies {
            let (was, is) = (cells(old), cells(new));
            let place = |one: &crate::model::answers::Answer| (one.case, one.operation);
            let differing = is.iter().filter(|one| !was.contains(one)).count()
                + was
                    .iter()
                    .filter(|one| !is.iter().any(|other| place(other) == place(one)))
                    .count();
            assert_eq!(answer_changes(old, new).len(), differing);
        }
    }
}

#[test]
fn an_operation_that_is_added_answers_the_denied_too() {
    let only = |operations| serving(operations, "Acme_Disk", "");
    let found = between(&only("'enumerate'"), &only("'get', 'enumerate'"));
    let capable = "`WBEM_E_PROVIDER_NOT_CAPABLE` 0x80041024";
    let who =
        "a client that is denied the instance and asks for the instance by its path, gets now:";
    assert_eq!(
        told(&found),
        [[
            "answer-changed",
            "get",
            "same",
            &format!("{who} {HIDDEN}; until now: {capable}")
        ]]
    );
    let open = |operations| only(operations) + "[class.Acme_Disk.access-denied]\nobject = 'fail'\n";
    let found = between(&open("'enumerate'"), &open("'get', 'enumerate'"));
    assert_eq!(told(&found)[0][2], "more");
    let found = between(&open("'get', 'enumerate'"), &open("'enumerate'"));
    assert_eq!(told(&found)[0][2], "less");
}

#[test]
fn a_property_is_null_or_takes_its_instance_with_it() {
    let property = |denied: &str, policy: &str| {
        class(
            "Acme_Disk",
            &format!("Owner = {{ type = 'string'{denied} }}"),
        ) + &format!("[class.Acme_Disk.access-denied]\n{policy}\n")
    };
    let (never, null) = (property("", ""), property(", denied = true", ""));
    let whole = property(", denied = true", "property = 'deny-object'");
    let open = property("", "object = 'fail'\nenumeration = 'report-and-continue'");
    let learns = "a client that may not see `Owner` gets the instance with NULL in its place; until now the instance was \
                  denied; it learns from now on the rest of the instance";
    assert_eq!(
        told(&between(&never, &null)),
        [["property-denial-changed", "Owner", "more", learns]]
    );
    assert_eq!(
        told(&between(&null, &whole)),
        [[
            "property-denial-changed",
            "Owner",
            "less",
            "a client that may not see `Owner` is denied the instance; until now it got the instance with NULL in its \
             place; it no longer learns the rest of the instance"
        ]]
    );
    // That it may be denied makes no difference where its instance goes with it.
    assert_eq!(between(&never, &whole), []);
    let told = between(&null, &open);
    let denial = told
        .iter()
        .find(|change| change.kind.as_str() == "property-denial-changed");
    assert_eq!(denial.expect("a change").reveals.as_str(), "other");
}

#[test]
fn a_key_can_be_found_out_where_a_path_tells_what_exists() {
    let disk = |denial: &str, key: &str| {
        class("Acme_Disk", &format!("Bay = {{ type = 'uint8'{key} }}"))
            + &format!("[class.Acme_Disk.access-denied]\nobject = '{denial}'\n")
    };
    let key = ", key = true";
    assert_eq!(between(&disk("hide", ""), &disk("hide", key)), []);
    assert_eq!(
        told(&between(&disk("fail", ""), &disk("fail", key))),
        [[
            "key-changed",
            "Bay",
            "more",
            "paths name instances by `Bay` now: a client that is denied an instance can find out from now on, by asking for \
             paths, whether there is one with a given value of it"
        ]]
    );
    let found = between(&disk("fail", key), &disk("fail", ""));
    assert_eq!(told(&found)[0][..3], ["key-changed", "Bay", "less"]);
}

#[test]
fn limits_count_where_something_is_held_back() {
    let limit = |most: u32, answer: &str| {
        with(&format!(
            "enumeration = '{answer}'\nheld-instances-max = {most}"
        ))
    };
    assert_eq!(
        told(&between(&limit(10, "fail"), &limit(20, "fail"))),
        [[
            "held-limit-changed",
            "held-instances-max",
            "same",
            "a client that may see more than 20 instances and enumerates, or queries, gets: no instance, \
             `WBEM_E_QUOTA_VIOLATION` 0x8004106C; until now the limit was 10"
        ]]
    );
    assert_eq!(between(&limit(10, "omit"), &limit(20, "omit")), []);
}

#[test]
fn the_level_of_clients_is_the_whole_providers() {
    let at = |level: &str| {
        let text = super::spec("AcmeStorage", &class("Acme_Disk", ""));
        let text = text.replace("clsid", &format!("client.level = '{level}'\nclsid"));
        super::of(&text)
    };
    let (low, high) = (at("impersonate"), at("delegate"));
    let found = answer_changes(&low, &high);
    assert_eq!(told(&found)[0][..3], ["client-level-changed", "-", "less"]);
    assert_eq!(found[0].class, None);
    assert_eq!(
        answer_changes(&high, &low)[0].message,
        "a client need not allow more than `impersonate` now: one that allows no more gets what it may see, and until now \
         `WBEM_E_ACCESS_DENIED` from every operation"
    );
}

#[test]
fn a_new_class_is_told_only_if_it_reveals_something() {
    let (disk, shelf) = (class("Acme_Disk", ""), class("Acme_Shelf", ""));
    let quiet = disk.clone() + &shelf;
    assert_eq!(between(&disk, &quiet), []);
    let open = quiet.clone() + "[class.Acme_Shelf.access-denied]\nobject = 'fail'\n";
    let found = between(&disk, &open);
    assert_eq!(found[0].class.as_deref(), Some("Acme_Shelf"));
    assert_eq!(
        found[0].message,
        format!(
            "the class is new, and a client that is denied the instance and asks for the instance by its path, gets: \
             {DENIED}; it learns from now on that the instance exists"
        )
    );
    assert_eq!(found.len(), 1);
    assert_eq!(between(&open, &disk), []);
}

#[test]
fn the_policy_of_the_provider_is_told_class_by_class() {
    let classes = class("Acme_Disk", "") + &class("Acme_Shelf", "");
    let open = super::of(
        &super::spec("AcmeStorage", &classes)
            .replace("[provider]", "access-denied.object = 'fail'\n[provider]"),
    );
    let found = answer_changes(&provider(&classes), &open);
    let classes: Vec<_> = found
        .iter()
        .map(|change| change.class.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(classes, ["Acme_Disk", "Acme_Shelf"]);
    assert_eq!(found[0].message, found[1].message);
}

#[test]
fn names_and_texts_are_nothing_to_clients_that_are_denied() {
    let old = class("Acme_Disk", "Free = { type = 'uint64' }");
    let new = class(
        "Acme_Drive",
        "Space = { type = 'uint32', renamed-from = 'Free', description = 'Room.' }\nMore = { type = 'string' }",
    )
    .replace("operations", "renamed-from = 'Acme_Disk'\noperations");
    assert_eq!(between(&old, &new), []);
}

#[test]
fn what_a_narrower_limit_rules_out_is_told() {
    let property = |written: &str| class("Acme_Disk", &format!("P = {{ {written} }}"));
    for (before, now, ruled_out) in [
        ("'uint8[6]'", "'uint8[5]'", "has more than 5 elements"),
        ("'uint8[]'", "'uint8[6]'", "has more than 6 elements"),
        (
            "'string', max-len = 8",
            "'string', max-len = 7",
            "is longer than 7 UTF-16 code units",
        ),
        (
            "'string[]'",
            "'string[]', max-len = 7",
            "has an element that is longer than 7 UTF-16 code units",
        ),
        ("'uint8'", "'uint8', min = 1", "is less than 1"),
        (
            "'sint8', min = -5, max = 5",
            "'sint8', min = -4, max = 4",
            "is less than -4, or is more than 4",
        ),
        (
            "'real32'",
            "'real32', not-finite = 'fail'",
            "is infinite or not a number",
        ),
        ("'string'", "'string', required = true", "is NULL"),
        (
            "'real64[]', denied = 'deny-object'",
            "'real64[]', denied = 'deny-object', required = true",
            "is NULL, or has an element that is infinite or not a number",
        ),
    ] {
        let [old, new] = [before, now].map(|of| property(&format!("type = {of}")));
        let message = format!(
            "an instance fails from now on whose `P` {ruled_out}: until now it was delivered"
        );
        assert_eq!(
            told(&between(&old, &new)),
            [["values-narrowed", "P", "same", &message]]
        );
        assert_eq!(between(&new, &old), [], "{before}");
    }
    // A key is never NULL.
    let [old, new] =
        ["key = true", "required = true"].map(|of| property(&format!("type = 'uint8', {of}")));
    assert_eq!(between(&old, &new), []);
    // The type says as much.
    let [old, new] =
        ["", ", min = 0, max = 255"].map(|of| property(&format!("type = 'uint8'{of}")));
    assert_eq!(between(&old, &new), []);
    let [old, new] = ["'uint16'", "'uint8', max = 9"].map(|of| property(&format!("type = {of}")));
    assert_eq!(between(&old, &new), []);
}

/// Two classes, and one that refers to the first with that `ref`.
fn referring(operations: &str, to: &str) -> String {
    format!(
        "[external.CIM_Chassis]\nproperties.Tag = {{ type = 'string', key = true }}\n\
         [class.Acme_Disk]\noperations = {operations}\nproperties.Id = {{ type = 'string', key = true }}\n\
         [class.Acme_Slot]\noperations = ['get']\nproperties.Number = {{ type = 'uint8', key = true }}\n\
         properties.Disk = {{ ref = '{to}' }}\n"
    )
}

#[test]
fn a_reference_that_nobody_is_asked_about_tells_more() {
    let spec = |operations, to| provider(&referring(operations, to));
    let asked = spec("['get', 'enumerate']", "Acme_Disk");
    let unasked = spec("['enumerate']", "Acme_Disk");
    let any = spec("['get', 'enumerate']", "*");
    let of = |old: &Provider, new: &Provider| {
        let mut found = answer_changes(old, new);
        found.retain(|change| change.kind == AnswerChangeKind::ReferenceChanged);
        found
    };
    for (old, new, reveals) in [
        (&asked, &unasked, Reveals::More),
        (&unasked, &asked, Reveals::Less),
        (&asked, &any, Reveals::More),
        (&unasked, &any, Reveals::Other),
    ] {
        let found = of(old, new);
        let [change] = &found[..] else {
            panic!("one change, not {found:#?}");
        };
        assert_eq!(change.reveals, reveals, "{}", change.message);
        assert_eq!(change.member.as_deref(), Some("Disk"));
    }
    assert_eq!(of(&asked, &asked), []);
}

#[test]
fn wmi_asked_about_another_provider_s_instances_tells_less() {
    let spec = |ask: &str, to: &str| {
        let spec = referring("['get']", to);
        provider(&spec.replace(
            "[external.CIM_Chassis]\n",
            &format!("[external.CIM_Chassis]\n{ask}"),
        ))
    };
    let of = |old: &Provider, new: &Provider| {
        let mut found = answer_changes(old, new);
        found.retain(|change| change.kind == AnswerChangeKind::ReferenceChanged);
        found
    };
    for (to, told, untold) in [
        (
            "CIM_Chassis",
            "`Disk` tells only of instances that the client may see, if they are of classes of other providers; until now \
             it told of all of them",
            "`Disk` tells of instances of classes of other providers now, whether or not the client may see them: nobody \
             is asked",
        ),
        (
            "*",
            "`Disk` tells only of instances that the client may see, if they are of `CIM_Chassis`; until now it told of \
             all of them",
            "`Disk` tells of instances of `CIM_Chassis` now, whether or not the client may see them: nobody is asked",
        ),
    ] {
        let [off, on] = ["", "ask = true\n"].map(|ask| spec(ask, to));
        for (old, new, message, reveals) in [
            (&off, &on, told, Reveals::Less),
            (&on, &off, untold, Reveals::More),
        ] {
            let found = of(old, new);
            let [change] = &found[..] else {
                panic!("one change, not {found:#?}");
            };
            assert_eq!((&*change.message, change.reveals), (message, reveals));
        }
    }
    // Whoever says that it is not asked changes nothing.
    let [off, said] = ["", "ask = false\n"].map(|ask| spec(ask, "CIM_Chassis"));
    assert_eq!(of(&off, &said), []);
}

const RULES: &str = "[access.one]\nread = ['users']\n[access.two]\nread = ['users', 'guests']\n\
     [access.three]\nread = ['users']\nwrite = ['users']\nprivileges = ['SeBackupPrivilege']\n\
     [access.four]\nsddl = 'O:SYG:SYD:(D;;0x1;;;BG)(A;;0x1;;;BU)'\n";

fn ruled(rule: &str) -> String {
    let class = class("Acme_Disk", "");
    let key = format!("[class.Acme_Disk]\naccess = '{rule}'\n");
    RULES.to_owned() + &class.replacen("[class.Acme_Disk]\n", &key, 1)
}

fn with_ruled_property(more: &str) -> String {
    RULES.to_owned()
        + &class(
            "Acme_Disk",
            &format!("Owner = {{ type = 'string', denied = true{more} }}"),
        )
}

#[test]
fn a_rule_that_comes_or_goes_says_who_may_read() {
    let free = RULES.to_owned() + &class("Acme_Disk", "");
    assert_eq!(
        told(&between(&free, &ruled("one"))),
        [[
            "access-changed",
            "-",
            "less",
            "a rule says from now on who may read: `users`; whoever else asks is answered as if every instance of the \
             class were denied"
        ]]
    );
    assert_eq!(
        told(&between(&ruled("four"), &free)),
        [[
            "access-changed",
            "-",
            "more",
            "no rule says any more who may read: what the code gives goes to everybody; until now to `users`, but not `guests`"
        ]]
    );
    let free = with_ruled_property("");
    let rule = with_ruled_property(", access = 'two'");
    assert_eq!(
        told(&between(&free, &rule)),
        [[
            "access-changed",
            "Owner",
            "less",
            "of `Owner`, a rule says from now on who may read: `users` and `guests`; whoever else asks is answered as if the \
             property were denied"
        ]]
    );
}

#[test]
fn a_rule_is_compared_by_what_it_says() {
    let reveals = |old: &str, new: &str| {
        let changes = between(&ruled(old), &ruled(new));
        let reveals: Vec<_> = changes.iter().map(|one| one.reveals.as_str()).collect();
        (
            reveals,
            changes
                .iter()
                .map(|one| one.message.clone())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(reveals("one", "ONE").0, [""; 0]);
    assert_eq!(reveals("one", "two").0, ["more"]);
    assert_eq!(reveals("two", "one").0, ["less"]);
    assert_eq!(reveals("one", "four").0, ["less"]);
    assert_eq!(reveals("three", "two").0, ["more"]);
    let (reveals, messages) = reveals("one", "three");
    assert_eq!(reveals, ["less"]);
    assert_eq!(
        messages,
        [
            "`write` have now `users`; until now nobody; privileges that a client must hold, and that are enabled for its \
             call, are now `SeBackupPrivilege`; until now none"
        ]
    );
}

#[test]
fn a_log_that_is_told_who_calls_is_told_of() {
    let silent = provider(&class("Acme_Disk", ""));
    let told_of = Provider {
        audit: true,
        ..silent.clone()
    };
    let changes = answer_changes(&silent, &told_of);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].kind.as_str(), "audit-changed");
    assert!(answer_changes(&told_of, &told_of).is_empty());
}

fn with_method(rules: &str, more: &str) -> String {
    let class = class("Acme_Disk", "");
    format!("{rules}{class}[class.Acme_Disk.method.Reset]\n{more}\n")
}

#[test]
fn a_rule_of_a_method_says_who_may_call_it() {
    let rules = "[access.some]\ncall = ['users']\nread = ['users']\n";
    let more = "[access.some]\ncall = ['users', 'guests']\nread = ['users']\n";
    let readers = "[access.some]\ncall = ['users']\nread = ['guests']\n";
    let privileged = format!("{rules}privileges = ['SeBackupPrivilege']\n");
    let guarded = |rules: &str| with_method(rules, "access = 'some'");
    let free = with_method(rules, "");
    assert_eq!(
        told(&between(&free, &guarded(rules))),
        [[
            "access-changed",
            "Reset",
            "less",
            "of the method `Reset`, a rule says from now on who may call: `users`; whoever else calls it gets \
             `WBEM_E_ACCESS_DENIED`, whatever exists"
        ]]
    );
    assert_eq!(
        told(&between(&guarded(&privileged), &free)),
        [[
            "access-changed",
            "Reset",
            "more",
            "of the method `Reset`, no rule says any more who may call: its code is called for everybody; until now for \
             `users`, with `SeBackupPrivilege`"
        ]]
    );
    assert_eq!(
        told(&between(&guarded(rules), &guarded(more))),
        [[
            "access-changed",
            "Reset",
            "more",
            "of the method `Reset`, `call` have now `users` and `guests`; until now `users`"
        ]]
    );
    // Who may read does not matter to it.
    assert_eq!(between(&guarded(rules), &guarded(readers)), []);
}

#[test]
fn a_rule_of_a_class_is_that_of_its_methods_too() {
    let rules = "[access.some]\ncall = ['users']\nread = ['users']\n";
    let free = with_method(rules, "");
    let guarded = free.replacen(
        "[class.Acme_Disk]\n",
        "[class.Acme_Disk]\naccess = 'some'\n",
        1,
    );
    let found = between(&free, &guarded);
    let members: Vec<_> = told(&found).iter().map(|one| one[1].to_owned()).collect();
    assert_eq!(members, ["-", "Reset"]);
}
