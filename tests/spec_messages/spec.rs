//! A sound spec in which each key stands in a line of its own, so that one can be written otherwise.

use wmigen::spec::keys::{
    ACCESS_DENIED, CLASS, CLIENT, EXTERNAL, HOSTING, LOCALE, LOCALIZED_CLASS, LOCALIZED_METHOD,
    LOCALIZED_PROPERTY, LOCALIZED_RETURNS, METHOD, NAMESPACE, PROPERTY, PROVIDER, QUALIFIER,
    QUALIFIER_FLAVOR, RETURNS, SPEC, TEMPLATES, Table,
};

/// The lines of the spec: a key with all tables that it is in, and its value.
const LINES: &[(&str, &str)] = &[
    ("spec-version", "1"),
    ("provider.name", "\"AcmeStorage\""),
    (
        "provider.clsid",
        "\"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"",
    ),
    ("provider.namespace", "'root\\Acme'"),
    ("provider.hosting.model", "\"NetworkServiceHost\""),
    ("provider.client.level", "\"impersonate\""),
    ("access-denied.object", "\"hide\""),
    ("class.Acme_Disk.operations", "[\"get\", \"enumerate\"]"),
    ("class.Acme_Disk.access-denied.object", "\"hide\""),
    ("class.Acme_Disk.qualifiers.Version.value", "\"1.0\""),
    ("class.Acme_Disk.properties.Name.type", "\"string\""),
    ("class.Acme_Disk.properties.Name.key", "true"),
    ("class.Acme_Disk.properties.Size.type", "\"uint64\""),
    (
        "class.Acme_Disk.properties.Size.description",
        "\"All of it.\"",
    ),
    ("class.Acme_Disk.properties.Size.display-name", "\"Size\""),
    (
        "class.Acme_Disk.properties.Size.qualifiers.Version.value",
        "\"1.0\"",
    ),
    (
        "class.Acme_Disk.method.Format.description",
        "\"Empties it.\"",
    ),
    ("class.Acme_Disk.method.Format.static", "true"),
    ("class.Acme_Disk.method.Format.returns.type", "\"uint32\""),
    (
        "class.Acme_Disk.method.Format.returns.values",
        "[[0, \"Done\"]]",
    ),
    ("qualifier.Version.flavor", "[\"ToSubclass\"]"),
    ("external.CIM_Drive.abstract", "true"),
    (
        "locale.MS_407.class.Acme_Disk.properties.Size.description",
        "\"Alles.\"",
    ),
    (
        "locale.MS_407.class.Acme_Disk.method.Format.description",
        "\"Leert sie.\"",
    ),
    (
        "locale.MS_407.class.Acme_Disk.method.Format.returns.values",
        "[[0, \"Getan\"]]",
    ),
    ("templates.dir", "\"templates\""),
];

/// Each table of the spec, and where the spec has one; but for parameters, which stand in an array, where no key of a line leads.
pub const PLACES: &[(&Table, &str)] = &[
    (&SPEC, ""),
    (&PROVIDER, "provider."),
    (&HOSTING, "provider.hosting."),
    (&CLIENT, "provider.client."),
    (&ACCESS_DENIED, "class.Acme_Disk.access-denied."),
    (&CLASS, "class.Acme_Disk."),
    (&PROPERTY, "class.Acme_Disk.properties.Size."),
    (&METHOD, "class.Acme_Disk.method.Format."),
    (&RETURNS, "class.Acme_Disk.method.Format.returns."),
    (&QUALIFIER, "class.Acme_Disk.qualifiers.Version."),
    (&QUALIFIER_FLAVOR, "qualifier.Version."),
    (&EXTERNAL, "external.CIM_Drive."),
    (&NAMESPACE, "namespace.'root\\Acme\\Admin'."),
    (&LOCALE, "locale.MS_407."),
    (&LOCALIZED_CLASS, "locale.MS_407.class.Acme_Disk."),
    (
        &LOCALIZED_PROPERTY,
        "locale.MS_407.class.Acme_Disk.properties.Size.",
    ),
    (
        &LOCALIZED_METHOD,
        "locale.MS_407.class.Acme_Disk.method.Format.",
    ),
    (
        &LOCALIZED_RETURNS,
        "locale.MS_407.class.Acme_Disk.method.Format.returns.",
    ),
    (&TEMPLATES, "templates."),
];

/// The spec with one line more, which takes the place of the lines with its key and with those in `instead_of`.
pub fn with(line: &str, instead_of: &[&str]) -> String {
    let key = line.split(['=', ':']).next().unwrap().trim_end();
    let replaced = |other: &str| {
        let is = |key: &str| {
            other
                .strip_prefix(key)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        is(key) || instead_of.iter().any(|key| is(key))
    };
    let mut lines: Vec<String> = LINES
        .iter()
        .filter(|(key, _)| !replaced(key))
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    // Not the first line, where the places of what is nowhere are.
    lines.insert(1.min(lines.len()), line.to_owned());
    lines.join("\n") + "\n"
}

#[test]
fn it_is_sound_and_has_each_table() {
    let text = with("class.Acme_Disk.description = \"A disk.\"", &[]);
    let (provider, found) = wmigen::lint::check(&text);
    assert!(provider.is_some(), "{found:#?}");
    assert_eq!(PLACES.len() + 1, wmigen::spec::keys::TABLES.len());
}
