//! Files of texts in several languages as tables of a spec.

use crate::import::told;
use crate::sandbox::Sandbox;

const MOF: &str = r#"#pragma namespace("\\\\.\\root\\Acme")
[dynamic, provider("AcmeStorage")]
class Acme_Disk
{
    [key] string Name;
    [units("bytes")] uint64 Size;
    [ValueMap{"0", "2"}] uint16 State;
    [ValueMap{"0", "2"}] uint16 Former;
    [BitMap{"0", "1"}, BitValues{"Readable", "Writable"}] uint8 Flags;
    [implemented, ValueMap{"0", "5"}] uint32 Format([In] string Label);
};
[dynamic, provider("AcmeStorage")]
class Acme_FastDisk : Acme_Disk { uint8 Wear; };
"#;

const ENGLISH: &str = r#"#pragma namespace("\\\\.\\root\\Acme\\ms_409")
[Description("A disk.") : Amended ToSubclass, AMENDMENT, LOCALE(0x409)]
class Acme_Disk
{
    [key] string Name;
    [Values{"Unknown", "Perfectly healthy"} : Amended] uint16 State;
    [Values{"Unknown", "Perfectly healthy"} : Amended] uint16 Former;
    [Description("Empties the disk.") : Amended, Values{"Done", "Busy"} : Amended]
    uint32 Format([In, Description("Its new name.") : Amended] string Label);
};
"#;

const GERMAN: &str = r#"#pragma namespace("\\\\.\\root\\Acme\\ms_407")
[AMENDMENT, LOCALE(0x407), DisplayName("Platte") : Amended, Description("Eine Platte.") : Amended]
class Acme_Disk
{
    [key] string Name;
    [units("Byte") : Amended] uint64 Size;
    [Values{"Unbekannt", "Kerngesund"} : Amended] uint16 State;
    [BitValues{"Lesbar", "Schreibbar"} : Amended] uint8 Flags;
    [Description("Leert die Platte.") : Amended, Values{"Getan", "Belegt"} : Amended]
    uint32 Format([In, Description("Ihr neuer Name.") : Amended] string Label);
};
"#;

const SPEC: &str = r#"
[values]
State = [[0, "Unknown"], [2, "Perfectly healthy"]]

[class.Acme_Disk]
description = "A disk."
# The MOF registers no provider of instances: these are what clients expect of a class.
operations = ["get", "enumerate"]

[class.Acme_Disk.properties]
Name = { type = "string", key = true }
Size = { type = "uint64", units = "bytes" }
State = { type = "uint16", values = "State" }
Former = { type = "uint16", values = "State" }
Flags = { type = "uint8", bitmap = [[0, "Readable"], [1, "Writable"]] }

[class.Acme_Disk.method.Format]
description = "Empties the disk."
returns = { type = "uint32", values = [[0, "Done"], [5, "Busy"]] }
parameters = [{ in = "Label", type = "string", description = "Its new name." }]

[class.Acme_FastDisk]
superclass = "Acme_Disk"
# The MOF registers no provider of instances: these are what clients expect of a class.
operations = ["get", "enumerate"]

[class.Acme_FastDisk.properties]
Wear = { type = "uint8" }

[locale.MS_407.values]
State = [[0, "Unbekannt"], [2, "Kerngesund"]]

[locale.MS_407.class.Acme_Disk]
description = "Eine Platte."
display-name = "Platte"

[locale.MS_407.class.Acme_Disk.properties]
Size = { units = "Byte" }
Flags = { bitmap = [[0, "Lesbar"], [1, "Schreibbar"]] }

[locale.MS_407.class.Acme_Disk.method.Format]
description = "Leert die Platte."
returns = { values = [[0, "Getan"], [5, "Belegt"]] }
parameters.Label = { description = "Ihr neuer Name." }
"#;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", MOF);
    sandbox.write("acme.ms_409.mfl", ENGLISH);
    sandbox.write("acme.ms_407.mfl", GERMAN);
    sandbox
}

/// What is told, and the spec from its first table that follows `[provider]`.
fn imported(sandbox: &Sandbox, files: &[&str]) -> (String, String) {
    let arguments = [&["import"], files, &["-o", "spec.toml"]].concat();
    let (said, _) = told(sandbox, &arguments);
    let spec = sandbox.read("spec.toml");
    std::fs::remove_file(sandbox.path("spec.toml")).expect("it is there");
    let at = spec
        .find("\n[values]")
        .or(spec.find("\n[class."))
        .unwrap_or(0);
    (said, spec[at..].to_owned())
}

#[test]
fn texts_become_tables_of_their_languages_in_whichever_order_the_files_are_given() {
    let sandbox = sandbox();
    for files in [
        ["acme.mof", "acme.ms_409.mfl", "acme.ms_407.mfl"],
        ["acme.ms_407.mfl", "acme.mof", "acme.ms_409.mfl"],
        ["acme.ms_409.mfl", "acme.ms_407.mfl", "acme.mof"],
    ] {
        let (said, spec) = imported(&sandbox, &files);
        assert_eq!(spec, SPEC);
        assert!(!said.contains("mof-import"), "{said}");
        assert!(!said.contains("error"), "{said}");
    }
}

