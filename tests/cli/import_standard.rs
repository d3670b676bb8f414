//! Superclasses that no file has: what an import knows of the standard ones, and how it says so.

use crate::sandbox::Sandbox;

/// The spec that a file of MOF makes, and what is said.
fn imported(mof: &str, more: &[&str]) -> (String, String) {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", mof);
    sandbox.write(
        "own/cim.mof",
        "class CIM_LogicalElement { [key] uint32 Number; string Note; };\n",
    );
    let arguments = [&["import", "acme.mof"], more].concat();
    let output = sandbox.run(&arguments).output().expect("wmigen runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn in_namespace(namespace: &str, classes: &str) -> String {
    format!("#pragma namespace(\"\\\\\\\\.\\\\{namespace}\")\n{classes}")
}

/// The table of an external class, with the comment above it.
fn external<'s>(spec: &'s str, name: &str) -> &'s str {
    let tables = spec.split("\n\n");
    let head = format!("[external.{name}]");
    let mut found = tables.filter(|table| table.lines().any(|line| line == head));
    found.next().unwrap_or_else(|| panic!("{name}: {spec}"))
}

#[test]
fn in_root_cimv2_the_classes_are_windows_own() {
    let mof = in_namespace(
        "root\\\\cimv2",
        "[dynamic, provider(\"P\")] class Acme_Lamp : CIM_LogicalElement { [key, override(\"Name\")] string Name; uint8 Watts; };\n",
    );
    let (spec, said) = imported(&mof, &[]);
    assert_eq!(
        external(&spec, "CIM_LogicalElement"),
        "# From Microsoft's page of the class.\n\
         [external.CIM_LogicalElement]\n\
         abstract = true\n\
         properties.Caption = { type = \"string\" }\n\
         properties.Description = { type = \"string\" }\n\
         properties.InstallDate = { type = \"datetime\" }\n\
         properties.Name = { type = \"string\" }\n\
         properties.Status = { type = \"string\" }"
    );
    assert!(!said.contains("may have another version"), "{said}");
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn elsewhere_they_are_the_dmtfs_and_that_is_told() {
    let mof = in_namespace(
        "root\\\\interop",
        "[dynamic, provider(\"P\")] class Acme_Lamp : CIM_LogicalDevice { uint8 Watts; };\n",
    );
    let (spec, said) = imported(&mof, &[]);
    let external = external(&spec, "CIM_LogicalDevice");
    assert!(
        external.starts_with(
            "# From the DMTF's CIM schema 2.32; root\\interop may have another version.\n"
        ),
        "{external}"
    );
    for key in [
        "SystemCreationClassName",
        "SystemName",
        "CreationClassName",
        "DeviceID",
    ] {
        let line = format!("properties.{key} = {{ type = \"string\", key = true }}");
        assert!(external.contains(&line), "{external}");
    }
    // Inherited from far above.
    assert!(
        external.contains("properties.ElementName = { type = \"string\" }"),
        "{external}"
    );
    assert!(
        said.contains("the class `CIM_LogicalDevice` is taken for the DMTF's"),
        "{said}"
    );
    assert!(said.contains("acme.mof:2:"), "{said}");
    assert!(!said.contains("error"), "{said}");
}

#[test]
fn what_the_files_have_is_taken_before_the_tables() {
    let mof = in_namespace(
        "root\\\\cimv2",
        "#include(\"cim.mof\")\n[dynamic, provider(\"P\")] class Acme_Lamp : CIM_LogicalElement { uint8 Watts; };\n",
    );
    let (spec, said) = imported(&mof, &["--include", "own", "--class", "Acme_Lamp"]);
    assert!(!spec.contains("Microsoft"), "{spec}{said}");
    assert!(
        spec.contains("Number = { type = \"uint32\", key = true }"),
        "{spec}{said}"
    );
}

#[test]
fn of_what_is_referred_to_only_the_keys_are_said() {
    let mof = in_namespace(
        "root\\\\cimv2",
        "[association, dynamic, provider(\"P\")]\n\
         class Acme_On { [key] Win32_Service ref Service; [key] Win32_GroupUser ref Membership; };\n",
    );
    let (spec, _) = imported(&mof, &[]);
    assert_eq!(
        external(&spec, "Win32_Service"),
        "# From Microsoft's page of the class.\n[external.Win32_Service]\nproperties.Name = { type = \"string\", key = true }"
    );
    // A key may be a reference, whose class is then to be known, too.
    assert!(
        external(&spec, "Win32_GroupUser")
            .contains("properties.GroupComponent = { ref = \"Win32_Group\", key = true }")
    );
    assert!(external(&spec, "Win32_Account").contains("abstract = true"));
}

#[test]
fn a_class_below_a_standard_association_is_one() {
    let mof = in_namespace(
        "root\\\\cimv2",
        "[dynamic, provider(\"P\")] class Acme_Owns : CIM_Component\n\
         { [key, override(\"GroupComponent\")] Win32_Group ref GroupComponent; [key, override(\"PartComponent\")] Win32_Account ref PartComponent; };\n",
    );
    let (spec, _) = imported(&mof, &[]);
    assert!(
        spec.contains(
            "[class.Acme_Owns]\nkind = \"association\"\nsuperclass = \"CIM_Component\"\n"
        ),
        "{spec}"
    );
}

#[test]
fn events_are_known_by_what_is_far_above_them() {
    for superclass in [
        "CIM_AlertIndication",
        "__InstanceOperationEvent",
        "Win32_VolumeChangeEvent",
    ] {
        let mof = in_namespace(
            "root\\\\cimv2",
            &format!("class Acme_Alarm : {superclass} {{ string Why; }};\n"),
        );
        let (_, said) = imported(&mof, &[]);
        assert!(
            said.contains("the class `Acme_Alarm` is left out: events are not served yet"),
            "{superclass}: {said}"
        );
    }
}

#[test]
fn a_class_that_no_table_has_is_asked_for() {
    let (spec, _) = imported(
        &in_namespace(
            "root\\\\acme",
            "class Acme_Lamp : Contoso_Base { uint8 Watts; };\n",
        ),
        &[],
    );
    assert!(
        external(&spec, "Contoso_Base").starts_with("# No file that was read has this class"),
        "{spec}"
    );
}
