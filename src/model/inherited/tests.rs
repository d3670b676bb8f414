//! What classes have from those that they derive from.

use super::Origin;
use crate::diagnostics::Diagnostic;
use crate::lint::check;
use crate::model::{CimType, Class, PropertyDenial, Provider};

fn spec(classes: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root'\n\
         clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n{classes}"
    )
}

fn provider(classes: &str) -> Provider {
    let (provider, found) = check(&spec(classes));
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn rules(classes: &str) -> Vec<&'static str> {
    let found = check(&spec(classes)).1.into_iter();
    found
        .filter(Diagnostic::is_error)
        .map(|one| one.rule)
        .collect()
}

fn names(class: &Class) -> Vec<(&str, &Origin)> {
    let properties = class.properties.iter();
    properties
        .map(|one| (one.name.as_str(), &one.origin))
        .collect()
}

const LINE: &str = "
    [external.CIM_Base.properties]
    Code = { type = 'uint16', min = 1, max = 9, units = 'u', denied = false }
    [external.CIM_Drive]
    superclass = 'CIM_BASE'
    [external.CIM_Drive.properties]
    Name = { type = 'string', key = true, max-len = 8, rust-name = 'slot' }
    CODE = { max = 5 }
    ";

#[test]
fn what_is_not_said_is_inherited_and_what_is_said_is_not() {
    let line = LINE.replace(", denied = false", "");
    let provider = provider(&format!(
        "{line}[class.Acme_Disk]\nsuperclass = 'cim_drive'\noperations = ['get']\n\
         [class.Acme_Disk.properties]\nFree = {{ type = 'uint8' }}\n\
         code = {{ denied = 'deny-object', description = 'mine' }}\n\
         [class.Acme_Ssd]\nsuperclass = 'Acme_Disk'\noperations = ['get']\nlints.served-superclass = 'allow'\n\
         properties.FREE = {{ default = 3 }}\n"
    ));
    let [disk, ssd] = &provider.classes[..] else {
        panic!("two classes")
    };
    let from = |class: &str| Origin::Inherited(class.to_owned());
    let over = |class: &str| Origin::Overrides(class.to_owned());
    let expected = [
        ("Code", &over("CIM_Base")),
        ("Name", &from("CIM_Drive")),
        ("Free", &Origin::Own),
    ];
    assert_eq!(names(disk), expected);
    let expected = [
        ("Code", &from("CIM_Base")),
        ("Name", &from("CIM_Drive")),
        ("Free", &over("Acme_Disk")),
    ];
    assert_eq!(names(ssd), expected);
    for class in [disk, ssd] {
        let code = &class.properties[0];
        assert_eq!((code.limits.min, code.limits.max), (Some(1), Some(5)));
        assert_eq!(code.denied, Some(PropertyDenial::DenyObject));
        assert_eq!(code.units.as_deref(), Some("u"));
        assert_eq!(code.description.as_deref(), Some("mine"));
        let name = &class.properties[1];
        assert!(name.key && name.limits.max_len == Some(8) && name.ident == "slot");
    }
    assert_eq!(ssd.superclasses, ["CIM_Base", "CIM_Drive", "Acme_Disk"]);
    assert!(ssd.properties[2].default.is_some() && disk.properties[2].default.is_none());
}

#[test]
fn what_is_wrong_with_a_superclass_is_told_once_and_there() {
    let below =
        |name: &str| format!("[class.{name}]\nsuperclass = 'CIM_Drive'\noperations = ['get']\n");
    let (one, other) = (below("Acme_Disk"), below("Acme_Tape"));
    let wrong = LINE
        .replace("'string'", "'strong'")
        .replace("max = 9", "max = 99999");
    assert_eq!(
        rules(&format!("{wrong}{one}{other}")),
        ["out-of-range", "refused-key", "unknown-value"]
    );
}

#[test]
fn names_in_rust_meet_those_that_are_inherited() {
    let line = LINE.replace(", denied = false", "");
    let disk = "[class.Acme_Disk]\nsuperclass = 'CIM_Drive'\noperations = ['get']\nproperties.Slot = { type = 'uint8' }\n";
    assert_eq!(rules(&format!("{line}{disk}")), ["colliding-names"]);
}

#[test]
fn a_hundred_classes_may_stand_above_one() {
    let class = |number: usize| {
        format!(
            "[class.Acme_C{}]\nabstract = true\nsuperclass = 'Acme_C{number}'\nproperties.P{number} = {{ type = 'uint8' }}\n",
            number + 1
        )
    };
    let root =
        "[class.Acme_C0]\nabstract = true\nproperties.Id = { type = 'string', key = true }\n";
    let classes: String = (0..100).map(class).collect();
    let last = "[class.Acme_Last]\nsuperclass = 'Acme_C100'\noperations = ['get']\n";
    // From the last to the first, which is the order that a spec may have and MOF may not.
    let provider = provider(&format!("{last}{classes}{root}"));
    assert_eq!(provider.classes[0].properties.len(), 101);
    assert_eq!(provider.classes[0].superclasses.len(), 101);
    let order = provider.classes_by_descent();
    let (first, last) = (order.first(), order.last());
    assert_eq!(first.map(|class| &*class.name), Some("Acme_C0"));
    assert_eq!(last.map(|class| &*class.name), Some("Acme_Last"));
}

