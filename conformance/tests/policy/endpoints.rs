//! Instances that refer to others: a client is told of those that it may see, and of no others, whatever way it asks.

use crate::asking::ARRAY;
use crate::script::{Place, Script, Thing};
use crate::scripted::leak;
use crate::session::{CLASS, NAMESPACE, Session, path};
use crate::tokens::{CHANGES, changing};
use crate::wmi::{
    EnumerationDenial, Error, ObjectDenial, ObjectPath, Property, PropertyDenial, Read, Row,
    Schema, Target,
};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{self, Answer, Client, Definition, Identity, Instance, Request, Value};

/// The class that refers to things, and to others of its own.
pub const LINK: &str = "Test_Link";

/// What must reach no client.
const SECRET: &str = "hunter2";

/// A link as the provider gives it.
#[derive(Clone)]
pub struct Link {
    /// One end, a key.
    pub from: ObjectPath,
    /// The other one, a key too.
    pub to: ObjectPath,
    /// What is NULL if it is denied.
    pub extra: Read<ObjectPath>,
    /// What denies the link if it is denied.
    pub vital: Read<ObjectPath>,
    /// Several, all of which are NULL if one is denied.
    pub many: Option<Vec<ObjectPath>>,
    /// Several of another provider's, which are NULL as the others.
    pub far: Option<Vec<ObjectPath>>,
}

impl From<Link> for Row {
    fn from(link: Link) -> Row {
        Row::new([
            link.from.into(),
            link.to.into(),
            link.extra.into(),
            link.vital.into(),
            link.many.into(),
            link.far.into(),
        ])
    }
}

/// What is another provider's.
static FAR: Target = Target::Of {
    class: ARRAY,
    own: &[],
    open: true,
};

/// The properties of the class, which refers to things by their own class's table.
pub fn properties(things: &'static Schema) -> Vec<Property> {
    let things: &'static [&'static Schema] = leak(vec![things]);
    let thing = leak(Target::Of {
        class: CLASS,
        own: things,
        open: false,
    });
    vec![
        Property::key_reference("From", thing),
        Property::key_reference("To", thing),
        Property::reference("Extra", thing, PropertyDenial::Null),
        Property::reference("Vital", &Target::Any, PropertyDenial::DenyObject),
        Property::reference("Many", thing, PropertyDenial::Null).array(),
        Property::reference("Far", &FAR, PropertyDenial::Null).array(),
    ]
}

/// The class as WMI has it.
pub fn definition() -> Definition {
    let reference = wmi_core::Property::reference;
    let key = |name| wmi_core::Property {
        key: true,
        ..reference(name, CLASS)
    };
    Definition::new(LINK)
        .with(key("From"))
        .with(key("To"))
        .with(reference("Extra", CLASS))
        .property("Vital", CIM_REFERENCE)
        .with(wmi_core::Property {
            array: true,
            ..reference("Many", CLASS)
        })
        .with(wmi_core::Property {
            array: true,
            ..reference("Far", ARRAY)
        })
}

fn thing(name: &str) -> ObjectPath {
    ObjectPath::parse(&path(name)).expect("a path")
}

/// A link that refers to nothing else.
pub fn link(from: &str, to: &str) -> Link {
    Link {
        from: thing(from),
        to: thing(to),
        extra: Read::Null,
        vital: Read::Null,
        many: None,
        far: None,
    }
}

