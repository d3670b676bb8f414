//! Methods of MOF as those of a spec, and whether they are served.

use crate::import::told;
use crate::sandbox::Sandbox;

/// The beginning of a provider that is registered for instances and methods.
const REGISTERED: &str = r#"#pragma namespace("\\\\.\\root\\Acme")
instance of __Win32Provider as $P
{
    Name = "AcmeStorage";
    CLSID = "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}";
    ImpersonationLevel = 1;
};
instance of __InstanceProviderRegistration { Provider = $P; SupportsGet = TRUE; };
instance of __MethodProviderRegistration { Provider = $P; };
"#;

const CLASSES: &str = r#"
[abstract]
class Acme_Part
{
    [key] string Name;
    [Description("Lights the lamp.")] void Locate([In, Optional] boolean Lit);
};
[dynamic, provider("AcmeStorage")]
class Acme_Disk : Acme_Part
{
    [Values{"Off", "On", "Broken"}] uint8 State;
    [implemented, Description("Lights the lamp.")] void Locate([In, Optional] boolean Lit);
    [implemented, Bypass_GetObject, Privileges{"SeBackupPrivilege", "SeRestorePrivilege"}, Description("Empties the disk."),
     ValueMap{"0", "5"}, Values{"Done", "Busy"}, Units("outcomes")]
    uint32 Format(
        [Out, ID(2), ValueMap{"0", "1", "2"}, Values{"Off", "On", "Broken"}] uint8 After,
        [In, ID(0), MaxLen(32), Description("Its new name."), ToDo] string Label = "new",
        [In, Out, ID(1), Optional, MinValue(1)] uint16 Passes[4]);
    [implemented, static] boolean Find(
        [In] Acme_Filter Filter,
        [In, Optional] Other_Chassis ref Chassis,
        [Out] Acme_Disk ref Disks[],
        [Out] object Other);
    [implemented, Privileges{"SeFlyPrivilege"}] void Fly();
    void Rest();
};
class Acme_Filter { string Pattern; };
[dynamic, provider("AcmeStorage")]
class Acme_Manager
{
    [implemented, static] void Rescan();
};
"#;

const SPEC: &str = r#"
[access.backup_and_restore]
privileges = ["SeBackupPrivilege", "SeRestorePrivilege"]

[values]
State = [[0, "Off"], [1, "On"], [2, "Broken"]]

[external.Other_Chassis]

[class.Acme_Part]
abstract = true

[class.Acme_Part.properties]
Name = { type = "string", key = true }

[class.Acme_Part.method.Locate]
description = "Lights the lamp."
parameters = [{ in = "Lit", type = "boolean", optional = true }]

[class.Acme_Disk]
superclass = "Acme_Part"
operations = ["get", "enumerate"]

[class.Acme_Disk.properties]
State = { type = "uint8", values = "State" }

[class.Acme_Disk.method.Locate]

[class.Acme_Disk.method.Format]
description = "Empties the disk."
access = "backup_and_restore"
returns = { type = "uint32", units = "outcomes", values = [[0, "Done"], [5, "Busy"]] }
parameters = [
  { in = "Label", type = "string", description = "Its new name.", max-len = 32, default = "new", qualifiers = { ToDo = true } },
  { in-out = "Passes", type = "uint16[4]", optional = true, min = 1 },
  { out = "After", type = "uint8", values = "State" },
]
qualifiers = { Bypass_GetObject = true }

[class.Acme_Disk.method.Find]
static = true
returns = "boolean"
parameters = [
  { in = "Filter", object = "Acme_Filter" },
  { in = "Chassis", ref = "Other_Chassis", optional = true },
  { out = "Disks", ref = "Acme_Disk[]" },
  { out = "Other", object = "*" },
]

[class.Acme_Disk.method.Fly]
qualifiers = { Privileges = ["SeFlyPrivilege"] }

[class.Acme_Filter]
kind = "embedded"

[class.Acme_Filter.properties]
Pattern = { type = "string" }

[class.Acme_Manager]

[class.Acme_Manager.method.Rescan]
static = true
"#;

/// The spec that a text of MOF becomes, and what is told.
fn imported(mof: &str) -> (String, String) {
    let sandbox = Sandbox::new();
    sandbox.write("storage.mof", mof);
    let (said, _) = told(
        &sandbox,
        &["import", "--verbose", "storage.mof", "-o", "spec.toml"],
    );
    (sandbox.read("spec.toml"), said)
}

#[test]
fn methods_are_as_a_person_would_write_them() {
    let (spec, said) = imported(&format!("{REGISTERED}{CLASSES}"));
    let classes = spec.find("\n[access.").map_or("", |at| &spec[at..]);
    assert_eq!(classes, SPEC);
    assert!(!said.contains("error"), "{said}");
    assert!(
        said.contains("the method `Rest` is left out: it is not `implemented`"),
        "{said}"
    );
    assert_eq!(said.matches("warning[mof-import]").count(), 1, "{said}");
}

