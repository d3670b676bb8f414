//! What changed objects in properties ask of code, and of machines where the old version is installed.

use super::super::{InstallationChange, answer_changes, installation_changes};
use super::{Change, between, class, only, provider};

const PATH: &str = "[class.Acme_Path]\nkind = 'embedded'\nproperties.Port = { type = 'uint32' }\n";

const LINK: &str = "[class.Acme_Link]\nkind = 'embedded'\nproperties.Port = { type = 'uint32' }\n";

/// A disk with this property, beside these classes.
fn disk(property: &str, others: &[&str]) -> String {
    class("Acme_Disk", property) + &others.concat()
}

fn told(changes: &[Change]) -> Vec<[&str; 3]> {
    let told = changes.iter().map(|change| {
        let class = change.class.as_deref().unwrap_or("-");
        let member = change.member.as_deref().unwrap_or("-");
        [change.kind.as_str(), class, member]
    });
    told.collect()
}

fn installed(old: &str, new: &str) -> Vec<InstallationChange> {
    installation_changes(&provider(old), &provider(new))
}

#[test]
fn an_object_of_another_class_is_another_type() {
    let of = |written: &str| disk(&format!("Way = {{ object = '{written}' }}"), &[PATH, LINK]);
    for (now, is, was) in [
        (
            "Acme_Link",
            "Option<crate::generated::acme_link::AcmeLink>",
            "Option<crate::generated::acme_path::AcmePath>",
        ),
        (
            "Acme_Path[]",
            "Option<Vec<crate::generated::acme_path::AcmePath>>",
            "Option<crate::generated::acme_path::AcmePath>",
        ),
        (
            "*",
            "Option<crate::wmi::AnyObject>",
            "Option<crate::generated::acme_path::AcmePath>",
        ),
    ] {
        let change = only(between(&of("Acme_Path"), &of(now)));
        assert_eq!(
            change.message,
            format!(
                "the property `Way` of the class `Acme_Disk` has another type in Rust: `way` is `{is}` and no longer `{was}`"
            )
        );
        let change = installed(&of("Acme_Path"), &of(now));
        assert_eq!(change.len(), 1, "{change:#?}");
        assert!(
            change[0]
                .message
                .starts_with("the class `Acme_Disk` differs in `Way`")
        );
    }
    assert_eq!(between(&of("Acme_Path"), &of("acme_path")), []);
}

/// What has an object of a class is told nothing of what the class has.
#[test]
fn what_changes_in_a_class_is_told_of_that_class_alone() {
    let of = |more: &str| {
        let path = format!("{PATH}{more}");
        disk("Way = { object = 'Acme_Path' }", &[&path])
    };
    for more in [
        "properties.Rate = { type = 'real32' }\n",
        "properties.Next = { object = 'Acme_Path' }\n",
    ] {
        let found = between(&of(""), &of(more));
        assert!(
            matches!(told(&found)[..], [["property-added", "Acme_Path", _]]),
            "{found:#?}"
        );
        let found = installed(&of(""), &of(more));
        let classes: Vec<_> = found.iter().map(|one| one.class.as_deref()).collect();
        assert_eq!(classes, [Some("Acme_Path")]);
    }
    // A class that can have the owner in it needs a pointer.
    let back = "properties.Disk = { object = 'Acme_Disk' }\n";
    let found = between(&of(""), &of(back));
    let told = told(&found);
    assert!(
        told.contains(&["property-type-changed", "Acme_Disk", "Way"]),
        "{told:?}"
    );
}

#[test]
fn a_class_may_become_one_of_objects_alone_and_back() {
    let served = class("Acme_Path", "");
    let alone =
        "[class.Acme_Path]\nkind = 'embedded'\nproperties.ID = { type = 'string', key = true }\n";
    let of = |path: &str| disk("Way = { object = 'Acme_Path' }", &[path]);
    for (old, new) in [(&*served, alone), (alone, &*served)] {
        let found = between(&of(old), &of(new));
        let told = told(&found);
        assert!(
            told.contains(&["property-type-changed", "Acme_Path", "ID"]),
            "{told:?}"
        );
        assert!(
            told.iter().all(|[_, class, _]| *class == "Acme_Path"),
            "{told:?}"
        );
    }
}

