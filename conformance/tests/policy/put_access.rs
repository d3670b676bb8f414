//! Rules of who may write: they answer before anything is looked at, and a property's is held against what the client sees.

use crate::access::{ADMINISTRATORS, EVERYONE, PRIVILEGE, READ, member, rule, stranger};
use crate::method_answers::{assert_refused, things};
use crate::put_answers::{ABSENT, ANSWERS, assert_put};
use crate::script::{Place, Script, Thing};
use crate::session::Session;
use crate::wmi::{Change, EnumerationDenial, Error, Read, Rule};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Request, Value, has_enabled};
use crate::writes::{Changed, WAYS, Written, created, done, labelled, thing};

/// The right to write.
const WRITE: u32 = 0x10;

/// Everybody reads, and administrators write.
fn for_writers() -> &'static Rule {
    let entries = [(false, READ, EVERYONE), (false, WRITE, ADMINISTRATORS)];
    rule(&entries, &[])
}

fn assert_all_refused(script: impl Fn() -> Script, client: &Client) {
    for (object, _, refused) in ANSWERS {
        let script = things(script()).denials(object, EnumerationDenial::Omit);
        let session = Session::start(script);
        let mut first = None;
        for (way, put) in WAYS {
            let wrong = || Request::put(thing("a", &[("Speed", Value::I4(0))]));
            let unnamed = || {
                let null = [("Name", Value::Null)];
                Request::put(crate::wmi_core::Instance::new("Test_Thing", null))
            };
            for request in [
                labelled("a"),
                labelled("hidden"),
                labelled("key"),
                labelled("nothing"),
                labelled("a").of_part(&["No_Such"]),
                labelled("a").context_value("__PUT_EXTENSIONS", Value::I4(1)),
                wrong(),
                unnamed(),
            ] {
                let answer = session.call(client, put(request));
                assert_refused(&answer, refused, way);
                // In every byte that the client receives.
                let seen = first.get_or_insert_with(|| answer.seen.clone());
                assert_eq!(*seen, answer.seen, "{object:?}: {way}");
            }
        }
        let ran = [Place::Get, Place::Authorize, Place::Create, Place::Update];
        assert_eq!(ran.map(|place| session.script.count(place)), [0; 4]);
    }
}

#[test]
fn who_may_not_write_is_told_so_whatever_there_is() {
    assert_all_refused(|| Script::new().guarded_by(for_writers()), &stranger());
    // To see is not to write, and nor is to call.
    let readers = rule(&[(false, READ | 0x2 | 0x40, EVERYONE)], &[]);
    assert_all_refused(|| Script::new().guarded_by(readers), &member());
    let broken = crate::scripted::leak(Rule::new("broken", &[1, 2, 3, 4, 5], &[]));
    assert_all_refused(|| Script::new().guarded_by(broken), &member());
    let privileged = || Script::new().guarded_by(rule(&[], &[PRIVILEGE]));
    let without = member().without_privileges(&[PRIVILEGE]);
    assert_all_refused(privileged, &without);
}

/// The rule says who may create: no code is asked that would say it.
#[test]
fn who_may_write_by_a_rule_may_create() {
    let script = things(Script::new()).authorizing(|_| Err(Error::denied()));
    let session = Session::start(script.guarded_by(for_writers()));
    for (_, put) in [WAYS[0], WAYS[2]] {
        let answer = session.call(&member(), put(labelled("new")));
        assert_put(&answer, "new", "a member");
        assert_eq!(session.script.written().pop(), Some(created("new")));
    }
    assert_eq!(session.script.count(Place::Authorize), 0);
}

#[test]
fn privileges_are_enabled_for_what_is_written_and_put_back() {
    let all = rule(&[], &[PRIVILEGE]);
    let check = || assert!(has_enabled(PRIVILEGE));
    let script = Script::new()
        .thing("a")
        .creating(move |_, new| {
            check();
            Ok(crate::writes::path_of(new))
        })
        .updating(move |_, _, _| {
            check();
            Ok(())
        })
        .deleting(move |_, _| {
            check();
            Ok(())
        });
    let session = Session::start(script.guarded_by(all));
    assert_put(&session.call(&member(), labelled("new")), "new", "created");
    assert_put(&session.call(&member(), labelled("a")), "a", "changed");
    let delete = Request::delete(&crate::session::path("a"));
    assert_eq!(session.call(&member(), delete).status(), S_OK);
    assert_eq!(done(&session), [1; 3]);
}

