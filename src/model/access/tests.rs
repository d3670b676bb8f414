use super::super::Provider;
use super::*;
use crate::lint::check;

/// A spec with these rules, and a class with these further keys and properties.
fn spec(rules: &str, class: &str, properties: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root/Acme'\n\
         clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n{rules}\n\
         [class.Acme_Disk]\noperations = ['get']\n{class}\n\
         [class.Acme_Disk.properties]\nId = {{ type = 'string', key = true }}\n{properties}\n"
    )
}

fn provider(rules: &str, class: &str, properties: &str) -> Provider {
    let (provider, found) = check(&spec(rules, class, properties));
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn rules_of(rules: &str, class: &str, properties: &str) -> Vec<&'static str> {
    let found = check(&spec(rules, class, properties)).1;
    found.into_iter().map(|one| one.rule).collect()
}

fn rule(table: &str) -> AccessRule {
    let rules = format!("[access.disks]\n{table}");
    let provider = provider(&rules, "access = 'DISKS'", "");
    let rule = provider.classes[0].access.as_deref();
    rule.expect("a rule").clone()
}

fn sddl(rule: &AccessRule) -> Option<String> {
    rule.descriptor.as_ref().map(ToString::to_string)
}

#[test]
fn lists_become_one_entry_for_each_that_they_name() {
    let rule = rule(
        "read = ['users', 'S-1-5-32-544']\nwrite = ['administrators']\ncall = ['administrators']\n\
         subscribe = ['S-1-5-21-1-2-3-1000']",
    );
    assert_eq!(
        sddl(&rule).as_deref(),
        Some(
            "O:S-1-5-18G:S-1-5-18D:(A;;0x1;;;S-1-5-32-545)(A;;0x13;;;S-1-5-32-544)\
             (A;;0x40;;;S-1-5-21-1-2-3-1000)"
        )
    );
    assert_eq!(
        rule.holders(Right::Read).allowed,
        ["users", "administrators"]
    );
    assert_eq!(
        rule.holders(Right::Subscribe).allowed,
        ["S-1-5-21-1-2-3-1000"]
    );
}

#[test]
fn groups_have_all_rights() {
    let rule = rule("groups = ['administrators']");
    assert!(sddl(&rule).is_some_and(|sddl| sddl.contains("(A;;0x53;;;S-1-5-32-544)")));
}

#[test]
fn privileges_alone_mean_whoever_holds_them() {
    let rule = rule("privileges = ['SeBackupPrivilege']");
    assert_eq!(rule.descriptor, None);
    assert_eq!(rule.privileges, ["SeBackupPrivilege"]);
    assert!(rule.has_holder(Right::Read));
}

#[test]
fn a_list_that_denies_everyone_leaves_nobody() {
    let denied = rule_found("sddl = 'O:SYG:SYD:(D;;0x1;;;WD)(A;;0x53;;;BA)'");
    assert_eq!(denied, ["right-without-holder"]);
    let other = rule_found("sddl = 'O:SYG:SYD:(D;;0x1;;;BG)(A;;0x53;;;BA)'");
    assert!(other.is_empty(), "{other:?}");
    assert_eq!(rule_found("write = ['users']"), ["right-without-holder"]);
}

fn rule_found(table: &str) -> Vec<&'static str> {
    rules_of(&format!("[access.disks]\n{table}"), "access = 'disks'", "")
}

