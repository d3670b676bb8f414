//! Who called, in the log: where the registration says so, of each client that is served, and never more than who it is.

use crate::script::Script;
use crate::session::Session;
use crate::wmi_core::{Client, Kind};

fn session(audit: bool) -> Session {
    let mut script = Script::new().thing("a").denied("b");
    script.audit = audit;
    Session::start(script)
}

#[test]
fn the_log_is_told_who_called() {
    let session = session(true);
    session.get(&Client::impersonate(), "a");
    session.get(&Client::impersonate(), "b");
    session.enumerate(&Client::impersonate());
    let log = session.script.log();
    let [_, calls @ ..] = &log[..] else {
        panic!("{log:?}");
    };
    assert_eq!(calls.len(), 3);
    for call in calls {
        let caller = call.caller.as_ref().expect("a caller");
        assert!(caller.sid.starts_with("S-1-5-21-"), "{caller}");
    }
    assert_eq!(calls[0].caller, calls[2].caller);
}

#[test]
fn the_start_has_no_caller_and_neither_has_a_client_below_the_level() {
    let session = session(true);
    session.get(&Client::new(Kind::Identify), "a");
    session.get(&Client::new(Kind::NoCallContext), "a");
    let callers: Vec<_> = session
        .script
        .log()
        .into_iter()
        .map(|one| one.caller)
        .collect();
    assert_eq!(callers, [None, None, None]);
}

#[test]
fn without_the_wish_nobody_is_told_of() {
    let session = session(false);
    session.get(&Client::impersonate(), "a");
    assert!(session.script.log().iter().all(|one| one.caller.is_none()));
}
