//! Rules of who may do what: they answer before anything is looked at, on every route alike, and what they put on the client's
//! token goes with the call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use windows_core::HRESULT;

use crate::endpoints::{self, Link};
use crate::get_policy::error_object;
use crate::script::{Place, Script, Thing, shared};
use crate::scripted::leak;
use crate::session::{CLASS, Session, names, path};
use crate::wmi::{EnumerationDenial, Error, ObjectDenial, ObjectPath, PropertyDenial, Read, Rule};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Request, Value, has_enabled};

/// `S-1-5-32-544`, in words as Windows has it in memory, as all here.
pub const ADMINISTRATORS: &[u32] = &[0x0201, 0x0500_0000, 32, 544];
/// `S-1-1-0`
pub const EVERYONE: &[u32] = &[0x0101, 0x0100_0000, 0];
/// `S-1-5-21-1-2-3-4`, which is nobody.
const NOBODY: &[u32] = &[0x0501, 0x0500_0000, 21, 1, 2, 3, 4];
/// A privilege that an administrator holds, and that is not enabled from the start.
pub const PRIVILEGE: &str = "SeBackupPrivilege";
/// One that nobody of these tests holds.
const NOT_HELD: &str = "SeCreateTokenPrivilege";

/// The right to see instances.
pub const READ: u32 = 0x1;
const ALL_BUT_READ: u32 = 0x52;

/// A rule with an entry for each: whether it denies, the rights, and to whom.
pub fn rule(entries: &[(bool, u32, &[u32])], privileges: &'static [&'static str]) -> &'static Rule {
    let system = [0x0101, 0x0500_0000, 18];
    let mut list = Vec::new();
    for (denies, mask, sid) in entries {
        let size = u32::try_from(8 + 4 * sid.len()).expect("a SID");
        list.extend([u32::from(*denies) | size << 16, *mask]);
        list.extend(*sid);
    }
    let size = u32::try_from(8 + 4 * list.len()).expect("a list");
    let count = u32::try_from(entries.len()).expect("a list");
    let head = [0x8004_0001, 20, 32, 0, 44];
    let words = [&head[..], &system, &system, &[2 | size << 16, count], &list].concat();
    let words: &[u32] = if entries.is_empty() {
        &[]
    } else {
        words.leak()
    };
    leak(Rule::new("test", words, privileges))
}

/// To read, and nothing else.
pub fn for_administrators() -> &'static Rule {
    rule(&[(false, READ, ADMINISTRATORS)], &[])
}

/// A client who is an administrator.
pub fn member() -> Client {
    Client::impersonate()
}

/// One who is none.
pub fn stranger() -> Client {
    member().without_groups(&["S-1-5-32-544"])
}

fn script() -> Script {
    Script::new().thing("a").thing("b").thing("c")
}

fn guarded(rule: &'static Rule) -> Session {
    Session::start(script().guarded_by(rule))
}

/// Whether a client is told of an instance and of all, and nothing of the provider's code has run if it is not.
fn is_told(session: &Session, client: &Client) -> bool {
    let before = [Place::Get, Place::Enumerate].map(|place| session.script.count(place));
    let got = session.get(client, "a");
    let listed = session.enumerate(client);
    let after = [Place::Get, Place::Enumerate].map(|place| session.script.count(place));
    assert_eq!(got.objects.len() * 3, listed.objects.len());
    assert_eq!(before == after, got.objects.is_empty());
    !got.objects.is_empty()
}

#[test]
fn who_has_the_right_is_told_and_who_has_not_is_not() {
    let session = guarded(for_administrators());
    assert!(is_told(&session, &member()));
    assert!(!is_told(&session, &stranger()));
    // A decision is of one call (R12).
    assert!(is_told(&session, &member()));
}

#[test]
fn a_list_is_judged_as_windows_judges_it() {
    for (entries, told) in [
        (&[(false, READ, EVERYONE)][..], true),
        (&[(false, READ, NOBODY)], false),
        (&[(false, ALL_BUT_READ, ADMINISTRATORS)], false),
        (
            &[(true, READ, ADMINISTRATORS), (false, READ, EVERYONE)],
            false,
        ),
        (&[(true, READ, NOBODY), (false, READ, EVERYONE)], true),
        (
            &[
                (true, ALL_BUT_READ, ADMINISTRATORS),
                (false, READ, EVERYONE),
            ],
            true,
        ),
    ] {
        let session = guarded(rule(entries, &[]));
        assert_eq!(is_told(&session, &member()), told, "{entries:?}");
    }
}

#[test]
fn a_descriptor_that_is_none_allows_nobody() {
    let broken: &'static Rule = leak(Rule::new("broken", &[1, 2, 3, 4, 5], &[]));
    assert!(!is_told(&guarded(broken), &member()));
}

/// How an answer of nothing ends, for a class that says this of an instance and of all.
type Ends = (HRESULT, bool);

