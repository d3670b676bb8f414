//! What specs mean.

use super::*;
use crate::diagnostics::{Diagnostic, RULES};
use crate::lint::check;
use crate::spec;

/// A spec with more keys in `[provider]` and more tables after it.
fn spec_with(provider: &str, tables: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\n{provider}\n{tables}\n"
    )
}

/// A class with a key, and more properties.
fn class(name: &str, more: &str) -> String {
    format!(
        "[class.{name}]\noperations = [\"get\", \"enumerate\"]\n[class.{name}.properties]\n\
         Id = {{ type = \"string\", key = true }}\n{more}\n"
    )
}

fn provider(text: &str) -> Provider {
    let (provider, found) = check(text);
    provider.unwrap_or_else(|| panic!("{found:#?}\n{text}"))
}

/// The rules that a spec breaks; what it is merely warned of is `lint`'s to test.
fn rules(text: &str) -> Vec<&'static str> {
    let mut found = check(text).1;
    assert!(
        found
            .iter()
            .all(|one| RULES.iter().any(|rule| rule.id == one.rule))
    );
    found.retain(Diagnostic::is_error);
    found.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
fn defaults_reveal_and_risk_least() {
    let provider = provider(&spec_with("", &class("Acme_Disk", "")));
    assert_eq!(provider.namespace.to_string(), "root\\Acme");
    assert_eq!(provider.type_name, "AcmeStorage");
    assert_eq!(provider.snake_name, "acme_storage");
    assert_eq!(provider.client_level, ClientLevel::Impersonate);
    assert_eq!(provider.hosting.model, HostingModel::NetworkServiceHost);
    assert_eq!(provider.hosting.group.as_deref(), Some("AcmeStorage"));
    let class = &provider.classes[0];
    assert_eq!(class.policy, Policy::default());
    assert_eq!(class.policy.held_instances_max, 10_000);
    assert_eq!(class.policy.held_bytes_max, 64 * 1024 * 1024);
    assert_eq!(
        [
            &class.module,
            &class.type_name,
            &class.key_type_name,
            &class.trait_name
        ],
        ["acme_disk", "AcmeDisk", "AcmeDiskKey", "AcmeDiskProvider"],
    );
}

#[test]
fn policies_are_inherited_key_by_key() {
    let outer = "[access-denied]\nobject = \"fail\"\nenumeration = \"fail\"\nheld-instances-max = 7\nheld-bytes-max = 8\n";
    let inner = "[class.Acme_B.access-denied]\nenumeration = \"report-and-stop\"\n";
    let classes = class("Acme_A", "") + &class("Acme_B", "") + inner;
    let provider = provider(&spec_with("", &(outer.to_owned() + &classes)));
    let [first, second] = provider.classes.as_slice() else {
        panic!("two classes");
    };
    assert_eq!(first.policy.enumeration, EnumerationDenial::Fail);
    assert_eq!(second.policy.enumeration, EnumerationDenial::ReportAndStop);
    for policy in [first.policy, second.policy] {
        assert_eq!(policy.object, ObjectDenial::Fail);
        assert_eq!(policy.property, PropertyDenial::Null);
        assert_eq!(policy.held_instances_max, 7);
        assert_eq!(policy.held_bytes_max, 8);
    }
}

#[test]
fn a_denied_property_is_answered_as_written() {
    let properties = "No = { type = \"string\" }\nOff = { type = \"string\", denied = false }\n\
        Own = { type = \"string\", denied = \"null\" }\nClass = { type = \"string\", denied = true }\n\
        Key1 = { type = \"string\", key = true, denied = true }\n\
        Key2 = { type = \"string\", key = true, denied = \"deny-object\" }\n";
    let outer = "[access-denied]\nproperty = \"deny-object\"\n";
    let provider = provider(&spec_with(
        "",
        &(outer.to_owned() + &class("Acme_A", properties)),
    ));
    let denied: Vec<_> = provider.classes[0]
        .properties
        .iter()
        .map(|property| property.denied)
        .collect();
    let object = Some(PropertyDenial::DenyObject);
    let null = Some(PropertyDenial::Null);
    assert_eq!(denied, [None, None, None, null, object, object, object]);
}

#[test]
fn names_of_choices_are_unique_and_read_back() {
    fn read_back<T: Choice + PartialEq + std::fmt::Debug>() {
        for &value in T::ALL {
            assert_eq!(T::from_name(value.as_str()), Some(value));
        }
    }
    read_back::<ObjectDenial>();
    read_back::<PropertyDenial>();
    read_back::<EnumerationDenial>();
    read_back::<CimType>();
    read_back::<HostingModel>();
    read_back::<ClientLevel>();
}

