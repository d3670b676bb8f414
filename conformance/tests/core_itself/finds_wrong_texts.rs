//! That the core takes a text for an object only if WMI has written it, of an object of the class and in the form that are
//! declared; and that it escapes what it writes.

use windows_core::{BSTR, Interface};

use crate::by_hand::{ByHand, Call, impersonate, put, revert, spawn};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_INVALID_PARAMETER, WBEM_E_NOT_AVAILABLE};
use crate::wmi_core::{Breach, Client, Core, Definition, Instance, Property, TextForm, Value};

fn core() -> Core {
    let disk = Definition::new("Acme_Disk")
        .key("DeviceID", CIM_STRING)
        .with(Property::text_of("Path", "Acme_Path", TextForm::Mof))
        .with(Property::text_of("Plan", "Acme_Path", TextForm::Xml));
    let path = Definition::new("Acme_Path")
        .property("Port", CIM_UINT32)
        .property("Word", CIM_STRING)
        .with(Property::array("Sizes", CIM_UINT64))
        .with(Property::object("Next", "Acme_Path"));
    let fan = Definition::new("Acme_Fan").property("Speed", CIM_UINT32);
    Core::new([disk, path, fan])
}

/// An instance of another class, and the client is impersonated.
fn spawned(call: &Call, class: &str) -> IWbemClassObject {
    let class = call.class(class);
    impersonate();
    spawn(&class)
}

fn mof(object: &IWbemClassObject) -> Value {
    // SAFETY: takes a plain value.
    let text = unsafe { object.GetObjectText(0) };
    Value::text(&text.expect("a text").display().to_string())
}

fn source() -> IWbemObjectTextSrc {
    // SAFETY: the identifier lives for the call.
    let source = unsafe { CoCreateInstance(&WbemObjectTextSrc, None, CLSCTX_INPROC_SERVER) };
    source.expect("the core's source of texts")
}

fn text_of(
    object: &IWbemClassObject,
    source: &IWbemObjectTextSrc,
    form: u32,
) -> windows_core::Result<BSTR> {
    // SAFETY: the object is held for the call.
    unsafe { source.GetText(0, object, form, None::<&IWbemContext>) }
}

fn xml(object: &IWbemClassObject) -> Value {
    let source = source();
    // COM's other code may have taken the token off.
    impersonate();
    let text = text_of(object, &source, WMI_OBJ_TEXT_CIM_DTD_2_0 as u32);
    Value::text(&text.expect("a text").display().to_string())
}

/// What the core finds where a disk is given after this, and the disk as the client gets it.
fn get_after(
    change: impl Fn(&Call, &IWbemClassObject) + Send + Sync + 'static,
) -> (Vec<Breach>, Instance) {
    let core = core();
    let init = ByHand::answering(move |call| {
        let disk = call.disk();
        change(call, &disk);
        call.indicate(&[Some(disk)]);
        revert();
        call.complete(S_OK);
    });
    let provider = core.initialize(init, r"root\Acme").provider();
    let path = "Acme_Disk.DeviceID=\"1\"";
    let mut answer = core.get(&provider, &Client::impersonate(), path);
    core.release(provider);
    (core.take_breaches(), answer.objects.remove(0))
}

/// The text in a property, and the object that it is of.
fn told(disk: &Instance, property: &str) -> (String, Instance) {
    match disk.get(property) {
        Some(Value::Text(text, object)) => (text.clone(), (**object).clone()),
        other => panic!("{property}: {other:?}"),
    }
}

#[test]
fn a_text_is_taken_and_shows_the_object_that_it_is_of() {
    let (breaches, disk) = get_after(|call, disk| {
        let path = spawned(call, "Acme_Path");
        put(&path, "Port", &Value::I4(-1));
        put(&path, "Word", &Value::text("a\\\"<\n"));
        let sizes = vec![Value::text("7"), Value::text("8")];
        put(&path, "Sizes", &Value::Array(VT_BSTR, sizes));
        put(disk, "Path", &mof(&path));
        put(disk, "Plan", &xml(&path));
    });
    assert_eq!(breaches, []);
    let (mof, object) = told(&disk, "Path");
    assert_eq!(object.get("Port"), Some(&Value::I4(-1)));
    assert_eq!(
        mof,
        "\ninstance of Acme_Path\n{\n\tPort = 4294967295;\n\tWord = \"a\\\\\\\"<\\n\";\n\tSizes = {\"7\", \"8\"};\n};\n"
    );
    let (xml, object) = told(&disk, "Plan");
    assert_eq!(object.get("Word"), Some(&Value::text("a\\\"<\n")));
    assert_eq!(
        xml,
        "<INSTANCE CLASSNAME=\"Acme_Path\">\
         <PROPERTY NAME=\"Port\" TYPE=\"uint32\"><VALUE>4294967295</VALUE></PROPERTY>\
         <PROPERTY NAME=\"Word\" TYPE=\"string\"><VALUE>a\\\"&lt;&#10;</VALUE></PROPERTY>\
         <PROPERTY.ARRAY NAME=\"Sizes\" TYPE=\"uint64\"><VALUE.ARRAY><VALUE>7</VALUE><VALUE>8</VALUE></VALUE.ARRAY>\
         </PROPERTY.ARRAY></INSTANCE>"
    );
}

#[test]
fn a_text_of_the_provider_s_own_is_found() {
    for text in ["", "instance of Acme_Path\n{\n};\n"] {
        let (breaches, disk) = get_after(move |_, disk| {
            impersonate();
            put(disk, "Path", &Value::text(text));
        });
        assert_eq!(breaches, [PutWrongType]);
        assert_eq!(disk.get("Path"), Some(&Value::Null));
    }
}

#[test]
fn a_text_in_the_other_form_is_found() {
    let (breaches, _) = get_after(|call, disk| {
        let path = spawned(call, "Acme_Path");
        put(disk, "Plan", &mof(&path));
        put(disk, "Path", &xml(&path));
    });
    assert_eq!(breaches, [PutWrongType, PutWrongType]);
}

#[test]
fn a_text_of_an_object_of_another_class_is_found() {
    let (breaches, _) = get_after(|call, disk| {
        put(disk, "Path", &mof(&spawned(call, "Acme_Fan")));
    });
    assert_eq!(breaches, [PutWrongType]);
}

#[test]
fn a_text_that_is_made_as_nobody_is_found() {
    let (breaches, _) = get_after(|call, _| {
        let path = spawned(call, "Acme_Path");
        revert();
        mof(&path);
        impersonate();
    });
    assert_eq!(breaches, [TextUnimpersonated]);
    let (breaches, _) = get_after(|call, _| {
        let path = spawned(call, "Acme_Path");
        revert();
        xml(&path);
    });
    assert_eq!(breaches, [TextUnimpersonated]);
}

#[test]
fn a_source_takes_instances_in_its_own_form_alone() {
    let (breaches, _) = get_after(|call, _| {
        let class = call.class("Acme_Path");
        impersonate();
        let path = spawn(&class);
        let source = source();
        impersonate();
        for (object, form) in [(&path, 2), (&path, 0), (&class, 1)] {
            let refused = text_of(object, &source, form).map_err(|error| error.code());
            assert_eq!(refused, Err(WBEM_E_INVALID_PARAMETER), "{form}");
        }
        // SAFETY: takes a plain value.
        let refused = unsafe { class.GetObjectText(0) }.map_err(|error| error.code());
        assert_eq!(refused, Err(WBEM_E_NOT_AVAILABLE));
        assert!(source.cast::<IWbemClassObject>().is_err());
    });
    assert_eq!(breaches, []);
}
