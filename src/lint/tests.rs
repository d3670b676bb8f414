//! The warnings, and when they keep silent.

use super::check;
use crate::diagnostics::Diagnostic;

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

/// Two classes without a schema, one of which has a property that is a word of WQL; with these levels for all, and for the
/// second class.
fn leveled(outer: &str, inner: &str) -> Vec<(&'static str, bool)> {
    let text = format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\n[lints]\n{outer}\n\
         [class.Disk]\noperations = [\"get\"]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         [class.Shelf]\noperations = [\"get\"]\nproperties.Group = {{ type = \"string\", key = true }}\n\
         lints = {{ {inner} }}\n"
    );
    let (provider, found) = check(&text);
    let denied = found.iter().any(Diagnostic::is_error);
    assert_eq!(provider.is_none(), denied, "{found:#?}");
    found.iter().map(|one| (one.rule, one.is_error())).collect()
}

#[test]
fn a_level_is_of_a_rule_and_a_class_goes_before_the_provider() {
    const SCHEMA: &str = "class-without-schema";
    const WORD: &str = "reserved-word";
    let (schema, word) = ((SCHEMA, false), (WORD, false));
    assert_eq!(leveled("", ""), [schema, schema, word]);
    let allow = format!("{SCHEMA} = \"allow\"");
    let warn = format!("\"{SCHEMA}\" = \"warn\"");
    let deny = format!("{SCHEMA} = \"deny\"");
    assert_eq!(leveled(&allow, ""), [word]);
    assert_eq!(leveled(&allow, &warn), [schema, word]);
    assert_eq!(leveled("", &allow), [schema, word]);
    assert_eq!(leveled("", &deny), [schema, (SCHEMA, true), word]);
    assert_eq!(leveled(&deny, &warn), [(SCHEMA, true), schema, word]);
    assert_eq!(leveled(&deny, &allow), [(SCHEMA, true), word]);
    // A level that nothing comes of is no matter.
    assert_eq!(leveled("delegate-level = \"deny\"", &allow), [schema, word]);
}

/// The provider of two classes that hide beside an answer that reveals it, with these levels; the warnings shown, and what
/// it keeps of those that are allowed.
fn hidden(outer: &str, inner: &str) -> (usize, Vec<(Option<String>, &'static str)>) {
    let text = format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\nclient = {{ level = \"delegate\" }}\n\
         [access-denied]\nenumeration = \"fail\"\n[lints]\n{outer}\n\
         [class.Acme_A]\noperations = [{BOTH}]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         [class.Acme_B]\noperations = [{BOTH}]\nproperties.Id = {{ type = \"string\", key = true }}\n\
         lints = {{ {inner} }}\n"
    );
    let (provider, found) = check(&text);
    let allowed = provider.expect("a provider").allowed_warnings;
    let allowed = allowed.into_iter().map(|one| (one.class, one.rule));
    (found.len(), allowed.collect())
}

#[test]
fn what_is_allowed_of_security_is_kept_with_its_class() {
    let class = |name: &str| (Some(name.to_owned()), REVEALS);
    let allow = format!("{REVEALS} = \"allow\"");
    assert_eq!(hidden("", ""), (2, vec![]));
    assert_eq!(hidden("", &allow), (2, vec![class("Acme_B")]));
    assert_eq!(
        hidden(&allow, ""),
        (1, vec![class("Acme_A"), class("Acme_B")])
    );
    let all = format!("{allow}\ndelegate-level = \"allow\"");
    let provider = (None, "delegate-level");
    let kept = vec![class("Acme_A"), class("Acme_B"), provider];
    assert_eq!(hidden(&all, ""), (0, kept));
    // What is about the provider has no class to allow it.
    assert_eq!(hidden("", "delegate-level = \"allow\""), (2, vec![]));
    assert_eq!(hidden("reserved-word = \"allow\"", ""), (2, vec![]));
}

#[test]
fn a_class_that_allows_it_may_lack_texts() {
    let with = |level: &str| {
        untranslated(&format!(
            "[class.Acme_B.lints]\nuntranslated-text = '{level}'\n[locale.MS_407.class.Acme_A]"
        ))
    };
    assert_eq!(with("warn").len(), 1);
    assert_eq!(with("allow"), []);
}

/// One warning may be about several classes: it is as strict as the strictest of them asks.
#[test]
fn a_warning_about_several_classes_has_the_strictest_of_their_levels() {
    let error = |first: &str, second: &str| {
        let class = |name: &str, level: &str| {
            format!(
                "[class.{name}]\noperations = ['get']\ndescription = 'text'\ndisplay-name = 'name'\n\
                 lints = {{ untranslated-text = '{level}' }}\n\
                 properties.Id = {{ type = 'string', key = true }}\n"
            )
        };
        let text = format!(
            "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
             clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n{}{}\
             [locale.MS_407.class.Acme_A]\ndescription = 'Text'\n",
            class("Acme_A", first),
            class("Acme_B", second),
        );
        let (_, found) = check(&text);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].rule, "untranslated-text");
        found[0].is_error()
    };
    assert!(!error("warn", "warn"));
    assert!(error("warn", "deny"));
    assert!(error("deny", "warn"));
}