#[test]
fn namespaces_are_normalised() {
    let named = |written: &str| {
        let text =
            spec_with("", &class("Acme_A", "")).replace("'root\\Acme'", &format!("'{written}'"));
        check(&text)
            .0
            .map(|provider| provider.namespace.to_string())
    };
    assert_eq!(named("root"), Some("root".to_owned()));
    assert_eq!(named("ROOT/Acme/V_2"), Some("root\\Acme\\V_2".to_owned()));
    for wrong in [
        "",
        "Acme",
        "\\\\.\\root\\Acme",
        "//server/root",
        "root\\",
        "\\root",
        "root\\\\Acme",
        "root\\__Own",
        "root\\A b",
        "root\\A\"",
        "root:Class",
        "rooted\\Acme",
    ] {
        assert_eq!(named(wrong), None, "{wrong:?}");
    }
}

#[test]
fn wrong_namespaces_are_put_right() {
    let help = |written: &str| {
        let text =
            spec_with("", &class("Acme_A", "")).replace("'root\\Acme'", &format!("'{written}'"));
        check(&text).1.remove(0).help.expect("help")
    };
    assert_eq!(help("\\\\.\\root\\Acme"), "write 'root\\Acme'");
    assert_eq!(help("Acme/Storage/"), "write 'root\\Acme\\Storage'");
    assert_eq!(help("root//Acme"), "write 'root\\Acme'");
    assert_eq!(help("a b"), "write for instance 'root\\Acme'");
}

#[test]
fn clsids_are_guids_in_braces() {
    let accepted = |written: &str| {
        let text = spec_with("", &class("Acme_A", ""));
        let known = "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}";
        check(&text.replace(known, written)).0.is_some()
    };
    assert!(accepted("{0F7F0A3C-5d0b-4a57-9a57-3a1f6f4d2b11}"));
    for wrong in [
        "",
        "{}",
        "0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11",
        "{0f7f0a3c5d0b4a579a573a1f6f4d2b11}",
        "{00000000-0000-0000-0000-000000000000}",
        "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b1g}",
        " {0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
        "urn:uuid:0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11",
    ] {
        assert!(!accepted(wrong), "{wrong:?}");
    }
}

#[test]
fn names_that_wmi_forbids_are_refused() {
    let long = "A".repeat(256);
    for name in [
        "\"\"",
        "_A",
        "__A",
        "A_",
        "1A",
        "\"A b\"",
        "\"A\\\"\"",
        "\"Ä\"",
        long.as_str(),
    ] {
        let as_class = spec_with("", &class(name, ""));
        assert!(rules(&as_class).contains(&"invalid-name"), "{name}");
        let as_property = format!("{name} = {{ type = \"string\" }}");
        let as_property = spec_with("", &class("Acme_A", &as_property));
        assert_eq!(rules(&as_property), ["invalid-name"], "{name}");
    }
    let longest = format!("{} = {{ type = \"string\" }}", "A".repeat(255));
    assert_eq!(rules(&spec_with("", &class("Acme_A", &longest))), [""; 0]);
    let no_file = format!("Acme_{}", "aB".repeat(120));
    assert_eq!(
        rules(&spec_with("", &class(&no_file, ""))),
        ["invalid-name"]
    );
}

#[test]
fn rust_keywords_are_names_like_others() {
    let properties = "Type = { type = \"string\" }\nSelf = { type = \"string\" }\nLoop = { type = \"string\" }\n";
    let provider = provider(&spec_with(
        "",
        &(class("Acme_A", properties) + &class("Type", "")),
    ));
    let fields: Vec<_> = provider.classes[0]
        .properties
        .iter()
        .map(|property| property.ident.as_str())
        .collect();
    assert_eq!(fields, ["id", "r#type", "self_", "r#loop"]);
    assert_eq!(provider.classes[1].module, "type_");
}

#[test]
fn free_text_may_be_anything() {
    let hostile = "*/ \\\" \\n \\u0001 ''' {{x}} $(rm) </a>";
    let properties =
        format!("A = {{ type = \"string\", units = \"{hostile}\", description = \"{hostile}\" }}");
    let text = spec_with(
        &format!("description = \"{hostile}\""),
        &class("Acme_A", &properties),
    );
    let provider = provider(&text);
    assert_eq!(
        provider.description,
        provider.classes[0].properties[1].units
    );
}

#[test]
fn hosting_models_of_other_kinds_are_refused_with_the_reason() {
    for (model, rule) in [
        ("SelfHost", "refused-hosting-model"),
        ("LocalServiceHost:Acme", "refused-hosting-model"),
        ("Decoupled:Com", "not-served-yet"),
        ("Decoupled:Com:FoldIdentity(FALSE)", "not-served-yet"),
    ] {
        let hosting = format!("hosting = {{ model = \"{model}\" }}");
        let text = spec_with(&hosting, &class("Acme_A", ""));
        assert_eq!(rules(&text), [rule], "{model}");
    }
    let reasoned = "hosting = { model = \"LocalSystemHostOrSelfHost\", reason = \"registers\" }";
    assert_eq!(rules(&spec_with(reasoned, &class("Acme_A", ""))), [""; 0]);
}