/// The path of the link between two things.
pub fn link_path(from: &str, to: &str) -> String {
    let quoted = |name: &str| path(name).replace('"', "\\\"");
    format!(r#"{LINK}.From="{}",To="{}""#, quoted(from), quoted(to))
}

/// A script with two things that anybody may see, one that nobody may, and none of the name `gone`.
pub fn script() -> Script {
    Script::new().thing("a").thing("b").denied(SECRET)
}

fn ask(session: &Session, request: Request) -> Answer {
    session.call(&Client::impersonate(), request)
}

/// All links that the client is given.
fn told(script: Script) -> Vec<Instance> {
    let session = Session::start(script);
    let answer = ask(&session, Request::enumerate(LINK));
    assert_eq!(answer.status(), S_OK);
    answer.objects
}

/// All that a client can learn of an answer.
fn everything(script: Script, request: Request) -> String {
    let session = Session::start(script);
    let answer = ask(&session, request);
    let all = format!("{answer:#?} {:?}", session.indicates());
    assert!(!all.contains(SECRET), "{all}");
    all
}

#[test]
fn what_may_be_seen_is_told_in_one_spelling() {
    let parse = |text: &str| ObjectPath::parse(text).expect(text);
    let odd = Link {
        from: parse("TEST_THING='a'"),
        to: parse(r#"ROOT/TEST:Test_Thing.NAME="b""#),
        extra: Read::Value(parse(r#"\\.\root\test:test_thing="a""#)),
        vital: Read::Value(parse(r#"Other_Class.Number=1"#)),
        many: Some(vec![thing("b"), thing("a")]),
        far: None,
    };
    let links = told(script().link(odd));
    let [link] = &links[..] else {
        panic!("one link, not {links:?}");
    };
    let text = |name: &str| Value::text(&path(name));
    assert_eq!(link.get("From"), Some(&text("a")));
    assert_eq!(link.get("To"), Some(&text("b")));
    assert_eq!(link.get("Extra"), Some(&text("a")));
    let other = Value::text("Other_Class.Number=1");
    assert_eq!(link.get("Vital"), Some(&other));
    let many = Value::Array(VT_BSTR, vec![text("b"), text("a")]);
    assert_eq!(link.get("Many"), Some(&many));
}

/// Hidden by one end, by the other, by what denies it, or leading nowhere: as absent as if it never was.
#[test]
fn a_link_with_an_end_that_is_hidden_is_as_absent_as_any() {
    let vital = |path| Link {
        vital: Read::Value(path),
        ..link("a", "b")
    };
    for (hidden, path) in [
        (link("a", SECRET), link_path("a", SECRET)),
        (link(SECRET, "a"), link_path(SECRET, "a")),
        (link("a", "gone"), link_path("a", "gone")),
        (vital(thing(SECRET)), link_path("a", "b")),
        (vital(thing("gone")), link_path("a", "b")),
    ] {
        let requests: [&dyn Fn() -> Request; 3] = [
            &|| Request::get(&path),
            &|| Request::enumerate(LINK),
            &|| Request::enumerate(LINK).part(&["From"]),
        ];
        for request in requests {
            let of_hidden = everything(script().link(hidden.clone()), request());
            assert_eq!(of_hidden, everything(script(), request()), "{path}");
        }
    }
}

#[test]
fn a_denied_reference_that_is_no_key_is_null_with_its_whole_array() {
    let denied = |path: ObjectPath| Link {
        extra: Read::Value(path.clone()),
        many: Some(vec![thing("a"), path]),
        ..link("a", "b")
    };
    for path in [thing(SECRET), thing("gone")] {
        let links = told(script().link(denied(path)));
        assert_eq!(links[0].get("Extra"), Some(&Value::Null));
        assert_eq!(links[0].get("Many"), Some(&Value::Null));
    }
}

#[test]
fn the_policy_says_what_becomes_of_a_denied_link() {
    let hidden = || script().link(link("a", SECRET)).link(link("a", "b"));
    let open = hidden().denials(ObjectDenial::Fail, EnumerationDenial::ReportAndContinue);
    let session = Session::start(open);
    let got = ask(&session, Request::get(&link_path("a", SECRET)));
    assert_eq!(got.status(), WBEM_E_ACCESS_DENIED);
    let all = ask(&session, Request::enumerate(LINK));
    assert_eq!((all.status(), all.objects.len()), (WBEM_S_ACCESS_DENIED, 1));
    let last = session.script.log().pop().expect("a line");
    assert_eq!(last.firsts, ["To is denied"]);
    let fails = hidden().enumeration(EnumerationDenial::Fail);
    let all = ask(&Session::start(fails), Request::enumerate(LINK));
    assert_eq!(all.status(), WBEM_E_ACCESS_DENIED);
    assert!(all.objects.is_empty());
}

/// A client of an association gets nothing by another spelling of an end, and nothing is two things by two spellings.
#[test]
fn an_end_is_the_same_in_every_spelling() {
    let session = Session::start(script().link(link("a", "b")));
    for (from, to) in [
        (r#"Test_Thing=\"a\""#, r#"test_thing.NAME='b'"#),
        (
            r#"root\\test:Test_Thing='A'"#,
            r#"\\\\.\\ROOT\\TEST:Test_Thing='b'"#,
        ),
        (
            r#"\\\\localhost\\root/Test:Test_Thing='a'"#,
            r#"Test_Thing=\"b\""#,
        ),
    ] {
        let path = format!(r#"{LINK}.To="{to}",From="{from}""#);
        let answer = ask(&session, Request::get(&path));
        assert_eq!(answer.status(), S_OK, "{path}");
        assert_eq!(answer.objects.len(), 1, "{path}");
    }
    let ends = |to: &str| format!(r#"{LINK}.From="Test_Thing='a'",To="{to}""#);
    for (to, code) in [
        ("Test_Thing", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing=1", WBEM_E_INVALID_OBJECT_PATH),
        ("Test_Thing.Other='b'", WBEM_E_INVALID_OBJECT_PATH),
        (
            r"\\\\another-machine\\root\\Test:Test_Thing='b'",
            WBEM_E_INVALID_OBJECT_PATH,
        ),
        (r"root\\Test\\Elsewhere:Test_Thing='b'", WBEM_E_NOT_FOUND),
        ("Test_Mute='b'", WBEM_E_NOT_FOUND),
        ("Other_Class='b'", WBEM_E_NOT_FOUND),
    ] {
        let answer = ask(&session, Request::get(&ends(to)));
        assert_eq!(answer.status(), code, "{to}");
    }
}

#[test]
fn what_no_reference_of_the_class_may_be_fails() {
    let elsewhere = ObjectPath {
        namespace: Some(format!(r"{NAMESPACE}\Elsewhere")),
        ..thing("a")
    };
    let class = ObjectPath {
        class: "Test_Mute".to_owned(),
        ..thing("a")
    };
    let no_key = ObjectPath::parse("Test_Thing.Other='a'").expect("a path");
    let no_path = ObjectPath {
        class: "Other Class".to_owned(),
        ..thing("a")
    };
    for wrong in [elsewhere, class, no_key, no_path] {
        let extra = Read::Value(wrong.clone());
        let wrong_link = Link {
            extra,
            ..link("a", "b")
        };
        let session = Session::start(script().link(wrong_link));
        let answer = ask(&session, Request::enumerate(LINK));
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE, "{wrong:?}");
        assert!(answer.objects.is_empty());
    }
}

/// How often things were asked for.
fn asked(session: &Session) -> usize {
    session.script.count(Place::Get)
}

#[test]
fn each_end_is_asked_for_once_in_an_answer_and_as_the_client() {
    let mut links = script();
    for _ in 0..200 {
        links = links
            .link(link("a", "b"))
            .link(link("b", "a"))
            .link(link("a", SECRET));
    }
    let session = Session::start(links);
    let answer = ask(&session, Request::enumerate(LINK));
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 400));
    assert_eq!(asked(&session), 3);
    let identities = session.script.identities(Place::Get);
    assert_eq!(identities, [Identity::Impersonate; 3]);
}

/// A reference that decides nothing and that the client has not asked for is not looked at.
#[test]
fn what_is_not_wanted_is_not_asked_for() {
    let with_extra = Link {
        extra: Read::Value(thing(SECRET)),
        ..link("a", "b")
    };
    let session = Session::start(script().link(with_extra));
    let part = Request::enumerate(LINK).part(&["Vital"]);
    let answer = ask(&session, part);
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
    assert_eq!(asked(&session), 2);
}

/// What cannot be found out is neither told nor hidden: it fails, and the log says why.
#[test]
fn an_end_that_cannot_be_found_out_fails_its_link_alone() {
    let failing = |script: Script, why: &str| {
        let session = Session::start(script.link(link("a", "b")).link(link("a", "bad")));
        let answer = ask(&session, Request::enumerate(LINK));
        assert_eq!(answer.status(), WBEM_S_PARTIAL_RESULTS, "{why}");
        assert_eq!(answer.objects.len(), 1, "{why}");
        let got = ask(&session, Request::get(&link_path("a", "bad")));
        assert_eq!(got.status(), WBEM_E_PROVIDER_FAILURE, "{why}");
        let detail = session.script.log().pop().expect("a line").detail;
        assert!(detail.is_some_and(|detail| detail.contains(why)));
    };
    failing(
        script().step("bad", |_| Err(Error::failed("the disk is on fire"))),
        "the disk is on fire",
    );
    failing(
        script().step("bad", |_| panic!("no such luck")),
        "no such luck",
    );
    let other = Thing::new("other");
    failing(
        script().step("bad", move |_| Ok(other.clone())),
        "another instance than was asked for",
    );
}

/// Code of the class at the other end runs with the same care as any: what it changes costs the answer.
#[test]
fn who_changes_the_token_at_the_other_end_costs_the_answer() {
    for (what, change, _) in CHANGES {
        let scripted = || changing(script(), "bad", change).link(link("a", "bad"));
        let session = Session::start(scripted());
        let got = ask(&session, Request::get(&link_path("a", "bad")));
        assert_eq!(got.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
        let session = Session::start(scripted().link(link("a", "b")));
        let all = ask(&session, Request::enumerate(LINK));
        assert!(all.objects.is_empty(), "{what}");
        assert_eq!(all.status(), WBEM_E_PROVIDER_FAILURE, "{what}");
    }
}

/// The path of a link, as a value of one.
fn to_link(from: &str, to: &str) -> ObjectPath {
    ObjectPath::parse(&link_path(from, to)).expect("a path")
}

#[test]
fn links_of_links_hide_what_is_hidden_at_their_ends_in_circles_too() {
    let around = |vital| Link {
        vital: Read::Value(vital),
        ..link("b", "a")
    };
    let there = Link {
        vital: Read::Value(to_link("b", "a")),
        ..link("a", "b")
    };
    // In a circle, nothing is hidden by itself.
    let circle = script().link(there.clone()).link(around(to_link("a", "b")));
    assert_eq!(told(circle).len(), 2);
    // What hides one of them hides the other.
    for end in [thing(SECRET), thing("gone"), to_link("a", SECRET)] {
        let broken = script()
            .link(there.clone())
            .link(around(end))
            .link(link("a", SECRET));
        assert!(told(broken).is_empty());
    }
}

#[test]
fn a_class_that_cannot_be_asked_hides_nothing() {
    let mute = ObjectPath {
        class: "Test_Mute".to_owned(),
        ..thing(SECRET)
    };
    let named = Link {
        vital: Read::Value(mute),
        ..link("a", "b")
    };
    assert_eq!(told(script().link(named)).len(), 1);
}
