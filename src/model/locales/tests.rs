//! Languages, and translations against what they are of.

use crate::lint::check;
use crate::model::{Localization, Provider};

const CLASSES: &str = "[class.Acme_Disk]\noperations = [\"get\"]\ndescription = \"A disk.\"\n\
     [class.Acme_Disk.properties]\nId = { type = \"string\", key = true }\n\
     State = { type = \"sint8\", values = [[-1, \"Bad\"], [\"0..\", \"Good\"]] }\n\
     Mode = { type = \"string\", values = [[\"fast\", \"Fast\"], [\"slow\", \"Slow\"]] }\n\
     Bits = { type = \"uint8\", bitmap = [[0, \"Low\"], [7, \"High\"]] }\n";

/// A spec with more keys in `[provider]`, and these translations.
fn spec(provider: &str, locales: &str) -> String {
    format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\n{provider}\n{CLASSES}{locales}\n"
    )
}

fn provider(text: &str) -> Provider {
    let (provider, found) = check(text);
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn localizations(locales: &str) -> Vec<Localization> {
    provider(&spec("", locales)).localizations
}

/// What is wrong with translations: the rules, and what stands at their places.
fn faults(locales: &str) -> Vec<(&'static str, String)> {
    let text = spec("", locales);
    let (provider, found) = check(&text);
    assert!(provider.is_none(), "{found:#?}");
    let found = found.into_iter();
    found
        .map(|one| (one.rule, text[one.primary.span].to_owned()))
        .collect()
}

/// A translation of these properties.
fn german(properties: &str) -> String {
    format!("[locale.MS_407.class.Acme_Disk.properties]\n{properties}")
}

#[test]
fn a_language_has_one_name_however_it_is_written() {
    for (written, id, name) in [
        ("", 0x409, "MS_409"),
        ("locale = \"MS_409\"", 0x409, "MS_409"),
        ("locale = \"ms_40c\"", 0x40c, "MS_40C"),
        ("locale = \"Ms_0407\"", 0x407, "MS_407"),
        ("locale = \"MS_7\"", 7, "MS_7"),
        ("locale = \"MS_FFFF\"", 0xffff, "MS_FFFF"),
    ] {
        let locale = provider(&spec(written, "")).locale;
        assert_eq!(
            (locale.id(), locale.name()),
            (id, name.to_owned()),
            "{written}"
        );
    }
}

#[test]
fn what_is_no_language_is_refused() {
    for name in [
        "",
        "MS_",
        "MS_0",
        "MS_10000",
        "MS_+7",
        "MS_4 7",
        "MS407",
        "de-DE",
        "XX_407",
        "MS_\u{661}",
        "\u{e9}\u{e9}\u{e9}",
    ] {
        let (provider, found) = check(&spec(&format!("locale = \"{name}\""), ""));
        assert!(provider.is_none(), "{name}");
        let rules: Vec<_> = found.iter().map(|one| one.rule).collect();
        assert_eq!(rules, ["invalid-locale"], "{name}");
    }
}

#[test]
fn translations_have_the_names_and_the_order_of_the_spec() {
    let localizations = localizations(
        "[locale.MS_411.class.ACME_DISK]\ndisplay-name = \"\u{30c7}\u{30a3}\u{30b9}\u{30af}\"\n\
         [locale.MS_411.class.ACME_DISK.properties]\nSTATE = { values = [[\"0..\", \"2\"], [-1, \"1\"]] }\n\
         mode = { units = \"\", values = [[\"slow\", \"2\"], [\"fast\", \"1\"]] }\n\
         Bits = { description = \"b\", bitmap = [[7, \"2\"], [0, \"1\"]] }\n\
         [locale.MS_407]\nclass.Acme_Disk.description = \"Platte\"",
    );
    let [japanese, german] = localizations.as_slice() else {
        panic!("two languages, not {localizations:#?}");
    };
    assert_eq!(
        [japanese, german].map(|one| one.locale.id()),
        [0x411, 0x407]
    );
    let disk = &japanese.classes[0];
    assert_eq!(disk.name, "Acme_Disk");
    assert_eq!(disk.description, None);
    assert_eq!(
        disk.display_name.as_deref(),
        Some("\u{30c7}\u{30a3}\u{30b9}\u{30af}")
    );
    let names: Vec<_> = disk
        .properties
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["State", "Mode", "Bits"]);
    for property in &disk.properties {
        let meanings = ["1".to_owned(), "2".to_owned()];
        assert_eq!(property.meanings.as_deref(), Some(meanings.as_slice()));
    }
    assert_eq!(disk.properties[1].units.as_deref(), Some(""));
    assert_eq!(disk.properties[2].description.as_deref(), Some("b"));
    assert_eq!(german.classes[0].description.as_deref(), Some("Platte"));
}

