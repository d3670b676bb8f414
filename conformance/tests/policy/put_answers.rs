//! What a client is answered that creates or changes something: each way to put, by each client, of each thing, cell by cell.

use windows_core::HRESULT;

use crate::method_answers::{Refused, assert_refused, things};
use crate::script::{Offers, Place, Script};
use crate::session::{Session, path};
use crate::wmi::ObjectDenial::{self, Fail, FailWithErrorObject, Hide};
use crate::wmi::{EnumerationDenial, Error, LONGEST_PATH};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Identity, Kind, Request, Value};
use crate::writes::{WAYS, Written, ask, created, done, labelled, relabelled, thing};

const INSTANCE: &str = "Access to the instance is denied.";
/// What the error object of a put or a delete says that is denied.
pub const ACT: &str = "Access to the operation is denied.";

/// How each policy answers a client that does not see the thing, and one that may not do what it asks for. Written down here once
/// more, and not asked of the runtime.
pub const ANSWERS: [(ObjectDenial, Refused, Refused); 3] = [
    (Hide, (WBEM_E_NOT_FOUND, None), (WBEM_E_ACCESS_DENIED, None)),
    (
        Fail,
        (WBEM_E_ACCESS_DENIED, None),
        (WBEM_E_ACCESS_DENIED, None),
    ),
    (
        FailWithErrorObject,
        (WBEM_E_ACCESS_DENIED, Some(INSTANCE)),
        (WBEM_E_ACCESS_DENIED, Some(ACT)),
    ),
];

pub const ABSENT: Refused = (WBEM_E_NOT_FOUND, None);
const TAKEN: Refused = (WBEM_E_ALREADY_EXISTS, None);

/// A cell of the table.
#[derive(Clone, Copy, Debug)]
enum Cell {
    /// It is created.
    Creates,
    /// It is changed.
    Updates,
    /// Nothing is done.
    Nothing(Refused),
}

pub fn assert_put(answer: &Answer, name: &str, why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!((answer.status(), answer.statuses.len()), (S_OK, 1), "{why}");
    assert_eq!(answer.objects, [], "{why}");
    assert_eq!(answer.statuses[0].text, path(name), "{why}");
}

/// Who may create, and who not.
fn authorised(may_create: bool) -> Script {
    let script = things(Script::new());
    if may_create {
        script
    } else {
        script.authorizing(|_| Err(Error::denied()))
    }
}

fn assert_cell(script: Script, (way, request): (&str, Request), name: &str, cell: Cell) {
    let object = script.policy.object;
    let session = Session::start(script);
    let answer = ask(&session, request);
    let why = format!("{object:?}: {way} {name}: {cell:?}");
    let (written, expected) = (session.script.written(), done(&session));
    match cell {
        Cell::Creates => {
            assert_put(&answer, name, &why);
            assert_eq!(written, [created(name)], "{why}");
        }
        Cell::Updates => {
            assert_put(&answer, name, &why);
            assert_eq!(written, [relabelled(name)], "{why}");
        }
        Cell::Nothing(refused) => {
            assert_refused(&answer, refused, &why);
            assert_eq!((written, expected), (vec![], [0; 3]), "{why}");
        }
    }
    for place in [Place::Get, Place::Authorize, Place::Create, Place::Update] {
        let as_client = |identity: &Identity| *identity == Identity::Impersonate;
        let identities = session.script.identities(place);
        assert!(identities.iter().all(as_client), "{why}");
    }
}

#[test]
fn a_put_of_everything_by_everybody() {
    for (object, unseen, refused) in ANSWERS {
        for may_create in [true, false] {
            // What is seen, what is hidden, and what is not there; by the ways to put.
            let by_way = |seen, hidden, absent| {
                [
                    ("a", seen),
                    ("hidden", hidden),
                    ("key", hidden),
                    ("nothing", absent),
                ]
            };
            let table = match may_create {
                true => [
                    by_way(Cell::Updates, Cell::Nothing(refused), Cell::Creates),
                    by_way(Cell::Updates, Cell::Nothing(unseen), Cell::Nothing(ABSENT)),
                    by_way(Cell::Nothing(TAKEN), Cell::Nothing(TAKEN), Cell::Creates),
                ],
                false => [
                    by_way(Cell::Updates, Cell::Nothing(unseen), Cell::Nothing(ABSENT)),
                    by_way(Cell::Updates, Cell::Nothing(unseen), Cell::Nothing(ABSENT)),
                    [
                        ("a", Cell::Nothing(refused)),
                        ("hidden", Cell::Nothing(refused)),
                        ("key", Cell::Nothing(refused)),
                        ("nothing", Cell::Nothing(refused)),
                    ],
                ],
            };
            for ((way, put), cells) in WAYS.into_iter().zip(table) {
                for (name, cell) in cells {
                    let script = authorised(may_create);
                    let script = script.denials(object, EnumerationDenial::Omit);
                    assert_cell(script, (way, put(labelled(name))), name, cell);
                }
            }
        }
    }
}

