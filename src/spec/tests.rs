//! Reading, whatever the text.

use super::*;
use crate::diagnostics::Diagnostic;
use toml::Spanned;

const SPEC: &str = r#"
spec-version = 1
[provider]
name = "AcmeStorage"
clsid = "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}"
namespace = 'root\Acme'
hosting = { model = "LocalServiceHost", group = "Acme" }
[access-denied]
held-instances-max = 0x10
[class.Acme_Disk]
operations = ["get"]
access-denied.property = "deny-object"
[class.Acme_Disk.properties]
DeviceID = { type = "string", key = true, denied = "deny-object" }
Free.denied = false
Free.type = "uint64"
"#;

fn rules(text: &str) -> Vec<&'static str> {
    let found = read(text).1;
    found.iter().map(|diagnostic| diagnostic.rule).collect()
}

/// What lies at the primary place of the only diagnostic.
fn place(text: &str) -> &str {
    let (_, found) = read(text);
    let [only] = found.as_slice() else {
        panic!("one diagnostic expected: {found:#?}");
    };
    &text[only.primary.span.clone()]
}

#[test]
fn a_spec_is_kept_as_it_was_written() {
    let (spec, found) = read(SPEC);
    assert_eq!(found, []);
    assert!(spec.complete);
    let provider = spec.provider.expect("a provider");
    let hosting = provider.hosting.expect("hosting");
    assert_eq!(&SPEC[hosting.group.expect("a group").span()], "\"Acme\"");
    assert!(provider.client.is_none(), "no defaults");
    let denied = spec.access_denied.expect("a policy");
    assert_eq!(denied.held_instances_max.map(Spanned::into_inner), Some(16));
    let [class] = spec.classes.as_slice() else {
        panic!("one class");
    };
    let names: Vec<_> = class
        .properties
        .iter()
        .map(|property| property.name.get_ref().as_str())
        .collect();
    assert_eq!(names, ["DeviceID", "Free"], "the file's order");
    assert_eq!(&SPEC[class.name.span()], "Acme_Disk");
    let flags: Vec<_> = class
        .properties
        .iter()
        .filter_map(|property| property.denied.as_ref())
        .collect();
    assert_eq!(
        *flags[0].get_ref(),
        Denied::Answer("deny-object".to_owned())
    );
    assert_eq!(*flags[1].get_ref(), Denied::Flag(false));
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    let text = format!("\u{feff}{}", SPEC.replace('\n', "\r\n"));
    assert_eq!(read(&text).1, []);
}

#[test]
fn an_empty_spec_says_so() {
    for text in ["", "\n", "\u{feff}", "# nothing\n"] {
        assert_eq!(rules(text), ["empty-spec"], "{text:?}");
    }
    assert_eq!(rules("[provider]\n")[0], "missing-key");
}

#[test]
fn a_spec_without_a_class_says_so() {
    let (without, _) = SPEC.split_once("[class.").expect("a class");
    let table = format!("{without}[class]\n");
    assert_eq!(
        (rules(&table), place(&table)),
        (vec!["empty-spec"], "[class]")
    );
    let inline = format!("class = {{}}\n{without}");
    assert_eq!((rules(&inline), place(&inline)), (vec!["empty-spec"], "{}"));
    // What was in it may be in the line that is no TOML.
    assert_eq!(rules(&format!("{table}Acme_Disk\n")), ["toml-syntax"]);
}

#[test]
fn keys_that_are_not_served_are_known_however_they_are_spelt() {
    let with = |line: &str| SPEC.replace("[access-denied]", &format!("{line}\n[access-denied]"));
    for key in [
        "initialize-as-admin-first",
        "InitializeAsAdminFirst",
        "initialize_as_admin_first",
    ] {
        let text = with(&format!("{key} = true"));
        assert_eq!((rules(&text), place(&text)), (vec!["refused-key"], key));
    }
    assert_eq!(rules(&with("initialize-as-admin-first = false")), [""; 0]);
    let sddl = SPEC.replace("group = \"Acme\"", "SDDL = \"\"");
    assert_eq!(
        (rules(&sddl), place(&sddl)),
        (vec!["not-served-yet"], "SDDL")
    );
}

