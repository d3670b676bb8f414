//! Under `hide` and `omit` a client cannot tell what it may not see from what is not there, by anything it receives.

use crate::script::{Script, Thing};
use crate::session::{Session, path};
use crate::wmi::PropertyDenial::DenyObject;
use crate::wmi::{Error, OwnError, Read};
use crate::wmi_core::{Answer, Client, Request};

/// A thing of that name that is denied in one of the ways there are.
type Denial = fn(Script, &str) -> Script;

const DENIALS: [(&str, Denial); 6] = [
    ("whole", |script, name| script.denied(name)),
    ("key", |script, name| {
        let thing = Thing {
            name: Read::Denied,
            ..Thing::new(name)
        };
        script.step(name, move |_| Ok(thing.clone()))
    }),
    ("property", |script, name| {
        let thing = Thing {
            size: Read::Denied,
            ..Thing::new(name)
        };
        script.step(name, move |_| Ok(thing.clone()))
    }),
    ("by the system", |script, name| {
        script.step(name, |_| {
            Err(std::io::Error::from_raw_os_error(5))?;
            unreachable!("the question mark returned")
        })
    }),
    ("by code", |script, name| {
        script.step(name, |_| Err(Error::from_win32(1314)))
    }),
    ("after work as the provider", |script, name| {
        script.step(name, |client| {
            client.as_provider(|| Ok::<_, OwnError>(()))?;
            Err(Error::denied())
        })
    }),
];

fn script() -> Script {
    Script::new().size_denied(DenyObject)
}

/// All that a client can learn of an answer, the method's return included; and how it came in.
fn everything(session: &Session, answer: Answer) -> String {
    format!("{answer:#?}\nIndicates: {:?}", session.indicates())
}

fn get(script: Script, name: &str) -> (Answer, String) {
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), name);
    (answer.clone(), everything(&session, answer))
}

fn enumerate(script: Script) -> (Answer, String) {
    let session = Session::start(script);
    let answer = session.enumerate(&Client::impersonate());
    (answer.clone(), everything(&session, answer))
}

#[test]
fn a_get_of_a_denied_instance_is_one_of_an_absent_one() {
    for (how, deny) in DENIALS {
        let (absent, all_of_absent) = get(script().thing("a").thing("c"), "b");
        let (denied, all_of_denied) = get(deny(script().thing("a"), "b").thing("c"), "b");
        assert_eq!(denied.seen, absent.seen, "{how}");
        assert_eq!(all_of_denied, all_of_absent, "{how}");
        let (nothing, all_of_nothing) = get(script(), "b");
        assert_eq!(denied.seen, nothing.seen, "{how}");
        assert_eq!(all_of_denied, all_of_nothing, "{how}");
    }
}

#[test]
fn each_form_of_a_path_hides_alike() {
    for form in [
        path("b"),
        r#"\\server\root\Test:test_thing.NAME='b'"#.to_owned(),
        r#"Test_Thing="b""#.to_owned(),
    ] {
        let ask = |script: Script| {
            let session = Session::start(script);
            let answer = session.call(&Client::impersonate(), Request::get(&form));
            everything(&session, answer)
        };
        assert_eq!(ask(script().denied("b")), ask(script()), "{form}");
    }
}

#[test]
fn an_enumeration_with_denied_instances_is_one_without_them() {
    for (how, deny) in DENIALS {
        let (absent, all_of_absent) = enumerate(script().thing("b").thing("d"));
        let hiding = deny(script(), "a").thing("b");
        let hiding = deny(deny(hiding, "c").thing("d"), "e");
        let (denied, all_of_denied) = enumerate(hiding);
        assert_eq!(denied.seen, absent.seen, "{how}");
        assert_eq!(all_of_denied, all_of_absent, "{how}");
    }
}

#[test]
fn a_class_of_which_all_is_denied_is_an_empty_one() {
    let (empty, all_of_empty) = enumerate(script());
    for (how, deny) in DENIALS {
        let (denied, all_of_denied) = enumerate(deny(deny(script(), "a"), "b"));
        assert_eq!(denied.seen, empty.seen, "{how}");
        assert_eq!(all_of_denied, all_of_empty, "{how}");
    }
    let closed = script().thing("a").opening(|_| Err(Error::denied()));
    let (denied, all_of_denied) = enumerate(closed);
    assert_eq!(denied.seen, empty.seen);
    assert_eq!(all_of_denied, all_of_empty);
}

#[test]
fn denied_instances_leave_no_gap_in_the_batches() {
    let some = (0..300).fold(script(), |script, number| {
        let name = number.to_string();
        if number % 2 == 0 {
            script.thing(&name)
        } else {
            script.denied(&name)
        }
    });
    let without = (0..300)
        .step_by(2)
        .fold(script(), |script, number| script.thing(&number.to_string()));
    assert_eq!(enumerate(some).1, enumerate(without).1);
}

#[test]
fn what_fails_after_a_denial_fails_as_it_would_without_one() {
    let failing = |script: Script| script.step("z", |_| Err(Error::failed("on fire")));
    let (denied, all_of_denied) = enumerate(failing(script().thing("a").denied("b")));
    let (absent, all_of_absent) = enumerate(failing(script().thing("a")));
    assert_eq!(denied.seen, absent.seen);
    assert_eq!(all_of_denied, all_of_absent);
}

/// A thing whose data the provider reads as itself, and then asks whether this client may see it: the natural use of
/// `as_provider`.
fn read_as_the_provider(script: Script, name: &str, code: i32, allowed: bool) -> Script {
    script.step(name, move |client| {
        let read = || match code {
            0 => Ok(7),
            code => Err(std::io::Error::from_raw_os_error(code)),
        };
        client.as_provider(|| Ok(read()?))?;
        if !allowed {
            return Err(Error::denied());
        }
        Ok(Thing::new("b"))
    })
}

#[test]
fn what_the_provider_itself_does_not_find_is_what_the_client_may_not_see() {
    const ABSENT: i32 = 2;
    for read in [get as fn(Script, &str) -> (Answer, String), |script, _| {
        enumerate(script)
    }] {
        let (nothing, all_of_nothing) = read(script(), "b");
        for (code, allowed) in [(0, false), (ABSENT, false), (ABSENT, true)] {
            let script = read_as_the_provider(script(), "b", code, allowed);
            let (hidden, all_of_hidden) = read(script, "b");
            assert_eq!(hidden.seen, nothing.seen, "{code} {allowed}");
            assert_eq!(all_of_hidden, all_of_nothing, "{code} {allowed}");
        }
    }
}
