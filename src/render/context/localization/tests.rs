//! The files of texts.

use super::*;
use crate::lint::check;

/// The files of a spec with these further tables.
fn files(tables: &str) -> Vec<LocalizationContext<'static>> {
    let text = format!(
        "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\nnamespace = 'root\\Acme'\nlocale = \"MS_40C\"\n\
         clsid = \"{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}\"\n\
         [class.Acme_Mute]\noperations = [\"get\"]\nproperties.Id = {{ type = \"uint32\", key = true }}\n\
         [class.Acme_Disk]\noperations = [\"get\"]\ndescription = \"Un disque.\"\n\
         [class.Acme_Disk.properties]\nId = {{ type = \"string\", key = true, display-name = \"Nom\" }}\n\
         States = {{ type = \"uint8[]\", values = [[0, \"Bon\"], [1, \"Mauvais\"]] }}\n\
         Bits = {{ type = \"uint8\", units = \"bits\", bitmap = [[0, \"Lisible\"], [7, \"Perdu\"]] }}\n\
         Age = {{ type = \"interval\", description = \"\u{c2}ge\" }}\nSilent = {{ type = \"boolean\" }}\n{tables}\n"
    );
    let (provider, found) = check(&text);
    let provider = Box::leak(Box::new(provider.unwrap_or_else(|| panic!("{found:#?}"))));
    let context = Box::leak(Box::new(ProviderContext::new(provider)));
    localizations(provider, context)
}

fn properties<'c>(class: &'c TextsOfClass<'_>) -> Vec<[&'c str; 3]> {
    let properties = class.properties.iter();
    properties
        .map(|one| {
            [
                one.mof_qualifiers.0.as_str(),
                one.mof_type.as_str(),
                one.name.as_str(),
            ]
        })
        .collect()
}

#[test]
fn without_translations_texts_stay_with_the_classes() {
    assert!(files("").is_empty());
}

#[test]
fn the_spec_s_own_language_has_the_first_file() {
    let files = files("[locale.ms_407.class.Acme_Disk]\n[locale.MS_0411.class.Acme_Disk]");
    let named: Vec<_> = files
        .iter()
        .map(|one| {
            (
                one.file_name.as_str(),
                one.namespace.as_str(),
                one.own,
                one.last,
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("acme_storage.ms_40c.mfl", r"root\Acme\ms_40c", true, false),
            ("acme_storage.ms_407.mfl", r"root\Acme\ms_407", false, false),
            ("acme_storage.ms_411.mfl", r"root\Acme\ms_411", false, true),
        ]
    );
    assert_eq!(files[1].namespace_pragma, r"\\.\root\Acme\ms_407");
}

#[test]
fn a_file_has_every_text_translated_or_not() {
    let files = files(
        "[locale.MS_407.class.acme_disk]\ndisplay-name = \"Platte\"\n\
         [locale.MS_407.class.acme_disk.properties]\nSTATES.values = [[1, \"Schlecht\"], [0, \"Gut\"]]\n\
         Age.description = \"Alter \\\"x\\\"\"",
    );
    // Nothing of the other class is text, translated or not.
    let [french, german] = [0, 1].map(|index| {
        let [disk] = files[index].classes.as_slice() else {
            panic!("one class");
        };
        (disk.mof_qualifiers.0.as_str(), properties(disk))
    });
    assert_eq!(
        french,
        (
            r#"[AMENDMENT, LOCALE(0x40C), Description("Un disque.") : Amended ToSubclass]"#,
            vec![
                [
                    r#"[key, DisplayName("Nom") : Amended ToSubclass]"#,
                    "string",
                    "Id"
                ],
                [
                    r#"[Values{"Bon", "Mauvais"} : Amended ToSubclass]"#,
                    "uint8",
                    "States"
                ],
                [
                    r#"[Units("bits") : Amended ToSubclass, BitValues{"Lisible", "Perdu"} : Amended ToSubclass]"#,
                    "uint8",
                    "Bits"
                ],
                [
                    r#"[Description("\x00C2ge") : Amended ToSubclass]"#,
                    "datetime",
                    "Age"
                ],
            ]
        )
    );
    assert_eq!(
        german.1[1][0],
        r#"[Values{"Gut", "Schlecht"} : Amended ToSubclass]"#
    );
    assert_eq!(
        german.1[3][0],
        r#"[Description("Alter \"x\"") : Amended ToSubclass]"#
    );
    assert_eq!((german.1[0], german.1[2]), (french.1[0], french.1[2]));
    assert_eq!(
        german.0,
        "[AMENDMENT, LOCALE(0x407), DisplayName(\"Platte\") : Amended ToSubclass, \
         Description(\"Un disque.\") : Amended ToSubclass]"
    );
}