#[test]
fn the_refused_are_answered_as_if_each_instance_were_denied() {
    use EnumerationDenial as All;
    use ObjectDenial as One;
    let objects: [(One, Ends); 3] = [
        (One::Hide, (WBEM_E_NOT_FOUND, false)),
        (One::Fail, (WBEM_E_ACCESS_DENIED, false)),
        (One::FailWithErrorObject, (WBEM_E_ACCESS_DENIED, true)),
    ];
    let all: [(All, Ends); 5] = [
        (All::Omit, (S_OK, false)),
        (All::Fail, (WBEM_E_ACCESS_DENIED, false)),
        (All::FailWithErrorObject, (WBEM_E_ACCESS_DENIED, true)),
        (All::ReportAndContinue, (WBEM_S_ACCESS_DENIED, false)),
        (All::ReportAndStop, (WBEM_S_ACCESS_DENIED, false)),
    ];
    for (object, of_one) in objects {
        for (enumeration, of_all) in all {
            let mut script = script().guarded_by(for_administrators());
            script.policy.object = object;
            script.policy.enumeration = enumeration;
            let session = Session::start(script);
            let ended = |answer: &Answer| {
                assert!(answer.objects.is_empty());
                (answer.status(), answer.error_object().is_some())
            };
            for name in ["a", "no-such-thing"] {
                assert_eq!(ended(&session.get(&stranger(), name)), of_one, "{object:?}");
            }
            assert_eq!(
                ended(&session.enumerate(&stranger())),
                of_all,
                "{enumeration:?}"
            );
        }
    }
    // The words are those of any other denial.
    let mut script = script().guarded_by(for_administrators());
    script.policy.object = One::FailWithErrorObject;
    let answer = Session::start(script).get(&stranger(), "a");
    let said = error_object("Access to the instance was denied.");
    assert_eq!(
        answer.error_object().map(|object| object.class.clone()),
        Some(said.class)
    );
}

/// What a client may see of a class that hides it is what there is to see of one without instances.
#[test]
fn a_hidden_class_is_as_one_without_instances() {
    let everything = |script: Script, client: Client| {
        let session = Session::start(script);
        let answers = [
            session.get(&client, "a"),
            session.get(&client, "no-such-thing"),
            session.enumerate(&client),
            session.call(&client, Request::enumerate(CLASS).keys_only()),
        ];
        format!(
            "{:?} {:?}",
            answers.map(|answer| answer.seen),
            session.indicates()
        )
    };
    let hidden = everything(script().guarded_by(for_administrators()), stranger());
    assert_eq!(hidden, everything(Script::new(), member()));
}

#[test]
fn a_client_that_is_too_low_is_told_so_whatever_the_rule() {
    let session = guarded(rule(&[(false, READ, EVERYONE)], &[]));
    let low = Client::new(crate::wmi_core::Kind::Identify);
    assert_eq!(session.get(&low, "a").status(), WBEM_E_ACCESS_DENIED);
    assert_eq!(session.enumerate(&low).status(), WBEM_E_ACCESS_DENIED);
}

fn with_property_rule(denied: PropertyDenial) -> Session {
    let mut script = script();
    script.size_access = Some(for_administrators());
    script.size_denied = denied;
    Session::start(script)
}

#[test]
fn a_property_is_denied_by_its_own_rule() {
    let session = with_property_rule(PropertyDenial::Null);
    for (client, size) in [(member(), Value::text("7")), (stranger(), Value::Null)] {
        let got = session.get(&client, "a");
        assert_eq!(got.objects[0].get("Size"), Some(&size));
        let listed = session.enumerate(&client);
        assert_eq!(listed.objects.len(), 3);
        assert!(
            listed
                .objects
                .iter()
                .all(|one| one.get("Size") == Some(&size))
        );
    }
    let session = with_property_rule(PropertyDenial::DenyObject);
    assert_eq!(session.get(&member(), "a").objects.len(), 1);
    assert_eq!(session.get(&stranger(), "a").status(), WBEM_E_NOT_FOUND);
    assert!(session.enumerate(&stranger()).objects.is_empty());
    // Whichever properties the client names.
    let part = Request::get(&path("a")).keys_only();
    assert_eq!(session.call(&stranger(), part).status(), WBEM_E_NOT_FOUND);
}

fn link(from: &str, to: &str) -> Link {
    let thing = |name: &str| ObjectPath::parse(&path(name)).expect("a path");
    Link {
        from: thing(from),
        to: thing(to),
        extra: Read::Null,
        vital: Read::Null,
        many: None,
        far: None,
    }
}

#[test]
fn what_refers_to_instances_of_a_class_asks_its_rule() {
    let script = script()
        .guarded_by(for_administrators())
        .link(link("a", "b"));
    let session = Session::start(script);
    let links = |client: &Client| {
        let answer = session.call(client, Request::enumerate(endpoints::LINK));
        assert_eq!(answer.status(), S_OK);
        answer.objects.len()
    };
    assert_eq!(links(&member()), 1);
    let gets = session.script.count(Place::Get);
    assert_eq!(links(&stranger()), 0);
    // Nothing was looked at to find that out.
    assert_eq!(session.script.count(Place::Get), gets);
}