#[test]
fn a_value_is_the_same_however_its_numbers_are_written() {
    let text = german(
        "State.values = [[\"0x0..\", \"Gut\"], [-0b1, \"Schlecht\"]]\nBits.bitmap = [[0x7, \"Hoch\"], [0o0, \"Tief\"]]",
    );
    // TOML has no sign before the digits of another base.
    assert_eq!(faults(&text)[0].0, "toml-syntax");
    let text = text.replace("-0b1", "-1");
    let properties = &localizations(&text)[0].classes[0].properties;
    let meanings = properties
        .iter()
        .map(|one| one.meanings.clone().expect("meanings"));
    let meanings: Vec<_> = meanings.collect();
    assert_eq!(meanings, [["Schlecht", "Gut"], ["Tief", "Hoch"]]);
}

#[test]
fn a_translation_of_nothing_is_refused_where_it_stands() {
    let nothing = |places: &[&str]| -> Vec<(&str, String)> {
        let places = places.iter();
        places
            .map(|place| ("nothing-to-translate", (*place).to_owned()))
            .collect()
    };
    let text =
        "[locale.MS_407.class.Acme_Disc]\n[locale.MS_407.class.Acme_Disk.properties]\nSate = {}";
    assert_eq!(faults(text), nothing(&["Acme_Disc", "Sate"]));
    assert_eq!(
        faults("[locale.ms_0409.class.Acme_Disk]"),
        nothing(&["ms_0409"])
    );
    for wrong in [
        "[[-1, \"1\"]]",
        "[[-1, \"1\"], [0, \"2\"]]",
        "[[-1, \"1\"], [\"0..\", \"2\"], [\"0..\", \"3\"]]",
        "[[-1, \"1\"], [-1, \"2\"]]",
        "[]",
    ] {
        let text = german(&format!("State = {{ values = {wrong} }}"));
        assert_eq!(faults(&text), nothing(&[wrong]));
    }
    for (properties, wrong) in [
        ("State.bitmap = [[0, \"1\"]]", "[[0, \"1\"]]"),
        (
            "Bits.values = [[0, \"1\"], [7, \"2\"]]",
            "[[0, \"1\"], [7, \"2\"]]",
        ),
        (
            "Bits.bitmap = [[0, \"1\"], [6, \"2\"]]",
            "[[0, \"1\"], [6, \"2\"]]",
        ),
        ("Id.values = [[\"a\", \"A\"]]", "[[\"a\", \"A\"]]"),
        (
            "Mode.values = [[\"Fast\", \"1\"], [\"slow\", \"2\"]]",
            "[[\"Fast\", \"1\"], [\"slow\", \"2\"]]",
        ),
    ] {
        assert_eq!(faults(&german(properties)), nothing(&[wrong]));
    }
}

#[test]
fn nothing_is_translated_twice_into_one_language() {
    let twice = |place: &str| vec![("duplicate-name", place.to_owned())];
    let locales = "[locale.MS_407.class.Acme_Disk]\n[locale.ms_0407.class.Acme_Disk]";
    assert_eq!(faults(locales), twice("ms_0407"));
    let classes = "[locale.MS_407.class.Acme_Disk]\n[locale.MS_407.class.acme_disk]";
    assert_eq!(faults(classes), twice("acme_disk"));
    assert_eq!(faults(&german("State = {}\nSTATE = {}")), twice("STATE"));
}
