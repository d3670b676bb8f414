//! Translations come and go one by one.

use super::{BASE, merged, with};

/// The texts of a language.
const TRANSLATED: &str = r#"
[locale.MS_407.values]
State = [[0, "Aus"], [1, "An"]]

[locale.MS_407.class.Acme_Disk]
description = "Ein Laufwerk."

[locale.MS_407.class.Acme_Disk.method.Wipe]
description = "Löscht."
parameters.Slowly = { description = "Langsam." }
parameters.Twice = { description = "Zweimal." }

[locale.MS_407.class.Acme_Path.properties]
Port = { description = "Der Anschluss." }
"#;

#[test]
fn a_language_that_goes_leaves_the_classes_that_were_changed_by_hand() {
    let base = format!("{BASE}{TRANSLATED}");
    let (said, text) = merged(Some(&base), &base, BASE);
    assert_eq!(said, ["-locale"]);
    assert_eq!(text.trim_end(), BASE.trim_end());
    let yours = with(&base, &[("\"Der Anschluss.\"", "\"Der Port.\"")]);
    let (said, text) = merged(Some(&base), &yours, BASE);
    assert_eq!(
        said,
        [
            "-locale.MS_407.values",
            "-locale.MS_407.class.Acme_Disk",
            "?locale.MS_407.class.Acme_Path gone",
        ]
    );
    assert!(
        text.contains("Der Port.") && !text.contains("Löscht."),
        "{text}"
    );
}

#[test]
fn parameters_that_go_leave_those_that_were_changed_by_hand() {
    let base = format!("{BASE}{TRANSLATED}");
    let new = with(
        &base,
        &[
            ("parameters.Slowly = { description = \"Langsam.\" }\n", ""),
            ("parameters.Twice = { description = \"Zweimal.\" }\n", ""),
        ],
    );
    let yours = with(&base, &[("\"Langsam.\"", "\"Gemächlich.\"")]);
    let (said, text) = merged(Some(&base), &yours, &new);
    assert_eq!(
        said,
        [
            "-locale.MS_407.class.Acme_Disk.method.Wipe.parameters.Twice",
            "?locale.MS_407.class.Acme_Disk.method.Wipe.parameters.Slowly gone",
        ]
    );
    assert!(
        text.contains("Gemächlich.") && !text.contains("Zweimal."),
        "{text}"
    );
}