#[test]
fn a_misspelt_key_is_told_which_one_was_meant_even_if_that_is_not_served() {
    let help = |line: &str| {
        let text = SPEC.replace("[access-denied]", &format!("{line}\n[access-denied]"));
        let (_, found) = read(&text);
        assert_eq!(rules(&text), ["unknown-key"], "{line}");
        found[0].help.clone().expect("help")
    };
    assert_eq!(
        help("initialise-as-admin-first = true"),
        "did you mean `initialize-as-admin-first`? wmigen refuses it"
    );
    // Only the key as it is called says what wmigen does anyway.
    assert_eq!(
        help("InitializeAsAdminFirst = false"),
        "did you mean `initialize-as-admin-first`? wmigen refuses it"
    );
    let text = SPEC.replace("group = \"Acme\"", "sdddl = \"\"");
    assert_eq!(
        read(&text).1[0].help.as_deref(),
        Some("did you mean `sddl`? wmigen does not serve it yet")
    );
    assert_eq!(help("hosing = {}"), "did you mean `hosting`?");
}

#[test]
fn tables_of_another_kind_are_told() {
    let twice = format!("{SPEC}[provider]\n");
    assert_eq!(place(&twice), "provider");
    let array = SPEC.replace("[class.Acme_Disk]", "[[class.Acme_Disk]]");
    assert!(rules(&array).contains(&"wrong-type"));
    let string = SPEC.replace("[access-denied]\nheld-instances-max", "access-denied");
    assert_eq!(
        rules(&string),
        ["unknown-key"],
        "a key of the provider's table"
    );
}

#[test]
fn a_misspelt_key_is_not_missing_too() {
    let text = SPEC.replace("clsid", "cslid");
    assert_eq!(place(&text), "cslid");
}

#[test]
fn a_torn_text_is_missing_nothing() {
    let text = SPEC.replace("namespace = 'root\\Acme'", "namespace 'root\\Acme'");
    assert_eq!(rules(&text), ["toml-syntax"]);
}

#[test]
fn several_syntax_errors_are_told_in_one_run() {
    let text = SPEC
        .replace("\"AcmeStorage\"", "Acme")
        .replace("\"get\"", "get")
        .replace("= 1", "=");
    assert_eq!(rules(&text), ["toml-syntax"; 3]);
}

#[test]
fn pathological_toml_is_survived() {
    let nested = 100_000;
    let many_keys: Vec<_> = (0..nested).map(|index| format!("k{index} = 1\n")).collect();
    let texts = [
        format!("a = {}", "[".repeat(nested)),
        format!("a = {}", "{a=".repeat(nested)),
        format!("a = {}1{}", "[".repeat(nested), "]".repeat(nested)),
        format!("[{}a]", "a.".repeat(nested)),
        format!("{}a = 1", "a.".repeat(nested)),
        "[".repeat(nested),
        "=\n".repeat(nested),
        "\u{0}".repeat(nested),
        many_keys.concat(),
        "[[class]]\n".repeat(nested),
        "x".repeat(1 << 20),
        format!("x = \"{}", "y".repeat(3 << 20)),
    ];
    for text in texts {
        let (spec, found) = read(&text);
        assert!(!spec.complete);
        assert!(found.iter().all(Diagnostic::is_error));
        assert!(!found.is_empty());
    }
}

#[test]
fn syntax_errors_are_counted_when_they_are_many() {
    let (_, found) = read(&"=\n".repeat(1000));
    let last = found.last().expect("errors");
    assert_eq!(found.len(), 51);
    assert_eq!(last.message, "950 more lines are not TOML");
}