/// Whether a privilege was enabled in the provider's code, at each instance of an enumeration; and what it ended with.
fn states(rule: &'static Rule, client: &Client) -> (Vec<bool>, HRESULT) {
    let seen = shared(Vec::new());
    let script = ["a", "b", "c"]
        .into_iter()
        .fold(Script::new(), |script, name| {
            let seen = Arc::clone(&seen);
            script.step(name, move |_| {
                crate::lock(&seen).push(has_enabled(PRIVILEGE));
                Ok(Thing::new(name))
            })
        });
    let mut script = script.guarded_by(rule);
    script.policy.pace.instances = 1;
    // Between two batches WMI takes the client's token off.
    let session = Session::start(script);
    let answer = session.enumerate(client);
    let states = crate::lock(&seen).clone();
    (states, answer.status())
}

#[test]
fn privileges_are_enabled_for_the_call_and_put_back() {
    let unguarded = rule(&[(false, READ, EVERYONE)], &[]);
    assert_eq!(states(unguarded, &member()).0, [false; 3]);
    // That they are put back is the core's to see, whenever the token leaves the thread.
    let privileged = rule(&[], &[PRIVILEGE]);
    assert_eq!(states(privileged, &member()), (vec![true; 3], S_OK));
    let twice = rule(&[(false, READ, ADMINISTRATORS)], &[PRIVILEGE, PRIVILEGE]);
    assert_eq!(states(twice, &member()), (vec![true; 3], S_OK));
}

#[test]
fn who_does_not_hold_the_privileges_is_refused() {
    for (privileges, client) in [
        (&[PRIVILEGE][..], member().without_privileges(&[PRIVILEGE])),
        (&[PRIVILEGE, NOT_HELD], member()),
        (&[NOT_HELD], member()),
        (&["SeNoSuchPrivilege"], member()),
    ] {
        let session = guarded(rule(&[], privileges));
        assert!(!is_told(&session, &client), "{privileges:?}");
    }
}

#[test]
fn the_privileges_are_the_client_s_alone_and_go_with_it_to_its_threads() {
    let outside = Arc::new(AtomicBool::new(true));
    let on_thread = Arc::new(AtomicBool::new(false));
    let after = Arc::new(AtomicBool::new(false));
    let notes = [&outside, &on_thread, &after].map(Arc::clone);
    let script = Script::new()
        .step("a", move |client| {
            let [outside, on_thread, after] = &notes;
            client.as_provider(|| {
                outside.store(has_enabled(PRIVILEGE), Ordering::Relaxed);
                Ok(())
            })?;
            after.store(has_enabled(PRIVILEGE), Ordering::Relaxed);
            client.scope(|scope| {
                let worker = scope.spawn(|_| {
                    on_thread.store(has_enabled(PRIVILEGE), Ordering::Relaxed);
                    Ok(())
                });
                worker.join().expect("no panic")
            })??;
            Ok(Thing::new("a"))
        })
        .guarded_by(rule(&[], &[PRIVILEGE]));
    let answer = Session::start(script).get(&member(), "a");
    assert_eq!(names(&answer), ["a"]);
    let told = [outside, on_thread, after].map(|flag| flag.load(Ordering::Relaxed));
    assert_eq!(told, [false, true, true]);
}

#[test]
fn privileges_are_put_back_on_every_way_out() {
    let privileged = || rule(&[], &[PRIVILEGE]);
    let wrong: [fn() -> crate::wmi::Result<Thing>; 3] = [
        || panic!("on the way"),
        || Err(Error::denied()),
        || Err(Error::failed("no power")),
    ];
    for step in wrong {
        let script = Script::new().step("a", move |_| step());
        let session = Session::start(script.guarded_by(privileged()));
        assert!(session.get(&member(), "a").objects.is_empty());
        assert!(session.enumerate(&member()).objects.is_empty());
    }
}

/// What the client lost on the way it does not get back with other rights.
#[test]
fn privileges_that_cannot_be_had_again_end_the_call() {
    let mut script = script().guarded_by(rule(&[], &[PRIVILEGE]));
    script.policy.pace.instances = 1;
    let session = Session::start(script);
    let client = member();
    let weaker = client.clone();
    let request =
        Request::enumerate(CLASS).on_indicate(1, move || weaker.lose_privileges(&[PRIVILEGE]));
    let answer = session.call(&client, request);
    assert_eq!(names(&answer), ["a"]);
    assert_eq!(answer.status(), WBEM_S_ACCESS_DENIED);
}

#[test]
fn the_log_has_the_rule_s_name_and_no_more() {
    let session = guarded(for_administrators());
    session.get(&stranger(), "a");
    let entry = session.script.log().pop().expect("a line");
    assert_eq!(entry.denied, 1);
    assert_eq!(entry.firsts, ["the rule `test` gives no right to Read"]);
}
