//! The warnings, and when they keep silent.

use super::check;

/// What the rules about policies say of two classes with the given policies of the provider and of the second class.
fn rules(outer: &str, inner: &str, operations: &str) -> Vec<(&'static str, String)> {
    let text = format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\n[access-denied]\n{outer}\n\
         [class.Acme_A]\noperations = [{operations}]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         [class.Acme_B]\noperations = [{operations}]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         [class.Acme_B.access-denied]\n{inner}\n"
    );
    let (provider, found) = check(&text);
    assert!(provider.is_some(), "{found:#?}");
    found
        .into_iter()
        .filter(|one| [REVEALS, LIMIT].contains(&one.rule))
        .map(|one| (one.rule, text[one.primary.span].to_owned()))
        .collect()
}

const BOTH: &str = "\"get\", \"enumerate\"";
const REVEALS: &str = "hide-beside-revealing-enumeration";
const LIMIT: &str = "held-limit-without-effect";

#[test]
fn hide_beside_an_answer_that_tells_is_told_once_for_each_place() {
    let told = |answer: &str| (REVEALS, format!("\"{answer}\""));
    let continues = "enumeration = \"report-and-continue\"";
    let stops = "enumeration = \"report-and-stop\"";
    assert_eq!(rules(continues, "", BOTH), [told("report-and-continue")]);
    assert_eq!(rules("", stops, BOTH), [told("report-and-stop")]);
    let both = [told("report-and-continue"), told("report-and-stop")];
    assert_eq!(rules(continues, stops, BOTH), both);
    let open = format!("object = \"fail\"\n{continues}");
    assert_eq!(
        rules(&open, "object = \"hide\"", BOTH),
        [told("report-and-continue")]
    );
}

#[test]
fn hide_is_kept_where_nothing_is_enumerated_or_all_is_omitted() {
    assert_eq!(rules("enumeration = \"fail\"", "", "\"get\""), []);
    assert_eq!(
        rules("object = \"hide\"\nenumeration = \"omit\"", "", BOTH),
        []
    );
}

#[test]
fn a_limit_is_told_where_nothing_is_held() {
    let told = |limit: &str| (LIMIT, limit.to_owned());
    assert_eq!(rules("held-instances-max = 5", "", BOTH), [told("5")]);
    assert_eq!(rules("", "held-instances-max = 6", BOTH), [told("6")]);
    let holds = "object = \"fail\"\nenumeration = \"fail-with-error-object\"\n";
    let outer = format!("{holds}held-instances-max = 5");
    assert_eq!(rules(&outer, "held-instances-max = 6", BOTH), []);
    assert_eq!(rules(&outer, "", "\"get\""), [told("5")]);
    let outer = "object = \"fail\"\nheld-instances-max = 5";
    assert_eq!(
        rules(outer, "enumeration = \"fail\"", BOTH),
        [],
        "the second class inherits it"
    );
}

/// How many texts each language lacks, as the warnings say it, and the first of them.
fn untranslated(locales: &str) -> Vec<(String, String)> {
    let text = format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\ndescription = \"no class's\"\n\
         [class.Acme_A]\noperations = [\"get\"]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         [class.Acme_B]\noperations = [\"get\"]\ndescription = \"B\"\n[class.Acme_B.properties]\n\
         Id = {{ type = \"string\", key = true, display-name = \"Name\", units = \"letters\" }}\n\
         State = {{ type = \"uint8\", values = [[0, \"Good\"]] }}\n{locales}\n"
    );
    let (provider, found) = check(&text);
    assert!(provider.is_some(), "{found:#?}");
    found
        .into_iter()
        .filter(|one| one.rule == "untranslated-text")
        .map(|one| (one.message, text[one.secondary[0].span.clone()].to_owned()))
        .collect()
}

#[test]
fn a_language_is_told_how_many_texts_it_lacks_and_which_is_the_first() {
    let lacks = |message: &str, first: &str| vec![(message.to_owned(), format!("\"{first}\""))];
    let all = "description = \"1\"\nproperties.id = { display-name = \"2\", units = \"3\" }";
    let state = "properties.State.values = [[0, \"4\"]]";
    assert_eq!(untranslated(""), []);
    assert_eq!(
        untranslated(&format!("[locale.ms_407.class.acme_b]\n{all}\n{state}")),
        []
    );
    assert_eq!(
        untranslated("[locale.ms_407.class.Acme_A]\ndescription = \"more than the spec has\""),
        lacks("4 texts have no translation in `MS_407`", "B")
    );
    assert_eq!(
        untranslated("[locale.MS_407.class.Acme_B]\ndescription = \"1\""),
        lacks("3 texts have no translation in `MS_407`", "Name")
    );
    let state = &untranslated(&format!("[locale.MS_407.class.Acme_B]\n{all}"))[0];
    assert_eq!(state.0, "one text has no translation in `MS_407`");
    assert_eq!(state.1, "[[0, \"Good\"]]");
}

#[test]
fn each_language_is_judged_by_itself() {
    let found = untranslated("[locale.MS_407.class.Acme_B]\n[locale.MS_40C.class.Acme_A]");
    let messages: Vec<_> = found.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "4 texts have no translation in `MS_407`",
            "4 texts have no translation in `MS_40C`"
        ]
    );
}
