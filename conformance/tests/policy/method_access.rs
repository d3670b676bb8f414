//! Rules of who may call methods: they answer before anything is looked at, so that the answer is the same whatever there is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use windows_core::HRESULT;

use crate::access::{
    ADMINISTRATORS, EVERYONE, PRIVILEGE, READ, for_administrators, member, rule, stranger,
};
use crate::method_answers::{METHOD, Refused, assert_refused, things};
use crate::methods::{Output, executed, one};
use crate::script::{Place, Script, shared};
use crate::session::{CLASS, Session, path};
use crate::wmi::{EnumerationDenial, Error, ObjectDenial, Operation, Result, Rule};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Given, Kind, Request, Value, has_enabled};

/// The right to call methods.
const CALL: u32 = 0x2;

fn for_callers() -> &'static Rule {
    rule(&[(false, CALL, ADMINISTRATORS)], &[])
}

/// Nobody who may see the things may call by it.
fn for_readers() -> &'static Rule {
    rule(&[(false, READ, EVERYONE)], &[])
}

/// Every method, by each path by which a client may call it, with what it takes and with what it does not.
fn calls() -> Vec<(String, Request)> {
    let mut paths = ["a", "hidden", "key", "nothing"].map(path).to_vec();
    // A key that no thing has, a name that is no key, and the class itself.
    paths.extend([
        "Test_Thing.Name=7".to_owned(),
        "Test_Thing.No_Key='a'".to_owned(),
        CLASS.to_owned(),
    ]);
    let wrong = || Given::values([("Count", Value::I4(101))]);
    let methods = ["Make", "Change", "Direct", "Reset", "Clear"];
    let mut calls = Vec::new();
    for method in methods {
        for path in &paths {
            let given = match method {
                "Reset" => vec![Given::Nothing],
                _ => vec![one(), wrong(), Given::Nothing],
            };
            for given in given {
                let name = format!("{method} of {path}, {given:?}");
                calls.push((name, Request::execute(path, method, given)));
            }
        }
    }
    calls
}

/// What of the provider's has run.
fn run(session: &Session) -> [usize; 3] {
    [Place::Get, Place::Enumerate, Place::Execute].map(|place| session.script.count(place))
}

/// Written down here once more, and not asked of the runtime.
const ANSWERS: [(ObjectDenial, Refused); 3] = [
    (ObjectDenial::Hide, (WBEM_E_ACCESS_DENIED, None)),
    (ObjectDenial::Fail, (WBEM_E_ACCESS_DENIED, None)),
    (
        ObjectDenial::FailWithErrorObject,
        (WBEM_E_ACCESS_DENIED, Some(METHOD)),
    ),
];

fn assert_all_refused(script: impl Fn() -> Script, client: &Client) {
    for (object, refused) in ANSWERS {
        let script = things(script()).denials(object, EnumerationDenial::Omit);
        let session = Session::start(script);
        let mut first = None;
        for (name, request) in calls() {
            let answer = session.call(client, request);
            assert_refused(&answer, refused, &format!("{object:?}: {name}"));
            // In every byte that the client receives.
            let seen = first.get_or_insert_with(|| answer.seen.clone());
            assert_eq!(*seen, answer.seen, "{object:?}: {name}");
        }
        assert_eq!(run(&session), [0; 3], "{object:?}");
    }
}

#[test]
fn who_may_not_call_is_told_so_whatever_there_is() {
    let by_method = || Script::new().called_by(for_callers());
    let by_class = || Script::new().guarded_by(for_callers());
    assert_all_refused(by_method, &stranger());
    assert_all_refused(by_class, &stranger());
    // To see is not to call.
    let readers = || Script::new().called_by(for_readers());
    assert_all_refused(readers, &member());
    assert_all_refused(|| Script::new().guarded_by(for_readers()), &member());
    let broken = crate::scripted::leak(Rule::new("broken", &[1, 2, 3, 4, 5], &[]));
    assert_all_refused(|| Script::new().called_by(broken), &member());
}

#[test]
fn who_does_not_hold_the_privileges_of_a_method_may_not_call_it() {
    let privileged = || Script::new().called_by(rule(&[], &[PRIVILEGE]));
    assert_all_refused(privileged, &member().without_privileges(&[PRIVILEGE]));
    let both = || Script::new().called_by(rule(&[(false, CALL, ADMINISTRATORS)], &[PRIVILEGE]));
    assert_all_refused(both, &member().without_privileges(&[PRIVILEGE]));
    assert_all_refused(both, &stranger());
}

/// What WMI refuses of a path and of a name says nothing of what there is.
#[test]
fn what_is_no_method_and_no_path_is_said_before() {
    let session = Session::start(things(Script::new()).called_by(for_callers()));
    for (called, method, code) in [
        (path("a"), "No_Such", WBEM_E_INVALID_METHOD),
        (path("nothing"), "No_Such", WBEM_E_INVALID_METHOD),
        (CLASS.to_owned(), "", WBEM_E_INVALID_PARAMETER),
        ("No_Such".to_owned(), "Make", WBEM_E_INVALID_OBJECT_PATH),
    ] {
        let request = Request::execute(&called, method, one());
        let answer = session.call(&stranger(), request);
        assert_refused(&answer, (code, None), method);
    }
    // And the level before all.
    let low = Client::new(Kind::Identify);
    let answer = session.call(&low, Request::execute(CLASS, "No_Such", one()));
    assert_refused(&answer, (WBEM_E_ACCESS_DENIED, None), "below the level");
}

