//! What keeps the DLL in memory: each object and each call, and nothing once they are over. In separate processes,
//! because the count is the process's.

use crate::child::{self, say, test_name};
use crate::lock;
use crate::script::{Place, Script, shared};
use crate::session::{CLASS, Session, names, server};
use crate::wmi::com::{can_unload_now, loaded_objects};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Kind, Request};
use windows_core::HRESULT;

const S_FALSE: HRESULT = HRESULT(1);

fn assert_in_use(count: usize) {
    assert_eq!(loaded_objects(), count);
    assert_eq!(can_unload_now(), if count == 0 { S_OK } else { S_FALSE });
}

#[test]
fn the_count_returns_to_what_it_was() {
    let child = child::run(test_name!(the_count_returns_to_what_it_was), || {
        assert_in_use(0);
        let counts = shared(Vec::new());
        let note = || {
            let counts = counts.clone();
            move || lock(&counts).push(loaded_objects())
        };
        let script = Script::new().things(2).denied("d");
        let script = script.apart("p", |_| panic!("on purpose"));
        let script = script.at(Place::Next, note()).at(Place::Log, note());
        let session = Session::start(script.at(Place::ProviderDrop, note()));
        assert_in_use(1);
        assert_eq!(
            names(&session.enumerate(&Client::impersonate())),
            ["0", "1"]
        );
        assert_in_use(1);
        session.get(&Client::impersonate(), "1");
        session.get(&Client::impersonate(), "d");
        session.get(&Client::impersonate(), "p");
        session.get(&Client::new(Kind::Identify), "1");
        session.call(&Client::impersonate(), Request::get("nonsense"));
        let failing = Request::enumerate(CLASS).indicate_fails(1, E_FAIL);
        session.call(&Client::impersonate(), failing);
        assert_in_use(1);
        drop(session);
        assert_in_use(0);
        // A call is counted beside its object, until its last word, which is the log's.
        let mut expected = vec![1];
        expected.extend([2; 5]);
        expected.extend([2; 5]);
        expected.extend([2; 5]);
        expected.push(1);
        assert_eq!(*lock(&counts), expected);
        drop((server(&Script::new()), server(&Script::new())));
        assert_in_use(0);
        say("counted");
    });
    if let Some(child) = child {
        child.assert_passed_after(&["counted"]);
    }
}