#[test]
fn an_abstract_class_makes_its_objects_any() {
    let base = |head: &str| {
        let base = PATH.replace("kind", &format!("{head}kind"));
        let below = "[class.Acme_Wire]\nkind = 'embedded'\nsuperclass = 'Acme_Path'\n";
        disk("Way = { object = 'Acme_Path' }", &[&base, below])
    };
    let found = between(&base(""), &base("abstract = true\n"));
    assert_eq!(
        told(&found),
        [
            ["class-removed", "Acme_Path", "-"],
            ["property-type-changed", "Acme_Disk", "Way"],
        ]
    );
    // To WMI, the property is of the class before and after.
    let found = installed(&base(""), &base("abstract = true\n"));
    let classes: Vec<_> = found.iter().map(|one| one.class.as_deref()).collect();
    assert_eq!(classes, [Some("Acme_Path")]);
    // Which class the objects derive from does not show in Rust.
    let of = |object: &str| {
        let abstracts = ["Acme_One", "Acme_Two"]
            .map(|name| format!("[class.{name}]\nkind = 'embedded'\nabstract = true\n"));
        disk(
            &format!("Way = {{ object = '{object}' }}"),
            &[&abstracts.concat()],
        )
    };
    assert_eq!(between(&of("Acme_One"), &of("Acme_Two")), []);
    assert_eq!(installed(&of("Acme_One"), &of("Acme_Two")).len(), 1);
}

#[test]
fn a_class_that_the_namespace_has_is_a_struct_and_nothing_to_install() {
    let external = "[external.CIM_Sensor]\nproperties.Reading = { type = 'sint32' }\n";
    let without = disk("", &[external]);
    let with = disk("Sensor = { object = 'CIM_Sensor' }", &[external]);
    let found = between(&without, &with);
    assert_eq!(
        told(&found),
        [
            ["property-added", "Acme_Disk", "Sensor"],
            ["class-added", "CIM_Sensor", "-"],
        ]
    );
    assert_eq!(
        found[1].message,
        "there is a struct of the class `CIM_Sensor` now, which the namespace has already: there is nothing to write until a property has one"
    );
    let found = between(&with, &without);
    let gone = found
        .iter()
        .find(|change| change.kind.as_str() == "class-removed");
    assert_eq!(
        gone.expect("a change").message,
        "the class `CIM_Sensor` is that of no object any more: take out what names the module `cim_sensor` or its types"
    );
    let found = installed(&without, &with);
    let classes: Vec<_> = found.iter().map(|one| one.class.as_deref()).collect();
    assert_eq!(classes, [Some("Acme_Disk")]);
    // More that is known of it is nothing to WMI.
    let more = with.replace(
        "'sint32' }",
        "'sint32' }\nproperties.Peak = { type = 'sint32' }",
    );
    assert_eq!(installed(&with, &more), []);
    assert_eq!(
        told(&between(&with, &more)),
        [["property-added", "CIM_Sensor", "Peak"]]
    );
}

/// To code, an object is an object whatever WMI has of it.
#[test]
fn a_text_of_an_object_is_another_type_to_wmi_alone() {
    let of = |more: &str| disk(&format!("Way = {{ object = 'Acme_Path'{more} }}"), &[PATH]);
    let (object, mof, xml) = (of(""), of(", text = 'mof'"), of(", text = 'xml'"));
    for (old, new) in [(&object, &mof), (&mof, &object), (&object, &xml)] {
        assert_eq!(between(old, new), []);
        let changes = installed(old, new);
        assert_eq!(changes.len(), 1, "{changes:#?}");
        let said = "the class `Acme_Disk` differs in `Way`: where others have derived classes";
        assert!(changes[0].message.starts_with(said));
        assert_eq!(answer_changes(&provider(old), &provider(new)), []);
    }
    assert_eq!(between(&mof, &xml), []);
    assert_eq!(installed(&mof, &xml), []);
    let answers = answer_changes(&provider(&mof), &provider(&xml));
    let told: Vec<_> = answers
        .iter()
        .map(|change| (change.kind.as_str(), &*change.message))
        .collect();
    let message = "`Way` has the text of its object in XML now, and no longer in MOF: clients that read one find the other";
    assert_eq!(told, [("text-changed", message)]);
}

/// A class of objects is in each namespace in which a class names it.
#[test]
fn a_class_that_a_namespace_no_longer_names_leaves_it() {
    let of = |way: &str| {
        let admin = "[namespace.'root\\Admin']\n";
        let shelf =
            class("Acme_Shelf", way).replace("operations", "namespace = 'root\\Admin'\noperations");
        disk("Way = { object = 'Acme_Path' }", &[PATH]) + &shelf + admin
    };
    let (with, without) = (of("Way = { object = 'Acme_Path' }"), of(""));
    let found = installed(&with, &without);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.kind.as_str(), one.class.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("class-moved", Some("Acme_Path")),
            ("class-changed", Some("Acme_Shelf"))
        ]
    );
    assert_eq!(
        found[0].message,
        "the class `Acme_Path` is no longer in the namespace `root\\Admin`, where no other class names it now: `upgrade.ps1` \
         deletes it there, and with it the classes that others have derived"
    );
    // One that comes takes nothing from anybody.
    let found = installed(&without, &with);
    assert_eq!(found.len(), 1, "{found:#?}");
}