#[test]
fn a_spec_that_was_not_read_whole_gives_no_provider() {
    let text = spec_with("colour = 'red'", &class("Acme_A", ""));
    let (spec, found) = spec::read(&text);
    assert_eq!(found.len(), 1);
    assert_eq!(resolve(&spec), (None, Vec::new()));
    assert_eq!(resolve(&spec::Spec::default()), (None, Vec::new()));
}

#[test]
fn ten_mistakes_are_told_in_one_run() {
    let text = include_str!("../../tests/specs/ten-mistakes.toml");
    let marked: Vec<_> = text
        .lines()
        .enumerate()
        .filter_map(|(line, text)| Some((line + 1, text.split_once("# ")?.1)))
        .collect();
    let lines = crate::diagnostics::Lines::new(text);
    let line = |one: &Diagnostic| lines.position(one.primary.span.start).line;
    let found = check(text).1;
    let told: Vec<_> = found.iter().map(|one| (line(one), one.rule)).collect();
    assert_eq!(told, marked);
    assert_eq!(told.len(), 10);
}

#[test]
fn collisions_are_found_among_many_classes_in_no_time() {
    let classes: String = (0..1000)
        .map(|index| class(&format!("Acme_C{index}"), ""))
        .collect();
    let text = spec_with("", &(classes + &class("ACME_C999", "")));
    assert_eq!(rules(&text), ["duplicate-name"]);
}

/// TOML has `nan` and `inf`, and no place of a spec takes them.
#[test]
fn a_number_that_is_not_finite_stands_nowhere_in_a_spec() {
    for number in ["nan", "-nan", "+nan", "inf", "-inf", "+inf"] {
        for (written, rule) in [
            ("type = 'real32', default = N", "wrong-default"),
            ("type = 'real64', default = N", "wrong-default"),
            ("type = 'real64[]', default = [0.5, N]", "wrong-default"),
            ("type = 'sint32', default = N", "wrong-default"),
            ("type = 'real64', min = N", "wrong-type"),
            ("type = 'sint32', max = N", "wrong-type"),
            ("type = 'string', max-len = N", "wrong-type"),
            ("type = 'sint32', values = [[N, 'None']]", "wrong-type"),
            ("type = 'uint32', bitmap = [[N, 'None']]", "wrong-type"),
            (
                "type = 'real32', qualifiers = { Own = N }",
                "qualifier-value",
            ),
            (
                "type = 'real32', qualifiers = { Own = [0.5, N] }",
                "qualifier-value",
            ),
        ] {
            let property = format!("P = {{ {} }}", written.replace('N', number));
            let text = spec_with("", &class("Acme_Disk", &property));
            assert_eq!(rules(&text), [rule], "{property}");
        }
    }
}

#[test]
fn what_becomes_of_a_number_that_is_not_finite_is_one_of_two_words() {
    for (written, rule) in [
        ("type = 'real32', not-finite = 'NULL'", "unknown-value"),
        ("type = 'real32', not-finite = true", "wrong-type"),
        ("type = 'string', not-finite = 'null'", "unfit-for-type"),
    ] {
        let text = spec_with("", &class("Acme_Disk", &format!("P = {{ {written} }}")));
        assert_eq!(rules(&text), [rule], "{written}");
    }
}

#[test]
fn a_provider_name_must_leave_room_for_its_files() {
    let named = |name: &str| {
        spec_with("", &class("Acme_Disk", "")).replace("\"AcmeStorage\"", &format!("\"{name}\""))
    };
    let longest = provider(&named(&"a".repeat(195)));
    let files = crate::render::render(&longest).expect("rendered");
    crate::regen::Rendering::new(files).expect("paths that are not too long");
    for name in ["a".repeat(196), "a".repeat(255), "Ab".repeat(80)] {
        let text = named(&name);
        let (provider, found) = check(&text);
        assert!(provider.is_none());
        let [only] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert_eq!(only.rule, "invalid-name");
        assert_eq!(text[only.primary.span.clone()], format!("\"{name}\""));
        assert!(only.message.contains("too long"), "{}", only.message);
    }
}

#[test]
fn a_class_name_that_is_too_long_for_its_files_has_a_way_out() {
    let long = "A".repeat(255);
    let text = spec_with("", &class(&long, "P = { type = 'string' }"));
    let (_, found) = check(&text);
    let [only] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(only.rule, "invalid-name");
    assert!(
        only.help
            .as_ref()
            .is_some_and(|help| help.contains("`rust-name`"))
    );
    let head = format!("[class.{long}]\n");
    let named = text.replacen(&head, &format!("{head}rust-name = 'Disk'\n"), 1);
    let class = &provider(&named).classes[0];
    assert_eq!(
        (class.name.as_str(), class.module.as_str()),
        (long.as_str(), "disk")
    );
}