/// In every byte that the client receives.
#[test]
fn what_is_hidden_is_as_what_is_not_there() {
    for (way, put) in &WAYS[..2] {
        let script = || authorised(false).denials(Hide, EnumerationDenial::Omit);
        let absent = ask(&Session::start(script()), put(labelled("nothing")));
        assert_refused(&absent, ABSENT, way);
        for name in ["hidden", "key"] {
            let session = Session::start(script());
            assert_eq!(
                ask(&session, put(labelled(name))).seen,
                absent.seen,
                "{name}"
            );
        }
    }
}

/// Without that, the answer is one and the same, whatever there is, and nothing has been looked at.
#[test]
fn creation_is_authorised_before_anything_is_looked_at() {
    for (object, _, refused) in ANSWERS {
        let session = Session::start(authorised(false).denials(object, EnumerationDenial::Omit));
        let mut first = None;
        for name in ["a", "hidden", "key", "nothing"] {
            let answer = ask(&session, labelled(name).create_only());
            assert_refused(&answer, refused, name);
            let seen = first.get_or_insert_with(|| answer.seen.clone());
            assert_eq!(*seen, answer.seen, "{name}");
        }
        assert_eq!(session.script.count(Place::Get), 0);
        assert_eq!(session.script.count(Place::Authorize), 4);
    }
}

#[test]
fn who_may_create_is_nobody_where_nothing_says_it() {
    let offers = Offers {
        authorizes: false,
        ..Offers::ALL
    };
    let session = Session::start(things(Script::new()).offering(offers));
    let denied = (WBEM_E_ACCESS_DENIED, None);
    for name in ["a", "hidden", "nothing"] {
        let answer = ask(&session, labelled(name).create_only());
        assert_refused(&answer, denied, name);
    }
    assert_refused(&ask(&session, labelled("nothing")), ABSENT, "as an update");
    assert_eq!(done(&session), [0; 3]);
    assert_put(&ask(&session, labelled("a")), "a", "it is changed");
}

#[test]
fn code_that_cannot_say_who_may_create() {
    let ends: [fn() -> Error; 4] = [
        || Error::failed("on fire"),
        || panic!("on purpose"),
        Error::not_found,
        Error::already_exists,
    ];
    for end in ends {
        let session = Session::start(things(Script::new()).authorizing(move |_| Err(end())));
        for request in [labelled("a"), labelled("nothing").create_only()] {
            let answer = ask(&session, request);
            assert_refused(&answer, (WBEM_E_PROVIDER_FAILURE, None), "it fails");
        }
        assert_eq!(
            (done(&session), session.script.count(Place::Get)),
            ([0; 3], 0)
        );
        // An update asks nobody about that.
        assert_put(
            &ask(&session, labelled("a").update_only()),
            "a",
            "an update",
        );
    }
}

/// What the provider's code says in the place of doing what it is asked.
pub type Refusing = fn() -> Error;

/// It is what a put of it has just been given, or what it may create: so it is told what it may not do.
#[test]
fn code_that_refuses_what_is_put() {
    let taken = (WBEM_E_ALREADY_EXISTS, None);
    let failure = (WBEM_E_PROVIDER_FAILURE, None);
    let invalid = (WBEM_E_INVALID_PARAMETER, None);
    for (object, _, refused) in ANSWERS {
        let errors: [(Refusing, Refused, Refused); 5] = [
            (Error::denied, refused, refused),
            (Error::not_found, ABSENT, ABSENT),
            (|| Error::invalid("it contradicts itself"), invalid, invalid),
            (Error::already_exists, taken, failure),
            (|| Error::failed("on fire"), failure, failure),
        ];
        for (error, of_new, of_changed) in errors {
            let script = things(Script::new()).denials(object, EnumerationDenial::Omit);
            let session = Session::start(script.refusing(error));
            let new = ask(&session, labelled("nothing").create_only());
            assert_refused(&new, of_new, &format!("{object:?}: a new one"));
            for request in [labelled("a"), labelled("a").update_only()] {
                let changed = ask(&session, request);
                assert_refused(&changed, of_changed, &format!("{object:?}: a change"));
            }
            assert_eq!(done(&session), [1, 2, 0]);
        }
    }
}

