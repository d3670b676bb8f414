use super::*;
use crate::model::{Choice as _, CimType};

const ALL: [Source; 3] = [Source::System, Source::Cimv2, Source::Dmtf];

/// The classes of a source.
fn classes(source: Source) -> Vec<Standard> {
    let names = source.table().keys();
    names
        .map(|name| Standard::in_source(name, source).expect("a class"))
        .collect()
}

fn keys(line: &[Standard]) -> Vec<&'static str> {
    let properties = line.iter().flat_map(Standard::properties);
    properties
        .filter(|property| property.is_key)
        .map(|property| property.name)
        .collect()
}

fn names(line: &[Standard]) -> Vec<&'static str> {
    line.iter().map(|class| class.name).collect()
}

#[test]
fn every_line_of_the_tables_is_a_class() {
    let counts = ALL.map(|source| classes(source).len());
    assert_eq!(counts, [60, 497, 1418]);
    for class in ALL.into_iter().flat_map(classes) {
        let is_name = |name: &str| {
            name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && name
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        assert!(is_name(class.name), "{class:?}");
        assert!(class.superclass.is_none_or(is_name), "{class:?}");
        for flag in class.flags.split(", ").filter(|flag| !flag.is_empty()) {
            assert!(["abstract", "singleton"].contains(&flag), "{class:?}");
        }
        for property in class.properties() {
            assert!(is_name(property.name), "{class:?}");
            let word = property.word.split('[').next().expect("a word");
            let is_type = match property.key {
                "type" => CimType::from_name(word).is_some(),
                "ref" | "object" => word == "*" || is_name(word),
                _ => false,
            };
            assert!(is_type, "{}: {property:?}", class.name);
        }
        let written = class.properties.split("; ").filter(|one| !one.is_empty());
        assert_eq!(written.count(), class.properties().count(), "{class:?}");
    }
}

#[test]
fn no_class_of_the_schema_derives_from_one_that_is_not_there() {
    for class in classes(Source::Dmtf) {
        let line = Standard::line(class.name, "root\\interop");
        assert_eq!(line.last().expect("itself").superclass, None, "{class:?}");
    }
}

#[test]
fn windows_has_its_own_classes_in_its_namespace_alone() {
    let windows = Standard::line("cim_logicaldevice", "ROOT\\CIMV2");
    assert_eq!(
        names(&windows),
        [
            "CIM_LogicalDevice",
            "CIM_LogicalElement",
            "CIM_ManagedSystemElement"
        ]
    );
    assert_eq!(keys(&windows), [""; 0]);
    assert!(windows.iter().all(|class| class.source == Source::Cimv2));
    let elsewhere = Standard::line("CIM_LogicalDevice", "root\\interop");
    assert_eq!(
        keys(&elsewhere),
        [
            "SystemCreationClassName",
            "SystemName",
            "CreationClassName",
            "DeviceID"
        ]
    );
    assert!(elsewhere.iter().all(|class| class.source == Source::Dmtf));
    assert!(elsewhere[0].is("abstract") && elsewhere[0].is_guess("root\\interop"));
    assert!(!windows[0].is_guess("root\\cimv2"));
}

#[test]
fn what_others_name_most_has_its_keys() {
    for (class, expected) in [
        ("Win32_Account", &["Domain", "Name"][..]),
        ("Win32_BaseBoard", &["Tag"]),
        (
            "Win32_BIOS",
            &[
                "Name",
                "SoftwareElementID",
                "SoftwareElementState",
                "TargetOperatingSystem",
                "Version",
            ],
        ),
        ("Win32_ComputerSystem", &["Name"]),
        ("Win32_Directory", &["Name"]),
        ("Win32_DiskDrive", &["DeviceID"]),
        ("Win32_DiskPartition", &["DeviceID"]),
        ("Win32_Group", &["Domain", "Name"]),
        ("Win32_LogicalDisk", &["DeviceID"]),
        ("Win32_NetworkAdapter", &["DeviceID"]),
        ("Win32_NetworkAdapterConfiguration", &["Index"]),
        ("Win32_PhysicalMemory", &["Tag"]),
        ("Win32_PnPEntity", &["DeviceID"]),
        ("Win32_Printer", &["DeviceID"]),
        ("Win32_Process", &["Handle"]),
        ("Win32_Processor", &["DeviceID"]),
        ("Win32_Service", &["Name"]),
        ("Win32_Share", &["Name"]),
        ("Win32_SystemDriver", &["Name"]),
        ("Win32_Thread", &["Handle", "ProcessHandle"]),
        ("Win32_UserAccount", &["Domain", "Name"]),
        ("CIM_DataFile", &["Name"]),
        ("Win32_GroupUser", &["GroupComponent", "PartComponent"]),
    ] {
        let mut found = keys(&Standard::line(class, "root\\cimv2"));
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, expected, "{class}");
    }
    let system = Standard::find("Win32_OperatingSystem", "root\\cimv2");
    assert!(system.is_some_and(|class| class.is("singleton")));
}

#[test]
fn wmi_has_its_own_classes_everywhere() {
    let event = Standard::line("__InstanceCreationEvent", "root\\acme");
    assert_eq!(
        names(&event)[1..],
        [
            "__InstanceOperationEvent",
            "__Event",
            "__IndicationRelated",
            "__SystemClass"
        ]
    );
    assert_eq!(keys(&Standard::line("__Namespace", "root")), ["Name"]);
    let windows = Standard::line("Win32_VolumeChangeEvent", "root\\cimv2");
    assert!(names(&windows).contains(&"__Event"), "{windows:?}");
}