#[test]
fn a_file_of_texts_alone_is_told() {
    let (said, status) = told(&sandbox(), &["import", "acme.ms_407.mfl"]);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("the texts of `Acme_Disk` are left out"),
        "{said}"
    );
    assert!(
        said.contains("name the files of the classes and of their texts together"),
        "{said}"
    );
}

#[test]
fn the_only_language_of_texts_is_that_of_the_classes() {
    let sandbox = sandbox();
    let textless = MOF
        .replace("[units(\"bytes\")] ", "")
        .replace(", BitValues{\"Readable\", \"Writable\"}", "");
    sandbox.write("textless.mof", textless);
    told(
        &sandbox,
        &[
            "import",
            "textless.mof",
            "acme.ms_407.mfl",
            "-o",
            "german.toml",
        ],
    );
    let spec = sandbox.read("german.toml");
    assert!(spec.contains("\nlocale = \"MS_407\"\n"), "{spec}");
    assert!(spec.contains("description = \"Eine Platte.\""), "{spec}");
    assert!(!spec.contains("[locale."), "{spec}");
    // What a pragma calls the language of a file is that of its classes, too.
    let french = format!("#pragma amendment(\"MS_40C\")\n{MOF}")
        .replace("units", "Description(\"Un mot.\") : Amended, units");
    sandbox.write("french.mof", french);
    told(
        &sandbox,
        &[
            "import",
            "french.mof",
            "acme.ms_407.mfl",
            "-o",
            "french.toml",
        ],
    );
    let spec = sandbox.read("french.toml");
    assert!(spec.contains("\nlocale = \"MS_40C\"\n"), "{spec}");
    assert!(spec.contains("description = \"Un mot.\""), "{spec}");
    assert!(spec.contains("[locale.MS_407.class.Acme_Disk]"), "{spec}");
}

#[test]
fn texts_that_have_no_place_are_told_with_their_lines() {
    let sandbox = sandbox();
    let lost = r#"#pragma namespace("\\\\.\\root\\Acme\\ms_409")
[AMENDMENT, LOCALE(0x409), Description("Another disk.")]
class Acme_FastDisk
{
    [Description("It is elsewhere.")] uint64 Size;
    [Description("There is none.")] void Fly();
};
[AMENDMENT, LOCALE(0x409), Description("There is none.")]
class Acme_Tape { };
#pragma namespace("\\\\.\\root\\Acme\\ms_407")
[AMENDMENT, LOCALE(0x407)]
class Acme_Disk
{
    [Values{"Eins"} : Amended] uint64 Size;
    [Values{"Eins", "Zwei", "Drei"}, Secret] uint16 State;
    [BitValues{"Lesbar"}] uint8 Flags;
    [Description("Der Name.")] uint32 Format([Description("Keiner.")] string Name);
};
#pragma namespace("\\\\.\\root\\Acme\\ms_409")
[AMENDMENT, LOCALE(0x409), Description("Yet another.")]
class Acme_FastDisk { };
"#;
    sandbox.write("lost.mfl", lost);
    let (said, _) = imported(&sandbox, &["acme.mof", "lost.mfl"]);
    for (line, expected) in [
        (5, "the texts of the property `Size` are left out"),
        (6, "the texts of the method `Fly` are left out"),
        (9, "the texts of `Acme_Tape` are left out"),
        (
            14,
            "the meanings of the values of `Size` are left out: the property's own have none",
        ),
        (15, "the meanings of the values of `State` are left out"),
        (15, "the qualifier `Secret` of `State` is left out"),
        (
            16,
            "the meanings of the values of `Flags` are left out: there are fewer meanings than values",
        ),
        (17, "the texts of the parameter `Name` are left out"),
        (20, "the class itself has another text"),
    ] {
        let at = said
            .find(expected)
            .unwrap_or_else(|| panic!("{expected}: {said}"));
        let shown: String = said[at..].lines().take(2).collect();
        assert!(shown.contains(&format!("lost.mfl:{line}:")), "{shown}");
    }
}

#[test]
fn a_second_translation_of_a_class_is_told() {
    let sandbox = sandbox();
    let again = GERMAN.replace("Eine Platte.", "Ein Laufwerk.");
    sandbox.write("again.mfl", again);
    let files = [
        "acme.mof",
        "acme.ms_409.mfl",
        "acme.ms_407.mfl",
        "again.mfl",
    ];
    let (said, spec) = imported(&sandbox, &files);
    let heads = spec.matches("[locale.MS_407.class.Acme_Disk]").count();
    assert_eq!(heads, 1, "{spec}");
    assert!(spec.contains("Eine Platte."), "{spec}");
    assert!(!spec.contains("Ein Laufwerk."), "{spec}");
    let told = "the texts of `Acme_Disk` are there already";
    assert!(said.contains(told), "{said}");
    assert!(said.contains("again.mfl:3:"), "{said}");
}