/// Two clients put one name at once: the one that comes second changes what the first has created.
#[test]
fn a_name_that_is_taken_meanwhile() {
    for (object, _, refused) in ANSWERS {
        let there = crate::script::shared(false);
        for seen in [true, false] {
            *crate::lock(&there) = false;
            let (is_there, comes) = (there.clone(), there.clone());
            let script = Script::new().denials(object, EnumerationDenial::Omit);
            let script = script
                .step("late", move |_| match *crate::lock(&is_there) {
                    false => Err(Error::not_found()),
                    true if seen => Ok(crate::script::Thing::new("late")),
                    true => Err(Error::denied()),
                })
                .creating(move |_, _| {
                    *crate::lock(&comes) = true;
                    Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into())
                });
            let session = Session::start(script);
            let answer = ask(&session, labelled("late"));
            if seen {
                assert_put(&answer, "late", "it is there now");
                assert_eq!(done(&session), [1, 1, 0]);
            } else {
                assert_refused(&answer, refused, "it is hidden");
                assert_eq!(done(&session), [1, 0, 0]);
            }
        }
    }
}

/// No get and no delete would reach it.
#[test]
fn a_name_that_no_path_can_have() {
    let session = Session::start(things(Script::new()));
    let length = LONGEST_PATH - path("").len();
    let impossible = (WBEM_E_VALUE_OUT_OF_RANGE, None);
    for (way, put) in WAYS {
        let answer = ask(&session, put(labelled(&"x".repeat(length + 1))));
        assert_refused(&answer, impossible, way);
    }
    assert_eq!(session.script.count(Place::Get), 0);
    let longest = "x".repeat(length);
    assert_put(&ask(&session, labelled(&longest)), &longest, "the longest");
}

/// What each of the ways means to a class that offers one of the two.
#[test]
fn a_class_that_only_creates_or_only_changes() {
    let only = |create, update| Offers {
        create,
        update,
        ..Offers::ALL
    };
    let not_capable = (WBEM_E_PROVIDER_NOT_CAPABLE, None);
    for (way, put) in WAYS {
        let creates = things(Script::new()).offering(only(true, false));
        let updates = things(Script::new()).offering(only(false, true));
        let (of_creates, of_updates) = match way {
            "create or update" => (Cell::Nothing(TAKEN), Cell::Updates),
            "update" => (Cell::Nothing(not_capable), Cell::Updates),
            _ => (Cell::Nothing(TAKEN), Cell::Nothing(not_capable)),
        };
        assert_cell(creates, (way, put(labelled("a"))), "a", of_creates);
        assert_cell(updates, (way, put(labelled("a"))), "a", of_updates);
        let neither = things(Script::new()).offering(only(false, false));
        let cell = Cell::Nothing(not_capable);
        assert_cell(neither, (way, put(labelled("a"))), "a", cell);
    }
}

#[test]
fn a_client_below_the_level_is_told_the_same_whatever_it_puts() {
    for kind in [Kind::NoCallContext, Kind::Anonymous, Kind::Identify] {
        for (object, ..) in ANSWERS {
            let session = Session::start(authorised(true).denials(object, EnumerationDenial::Omit));
            for (way, put) in WAYS {
                for request in [
                    labelled("a"),
                    labelled("hidden"),
                    labelled("nothing"),
                    Request::put(thing("a", &[("Speed", Value::I4(0))])),
                    Request::put_nothing(),
                    Request::put_class("Test_Thing"),
                ] {
                    let answer = session.call(&Client::new(kind), put(request));
                    assert_refused(&answer, (WBEM_E_ACCESS_DENIED, None), way);
                }
            }
            let ran = [Place::Get, Place::Authorize, Place::Create, Place::Update];
            assert_eq!(ran.map(|place| session.script.count(place)), [0; 4]);
        }
    }
}

/// Whether the client sees it cannot be said then.
#[test]
fn a_thing_that_cannot_be_looked_at() {
    let script = || {
        let other = crate::script::Thing::new("other");
        let script = Script::new().step("fails", |_| Err(Error::failed("on fire")));
        let script = script.step("panics", |_| panic!("on purpose"));
        script.step("another", move |_| Ok(other.clone()))
    };
    let failure: HRESULT = WBEM_E_PROVIDER_FAILURE;
    for (object, ..) in ANSWERS {
        let session = Session::start(script().denials(object, EnumerationDenial::Omit));
        for name in ["fails", "panics", "another"] {
            for (way, put) in WAYS {
                assert_refused(&ask(&session, put(labelled(name))), (failure, None), way);
            }
        }
        assert_eq!(session.script.written(), Vec::<Written>::new());
    }
}
