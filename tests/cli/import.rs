//! MOF to a spec: what is imported, what is told, and that what is generated says what the MOF said.

use std::collections::BTreeSet;

use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::mof::parse;
use wmigen::mof::tree::{Class, Item, Member, Property, TypeKind};

use crate::sandbox::Sandbox;

/// A provider as one would write its MOF, with some of what a spec has no place for.
const STORAGE: &str = r#"#pragma namespace("\\\\.\\root\\Acme")
qualifier MappingStrings : ToSubclass;
[abstract, Description("What all \"Acme\" things have.")]
class Acme_Base
{
    [key, Description("The name.")] string Name;
};
[dynamic, provider("AcmeStorage"), DisplayName("Disk"), Version("1.0"), Costly]
class Acme_Disk : Acme_Base
{
    [units("bytes"), MinValue(0)] uint64 Size;
    [Values{"Unknown state", "Healthy state"}, ValueMap{"0", "2"}, MappingStrings{"A"}] uint16 State;
    [Values{"Unknown state", "Healthy state"}, ValueMap{"0", "2"}, MappingStrings{"B"}] uint16 Former = 2;
    [write, not_null, maxlen(8)] string Label;
    [subtype("interval")] datetime Age;
    sint32 Error = 0x80070005;
    Acme_Path Paths[2];
    [implemented] uint32 Format();
};
class Acme_Path { uint32 Port; };
[association, dynamic, provider("AcmeStorage")]
class Acme_OnComputer
{
    [key] CIM_ComputerSystem ref Computer;
    [key] Acme_Disk ref Disk;
};
class Acme_Failed : __ExtrinsicEvent { string Name; };
instance of __Win32Provider as $P
{
    Name = "AcmeStorage";
    CLSID = "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}";
    HostingModel = "LocalSystemHost";
    ImpersonationLevel = 0;
};
instance of __InstanceProviderRegistration
{
    Provider = $P;
    SupportsGet = TRUE;
    SupportsPut = TRUE;
};
"#;

const SPEC: &str = r#"spec-version = 1

# The MOF has the hosting model LocalSystemHost; NetworkServiceHost is safer.
[provider]
name = "AcmeStorage"
clsid = "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}"
namespace = 'root\Acme'

[values]
State = [[0, "Unknown state"], [2, "Healthy state"]]

[qualifier.MappingStrings]
flavor = ["ToSubclass"]

# From the DMTF's CIM schema 2.32; root\Acme may have another version.
[external.CIM_ComputerSystem]
properties.Name = { type = "string", key = true }
properties.CreationClassName = { type = "string", key = true }

[class.Acme_Base]
description = 'What all "Acme" things have.'
abstract = true

[class.Acme_Base.properties]
Name = { type = "string", key = true, description = "The name." }

[class.Acme_Disk]
display-name = "Disk"
superclass = "Acme_Base"
operations = ["get", "enumerate", "create", "update"]
qualifiers = { Version = "1.0" }

[class.Acme_Disk.properties]
Size = { type = "uint64", units = "bytes", min = 0 }
State = { type = "uint16", values = "State", qualifiers = { MappingStrings = ["A"] } }
Former = { type = "uint16", default = 2, values = "State", qualifiers = { MappingStrings = ["B"] } }
Label = { type = "string", required = true, write = true, max-len = 8 }
Age = { type = "interval" }
Error = { type = "sint32", default = -2147024891 }
Paths = { object = "Acme_Path[2]" }

[class.Acme_Path]
kind = "embedded"

[class.Acme_Path.properties]
Port = { type = "uint32" }

[class.Acme_OnComputer]
kind = "association"
operations = ["get", "enumerate", "create"]

[class.Acme_OnComputer.properties]
Computer = { ref = "CIM_ComputerSystem", key = true }
Disk = { ref = "Acme_Disk", key = true }
"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("storage.mof", STORAGE);
    sandbox
}

