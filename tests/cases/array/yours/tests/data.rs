//! Associations and other references, as a client sees them that may not see every instance.
#![cfg(windows)]

mod harness;

use harness::codes::{
    WBEM_E_ACCESS_DENIED, WBEM_E_FAILED, WBEM_E_INVALID_METHOD_PARAMETERS, WBEM_E_NOT_FOUND,
    WBEM_E_PROVIDER_FAILURE,
};
use harness::{Level, Object, Provider, Result, Value};

const D1: &str = "Acme_Disk.DeviceID=\"d1\"";
const SECRET: &str = "Acme_Disk.DeviceID=\"secret\"";

fn paths(objects: &[Object]) -> Vec<String> {
    objects.iter().map(Object::path).collect()
}

#[test]
fn references_come_in_one_spelling_and_those_to_hidden_instances_not_at_all() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let d1 = client.get(D1)?;
    assert_eq!(d1.get("Partner"), "Acme_Disk.DeviceID=\"d2\"");
    let fast = "Acme_FastDisk.DeviceID=\"f1\"";
    assert_eq!(d1.get("Spares"), ["Acme_Disk.DeviceID=\"d2\"", fast]);
    let d2 = client.get("Acme_Disk.DeviceID=\"d2\"")?;
    assert_eq!(d2.get("Partner"), Value::Null);
    assert_eq!(d2.get("Spares"), Value::Null);
    assert_eq!(client.get("Acme_Volume.Number=1")?.get("Shown"), D1);
    let hidden = client.get("Acme_Volume.Number=2")?;
    assert_eq!(hidden.get("Shown"), Value::Null);
    Ok(())
}

#[test]
fn an_association_with_a_hidden_end_is_as_absent_as_one_with_none() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let pairs = client.enumerate("Acme_DiskOfVolume")?.objects;
    let ends: Vec<[Value; 2]> = pairs
        .iter()
        .map(|pair| [pair.get("Whole"), pair.get("Part")])
        .collect();
    let end = |text: &str| Value::Text(text.to_owned());
    let d2 = "Acme_Disk.DeviceID=\"d2\"";
    assert_eq!(
        ends,
        [
            [end("Acme_Volume.Number=1"), end(D1)],
            [end("Acme_Volume.Number=2"), end(d2)],
        ]
    );
    for pair in &pairs {
        assert_eq!(&client.get(&pair.path())?, pair);
    }
    for (volume, disk) in [(1, "secret"), (9, "d1"), (1, "d2"), (9, "nothing")] {
        let path = format!(
            r#"Acme_DiskOfVolume.Whole="Acme_Volume.Number={volume}",Part="Acme_Disk.DeviceID=\"{disk}\"""#
        );
        let error = client.get(&path).unwrap_err();
        assert_eq!(error.status(), WBEM_E_NOT_FOUND, "{path}");
    }
    Ok(())
}

