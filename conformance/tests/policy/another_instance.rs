//! A provider that gives another instance than it was asked for: the client would take the one for the other.

use crate::script::{Script, Thing};
use crate::session::{Session, names};
use crate::wmi::{EnumerationDenial, ObjectDenial, PropertyDenial, Read};
use crate::wmi_core::Client;
use crate::wmi_core::codes::*;

#[test]
fn is_told_a_failure_and_never_an_absence() {
    for object in [
        ObjectDenial::Hide,
        ObjectDenial::Fail,
        ObjectDenial::FailWithErrorObject,
    ] {
        for other in ["fan2", "", "fan1 ", "f\u{e0}n1"] {
            let script = Script::new().denials(object, EnumerationDenial::Omit);
            let session = Session::start(script.step("fan1", move |_| Ok(Thing::new(other))));
            let answer = session.get(&Client::impersonate(), "fan1");
            assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{other:?}");
            assert_eq!((answer.objects.len(), answer.statuses.len()), (0, 1));
            assert_eq!(answer.error_object(), None);
            let detail = session.script.log().pop().and_then(|entry| entry.detail);
            let detail = detail.expect("the log is told");
            assert!(detail.contains("another instance"), "{detail}");
        }
    }
}

#[test]
fn in_another_case_is_the_same_one_to_wmi() {
    let script = Script::new().step("fan1", |_| Ok(Thing::new("FAN1")));
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "fan1");
    assert_eq!(
        (answer.status(), names(&answer)),
        (S_OK, vec!["FAN1".to_owned()])
    );
}

#[test]
fn that_is_denied_stays_denied() {
    let script = Script::new().size_denied(PropertyDenial::DenyObject);
    let script = script.step("fan1", |_| {
        Ok(Thing {
            size: Read::Denied,
            ..Thing::new("fan2")
        })
    });
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "fan1");
    assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
}