#[test]
fn methods_are_served_if_a_provider_of_methods_is_registered() {
    let unregistered = REGISTERED.replace(
        "instance of __MethodProviderRegistration { Provider = $P; };",
        "",
    );
    let (spec, said) = imported(&format!("{unregistered}{CLASSES}"));
    assert!(spec.contains("[class.Acme_Part.method.Locate]"), "{spec}");
    assert!(!spec.contains("[class.Acme_Disk.method"), "{spec}");
    let why = "the method `Format` is left out: no provider of methods is registered";
    assert!(said.contains(why), "{said}");
    // Where nothing is registered at all, the qualifiers decide; and without any, all methods are the provider's.
    let (spec, said) = imported(CLASSES);
    assert!(spec.contains("[class.Acme_Disk.method.Format]"), "{spec}");
    assert!(said.contains("the method `Rest` is left out"), "{said}");
    let (spec, _) = imported(
        &CLASSES
            .replace("implemented, ", "")
            .replace("[implemented]", ""),
    );
    let decided = "# No method is `implemented` in the MOF: all are taken for the provider's.\n[class.Acme_Disk.method.Locate]";
    assert!(spec.contains(decided), "{spec}");
    assert!(spec.contains("[class.Acme_Disk.method.Rest]"), "{spec}");
}

#[test]
fn methods_that_are_registered_alone_make_a_class_without_operations() {
    let alone = REGISTERED.replace(
        "instance of __InstanceProviderRegistration",
        "instance of __Nothing",
    );
    let class = "[dynamic, provider(\"AcmeStorage\")] class Acme_Tool { [key] string K; [implemented, static] void Run(); };";
    let (spec, _) = imported(&format!("{alone}{class}"));
    assert!(
        spec.contains("[class.Acme_Tool]\n\n[class.Acme_Tool.properties]"),
        "{spec}"
    );
}

#[test]
fn what_methods_have_and_a_spec_has_not_is_told_with_its_line() {
    let class = r#"[dynamic, provider("AcmeStorage")]
class Acme_Disk
{
    [key] string Name;
    [implemented, Values{"A"}] void Wipe([In, EmbeddedInstance("Acme_Path")] string Path);
    [implemented] Acme_Disk ref Next();
    [implemented] void Turn(uint8 Degrees, [Out] uint8 Left = 3);
};
[dynamic, provider("AcmeStorage")]
class Acme_FastDisk : Acme_Disk
{
    [implemented] void Turn([In] uint16 Degrees);
};
[dynamic, provider("AcmeStorage")]
class Acme_Shelf { [key] string Name; Acme_Slot Slots[]; };
class Acme_Slot { uint8 Number; void Open(); };
"#;
    let (spec, said) = imported(&format!("{REGISTERED}{class}"));
    for (line, expected) in [
        (14, "the qualifier `Values` of `Wipe` is left out"),
        (14, "the qualifier `EmbeddedInstance` of `Path` is left out"),
        (
            15,
            "the method `Next` is left out: a method returns one value, and no reference",
        ),
        (
            16,
            "the parameter `Degrees` of `Turn` is neither `In` nor `Out`",
        ),
        (16, "the default of `Left` is left out"),
        (
            21,
            "the parameters of `Turn` are not those of the method that it overrides",
        ),
        (
            25,
            "the method `Open` is left out: nobody calls methods of objects in properties",
        ),
    ] {
        let at = said
            .find(expected)
            .unwrap_or_else(|| panic!("{expected}: {said}"));
        let shown: String = said[at..].lines().take(2).collect();
        assert!(shown.contains(&format!("storage.mof:{line}:")), "{shown}");
    }
    assert_eq!(said.matches("warning[mof-import]").count(), 7, "{said}");
    assert!(!said.contains("error"), "{said}");
    assert!(
        spec.contains("[class.Acme_FastDisk.method.Turn]\n\n"),
        "{spec}"
    );
}

#[test]
fn what_methods_give_as_texts_of_objects_are_objects() {
    let class = r#"[dynamic, provider("AcmeStorage")]
class Acme_Disk
{
    [key] string Name;
    [implemented, EmbeddedInstance("Acme_Path"), Description("Where it is.")]
    string Where(
        [Out, EmbeddedInstance("Acme_Path"), Description("All.")] string Paths[],
        [Out, EmbeddedObject] string Other,
        [In, Out, EmbeddedInstance("Acme_Path")] string Start);
};
class Acme_Path { string Port; };
"#;
    let (spec, said) = imported(&format!("{REGISTERED}{class}"));
    let expected = r#"
[class.Acme_Disk.method.Where]
description = "Where it is."
returns = { object = "Acme_Path", text = "mof" }
parameters = [
  { out = "Paths", object = "Acme_Path[]", text = "mof", description = "All." },
  { out = "Other", object = "*", text = "mof" },
  { in-out = "Start", type = "string" },
]

[class.Acme_Path]
kind = "embedded"
"#;
    assert!(spec.contains(expected), "{spec}");
    assert_eq!(said.matches("warning[mof-import]").count(), 1, "{said}");
    let told = "the qualifier `EmbeddedInstance` of `Start` is left out";
    assert!(said.contains(told), "{said}");
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn a_class_of_objects_that_no_file_has_is_told_to_be_written() {
    let class = r#"[dynamic, provider("AcmeStorage")]
class Acme_Disk
{
    [key] string Name;
    [implemented] void Lock([In] Other_Secret Secret);
    void Unlock([In] Other_Key Key);
};
"#;
    let (spec, said) = imported(&format!("{REGISTERED}{class}"));
    let expected = "# No file that was read says what objects of this class have. Add its properties, such as\n\
        # properties.Name = { type = \"string\" }\n\
        [external.Other_Secret]\n";
    assert!(spec.contains(expected), "{spec}");
    // A method that is not served brings nothing.
    assert!(!spec.contains("Other_Key"), "{spec}");
    let why = "an object of `Other_Secret` would say nothing";
    assert!(said.contains(why), "{said}");
}
