//! A class with one instance: whatever the provider's code gives, a client never gets two.

use crate::script::Script;
use crate::session::{Session, names};
use crate::wmi::EnumerationDenial::{Fail, Omit};
use crate::wmi_core::Client;
use crate::wmi_core::codes::*;

#[test]
fn a_second_instance_of_a_singleton_fails() {
    for (script, given, status) in [
        (Script::new().thing("a"), &["a"][..], S_OK),
        (
            Script::new().thing("a").thing("b"),
            &["a"],
            WBEM_S_PARTIAL_RESULTS,
        ),
        // What the client may not see is not its first.
        (Script::new().denied("a").thing("b"), &["b"], S_OK),
        (
            Script::new().enumeration(Fail).thing("a").thing("b"),
            &[],
            WBEM_E_PROVIDER_FAILURE,
        ),
    ] {
        let session = Session::start(script.singleton());
        let answer = session.enumerate(&Client::impersonate());
        assert_eq!(names(&answer), given);
        assert_eq!(answer.status(), status);
    }
    // Of any other class, both come.
    let session = Session::start(Script::new().enumeration(Omit).thing("a").thing("b"));
    assert_eq!(names(&session.enumerate(&Client::impersonate())).len(), 2);
}
