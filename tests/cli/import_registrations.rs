//! What registrations say of a provider: what is unsafe becomes the safe choice, and what has no place is told.

use crate::import::told;
use crate::sandbox::Sandbox;

/// A provider whose registration has this value besides.
fn with_value(value: &str) -> String {
    let level = if value.starts_with("ImpersonationLevel") {
        ""
    } else {
        "ImpersonationLevel = 1;"
    };
    format!(
        "[dynamic, provider(\"Acme\")] class Acme_Disk {{ [key] string K; }};\n\
         instance of __Win32Provider as $P {{ Name = \"Acme\"; {level}\n{value}; }};\n\
         instance of __InstanceProviderRegistration {{ Provider = $P; SupportsGet = TRUE; }};\n"
    )
}

fn imported(mof: &str) -> (String, String) {
    imported_as(mof, &[])
}

fn imported_as(mof: &str, arguments: &[&str]) -> (String, String) {
    let sandbox = Sandbox::new();
    sandbox.write("acme.mof", mof);
    let all = [
        &["import", "--verbose", "acme.mof", "-o", "spec.toml"],
        arguments,
    ]
    .concat();
    let (said, status) = told(&sandbox, &all);
    assert_eq!(status, Some(0), "{said}");
    (sandbox.read("spec.toml"), said)
}

#[test]
fn what_is_unsafe_becomes_the_safe_choice_and_is_told() {
    for (value, expected) in [
        (
            "ImpersonationLevel = 0",
            "the provider is not said to impersonate its clients",
        ),
        (
            "ImpersonationLevel = NULL",
            "the provider is not said to impersonate its clients",
        ),
        (
            "InitializeAsAdminFirst = TRUE",
            "the provider would impersonate WMI itself instead of its clients",
        ),
        (
            "PerUserInitialization = FALSE",
            "one object of the provider would serve all users",
        ),
        (
            "InitializationReentrancy = 2",
            "several calls would initialise the provider at once",
        ),
        ("Pure = FALSE", "WMI would not unload the provider"),
        (
            "ClientLoadableCLSID = \"{B56B1D80-AA4F-11d2-B348-00105A1469B7}\"",
            "would be loaded by clients",
        ),
        (
            "HostingModel = \"LocalSystemHost\"",
            "the hosting model is `LocalSystemHost`",
        ),
        (
            "HostingModel = \"LocalSystemHostOrSelfHost\"",
            "the hosting model is `LocalSystemHostOrSelfHost`",
        ),
        (
            "HostingModel = \"SelfHost\"",
            "the hosting model is `SelfHost`",
        ),
        (
            "HostingModel = \"Decoupled:Com:FoldIdentity(FALSE)\"",
            "the hosting model is `Decoupled:Com:FoldIdentity(FALSE)`",
        ),
        (
            "SecurityDescriptor = \"O:BAG:BAD:(A;;0x1;;;WD)\"",
            "`SecurityDescriptor` of the provider is left out",
        ),
        (
            "UnloadTimeout = \"00000000000010.000000:000\"",
            "`UnloadTimeout` of the provider is left out",
        ),
        (
            "HostingModel = \"NetworkServiceHost:no name\"",
            "the group `no name` of the host is left out",
        ),
    ] {
        let (spec, said) = imported(&with_value(value));
        assert!(said.contains(expected), "{value}: {said}");
        let line = if value.ends_with("NULL") { 2 } else { 3 };
        let place = format!("acme.mof:{line}:");
        assert!(said.contains(&place), "{value}: {said}");
        assert!(!spec.contains("\nhosting"), "{value}: {spec}");
        assert_eq!(
            said.matches("warning[mof-import]").count(),
            1,
            "{value}: {said}"
        );
    }
}

#[test]
fn what_is_safe_is_not_told() {
    for value in [
        "InitializeAsAdminFirst = FALSE",
        "PerUserInitialization = TRUE",
        "InitializationReentrancy = 0",
        "Pure = TRUE",
        "ClientLoadableCLSID = NULL",
        "HostingModel = \"NetworkServiceHost:Acme\"",
    ] {
        let (_, said) = imported(&with_value(value));
        assert!(!said.contains("mof-import"), "{value}: {said}");
    }
    let (spec, said) = imported(&with_value("HostingModel = \"LocalServiceHost:AcmeGroup\""));
    assert!(!said.contains("mof-import"), "{said}");
    let hosting = "hosting = { model = \"LocalServiceHost\", group = \"AcmeGroup\" }";
    assert!(spec.contains(hosting), "{spec}");
}