/// How the methods end that a client calls of a thing, and of the class.
fn ends(script: Script, client: &Client) -> [HRESULT; 3] {
    let session = Session::start(script.thing("a"));
    let answers = [
        (path("a"), "Change"),
        (path("a"), "Direct"),
        (CLASS.to_owned(), "Make"),
    ]
    .map(|(called, method)| session.call(client, Request::execute(&called, method, one())));
    answers.map(|answer| answer.status())
}

#[test]
fn who_may_call_calls() {
    for rule in [
        for_callers(),
        rule(&[(false, READ | CALL, EVERYONE)], &[]),
        rule(&[], &[PRIVILEGE]),
    ] {
        assert_eq!(ends(Script::new().called_by(rule), &member()), [S_OK; 3]);
    }
}

#[test]
fn a_rule_of_a_method_takes_the_place_of_that_of_the_class() {
    let nobody = for_readers();
    let script = || Script::new().guarded_by(nobody);
    let denied = WBEM_E_ACCESS_DENIED;
    assert_eq!(ends(script(), &member()), [denied; 3]);
    assert_eq!(
        ends(script().called_by(for_callers()), &member()),
        [S_OK; 3]
    );
    // Of its class the rule is asked to read alone, which the one of the method cannot give.
    let unseen = Script::new().guarded_by(for_callers());
    let unseen = ends(
        unseen.called_by(rule(&[(false, CALL, EVERYONE)], &[])),
        &stranger(),
    );
    assert_eq!(unseen, [S_OK, WBEM_E_NOT_FOUND, S_OK]);
}

/// The code's own denial of a method that the client may call is what it was: who may not see the thing is not told of it.
#[test]
fn what_the_code_denies_is_answered_by_what_the_client_may_read() {
    let denying = |read: &'static Rule| {
        let script = things(crate::methods::denying());
        let script = script.guarded_by(read);
        Session::start(script.called_by(rule(&[(false, CALL, EVERYONE)], &[])))
    };
    let status = |session: &Session, client: &Client| {
        session.call(client, crate::methods::change("a")).status()
    };
    let session = denying(for_administrators());
    assert_eq!(status(&session, &member()), WBEM_E_ACCESS_DENIED);
    assert_eq!(status(&session, &stranger()), WBEM_E_NOT_FOUND);
}

/// Whether the privilege was enabled in the code of each method.
fn enabled(rule: &'static Rule) -> Vec<bool> {
    let seen = shared(Vec::new());
    let noted = Arc::clone(&seen);
    let script = Script::new().thing("a").executing(move |_, asked| {
        crate::lock(&noted).push(has_enabled(PRIVILEGE));
        Ok(Output::of(asked))
    });
    assert_eq!(ends(script.called_by(rule), &member()), [S_OK; 3]);
    std::mem::take(&mut *crate::lock(&seen))
}

#[test]
fn the_privileges_of_a_rule_are_enabled_for_the_call_of_the_method() {
    assert_eq!(enabled(for_callers()), [false; 3]);
    // That they are put back is the core's to see, whenever the token leaves the thread.
    assert_eq!(enabled(rule(&[], &[PRIVILEGE])), [true; 3]);
}

#[test]
fn privileges_are_put_back_after_a_method_that_panics_or_fails() {
    type End = fn() -> Result<Output>;
    let ends: [(End, HRESULT); 3] = [
        (|| panic!("on the way"), WBEM_E_PROVIDER_FAILURE),
        (|| Err(Error::failed("no power")), WBEM_E_PROVIDER_FAILURE),
        (|| Err(Error::denied()), WBEM_E_ACCESS_DENIED),
    ];
    for (end, code) in ends {
        let was_enabled = Arc::new(AtomicBool::new(false));
        let noted = Arc::clone(&was_enabled);
        let script = Script::new().thing("a").executing(move |_, _| {
            noted.store(has_enabled(PRIVILEGE), Ordering::Relaxed);
            end()
        });
        let session = Session::start(script.called_by(rule(&[], &[PRIVILEGE])));
        for (called, method) in [(path("a"), "Change"), (CLASS.to_owned(), "Make")] {
            let answer = session.call(&member(), Request::execute(&called, method, one()));
            assert_eq!(answer.status(), code, "{method}");
            assert!(was_enabled.swap(false, Ordering::Relaxed), "{method}");
        }
        assert_eq!(executed(&session), 2);
    }
}

#[test]
fn the_log_says_who_called_which_method_and_by_which_rule_it_was_refused() {
    let mut script = things(Script::new()).called_by(for_callers());
    script.audit = true;
    let session = Session::start(script);
    let secret = || Given::values([("Count", Value::I4(7)), ("Note", Value::text("hunter2"))]);
    let change = || Request::execute(&path("a"), "Change", secret());
    session.call(&member(), change());
    session.call(&stranger(), change());
    session.call(&Client::new(Kind::Identify), change());
    let log = session.script.log();
    let [.., done, refused, low] = &log[..] else {
        panic!("{log:?}");
    };
    for (call, status) in [(done, S_OK), (refused, WBEM_E_ACCESS_DENIED)] {
        assert_eq!(call.operation, Operation::Execute);
        assert_eq!(call.class.as_deref(), Some(CLASS));
        assert_eq!(call.method.as_deref(), Some("Change"));
        assert_eq!(call.status, status.0);
        let caller = call.caller.as_ref().expect("a caller");
        assert!(caller.sid.starts_with("S-1-5-21-"), "{caller}");
    }
    assert_eq!(refused.firsts, ["the rule `test` gives no right to Call"]);
    // One that is too low could say that it is anybody, and that it calls anything.
    assert_eq!((&low.caller, &low.method), (&None, &None));
    assert_eq!(low.status, WBEM_E_ACCESS_DENIED.0);
    assert!(!format!("{log:?}").contains("hunter2"));
}