#[test]
fn a_rule_is_written_in_one_way() {
    for (table, rule) in [
        ("", "access-rule"),
        ("read = []", "access-rule"),
        ("privileges = []", "access-rule"),
        ("groups = ['users']\nread = ['users']", "access-rule"),
        (
            "sddl = 'O:SYG:SYD:(A;;0x1;;;BA)'\nread = ['users']",
            "access-rule",
        ),
        ("read = ['users', 'S-1-5-32-545']", "access-rule"),
        (
            "read = ['users']\nprivileges = ['SeBackupPrivilege', 'SeBackupPrivilege']",
            "access-rule",
        ),
        ("read = ['Users']", "unknown-group"),
        ("read = ['anonymous']", "unknown-group"),
        ("read = ['S-1-5-7']", "unknown-group"),
        ("read = ['S-1-3-0']", "unknown-group"),
        ("read = ['s-1-5-18']", "unknown-group"),
        ("read = ['S-1-5']", "unknown-group"),
        ("read = ['']", "unknown-group"),
        ("read = ['é']", "unknown-group"),
        ("privileges = ['SeBackup']", "unknown-value"),
        ("privileges = ['sebackupprivilege']", "unknown-value"),
    ] {
        let found = rule_found(table);
        assert!(found.contains(&rule), "{table}: {found:?}");
        assert!(found.iter().all(|one| *one == rule), "{table}: {found:?}");
    }
}

#[test]
fn a_name_is_one_of_a_rule() {
    let rules = "[access.disks]\nread = ['users']\n";
    let twice = format!("{rules}[access.DISKS]\nread = ['users']\n");
    assert_eq!(rules_of(&twice, "access = 'disks'", ""), ["duplicate-name"]);
    assert_eq!(rules_of(rules, "access = 'disk'", ""), ["unknown-name"]);
    assert_eq!(rules_of(rules, "", ""), ["unused-name"]);
    let odd = "[access.'a-b']\nread = ['users']\n";
    assert_eq!(rules_of(odd, "access = 'a-b'", ""), ["invalid-name"]);
}

#[test]
fn a_property_with_a_rule_can_be_denied() {
    let rules = "[access.disks]\nread = ['users']\n";
    let owner = |more: &str| format!("Owner = {{ type = 'string', access = 'disks'{more} }}");
    let plain = provider(rules, "", &owner(""));
    let property = &plain.classes[0].properties[1];
    assert_eq!(property.denied, Some(super::super::PropertyDenial::Null));
    assert!(property.access.is_some());
    let denied = provider(rules, "", &owner(", denied = 'deny-object'"));
    let property = &denied.classes[0].properties[1];
    assert_eq!(
        property.denied,
        Some(super::super::PropertyDenial::DenyObject)
    );
    let never = owner(", denied = false");
    assert_eq!(rules_of(rules, "", &never), ["access-rule"]);
    let key = "Key = { type = 'string', key = true, access = 'disks' }";
    assert_eq!(rules_of(rules, "", key), ["access-rule"]);
    let required = provider(rules, "", &owner(", required = true"));
    let property = &required.classes[0].properties[1];
    assert_eq!(
        property.denied,
        Some(super::super::PropertyDenial::DenyObject)
    );
}

/// Objects of a class that no spec has would pass by the rule of its superclass.
#[test]
fn objects_of_an_abstract_class_with_a_rule_are_refused() {
    let rules = "[access.disks]\nread = ['users']\n";
    let property = "Any = { object = 'Acme_Base[]' }";
    let base = |more: &str| format!("{rules}[class.Acme_Base]\nabstract = true\n{more}\n");
    let kept = "properties.Size = { type = 'uint8', access = 'disks' }";
    for more in ["access = 'disks'", kept] {
        let found = rules_of(&base(more), "", property);
        assert_eq!(found, ["access-rule"], "{more}");
    }
    let below = base("access = 'disks'")
        + "[class.Acme_Other]\nabstract = true\nsuperclass = 'Acme_Base'\n";
    let of_below = property.replace("Acme_Base", "Acme_Other");
    assert_eq!(rules_of(&below, "", &of_below), ["access-rule"]);
    let free = base("properties.Size = { type = 'uint8' }");
    assert_eq!(rules_of(&free, "access = 'disks'", property), [""; 0]);
}

#[test]
fn a_class_without_a_rule_has_its_superclass_s() {
    let rules = "[access.disks]\nread = ['users']\n[access.admins]\ngroups = ['administrators']\n";
    let below = "[class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\n\
                 [class.Acme_Slow]\nsuperclass = 'Acme_Fast'\naccess = 'admins'\noperations = ['get']\n";
    let provider = provider(rules, "access = 'disks'", below);
    let names = provider.classes.iter().map(|class| {
        let rule = class.access.as_deref();
        rule.map(|rule| rule.name.as_str())
    });
    let names: Vec<_> = names.collect();
    assert_eq!(names, [Some("disks"), Some("disks"), Some("admins")]);
}

