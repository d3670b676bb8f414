//! Which namespaces a provider has, and what is said of those that are none.

use crate::lint::check;
use crate::model::Provider;

/// Classes that say these namespaces, or none, in a spec with these tables.
fn spec(tables: &[&str], classes: &[Option<&str>]) -> String {
    let tables = tables
        .iter()
        .map(|table| format!("[namespace.'{table}']\n"));
    let classes = classes.iter().enumerate().map(|(number, namespace)| {
        let namespace = namespace.map(|path| format!("namespace = '{path}'\n"));
        let namespace = namespace.unwrap_or_default();
        format!(
            "[class.Acme_{number}]\noperations = ['get']\n{namespace}\
             properties.Id = {{ type = 'string', key = true }}\n"
        )
    });
    let head = "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root/Acme'\n\
         clsid = '{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}'\n";
    let parts = std::iter::once(head.to_owned())
        .chain(tables)
        .chain(classes);
    parts.collect()
}

fn provider(tables: &[&str], classes: &[Option<&str>]) -> Provider {
    let (provider, found) = check(&spec(tables, classes));
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn rules(tables: &[&str], classes: &[Option<&str>]) -> Vec<&'static str> {
    let found = check(&spec(tables, classes)).1;
    found.into_iter().map(|one| one.rule).collect()
}

const ADMIN: &str = r"root\Acme\Admin";

#[test]
fn a_class_is_in_the_provider_s_namespace_or_in_one_with_a_table() {
    let elsewhere = Some("ROOT/acme/ADMIN");
    let provider = provider(&[ADMIN], &[elsewhere, None, Some("root/ACME"), elsewhere]);
    let namespaces = provider.namespaces();
    let written: Vec<_> = namespaces.iter().map(ToString::to_string).collect();
    assert_eq!(written, [r"root\Acme", ADMIN]);
    let names = |at: usize| -> Vec<&str> {
        let classes = provider.classes_in(namespaces[at]).into_iter();
        classes.map(|class| class.name.as_str()).collect()
    };
    assert_eq!(names(0), ["Acme_1", "Acme_2"]);
    assert_eq!(names(1), ["Acme_0", "Acme_3"]);
}

#[test]
fn only_namespaces_with_classes_are_made() {
    let all_elsewhere = provider(&[ADMIN, "root"], &[Some(ADMIN)]);
    let written: Vec<_> = all_elsewhere
        .namespaces()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(written, [ADMIN]);
    assert_eq!(
        rules(&[ADMIN, "root"], &[Some(ADMIN)]),
        ["unused-namespace"]
    );
    assert!(rules(&["root/acme"], &[None]).is_empty());
}

#[test]
fn a_namespace_that_is_none_is_told_once() {
    assert_eq!(rules(&[], &[Some(ADMIN)]), ["unknown-namespace"]);
    assert_eq!(rules(&[], &[Some("Acme")]), ["invalid-namespace"]);
    assert_eq!(rules(&["root/Ms_4a"], &[None]), ["invalid-namespace"]);
    assert_eq!(rules(&["root/Ms_4g"], &[None]), ["unused-namespace"]);
    // The one that is meant may be the one that cannot be read.
    assert_eq!(rules(&["Acme"], &[Some(ADMIN)]), ["invalid-namespace"]);
    assert_eq!(
        rules(&[ADMIN, "root/acme/admin"], &[Some(ADMIN)]),
        ["duplicate-name"]
    );
}

/// What a spec says with this in the table of `root\Acme\Admin`, which has a class.
fn table(lines: &str) -> String {
    spec(&[ADMIN], &[Some(ADMIN)]).replace("Admin']\n", &format!("Admin']\n{lines}\n"))
}

#[test]
fn a_table_says_who_may_open_its_namespace() {
    let text =
        table("requires-encryption = true\nsddl = 'O:BAG:BAD:P(A;CI;0x6003F;;;BA)(D;CI;0x1;;;BG)'");
    assert_eq!(rules_of(&text), ["invalid-sddl"]);
    let text = text.replace(
        "(A;CI;0x6003F;;;BA)(D;CI;0x1;;;BG)",
        "(D;;0x1;;;BG)(A;CI;0x6003F;;;BA)",
    );
    let (provider, found) = check(&text);
    let provider = provider.unwrap_or_else(|| panic!("{found:#?}"));
    let [secured] = &provider.namespace_tables[..] else {
        panic!("one table");
    };
    assert!(secured.requires_encryption);
    let enable = &crate::model::NAMESPACE_RIGHTS[0];
    let holders = secured.holders(enable).expect("a descriptor");
    assert_eq!(holders.allowed, ["administrators"]);
    assert_eq!(holders.denied, ["guests"]);
    let made: Vec<_> = provider
        .made_namespaces()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(made, [ADMIN]);
    // One that says nothing is as none.
    let silent = check(&table("requires-encryption = false"))
        .0
        .expect("a provider");
    assert_eq!(
        silent.security_of(&silent.namespace_tables[0].namespace),
        None
    );
}

fn rules_of(text: &str) -> Vec<&'static str> {
    check(text).1.into_iter().map(|one| one.rule).collect()
}

#[test]
fn windows_own_namespaces_keep_their_security() {
    for path in ["root", "root/CIMV2", r"root\Microsoft\Windows\Acme"] {
        let text = spec(&[path], &[Some(path)]);
        assert_eq!(rules_of(&text), [""; 0], "{path}");
        let lines = "']\nsddl = 'O:BAG:BAD:P(A;;0x6003F;;;BA)'\nrequires-encryption = true\n[class";
        let secured = text.replace("']\n[class", lines);
        assert_eq!(rules_of(&secured), ["windows-namespace"; 2], "{path}");
    }
}

#[test]
fn a_namespace_around_one_with_classes_is_made_if_it_is_secured() {
    let inner = r"root\Acme\Admin\Keys";
    let text = spec(&[ADMIN, inner], &[None, Some(inner)]);
    let made = |text: &str| -> Vec<String> {
        let provider = check(text).0.expect("a provider");
        provider
            .made_namespaces()
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    assert_eq!(made(&text), [r"root\Acme", inner]);
    let secured = text.replace(
        "Admin']\n",
        "Admin']\nsddl = 'O:BAG:BAD:P(A;CI;0x6003F;;;BA)'\n",
    );
    assert_eq!(made(&secured), [r"root\Acme", ADMIN, inner]);
    assert_eq!(rules_of(&text), ["unused-namespace"]);
    assert_eq!(rules_of(&secured), [""; 0]);
}

#[test]
fn a_namespace_that_is_put_behind_another_is_told_what_was_meant() {
    let found = check(&spec(&[r"root\Acme\root\Acme\Admin"], &[None])).1;
    assert_eq!(found[0].rule, "invalid-namespace");
    assert_eq!(found[0].help.as_deref(), Some(r"write 'root\Acme\Admin'"));
}