#[test]
fn an_end_may_be_spelled_in_another_way() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    for (whole, part) in [
        ("acme_volume.NUMBER=0x1", r#"Acme_Disk=\"d1\""#),
        (
            r"root\\Acme:Acme_Volume=1",
            r#"\\\\.\\root\\acme:ACME_DISK.deviceid=\"d1\""#,
        ),
    ] {
        let path = format!(r#"Acme_DiskOfVolume.Part="{part}",Whole="{whole}""#);
        assert_eq!(client.get(&path)?.get("Blocks"), 1000, "{path}");
    }
    Ok(())
}

#[test]
fn wmi_goes_from_one_end_to_the_other() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let of_d1 = client.references(D1)?;
    let classes: Vec<&str> = of_d1.iter().map(|one| one.class.as_str()).collect();
    assert_eq!(classes, ["Acme_DiskOfVolume", "Acme_InArray"]);
    assert_eq!(
        paths(&client.associators(D1)?),
        ["Acme_Volume.Number=1", "Acme_Array=@"]
    );
    assert_eq!(
        paths(&client.associators("Acme_Volume=1")?),
        [D1, "Acme_Array=@"]
    );
    let secret = client.associators(SECRET).unwrap_err();
    assert_eq!(secret.status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn an_association_of_an_association_hides_what_that_hides() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let copies = client.enumerate("Acme_Copy")?.objects;
    let [copy] = &copies[..] else {
        panic!("one copy, not {copies:?}");
    };
    assert_eq!(copy.get("Copy"), "Acme_FastDisk.DeviceID=\"f1\"");
    assert_eq!(&client.get(&copy.path())?, copy);
    let pair = &client.enumerate("Acme_DiskOfVolume")?.objects[0];
    assert_eq!(copy.get("Source"), pair.path().as_str());
    Ok(())
}

const CHASSIS: [&str; 2] = [
    "CIM_Chassis.Tag=\"Chassis 0\"",
    "CIM_Chassis.Tag=\"Chassis 1\"",
];

#[test]
fn a_client_is_told_of_another_provider_s_instance_if_wmi_gives_it_that_one() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    assert_eq!(client.get(D1)?.get("Chassis"), Value::Null);
    assert_eq!(client.enumerate("Acme_InChassis")?.objects, []);
    provider.others_show(CHASSIS[0]);
    provider.others_answer(CHASSIS[1], WBEM_E_ACCESS_DENIED);
    assert_eq!(client.get(D1)?.get("Chassis"), CHASSIS[0]);
    let pairs = client.enumerate("Acme_InChassis")?.objects;
    let [pair] = &pairs[..] else {
        panic!("one pair, not {pairs:?}");
    };
    assert_eq!(pair.get("Disk"), D1);
    assert_eq!(&client.get(&pair.path())?, pair);
    let hidden = pair.path().replace("Chassis 0", "Chassis 1");
    let hidden = hidden.replace("d1", "d2");
    assert_eq!(client.get(&hidden).unwrap_err().status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn a_disk_is_renamed_by_whoever_may_see_it() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let output = client.call(D1, "Rename", &[("Label", "new".into())])?;
    assert_eq!(output.get("ReturnValue"), 0);
    assert_eq!(output.get("Former"), Value::Null);
    let output = client.call(D1, "Rename", &[("Label", "busy".into())])?;
    assert_eq!(output.get("ReturnValue"), 5);
    for path in [SECRET, "Acme_Disk.DeviceID=\"none\""] {
        let hidden = client.call(path, "Rename", &[("Label", "new".into())]);
        assert_eq!(hidden.unwrap_err().status(), WBEM_E_NOT_FOUND, "{path}");
    }
    let too_long = client.call(D1, "Rename", &[("Label", "x".repeat(33).into())]);
    let too_long = too_long.unwrap_err().status();
    assert_eq!(too_long, WBEM_E_INVALID_METHOD_PARAMETERS);
    Ok(())
}

#[test]
fn a_disk_is_renamed_and_formatted_by_whom_the_rules_name() -> Result {
    let provider = Provider::load()?;
    let client = || provider.client(Level::Impersonate);
    let groups = ["S-1-5-32-544", "S-1-5-32-551"];
    let rename = [("Label", "new".into())];
    for (asks, renames) in [
        (client(), true),
        (
            client().without_privileges(&["SeManageVolumePrivilege"]),
            true,
        ),
        (client().without_groups(&groups), false),
    ] {
        assert_eq!(asks.get(D1)?.get("DeviceID"), "d1");
        assert_eq!(asks.call(D1, "Rename", &rename).is_ok(), renames);
    }
    client().call(D1, "Format", &[])?;
    for refused in [
        client().without_privileges(&["SeManageVolumePrivilege"]),
        client().without_groups(&groups),
    ] {
        let refused = refused.call(D1, "Format", &[]).unwrap_err();
        assert_eq!(refused.status(), WBEM_E_ACCESS_DENIED);
    }
    Ok(())
}

#[test]
fn what_wmi_cannot_say_of_a_chassis_fails_the_disk() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    provider.others_answer(CHASSIS[0], WBEM_E_FAILED);
    let error = client.get(D1).unwrap_err();
    assert_eq!(error.status(), WBEM_E_PROVIDER_FAILURE);
    Ok(())
}

#[test]
fn what_a_client_may_not_do_with_what_it_sees_is_said() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    client.call(D1, "Format", &[])?;
    let denied = client.call(D1, "Format", &[("Passes", 2.into())]);
    assert_eq!(denied.unwrap_err().status(), WBEM_E_ACCESS_DENIED);
    Ok(())
}

#[test]
fn a_method_of_a_superclass_is_called_of_an_instance_of_the_class() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let fast = "Acme_FastDisk.DeviceID=\"f1\"";
    let output = client.call(fast, "Rename", &[("Label", "new".into())])?;
    assert_eq!(output.get("ReturnValue"), 0);
    client.call(fast, "Locate", &[("Lit", false.into())])?;
    let hidden = client.call(SECRET, "Locate", &[]).unwrap_err();
    assert_eq!(hidden.status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn a_reference_that_a_method_gives_back_hides_what_its_class_hides() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let d2 = "Acme_Disk.DeviceID=\"d2\"";
    let rebuild = |parameters: &[(&str, Value)]| client.call("Acme_Array=@", "Rebuild", parameters);
    let output = rebuild(&[("Disk", D1.into()), ("Spare", d2.into())])?;
    assert_eq!(output.get("Spare"), d2);
    assert_eq!(output.get("Left"), [D1, d2]);
    let output = rebuild(&[("Disk", D1.into())])?;
    assert_eq!(output.get("Spare"), Value::Null, "nobody may see it");
    let missing = rebuild(&[]).unwrap_err().status();
    assert_eq!(missing, WBEM_E_INVALID_METHOD_PARAMETERS);
    let denied = rebuild(&[("Disk", SECRET.into())]).unwrap_err();
    assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);
    Ok(())
}
