//! The provider's calls to WMI: as the client, with the call's context, and back as the client.

use crate::script::{Place, Script, Thing};
use crate::session::{CLASS, Session, names, path, seen};
use crate::wmi::{CimType, Client as Served, DateTime, Result, Value};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Event, Identity, Instance, Request, Value as Given};
use windows_core::HRESULT;

const QUERY: &str = "SELECT * FROM Test_Thing WHERE Speed > 0";

/// A session whose one thing comes about in this way.
fn session(step: impl Fn(&mut Served<'_>) -> Result<Thing> + Send + Sync + 'static) -> Session {
    let session = Session::start(Script::new().step("a", step));
    session.core.script_object(&path("other"), full());
    let answer = ["1", "2", "3"].map(seen).to_vec();
    session.core.script_query(QUERY, answer);
    session
}

fn full() -> Instance {
    let values = [
        ("Name", Given::text("other")),
        ("Size", Given::text("18446744073709551615")),
        ("Label", Given::Null),
        ("Online", Given::Bool(true)),
        ("Speed", Given::I4(-1)),
        ("Since", Given::text("20260131235959.000001-090")),
    ];
    Instance::new(CLASS, values)
}

/// Both routes give the thing.
fn assert_served(session: &Session) {
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    assert_eq!(names(&session.enumerate(&Client::impersonate())), ["a"]);
    let without_context = Request::get(&path("a")).without_context();
    let answer = session.call(&Client::impersonate(), without_context);
    assert_eq!(names(&answer), ["a"]);
}

fn assert_client() {
    assert_eq!(Identity::now(), Identity::Impersonate);
}

#[test]
fn an_object_with_all_its_values() {
    let session = session(|client| {
        let object = client.wmi().get_object(&path("other"))?;
        assert_client();
        let since: Option<DateTime> = "20260131235959.000001-090".parse().ok();
        for (name, value) in [
            ("Name", Value::String("other".to_owned())),
            ("Size", Value::Uint64(u64::MAX)),
            ("Label", Value::Null),
            ("Online", Value::Boolean(true)),
            ("Speed", Value::Uint32(u32::MAX)),
            ("Since", since.map_or(Value::Null, Value::DateTime)),
        ] {
            let found = object.get(name)?;
            assert_eq!(found, value, "{name}");
            let own = found.cim_type();
            assert_eq!(own == Some(CimType::Boolean), name == "Online");
        }
        let missing = object.get("No_Such_Property");
        assert!(missing.is_err_and(|error| error.is_not_found()));
        Ok(Thing::new("a"))
    });
    assert_served(&session);
}

#[test]
fn a_query_object_by_object() {
    let session = session(|client| {
        let namespace = client.wmi();
        let mut objects = namespace.query(QUERY)?;
        assert_client();
        let mut found = Vec::new();
        for object in objects.by_ref() {
            assert_client();
            found.push(object?.get("Name")?);
        }
        assert_client();
        assert_eq!(found, ["1", "2", "3"].map(|n| Value::String(n.to_owned())));
        assert!(objects.next().is_none());
        Ok(Thing::new("a"))
    });
    assert_served(&session);
}

#[test]
fn always_as_the_client() {
    let session = session(|client| {
        client.as_provider(|| Ok(()))?;
        let first = client.wmi().query(QUERY)?.next();
        assert!(first.is_some_and(|object| object.is_ok()));
        client.as_provider(|| Ok(()))?;
        client.wmi().get_object(&path("other"))?;
        Ok(Thing::new("a"))
    });
    assert_served(&session);
    let identities = session.events(|entry| match entry.event {
        Event::GetObject(..) | Event::ExecQuery(..) | Event::Next(_) => Some(entry.identity),
        _ => None,
    });
    // Three calls; each asks for the query, one object of it, an object, and the class.
    assert_eq!(identities, [Identity::Impersonate; 12]);
}

/// WMI's own context is known to tell WMI what a call belongs to; a copy is made where one is needed.
#[test]
fn a_context_is_copied_where_a_part_may_be_wanted() {
    for (gate, copies) in [
        (None, 0),
        (Some(Given::Bool(true)), 3),
        (Some(Given::Null), 3),
    ] {
        let session = session(|client| {
            client.wmi().get_object(&path("other"))?;
            let found = client.wmi().query(QUERY)?.filter(Result::is_ok).count();
            assert_eq!(found, 3);
            client.wmi().get_object(&path("other"))?;
            Ok(Thing::new("a"))
        });
        let keys = "__GET_EXT_KEYS_ONLY";
        let request = Request::get(&path("a")).context_value(keys, Given::Bool(true));
        let request = match gate {
            Some(gate) => request.context_value("__GET_EXTENSIONS", gate),
            None => request,
        };
        let answer = session.call(&Client::impersonate(), request);
        assert_eq!(names(&answer), ["a"]);
        assert_eq!(session.core.copied_contexts(), copies);
    }
}

#[test]
fn what_wmi_denies_is_denied_to_the_client() {
    for (code, status) in [
        (WBEM_E_ACCESS_DENIED, WBEM_E_NOT_FOUND),
        (E_ACCESSDENIED, WBEM_E_NOT_FOUND),
        (WBEM_E_NOT_FOUND, WBEM_E_NOT_FOUND),
        (WBEM_E_FAILED, WBEM_E_PROVIDER_FAILURE),
        (E_OUTOFMEMORY, WBEM_E_PROVIDER_FAILURE),
    ] {
        let by_path = session(|client| {
            let found = client.wmi().get_object("asked");
            assert_client();
            found?;
            Ok(Thing::new("a"))
        });
        let by_query = session(|client| {
            let found = client.wmi().query("asked");
            assert_client();
            found?;
            Ok(Thing::new("a"))
        });
        for session in [by_path, by_query] {
            session.core.script_failure("asked", code);
            let answer = session.get(&Client::impersonate(), "a");
            assert_eq!(answer.status(), status, "{code:?}");
            let enumerated = session.enumerate(&Client::impersonate()).status();
            let skipped = status == WBEM_E_NOT_FOUND;
            assert_eq!(enumerated, if skipped { S_OK } else { status });
        }
    }
}

#[test]
fn an_answer_of_wmi_s_that_says_that_something_is_missing_is_not_taken_for_a_whole_one() {
    for (end, status) in [
        (WBEM_S_ACCESS_DENIED, WBEM_E_NOT_FOUND),
        (WBEM_S_PARTIAL_RESULTS, WBEM_E_PROVIDER_FAILURE),
        // WBEM_S_SOURCE_NOT_AVAILABLE
        (HRESULT(0x0004_0017), WBEM_E_PROVIDER_FAILURE),
    ] {
        let session = session(|client| {
            let found = client.wmi().query(QUERY)?.collect::<Vec<_>>();
            assert_client();
            assert_eq!(found.len(), 4);
            for object in found {
                object?;
            }
            Ok(Thing::new("a"))
        });
        session.core.script_query_end(QUERY, end);
        let answer = session.get(&Client::impersonate(), "a");
        assert_eq!(answer.status(), status);
    }
}

#[test]
fn an_enumeration_that_is_fed_by_a_query_as_it_goes() {
    let script = (0..200).fold(Script::new(), |script, number| {
        let name = number.to_string();
        script.step(&name.clone(), move |client| {
            let found = client.wmi().query(QUERY)?.filter(Result::is_ok).count();
            assert_eq!(found, 3);
            Ok(Thing::new(&name))
        })
    });
    let session = Session::start(script);
    let answer = ["1", "2", "3"].map(seen).to_vec();
    session.core.script_query(QUERY, answer);
    let answer = session.enumerate(&Client::impersonate());
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 200));
    let steps = session.script.identities(Place::Next);
    assert_eq!(steps, [Identity::Impersonate; 201]);
}
