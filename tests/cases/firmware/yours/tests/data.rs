//! What clients see of classes that derive from others, and of one instance that no key names.
#![cfg(windows)]

mod harness;

use harness::codes::{
    S_OK, WBEM_E_ACCESS_DENIED, WBEM_E_INVALID_OBJECT_PATH, WBEM_E_NOT_FOUND, WBEM_S_ACCESS_DENIED,
};
use harness::{Level, Provider, Result, Value};

#[test]
fn an_instance_is_named_and_described_by_what_its_class_inherits() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let bank = client.get(r#"Contoso_Bios.Version="2.1",Name="A""#)?;
    assert_eq!(bank.get("Caption"), "Bank A");
    assert_eq!(bank.get("State"), 2);
    assert_eq!(bank.get("Size"), 8 << 20);
    assert_eq!(bank.get("Installed"), Value::Null);
    assert_eq!(bank.get("Signature"), [0xC0, 0x57]);
    assert_eq!(bank.path(), r#"Contoso_Bios.Name="A",Version="2.1""#);
    let other = client.get(r#"Contoso_Bios.Version="2.1",Name="B""#)?;
    assert_eq!(other.get("Signature"), Value::Null, "it is denied");
    Ok(())
}

#[test]
fn a_path_of_a_superclass_names_no_instance_of_the_provider() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    for class in ["Contoso_Firmware", "CIM_Firmware", "CIM_Element"] {
        let path = format!(r#"{class}.Name="A",Version="2.1""#);
        let answer = client.get(&path).unwrap_err();
        assert_eq!(answer.status(), WBEM_E_INVALID_OBJECT_PATH, "{class}");
    }
    let of_another = client.get(r#"Contoso_Controller.Name="A",Version="2.1""#);
    assert_eq!(of_another.unwrap_err().status(), WBEM_E_NOT_FOUND);
    Ok(())
}

#[test]
fn each_class_answers_for_its_own_instances_and_by_its_own_policy() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    assert_eq!(client.enumerate("Contoso_Bios")?.objects.len(), 2);
    let controllers = client.enumerate("Contoso_Controller")?;
    assert_eq!(controllers.status, WBEM_S_ACCESS_DENIED);
    let [fan] = &controllers.objects[..] else {
        panic!("one controller, not {:?}", controllers.objects);
    };
    assert_eq!(fan.get("Slot"), 1);
    let denied = client.get(r#"Contoso_Controller.Name="key",Version="1.0""#);
    assert_eq!(denied.unwrap_err().status(), WBEM_E_ACCESS_DENIED);

    for superclass in ["CIM_Element", "CIM_Firmware", "Contoso_Firmware"] {
        let all = client.enumerate_deep(superclass)?;
        let classes: Vec<_> = all.objects.iter().map(|one| one.class.as_str()).collect();
        let expected = ["Contoso_Bios", "Contoso_Bios", "Contoso_FanController"];
        assert_eq!(classes, expected, "{superclass}");
        assert_eq!(all.status, WBEM_S_ACCESS_DENIED);
    }
    Ok(())
}

#[test]
fn a_singleton_is_one_and_has_no_key() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let settings = client.get("Contoso_BoardSettings=@")?;
    assert_eq!(settings.get("BootOrder"), ["A", "B"]);
    assert_eq!(settings.get("SecureBoot"), true);
    assert_eq!(settings.get("ServiceTag"), Value::Null);
    assert_eq!(settings.path(), "Contoso_BoardSettings=@");
    let all = client.enumerate("Contoso_BoardSettings")?;
    assert_eq!((all.status, &all.objects[..]), (S_OK, &[settings][..]));
    let limits = client.get("Contoso_BoardLimits=@").unwrap_err();
    assert_eq!(limits.status(), WBEM_E_NOT_FOUND, "it is hidden");
    Ok(())
}

#[test]
fn below_a_class_with_instances_there_is_what_both_have() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    // By itself, the class gives a controller that the one above does not.
    assert_eq!(client.enumerate("Contoso_FanController")?.objects.len(), 2);
    for class in ["Contoso_Controller", "Contoso_FanController"] {
        let all = client.enumerate_deep(class)?;
        let [fan] = &all.objects[..] else {
            panic!("one controller, not {:?}", all.objects);
        };
        assert_eq!(fan.class, "Contoso_FanController");
        assert_eq!(fan.get("Name"), "fan");
        assert_eq!(fan.get("Fans"), 4);
    }
    Ok(())
}

#[test]
fn a_static_method_is_called_by_the_name_of_its_class() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let manager = "Contoso_FirmwareManager";
    let image = ("Image", vec![1_u8, 2, 3].into());
    let output = client.call(manager, "Install", std::slice::from_ref(&image))?;
    assert_eq!(output.get("ReturnValue"), 0);
    assert_eq!(output.get("Version"), "0.3");
    let output = client.call(manager, "Install", &[image, ("Bank", "C".into())])?;
    assert_eq!(output.get("ReturnValue"), 6, "an answer, and no failure");
    assert_eq!(output.get("Version"), Value::Null);
    assert_eq!(client.call(manager, "Banks", &[])?.get("Banks"), ["A", "B"]);
    let denied = client.call(manager, "Discard", &[]).unwrap_err();
    assert_eq!(denied.status(), WBEM_E_ACCESS_DENIED);
    Ok(())
}

#[test]
fn a_method_of_a_class_of_the_namespace_is_served_where_it_is_restated() -> Result {
    let provider = Provider::load()?;
    let client = provider.client(Level::Impersonate);
    let verify = |name: &str| {
        let path = format!("Contoso_Bios.Name=\"{name}\",Version=\"2.1\"");
        client.call(&path, "Verify", &[])
    };
    assert_eq!(verify("A")?.get("ReturnValue"), 0);
    assert_eq!(verify("B")?.get("ReturnValue"), 1);
    assert_eq!(verify("C").unwrap_err().status(), WBEM_E_NOT_FOUND);
    Ok(())
}