/// What wmigen says on stderr, and its exit status.
pub fn told(sandbox: &Sandbox, arguments: &[&str]) -> (String, Option<i32>) {
    let output = sandbox.run(arguments).output().expect("wmigen runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (said, output.status.code())
}

#[test]
fn a_spec_is_as_a_person_would_write_it() {
    let sandbox = sandbox();
    let printed = sandbox
        .run(&["import", "storage.mof"])
        .output()
        .expect("wmigen runs");
    assert_eq!(String::from_utf8_lossy(&printed.stdout), SPEC);
    assert_eq!(printed.status.code(), Some(0));
    let (_, status) = told(&sandbox, &["import", "storage.mof", "-o", "wmigen.toml"]);
    assert_eq!(status, Some(0));
    assert_eq!(sandbox.read("wmigen.toml"), SPEC);
}

#[test]
fn what_is_left_out_or_decided_is_told_with_its_line() {
    let (said, _) = told(&sandbox(), &["import", "storage.mof"]);
    for (line, expected) in [
        (8, "the qualifier `Costly` of `Acme_Disk` is left out"),
        (18, "the method `Format` is left out"),
        (24, "the class `CIM_ComputerSystem` is taken for the DMTF's"),
        (
            27,
            "the class `Acme_Failed` is left out: events are not served yet",
        ),
        (32, "the hosting model is `LocalSystemHost`"),
        (33, "the provider is not said to impersonate its clients"),
    ] {
        let at = said
            .find(expected)
            .unwrap_or_else(|| panic!("{expected}: {said}"));
        let place = format!("storage.mof:{line}:");
        let shown: String = said[at..].lines().take(2).collect();
        assert!(shown.contains(&place), "{place}: {shown}");
    }
    assert_eq!(said.matches("warning[mof-import]").count(), 6, "{said}");
}

#[test]
fn new_makes_a_crate_of_mof_at_once() {
    let sandbox = sandbox();
    let (said, status) = told(&sandbox, &["new", "crate", "--from-mof", "storage.mof"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("the method `Format` is left out"), "{said}");
    assert!(sandbox.read("crate/wmigen.toml").ends_with(SPEC));
    sandbox.run(&["check", "crate"]).assert().code(0);
    sandbox.write(
        "below.mof",
        "[dynamic, provider(\"P\")] class Acme_X : CIM_Y { };\n",
    );
    let (said, status) = told(&sandbox, &["new", "other", "--from-mof", "below.mof"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("`wmigen import` writes the spec"), "{said}");
    let (said, status) = told(&sandbox, &["new", "other", "--from-mof", "none.mof"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(!sandbox.path("other").exists());
}

/// What a text of MOF says of its classes, a line each: the properties with their types, defaults and qualifiers.
fn says(mof: &str) -> BTreeSet<String> {
    let parsed = parse(mof, &MOF_SYNTAX);
    assert_eq!(parsed.problems, [], "{mof}");
    let classes = parsed.items.into_iter().filter_map(|item| match item {
        Item::Class(class) => Some(class),
        _ => None,
    });
    classes.flat_map(|class| says_of(&class)).collect()
}

fn says_of(class: &Class) -> Vec<String> {
    let superclass = class.superclass.as_ref().map(|name| name.text.clone());
    let mut said = vec![format!("{} : {superclass:?}", class.name.text)];
    let qualified = |whose: &str, qualifiers: &[wmigen::mof::tree::Qualifier]| -> Vec<String> {
        let lines = qualifiers.iter().map(|one| {
            let value = one
                .value
                .as_ref()
                .map(|value| without_places(&format!("{:?}", value.kind)));
            let flags = ["Some(Boolean(true))".to_owned()];
            let value = value.filter(|value| !flags.contains(&format!("Some({value})")));
            format!(
                "{whose}: [{}] {value:?}",
                one.name.text.to_ascii_lowercase()
            )
        });
        lines.collect()
    };
    said.extend(qualified(&class.name.text, &class.qualifiers));
    for member in &class.members {
        if let Member::Property(property) = member {
            let whose = format!("{}.{}", class.name.text, property.name.text);
            said.push(format!("{whose} {}", typed(property)));
            said.extend(qualified(&whose, &property.qualifiers));
        }
    }
    said
}

fn typed(property: &Property) -> String {
    let kind = match &property.declared_type.kind {
        TypeKind::Intrinsic(intrinsic) => format!("{intrinsic:?}"),
        TypeKind::Object(of) => format!("object {:?}", of.as_ref().map(|of| &of.text)),
        TypeKind::Reference(of) => format!("ref {:?}", of.as_ref().map(|of| &of.text)),
    };
    format!("{kind} {:?}", property.declared_type.count)
}

/// A value as it is shown, without where it stands.
fn without_places(shown: &str) -> String {
    let mut rest = shown;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(", span: ") {
        kept.push_str(before);
        let end = after.find([' ', '}']).unwrap_or(after.len());
        rest = &after[end..];
    }
    kept + rest
}

#[test]
fn what_is_generated_says_what_the_mof_said() {
    let sandbox = sandbox();
    let (_, status) = told(&sandbox, &["import", "storage.mof", "-o", "spec.toml"]);
    assert_eq!(status, Some(0));
    sandbox
        .run(&["new", "crate", "--spec", "spec.toml"])
        .assert()
        .code(0);
    let generated = says(&sandbox.read("crate/mof/acme_storage.mof"));
    // What is told as left out, and the class of the event.
    // `Required` says what `Not_Null` does, and WMI may refuse what it finds NULL in spite of the latter.
    let left_out = ["[costly]", "[write]", "[not_null]", "Acme_Failed"];
    let missing: Vec<_> = says(STORAGE)
        .into_iter()
        .filter(|line| !left_out.iter().any(|one| line.contains(one)))
        .filter(|line| !generated.contains(line))
        .collect();
    assert_eq!(missing, [""; 0], "{generated:#?}");
}

#[test]
fn the_classes_that_are_named_are_imported_with_what_they_need() {
    let sandbox = sandbox();
    let printed = sandbox
        .run(&["import", "storage.mof", "--class", "acme_disk"])
        .output()
        .expect("wmigen runs");
    let spec = String::from_utf8_lossy(&printed.stdout);
    for (class, is_there) in [
        ("Acme_Base", true),
        ("Acme_Disk", true),
        ("Acme_Path", true),
        ("Acme_OnComputer", false),
    ] {
        assert_eq!(
            spec.contains(&format!("[class.{class}]")),
            is_there,
            "{spec}"
        );
    }
    let (said, status) = told(&sandbox, &["import", "storage.mof", "--class", "Acme_Disc"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("no file has a class `Acme_Disc`"), "{said}");
}

#[test]
fn what_is_wrong_with_files_is_told_and_nothing_written() {
    let sandbox = sandbox();
    sandbox.write("wrong.mof", "class A { uint8 B\n};\nclass C : { };\n");
    sandbox.write("event.mof", "class E : __ExtrinsicEvent { };\n");
    sandbox.write("there.toml", "mine");
    for (arguments, expected, status) in [
        (
            &["import", "wrong.mof", "-o", "x.toml"][..],
            &["a semicolon is missing", "wrong.mof:3:11"][..],
            1,
        ),
        (
            &["import", "none.mof", "-o", "x.toml"],
            &["there is no file `none.mof`"],
            1,
        ),
        (
            &["import", "event.mof", "-o", "x.toml"],
            &[
                "events are not served yet",
                "there is no class that a spec can have",
            ],
            1,
        ),
        (
            &["import", "storage.mof", "-o", "there.toml"],
            &["there.toml is there already"],
            2,
        ),
        (&["import"], &["FILE.mof"], 2),
    ] {
        let (said, found) = told(&sandbox, arguments);
        assert_eq!(found, Some(status), "{said}");
        for expected in expected {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        assert!(!sandbox.path("x.toml").exists());
    }
    assert_eq!(sandbox.read("there.toml"), "mine");
}

#[test]
fn a_spec_that_lacks_something_is_written_and_told() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "below.mof",
        "[dynamic, provider(\"P\")] class Acme_X : CIM_Y { string Z; };\n",
    );
    let (said, status) = told(&sandbox, &["import", "below.mof", "-o", "x.toml"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("class-without-key"), "{said}");
    assert!(
        said.contains("correct what is told above in the spec"),
        "{said}"
    );
    assert!(
        sandbox
            .read("x.toml")
            .contains("# properties.Name = { type = \"string\", key = true }")
    );
}

#[test]
fn a_class_of_the_provider_s_name_has_another_in_rust() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "same.mof",
        "instance of __Win32Provider as $P { Name = \"Same\"; };\n[dynamic, provider(\"Same\")] class Same { [key] string K; };\n",
    );
    let (said, status) = told(&sandbox, &["import", "same.mof", "-o", "x.toml"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(sandbox.read("x.toml").contains("rust-name = \"SameItem\""));
}

/// A namespace that is secured, in one that is not, and another that has nothing of the provider's.
const SECURED: &str = r#"#pragma namespace("\\\\.\\root\\Acme")
[NamespaceSecuritySDDL("O:BAG:BAD:P(A;CI;0x6003F;;;BA)")]
instance of __Namespace { Name = "Admin"; };
[NamespaceSecuritySDDL("O:BAG:BAD:P(A;CI;0x6003F;;;BA)")]
instance of __Namespace { Name = "Elsewhere"; };
#pragma namespace("\\\\.\\root\\Acme\\Admin")
[RequiresEncryption(TRUE)]
instance of __SystemSecurity { };
[dynamic, provider("AcmeStorage")]
class Acme_Disk { [key] string Name; };
instance of __Win32Provider as $P { Name = "AcmeStorage"; };
instance of __InstanceProviderRegistration { Provider = $P; SupportsGet = TRUE; };
"#;

/// What is imported of `secured.mof`, and what is told.
fn imported(sandbox: &Sandbox) -> (String, String) {
    let output = sandbox
        .run(&["import", "secured.mof"])
        .output()
        .expect("wmigen runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn who_may_open_a_namespace_is_imported() {
    let sandbox = Sandbox::new();
    sandbox.write("secured.mof", SECURED);
    let (out, err) = imported(&sandbox);
    let table = "[namespace.'root\\Acme\\Admin']\nsddl = \"O:BAG:BAD:P(A;CI;0x6003F;;;BA)\"\nrequires-encryption = true\n";
    assert!(out.contains(table), "{}", out);
    assert!(!out.contains("Elsewhere"), "{}", out);
    assert!(
        err.contains("the security of `root\\Acme\\Elsewhere` is left out"),
        "{}",
        err
    );
}

#[test]
fn a_descriptor_that_no_spec_takes_is_told_and_kept_as_a_comment() {
    let sandbox = Sandbox::new();
    sandbox.write("secured.mof", SECURED.replace("D:P(A;CI;", "D:P(A;OI;"));
    let (out, err) = imported(&sandbox);
    assert!(!out.contains("\nsddl"), "{}", out);
    let comment = "# The MOF secures the namespace otherwise: `O:BAG:BAD:P(A;OI;0x6003F;;;BA)` is no security descriptor";
    assert!(out.contains(comment), "{}", out);
    assert!(
        err.contains("is no security descriptor for a namespace"),
        "{}",
        err
    );
}
