//! Instances of classes in a hierarchy: WMI asks the provider of each class of the line, and each class answers for itself.

use crate::method_answers::assert_refused;
use crate::put_answers::assert_put;
use crate::script::{Place, Script};
use crate::session::{CLASS, Session};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Definition, Instance, Property, Request, Value};
use crate::writes::{WAYS, ask, created, done, relabelled};

/// Classes of other providers: one that derives from things, one that derives from that, and one that derives from something else.
pub fn definitions() -> [Definition; 3] {
    let derived = |name, superclasses: &[&str]| {
        Definition::new(name)
            .key("Name", CIM_STRING)
            .property("Label", CIM_STRING)
            .property("Colour", CIM_STRING)
            .with(Property {
                default: Value::text("plain"),
                ..Property::new("Finish", CIM_STRING)
            })
            .below(superclasses)
    };
    [
        derived("Other_Thing", &[CLASS]),
        derived("Other_Small_Thing", &[CLASS, "Other_Thing"]),
        derived("Other_Else", &["Other_Base"]),
    ]
}

/// An instance of such a class, with values of its own and of the class that it derives from.
fn instance(class: &str, name: &str) -> Instance {
    let values = [
        ("Name", Value::text(name)),
        ("Label", Value::text("new")),
        ("Colour", Value::text("red")),
    ];
    Instance::new(class, values)
}

/// What only it has is for its own provider, and so is the rest of what the client has put.
#[test]
fn an_instance_of_a_class_that_derives_from_the_provider_s_is_one_of_its_own() {
    for class in ["Other_Thing", "other_small_thing"] {
        let session = Session::start(Script::new().thing("a").denied("hidden"));
        for (way, put) in &WAYS[..2] {
            let answer = ask(&session, put(Request::put(instance(class, "a"))));
            assert_put(&answer, "a", way);
            let written = session.script.written().pop();
            // Its class has no size, so that none is put.
            assert!(matches!(written, Some(crate::writes::Written::Changed(..))));
        }
        let request = Request::put(instance(class, "new")).create_only();
        assert_put(&ask(&session, request), "new", "a new one");
        assert_eq!(session.script.written().pop(), Some(created("new")));
        // It answers by what this class gives of it.
        let unseen = (WBEM_E_NOT_FOUND, None);
        for name in ["hidden", "nothing"] {
            let request = Request::put(instance(class, name)).update_only();
            assert_refused(&ask(&session, request), unseen, name);
        }
        let request = Request::put(instance(class, "a")).create_only();
        let taken = (WBEM_E_ALREADY_EXISTS, None);
        assert_refused(&ask(&session, request), taken, "it is there");
        assert_eq!(done(&session), [1, 2, 0]);
    }
}

#[test]
fn a_part_may_name_what_only_the_derived_class_has() {
    let session = Session::start(Script::new().thing("a"));
    let put = |names: &[&str]| {
        let request = Request::put(instance("Other_Thing", "a"));
        ask(&session, request.of_part(names))
    };
    assert_put(&put(&["Label", "Colour"]), "a", "some of both");
    assert_put(&put(&["Colour"]), "a", "nothing of this class");
    assert_eq!(done(&session), [0, 1, 0]);
    let unknown = (WBEM_E_INVALID_PROPERTY, None);
    assert_refused(&put(&["No_Such"]), unknown, "of neither");
}

#[test]
fn an_instance_of_another_class_is_none_of_the_provider_s() {
    let session = Session::start(Script::new().thing("a"));
    for class in ["Other_Else", "Other_Unheard_Of"] {
        for (way, put) in WAYS {
            let answer = ask(&session, put(Request::put(instance(class, "a"))));
            assert_refused(&answer, (WBEM_E_INVALID_CLASS, None), way);
        }
        let path = format!("{class}.Name='a'");
        let answer = ask(&session, Request::delete(&path));
        assert_refused(&answer, (WBEM_E_INVALID_OBJECT_PATH, None), class);
    }
    assert_eq!(
        (done(&session), session.script.count(Place::Get)),
        ([0; 3], 0)
    );
}

/// WMI names the instance by each class in turn.
#[test]
fn a_delete_is_of_the_class_that_the_path_names() {
    let session = Session::start(Script::new().thing("a"));
    let delete = |path: &str| ask(&session, Request::delete(path)).status();
    assert_eq!(delete("Test_Thing.Name='a'"), S_OK);
    assert_eq!(delete("Other_Thing.Name='a'"), WBEM_E_INVALID_OBJECT_PATH);
    assert_eq!(done(&session), [0, 0, 1]);
    let own = Request::put(Instance::new(
        CLASS,
        [("Name", Value::text("a")), ("Label", Value::text("new"))],
    ));
    assert_put(&ask(&session, own), "a", "its own");
    assert_eq!(session.script.written().pop(), Some(relabelled("a")));
}