/// Nothing was looked at, so what there is shows only when something is created.
#[test]
fn who_may_write_and_not_read() {
    let blind = rule(&[(false, WRITE, EVERYONE)], &[]);
    for (object, unseen, refused) in ANSWERS {
        let script = || {
            let script = things(Script::new()).denials(object, EnumerationDenial::Omit);
            script
                .guarded_by(blind)
                .creating(|_, new| match new.name.as_deref() {
                    Some("nothing") => Ok(crate::writes::path_of(new)),
                    _ => Err(Error::already_exists()),
                })
        };
        for (way, put) in WAYS {
            let session = Session::start(script());
            for name in ["a", "hidden", "nothing"] {
                let answer = session.call(&member(), put(labelled(name)));
                match (way, name) {
                    ("update", _) => assert_refused(&answer, unseen, way),
                    (_, "nothing") => assert_put(&answer, "nothing", way),
                    ("create", _) => {
                        assert_refused(&answer, (WBEM_E_ALREADY_EXISTS, None), way);
                    }
                    _ => assert_refused(&answer, refused, way),
                }
            }
            assert_eq!(session.script.count(Place::Get), 0, "{way}");
        }
    }
}

/// A thing of this size, as the provider has it.
fn sized(size: Read<u64>) -> Script {
    let thing = Thing {
        size,
        ..Thing::new("a")
    };
    Script::new().step("a", move |_| Ok(thing.clone()))
}

fn put_size(name: &str, size: Value) -> Request {
    let values = [("Size", size), ("Label", Value::text("new"))];
    Request::put(thing(name, &values))
}

fn size_of(session: &Session) -> Change<Option<u64>> {
    match session.script.written().pop() {
        Some(Written::Changed(_, Changed { size, .. })) => size,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_property_with_a_rule_is_written_by_those_whom_it_allows_it() {
    for (object, _, refused) in ANSWERS {
        let script = |size| {
            let mut script = sized(size).denials(object, EnumerationDenial::Omit);
            script.size_access = Some(for_writers());
            Session::start(script)
        };
        let session = script(Read::Value(7));
        for (size, of_member) in [
            (Value::text("7"), Change::To(Some(7))),
            (Value::text("8"), Change::To(Some(8))),
            (Value::Null, Change::To(None)),
        ] {
            let answer = session.call(&member(), put_size("a", size));
            assert_put(&answer, "a", "a member");
            assert_eq!(size_of(&session), of_member);
        }
        // Another puts what it is given, and changes the rest.
        let answer = session.call(&stranger(), put_size("a", Value::text("7")));
        assert_put(&answer, "a", "what it is given");
        assert_eq!(size_of(&session), Change::Keep);
        for size in [Value::text("8"), Value::Null] {
            let answer = session.call(&stranger(), put_size("a", size));
            assert_refused(&answer, refused, "another value");
        }
        assert_eq!(done(&session), [0, 4, 0]);
        let session = script(Read::Null);
        let answer = session.call(&stranger(), put_size("a", Value::Null));
        assert_put(&answer, "a", "NULL");
        assert_eq!(size_of(&session), Change::Keep);
    }
}

/// Else a client would find out what it does not see, by trying.
#[test]
fn a_property_that_a_client_neither_sees_nor_writes() {
    let rules = [
        rule(&[(false, READ | WRITE, ADMINISTRATORS)], &[]),
        for_writers(),
    ];
    for (rule, size) in rules.into_iter().zip([Read::Value(7), Read::Denied]) {
        let mut script = sized(size);
        script.size_access = Some(rule);
        let session = Session::start(script);
        let put = |size| session.call(&stranger(), put_size("a", size));
        let refused = put(Value::text("7"));
        let denied = (WBEM_E_ACCESS_DENIED, None);
        assert_refused(&refused, denied, "it is the value");
        assert_eq!(put(Value::text("8")).seen, refused.seen);
        assert_eq!(done(&session), [0; 3]);
        assert_put(&put(Value::Null), "a", "what it is given");
        assert_eq!(size_of(&session), Change::Keep);
    }
}

/// Who writes it without seeing it writes what is put.
#[test]
fn a_property_that_a_client_writes_and_does_not_see() {
    let mut script = sized(Read::Value(7));
    script.size_access = Some(rule(&[(false, WRITE, EVERYONE)], &[]));
    let session = Session::start(script);
    for (size, change) in [
        (Value::text("7"), Change::To(Some(7))),
        (Value::text("8"), Change::To(Some(8))),
        (Value::Null, Change::Keep),
    ] {
        let answer = session.call(&member(), put_size("a", size));
        assert_put(&answer, "a", "it writes");
        assert_eq!(size_of(&session), change);
    }
}

#[test]
fn a_property_with_a_rule_of_a_new_instance() {
    let mut script = Script::new();
    script.size_access = Some(for_writers());
    let session = Session::start(script);
    let put = |client: &Client, size| session.call(client, put_size("new", size).create_only());
    assert_put(&put(&member(), Value::text("7")), "new", "a member");
    assert_put(&put(&stranger(), Value::Null), "new", "nothing");
    let answer = put(&stranger(), Value::text("7"));
    assert_refused(&answer, (WBEM_E_ACCESS_DENIED, None), "a stranger");
    assert_eq!(done(&session), [2, 0, 0]);
    let answer = session.call(&stranger(), labelled("nothing").update_only());
    assert_refused(&answer, ABSENT, "there is none");
}