#[test]
fn a_list_may_be_named_where_the_type_is_inherited() {
    let classes = |named: &str| {
        format!(
            "[values]\nStates = [[0, 'Unknown']]\nModes = [[1, 'Fast']]\n\
             [external.CIM_Drive.properties]\nName = {{ type = 'string', key = true }}\n\
             State = {{ type = 'uint16', values = 'States' }}\nCode = {{ type = 'uint32' }}\n\
             [class.Acme_Disk]\nsuperclass = 'CIM_Drive'\noperations = ['get']\n{named}\n"
        )
    };
    let provider = provider(&classes("properties.State = { values = 'Modes' }"));
    let types = |name: &str| {
        let mut lists = provider.shared_meanings.iter();
        let list = lists.find(|list| list.name == name);
        list.map(|list| list.of)
    };
    assert_eq!(
        [types("States"), types("Modes")],
        [Some(CimType::Uint16); 2]
    );
    assert_eq!(
        rules(&classes("properties.Code = { values = 'States' }")),
        ["wrong-meaning"]
    );
}

#[test]
fn what_says_the_same_as_its_superclass_says_it_in_every_language() {
    let provider = provider(
        "[class.Acme_Device]\nabstract = true\n[class.Acme_Device.properties]\n\
         Id = { type = 'string', key = true }\n\
         Size = { type = 'uint8', units = 'bytes', description = 'How large.' }\n\
         [class.Acme_Disk]\nsuperclass = 'Acme_Device'\noperations = ['get']\n\
         properties.Size = { denied = true, description = 'How large a disk is.' }\n\
         [class.Acme_Tape]\nsuperclass = 'Acme_Disk'\noperations = ['get']\nlints.served-superclass = 'allow'\n\
         properties.Size = { min = 1 }\n\
         [locale.MS_407.class.Acme_Device.properties]\nSize = { units = 'Byte', description = 'Wie gro\u{df}.' }\n",
    );
    let texts = |class: &str| {
        let mut classes = provider.localizations[0].classes.iter();
        let class = classes.find(|one| one.name == class).expect("texts");
        let size = &class.properties[0];
        (size.units.as_deref(), size.description.as_deref())
    };
    assert_eq!(texts("Acme_Device"), (Some("Byte"), Some("Wie gro\u{df}.")));
    assert_eq!(texts("Acme_Disk"), (Some("Byte"), None));
    assert_eq!(texts("Acme_Tape"), (Some("Byte"), None));
}

#[test]
fn an_override_may_make_the_first_key_and_undo_nothing() {
    let below = "[external.CIM_Process.properties]\nHandle = { type = 'string' }\nState = { type = 'uint8', required = true }\n\
                 [class.Acme_Process]\nsuperclass = 'CIM_Process'\noperations = ['get']\n";
    let of = |property: &str| format!("{below}properties.{property}\n");
    let provider = provider(&of("Handle = { key = true }"));
    assert!(provider.classes[0].properties[0].key);
    let under = "[class.Acme_Service]\nsuperclass = 'Acme_Process'\noperations = ['get']\n";
    let between =
        |one: &str, other: &str| format!("{below}properties.{one}\n{under}properties.{other}\n");
    let key = "Handle = { key = true }";
    assert_eq!(
        rules(&between(key, "State = { key = true }")),
        ["key-below-keys"]
    );
    assert_eq!(
        rules(&between(key, "Handle = { key = false }")),
        ["wrong-override"]
    );
    let required = format!("{key}\nproperties.State = {{ denied = 'deny-object' }}");
    assert_eq!(
        rules(&between(&required, "State = { required = false }")),
        ["wrong-override"]
    );
}

/// The rule, the text at the first place, and that at the second, of each error.
fn places(classes: &str) -> Vec<(&'static str, String, String)> {
    let text = spec(classes);
    let found = check(&text).1.into_iter().filter(Diagnostic::is_error);
    let places = found.map(|one| {
        let second = one.secondary.first();
        let second = second.map_or_else(String::new, |place| text[place.span.clone()].to_owned());
        (one.rule, text[one.primary.span].to_owned(), second)
    });
    places.collect()
}

#[test]
fn what_only_an_override_makes_wrong_is_told_there() {
    let base = "[external.CIM_Base.properties]\n\
                Name = { type = 'string', key = true }\n\
                Code = { type = 'uint16', min = 2, max = 5, default = 3 }\n\
                [class.Acme_Disk]\nsuperclass = 'CIM_Base'\noperations = ['get']\n";
    let with = |written: &str| places(&format!("{base}properties.CODE = {{ {written} }}\n"));
    let at = |rule, first: &str, second: &str| vec![(rule, first.to_owned(), second.to_owned())];
    assert_eq!(with("min = 3"), []);
    assert_eq!(
        with("min = 9, default = 9"),
        at("out-of-range", "CODE", "5")
    );
    assert_eq!(with("max = 2"), at("wrong-default", "CODE", "3"));
    // What the class itself writes is told where it stands.
    assert_eq!(with("default = 9"), at("wrong-default", "9", ""));
    // And what the superclass writes, there, and once.
    let wrong = base.replace("default = 3", "default = 7");
    assert_eq!(places(&wrong), at("wrong-default", "7", ""));
}

#[test]
fn a_superclass_that_is_unknown_is_told_alone() {
    let found = rules(
        "[class.Acme_Disk]\nsuperclass = 'CIM_None'\noperations = ['get']\n\
         properties.Name = { max-len = 8 }\nproperties.ID = { type = 'string', key = true }\n",
    );
    assert_eq!(found, ["unknown-class"]);
}

#[test]
fn a_class_in_a_circle_is_told_once() {
    let class = |name: &str, superclass: &str| {
        format!(
            "[class.{name}]\nsuperclass = '{superclass}'\noperations = ['get']\n\
             properties.{name}ID = {{ type = 'string' }}\n"
        )
    };
    let found = rules(&format!(
        "{}{}{}",
        class("Acme_A", "Acme_B"),
        class("Acme_B", "Acme_A"),
        class("Acme_C", "Acme_A")
    ));
    assert!(
        !found.is_empty() && found.iter().all(|rule| *rule == "superclass"),
        "{found:?}"
    );
}