#[test]
fn each_group_is_a_sid() {
    for (word, sid) in groups::GROUPS {
        let read = Sid::parse(sid).map(|sid| sid.to_string());
        assert_eq!(read.as_deref(), Ok(*sid), "{word}");
    }
}

const RULES: &str = "[access.disks]\nread = ['users']\ncall = ['users']\n\
                     [access.admins]\ngroups = ['administrators']\nprivileges = ['SeBackupPrivilege']\n";

/// The rules of the methods of each class: its own, and the one that is asked.
fn of_methods(class: &str, more: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let provider = provider(RULES, class, more);
    let name = |rule: Option<&AccessRule>| rule.map(|rule| rule.name.clone());
    let classes = provider.classes.iter();
    let methods = classes.flat_map(|class| class.methods.iter().map(move |one| (class, one)));
    let rules = methods.map(|(class, method)| {
        let of = format!("{}.{}", class.name, method.name);
        let own = name(method.access.as_deref());
        (of, own, name(class.rule_of(method)))
    });
    rules.collect()
}

#[test]
fn a_method_has_its_own_rule_or_that_of_its_class() {
    let rule = |name: &str| Some(name.to_owned());
    let more = "[class.Acme_Disk.method.Reset]\n[class.Acme_Disk.method.Format]\naccess = 'ADMINS'\n\
                [class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\naccess = 'admins'\n\
                [class.Acme_Fast.method.Format]\n\
                [class.Acme_Slow]\nsuperclass = 'Acme_Disk'\noperations = ['get']\n\
                [class.Acme_Slow.method.Format]\naccess = 'disks'\n";
    let found = of_methods("access = 'disks'", more);
    let found: Vec<_> = found
        .iter()
        .map(|(of, own, asked)| (&of[5..], own, asked))
        .collect();
    assert_eq!(
        found,
        [
            ("Disk.Reset", &None, &rule("disks")),
            ("Disk.Format", &rule("admins"), &rule("admins")),
            ("Fast.Reset", &None, &rule("admins")),
            ("Fast.Format", &rule("admins"), &rule("admins")),
            ("Slow.Reset", &None, &rule("disks")),
            ("Slow.Format", &rule("disks"), &rule("disks")),
        ]
    );
}

#[test]
fn an_unknown_rule_of_a_method_is_told_where_it_is_written() {
    let more = "[class.Acme_Disk.method.Reset]\naccess = 'nobody'\n\
                [class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\naccess = 'admins'\n\
                [class.Acme_Fast.method.Reset]\n";
    assert_eq!(rules_of(RULES, "access = 'disks'", more), ["unknown-name"]);
    // A rule that a method names is named.
    let named = "[class.Acme_Disk.method.Reset]\naccess = 'admins'\n";
    assert_eq!(rules_of(RULES, "access = 'disks'", named), [""; 0]);
}

#[test]
fn privileges_are_told_of_by_the_rule_alone() {
    let with = |class: &str, method: &str| {
        let more = format!(
            "Owner = {{ type = 'string', access = 'disks' }}\nKeeper = {{ type = 'string', access = 'admins' }}\n\
             [class.Acme_Disk.method.Reset]\n{method}\nqualifiers = {{ PRIVILEGES = ['SeBackupPrivilege'] }}\n"
        );
        rules_of(RULES, class, &more)
    };
    assert_eq!(
        with("access = 'disks'", "access = 'admins'"),
        ["reserved-qualifier"]
    );
    assert_eq!(with("access = 'admins'", ""), ["reserved-qualifier"]);
    assert_eq!(with("access = 'admins'", "access = 'disks'"), [""; 0]);
    assert_eq!(with("", ""), [""; 0]);
}