#[test]
fn a_provider_that_says_nothing_of_impersonation_is_told_of() {
    let mof = with_value("Pure = TRUE").replace("ImpersonationLevel = 1;", "");
    let (_, said) = imported(&mof);
    assert!(
        said.contains("the provider is not said to impersonate its clients"),
        "{said}"
    );
}

#[test]
fn values_of_a_registration_that_a_spec_has_not_are_told() {
    let supports =
        "SupportsGet = TRUE; QuerySupportLevels = {\"WQL:UnarySelect\"}; InteractionType = 1";
    let mof = with_value("Pure = TRUE").replace("SupportsGet = TRUE", supports);
    let (spec, said) = imported(&mof);
    for expected in [
        "`QuerySupportLevels` of the registration is left out",
        "`InteractionType` of the registration is left out",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(
        spec.contains("operations = [\"get\", \"enumerate\"]"),
        "{spec}"
    );
    let alone = with_value("Pure = TRUE").replace(
        "SupportsGet = TRUE",
        "SupportsEnumeration = FALSE; SupportsGet = TRUE",
    );
    let (spec, _) = imported(&alone);
    assert!(spec.contains("operations = [\"get\"]"), "{spec}");
}

#[test]
fn of_two_providers_that_of_the_classes_is_imported() {
    let mof = with_value("Pure = TRUE")
        + "[dynamic, provider(\"Other\")] class Other_Disk { [key] string K; };\n\
           instance of __Win32Provider as $O { Name = \"Other\"; ImpersonationLevel = 1; };\n\
           instance of __InstanceProviderRegistration { Provider = \"__Win32Provider.Name=\\\"Other\\\"\"; SupportsEnumeration = TRUE; };\n";
    let (spec, said) = imported(&mof);
    assert!(spec.contains("name = \"Acme\""), "{spec}");
    assert!(
        spec.contains("operations = [\"get\", \"enumerate\"]"),
        "{spec}"
    );
    for expected in [
        "the class `Other_Disk` is left out: another provider serves it",
        "another provider is registered here",
        "another provider is registered for something",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let (spec, _) = imported_as(&mof, &["--class", "Other_Disk"]);
    assert!(spec.contains("name = \"Other\""), "{spec}");
    assert!(spec.contains("operations = [\"enumerate\"]"), "{spec}");
    assert!(!spec.contains("Acme_Disk"), "{spec}");
}

#[test]
fn what_a_spec_has_no_place_for_is_told_with_its_line() {
    let mof = with_value("Pure = TRUE")
        + "class Acme_Declared { [key] string K; };\n\
           #pragma namespace(\"root\\\\Elsewhere\")\n\
           [dynamic, provider(\"Acme\")] class Acme_Disk { [key] string K; };\n\
           [dynamic, provider(\"Acme\")] class Acme_Perf : Win32_PerfRawData { uint32 Count; };\n\
           [dynamic, provider(\"Acme\"), HiPerf] class Acme_Fast { [key] string K; };\n\
           instance of Acme_Declared { K = \"1\"; };\n\
           #pragma classflags(64)\n";
    let (_, said) = imported(&mof);
    for (line, expected) in [
        (
            5,
            "the class `Acme_Declared` is left out: it is only declared",
        ),
        (
            7,
            "the class `Acme_Disk` is there already, in another namespace",
        ),
        (
            8,
            "the class `Acme_Perf` is left out: performance counters have interfaces of their own",
        ),
        (
            9,
            "the class `Acme_Fast` is left out: performance counters have interfaces of their own",
        ),
        (10, "an instance of `Acme_Declared` is left out"),
        (11, "`#pragma classflags` is left out"),
    ] {
        let at = said
            .find(expected)
            .unwrap_or_else(|| panic!("{expected}: {said}"));
        let shown: String = said[at..].lines().take(2).collect();
        assert!(shown.contains(&format!("acme.mof:{line}:")), "{shown}");
    }
}

#[test]
fn abstract_classes_alone_are_told_of() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "acme.mof",
        "[abstract] class Acme_Base { [key] string K; };\n",
    );
    let (said, status) = told(&sandbox, &["import", "acme.mof"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("the class `Acme_Base` is left out: no class has instances"),
        "{said}"
    );
}
