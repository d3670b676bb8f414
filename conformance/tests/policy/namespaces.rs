//! A provider that WMI has initialized for one of its namespaces serves the classes there, and knows none of the others.

use crate::script::Script;
use crate::session::{CLASS, ELSEWHERE, NAMESPACE, Session, core, names, path};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Request};

const CLASS_ELSEWHERE: &str = "Test_Elsewhere";

fn in_namespace(namespace: &str, request: Request) -> Answer {
    let script = Script::new().thing("a");
    let session = Session::start_for(core(), script, namespace);
    session.call(&Client::impersonate(), request)
}

#[test]
fn each_namespace_has_its_own_classes() {
    for (namespace, class) in [(NAMESPACE, CLASS), (ELSEWHERE, CLASS_ELSEWHERE)] {
        for name in [class.to_owned(), class.to_uppercase()] {
            let answer = in_namespace(namespace, Request::enumerate(&name));
            assert_eq!(answer.status(), S_OK, "{namespace}");
            assert_eq!(names(&answer), ["a"], "{namespace}");
        }
    }
}

#[test]
fn a_class_of_another_namespace_is_as_one_that_is_nowhere() {
    for (namespace, class) in [(NAMESPACE, CLASS_ELSEWHERE), (ELSEWHERE, CLASS)] {
        let there = in_namespace(namespace, Request::enumerate(class));
        let nowhere = in_namespace(namespace, Request::enumerate("Test_Nowhere"));
        assert_eq!(there.seen, nowhere.seen, "{namespace}");
        assert_eq!(there.status(), WBEM_E_INVALID_CLASS, "{namespace}");
        let there = in_namespace(namespace, Request::get(&format!("{class}.Name='a'")));
        let nowhere = in_namespace(namespace, Request::get("Test_Nowhere.Name='a'"));
        assert_eq!(there.seen, nowhere.seen, "{namespace}");
        assert_eq!(there.status(), WBEM_E_INVALID_OBJECT_PATH, "{namespace}");
    }
}

#[test]
fn a_path_into_another_namespace_leads_nowhere() {
    let own = format!(r"\\.\{NAMESPACE}:{}", path("a"));
    let answer = in_namespace(NAMESPACE, Request::get(&own));
    assert_eq!(answer.status(), S_OK);
    for (namespace, written) in [
        (ELSEWHERE, own),
        (NAMESPACE, format!(r"{ELSEWHERE}:{}", path("a"))),
        (
            NAMESPACE,
            format!(r"{ELSEWHERE}:{CLASS_ELSEWHERE}.Name='a'"),
        ),
    ] {
        let answer = in_namespace(namespace, Request::get(&written));
        assert_eq!(answer.status(), WBEM_E_INVALID_OBJECT_PATH, "{written}");
    }
}
