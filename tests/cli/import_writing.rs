//! What registrations and qualifiers say of writing.

use crate::import::told;
use crate::sandbox::Sandbox;

/// A provider that is registered for this, with these classes.
fn registered(supports: &str, classes: &str) -> String {
    format!(
        "#pragma namespace(\"root\\\\Acme\")\n\
         instance of __Win32Provider as $P {{ Name = \"Acme\"; CLSID = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"; ImpersonationLevel = 1; }};\n\
         instance of __InstanceProviderRegistration {{ Provider = $P; {supports} }};\n\
         {classes}"
    )
}

const ALL: &str = "SupportsGet = TRUE; SupportsPut = TRUE; SupportsDelete = TRUE;";

/// The classes of the spec that is made of this MOF, and what is said of it, of which the check of the spec has nothing.
fn imported(mof: &str) -> (String, String) {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", mof);
    let arguments = ["import", "--verbose", "acme.mof", "-o", "wmigen.toml"];
    let (said, status) = told(&sandbox, &arguments);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(
        said.matches("warning[").count(),
        said.matches("warning[mof-import]").count(),
        "{said}"
    );
    let spec = sandbox.read("wmigen.toml");
    let at = spec.find("\n[class.").unwrap_or_default();
    (spec[at..].to_owned(), said)
}

#[test]
fn what_is_registered_and_has_the_qualifier_is_written() {
    let classes = r#"
[abstract] class Acme_Part { [write] string Label; string Model; };
[dynamic, provider("Acme")] class Acme_Disk : Acme_Part
{
    [key, write] string Name;
    [read, write] uint32 Speed;
    [write(false)] uint32 Size;
};
[dynamic, provider("Acme"), SupportsCreate(FALSE), SupportsDelete(FALSE)] class Acme_Fan : Acme_Part { [key] string Name; };
[dynamic, provider("Acme"), singleton, SupportsUpdate] class Acme_Array { [write] string Owner; Acme_Slot First; };
class Acme_Slot { [key, write] uint8 Number; };
"#;
    let (spec, said) = imported(&registered(ALL, classes));
    let expected = r#"
[class.Acme_Part]
abstract = true

[class.Acme_Part.properties]
Label = { type = "string", write = true }
Model = { type = "string" }

[class.Acme_Disk]
superclass = "Acme_Part"
operations = ["get", "enumerate", "create", "update", "delete"]

[class.Acme_Disk.properties]
Name = { type = "string", key = true }
Speed = { type = "uint32", write = true }
Size = { type = "uint32" }

[class.Acme_Fan]
superclass = "Acme_Part"
operations = ["get", "enumerate", "update"]

[class.Acme_Fan.properties]
Name = { type = "string", key = true }

[class.Acme_Array]
singleton = true
operations = ["get", "enumerate", "update"]

[class.Acme_Array.properties]
Owner = { type = "string", write = true }
First = { object = "Acme_Slot" }

[class.Acme_Slot]
kind = "embedded"

[class.Acme_Slot.properties]
Number = { type = "uint8", key = true, write = true }
"#;
    assert_eq!(spec, expected);
    assert_eq!(said.matches("warning[mof-import]").count(), 1, "{said}");
    let told = "the qualifier `write` of `Name` is left out";
    assert!(said.contains(told), "{said}");
    assert!(said.contains("clients write no key"), "{said}");
}

#[test]
fn nobody_writes_what_is_not_registered() {
    let classes = "[dynamic, provider(\"Acme\"), SupportsCreate] class Acme_Disk { [key] string Name; [write] string Label; };";
    let (spec, said) = imported(&registered("SupportsGet = TRUE;", classes));
    assert!(
        spec.contains("operations = [\"get\", \"enumerate\"]"),
        "{spec}"
    );
    assert!(spec.contains("Label = { type = \"string\" }"), "{spec}");
    for expected in [
        "the qualifier `write` of `Label` is left out",
        "the qualifier `SupportsCreate` of `Acme_Disk` is left out",
        "write `create` among the `operations`",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_class_without_anything_to_write_is_not_updated() {
    let classes =
        "[dynamic, provider(\"Acme\")] class Acme_Disk { [key] string Name; string Label; };";
    let (spec, said) = imported(&registered(ALL, classes));
    assert!(
        spec.contains("operations = [\"get\", \"enumerate\", \"create\", \"delete\"]"),
        "{spec}"
    );
    let told =
        "the class `Acme_Disk` is registered for writing, and none of its properties has `Write`";
    assert!(said.contains(told), "{said}");
    assert!(said.contains("acme.mof:4:35"), "{said}");
}

#[test]
fn what_cannot_be_got_is_not_written() {
    let classes = "[dynamic, provider(\"Acme\")] class Acme_Disk { [key] string Name; [write] string Label; };";
    let (spec, said) = imported(&registered(
        "SupportsPut = TRUE; SupportsDelete = TRUE;",
        classes,
    ));
    assert!(spec.contains("operations = [\"enumerate\"]"), "{spec}");
    let told = "writing or deleting instances is registered, and getting them is not";
    assert!(said.contains(told), "{said}");
}

#[test]
fn a_key_that_is_inherited_is_not_written_either() {
    let classes = "[abstract] class Acme_Part { [key] string Name; [write] string Label; };\n\
        [dynamic, provider(\"Acme\")] class Acme_Disk : Acme_Part { [override(\"Name\"), write, Description(\"Its name.\")] string Name; };";
    let (spec, said) = imported(&registered(ALL, classes));
    assert!(
        spec.contains("Name = { description = \"Its name.\" }")
            || spec.contains("Name = { type = \"string\", description = \"Its name.\" }"),
        "{spec}"
    );
    assert!(
        said.contains("the qualifier `write` of `Name` is left out"),
        "{said}"
    );
}
