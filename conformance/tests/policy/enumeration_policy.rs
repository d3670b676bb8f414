//! The policy's answers to an enumeration in which an instance is denied.

use windows_core::HRESULT;

use crate::get_policy::error_object;
use crate::script::{Script, Thing};
use crate::session::{Session, seen, seen_with};
use crate::wmi::EnumerationDenial::{
    self, Fail, FailWithErrorObject, Omit, ReportAndContinue, ReportAndStop,
};
use crate::wmi::ObjectDenial;
use crate::wmi::PropertyDenial::{DenyObject, Null};
use crate::wmi::{Error, Read};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Instance, Value};

/// Which instances an enumeration with denials delivers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Delivered {
    /// All that are not denied.
    Others,
    /// Those in front of the first denied one.
    Before,
    /// None at all.
    None,
}

/// Answer, instances, code, and whether an error object goes with it: as the documentation has it, and not asked of
/// the runtime.
const ANSWERS: [(EnumerationDenial, Delivered, HRESULT, bool); 5] = [
    (Omit, Delivered::Others, S_OK, false),
    (Fail, Delivered::None, WBEM_E_ACCESS_DENIED, false),
    (
        FailWithErrorObject,
        Delivered::None,
        WBEM_E_ACCESS_DENIED,
        true,
    ),
    (
        ReportAndContinue,
        Delivered::Others,
        WBEM_S_ACCESS_DENIED,
        false,
    ),
    (
        ReportAndStop,
        Delivered::Before,
        WBEM_S_ACCESS_DENIED,
        false,
    ),
];

/// What has no bearing on an enumeration, and so must not change its answer.
const OBJECTS: [ObjectDenial; 3] = [
    ObjectDenial::Hide,
    ObjectDenial::Fail,
    ObjectDenial::FailWithErrorObject,
];

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// Which of the five are denied: the first, a middle one, the last, several, all.
const DENIED: [&[usize]; 7] = [
    &[0],
    &[2],
    &[4],
    &[1, 3],
    &[0, 4],
    &[3, 4],
    &[0, 1, 2, 3, 4],
];

/// The ways in which an instance can be denied.
#[derive(Clone, Copy, Debug)]
enum How {
    /// The whole instance, by an error.
    Whole,
    /// Its key.
    Key,
    /// One property, with whose denial goes its instance's.
    Property,
}

fn denied(script: Script, name: &'static str, how: How) -> Script {
    let mut thing = Thing::new(name);
    match how {
        How::Whole => return script.denied(name),
        How::Key => thing.name = Read::Denied,
        How::Property => thing.size = Read::Denied,
    }
    script.step(name, move |_| Ok(thing.clone()))
}

fn expected(delivered: Delivered, gone: &[usize]) -> Vec<Instance> {
    let others = (0..NAMES.len()).filter(|index| !gone.contains(index));
    let first = gone.first().copied().unwrap_or(NAMES.len());
    let these: Vec<usize> = match delivered {
        Delivered::Others => others.collect(),
        Delivered::Before => others.filter(|index| *index < first).collect(),
        Delivered::None => Vec::new(),
    };
    these.into_iter().map(|index| seen(NAMES[index])).collect()
}

fn assert_ends(answer: &Answer, (status, in_words): (HRESULT, bool), why: &str) {
    assert_eq!(answer.returned, S_OK, "{why}");
    assert_eq!(answer.statuses.len(), 1, "{why}");
    assert_eq!(answer.status(), status, "{why}");
    let words = in_words.then(|| error_object("Access to some of the instances is denied."));
    assert_eq!(answer.error_object(), words.as_ref(), "{why}");
    assert_eq!(answer.statuses[0].text, "", "{why}");
}

#[test]
fn denied_instances() {
    for object in OBJECTS {
        for (enumeration, delivered, status, in_words) in ANSWERS {
            for how in [How::Whole, How::Key, How::Property] {
                for gone in DENIED {
                    let why = format!("{object:?}, {enumeration:?}: {how:?} {gone:?}");
                    let mut script = Script::new().denials(object, enumeration);
                    script = script.size_denied(DenyObject);
                    for (index, name) in NAMES.into_iter().enumerate() {
                        script = if gone.contains(&index) {
                            denied(script, name, how)
                        } else {
                            script.thing(name)
                        };
                    }
                    let session = Session::start(script);
                    let answer = session.enumerate(&Client::impersonate());
                    assert_ends(&answer, (status, in_words), &why);
                    assert_eq!(answer.objects, expected(delivered, gone), "{why}");
                }
            }
        }
    }
}

#[test]
fn an_enumeration_that_is_denied_as_a_whole() {
    for object in OBJECTS {
        for (enumeration, _, status, in_words) in ANSWERS {
            let why = format!("{object:?}, {enumeration:?}");
            let script = Script::new().denials(object, enumeration).thing("a");
            let session = Session::start(script.opening(|_| Err(Error::denied())));
            let answer = session.enumerate(&Client::impersonate());
            assert_ends(&answer, (status, in_words), &why);
            assert_eq!(answer.objects, [], "{why}");
        }
    }
}

#[test]
fn a_denied_property_that_becomes_null() {
    for object in OBJECTS {
        for (enumeration, ..) in ANSWERS {
            let why = format!("{object:?}, {enumeration:?}");
            let script = Script::new().denials(object, enumeration).size_denied(Null);
            let script = denied(script.thing("a"), "b", How::Property).thing("c");
            let session = Session::start(script);
            let answer = session.enumerate(&Client::impersonate());
            assert_ends(&answer, (S_OK, false), &why);
            let there = [seen("a"), seen_with("b", Value::Null), seen("c")];
            assert_eq!(answer.objects, there, "{why}");
        }
    }
}

#[test]
fn nothing_denied_and_nothing_there() {
    for object in OBJECTS {
        for (enumeration, ..) in ANSWERS {
            let why = format!("{object:?}, {enumeration:?}");
            let script = || Script::new().denials(object, enumeration);
            let session = Session::start(script().thing("a").thing("b"));
            let answer = session.enumerate(&Client::impersonate());
            assert_ends(&answer, (S_OK, false), &why);
            assert_eq!(answer.objects, [seen("a"), seen("b")], "{why}");
            let answer = Session::start(script()).enumerate(&Client::impersonate());
            assert_ends(&answer, (S_OK, false), &why);
            assert_eq!(answer.objects, [], "{why}");
        }
    }
}

#[test]
fn the_provider_is_asked_no_further_than_the_policy_needs() {
    use crate::script::Place;
    for (enumeration, asked) in [
        (Omit, 6),
        (ReportAndContinue, 6),
        (ReportAndStop, 2),
        (Fail, 2),
        (FailWithErrorObject, 2),
    ] {
        let script = Script::new().enumeration(enumeration);
        let script = script.thing("a").denied("b").thing("c").thing("d");
        let session = Session::start(script.thing("e"));
        session.enumerate(&Client::impersonate());
        assert_eq!(session.script.count(Place::Next), asked, "{enumeration:?}");
    }
}