/// All that the messages of a run give is free together.
#[test]
fn collisions_are_mended_by_what_the_messages_give() {
    let properties = "A_b = { type = 'uint8', values = [[0, 'x']] }\nAb2 = { type = 'uint8' }\n\
         AB = { type = 'uint8', values = [[0, 'x']] }\nA__b = { type = 'uint8', values = [[0, 'x']] }\n\
         a___b = { type = 'uint8' }";
    let names = [
        "Acme_Storage",
        "AcmeStorage",
        "Acme__Storage",
        "AcmeStorage2Key",
        "ACME_StorageKey",
    ];
    let classes = names.map(|name| class(name, properties));
    let mut text = spec_with("", &classes.concat());
    let (_, found) = check(&text);
    let collisions = found.iter().filter(|one| one.rule == "colliding-names");
    let collisions: Vec<_> = collisions.collect();
    assert_eq!(collisions.len(), 4 + 5 * 3, "{collisions:#?}");
    for collision in collisions.into_iter().rev() {
        let help = collision.help.as_deref().expect("help");
        let given = help.split('`').nth(1).expect("what to write");
        let place = &text[collision.primary.span.end..];
        let line = collision.primary.span.end + place.find('\n').expect("a line");
        if place.starts_with(']') {
            text.insert_str(line, &format!("\n{given}"));
        } else {
            text.insert_str(line - 1, &format!(", {given}"));
        }
    }
    provider(&text);
}

/// A class that exists only for its objects.
fn embedded(name: &str, properties: &str) -> String {
    format!("[class.{name}]\nkind = \"embedded\"\n[class.{name}.properties]\n{properties}\n")
}

#[test]
fn an_object_lies_behind_a_pointer_where_it_can_lead_back_to_its_class() {
    let tables = class("Acme_Disk", "Head = { object = \"acme_a\" }")
        + &embedded(
            "Acme_A",
            "B = { object = \"Acme_B\" }\nN = { type = \"real32\" }",
        )
        + &embedded(
            "Acme_B",
            "A = { object = \"ACME_A\" }\nBs = { object = \"Acme_B[]\" }",
        )
        + &embedded("Acme_C", "T = { type = \"string\", key = true }");
    let provider = provider(&spec_with("", &tables));
    let of = |class: usize, property: &str| {
        let properties = provider.classes[class].properties.iter();
        let mut named = properties.filter(|one| one.name == property);
        let field = named.next().expect("a property");
        let class = field.of.class().expect("a class");
        (class.name.as_str(), class.boxed, class.has_reals)
    };
    assert_eq!(of(0, "Head"), ("Acme_A", false, true));
    assert_eq!(of(1, "B"), ("Acme_B", true, true));
    assert_eq!(of(2, "A"), ("Acme_A", true, true));
    assert_eq!(of(2, "Bs"), ("Acme_B", false, true));
    // A key of an embedded class is told and binds nobody.
    let key = &provider.classes[3].properties[0];
    assert!(key.told_as_key && !key.key);
    let served: Vec<&str> = provider
        .served_classes()
        .map(|class| class.name.as_str())
        .collect();
    assert_eq!(served, ["Acme_Disk"]);
}

#[test]
fn a_denied_object_follows_its_property_or_its_class() {
    let more = "A = { object = \"Acme_A\" }\nB = { object = \"Acme_A\", denied = \"null\" }";
    let tables = class("Acme_Disk", more) + &embedded("Acme_A", "N = { type = \"uint8\" }");
    let outer = "[access-denied]\nproperty = \"deny-object\"\n".to_owned();
    let provider = provider(&spec_with("", &(outer + &tables)));
    let denied = provider.classes[0].properties.iter().skip(1);
    let denied: Vec<_> = denied.map(|one| (one.denied, one.object_denied)).collect();
    let null = PropertyDenial::Null;
    assert_eq!(
        denied,
        [(None, PropertyDenial::DenyObject), (Some(null), null)]
    );
}

#[test]
fn a_spec_of_embedded_classes_alone_is_refused() {
    let alone = spec_with("", &embedded("Acme_A", "N = { type = \"uint8\" }"));
    assert_eq!(rules(&alone), ["class-without-operation"]);
    let key = class("Acme_Disk", "A = { object = \"Acme_A\", key = true }");
    let key = spec_with("", &(key + &embedded("Acme_A", "N = { type = \"uint8\" }")));
    assert_eq!(rules(&key), ["key-type"]);
}
