//! What a value may be beyond its shape, and what holds where none is written.
//!
//! Judging values is the model's work, and that is where these names and numbers come from; but the model lies above
//! the spec and cannot be asked from here. The tests below hold each entry against it instead.

use crate::spec::keys::{
    ACCESS_DENIED, CLASS, CLIENT, HOSTING, LOCALE, PROPERTY, PROVIDER, QUALIFIER, SPEC, Table,
};

/// What a key's value may be, and what holds where the key is not written.
#[derive(Debug)]
pub struct Limit {
    /// The key's table.
    pub table: &'static Table,
    /// The key's name.
    pub key: &'static str,
    /// The values it may have.
    pub values: Values,
    /// What holds where it is not written.
    pub default: Default,
}

/// The values that a key may have.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// All that its shape allows.
    Any,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An array of so many of these strings at least, each once.
    SomeOf(usize, &'static [&'static str]),
    /// The integers from one to the other.
    Between(i64, i64),
    /// The strings that this regular expression matches as a whole.
    Matching(&'static str),
}

/// What holds where a key is not written.
#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// Nothing, or what the key's sentence says.
    None,
    /// This value, as TOML has it.
    Value(&'static str),
    /// What these words say.
    Words(&'static str),
}

/// WMI's names of classes, properties and the like.
pub const NAME: &str = "^[A-Za-z](?:[A-Za-z0-9_]{0,253}[A-Za-z0-9])?$";

/// WMI's names of locales.
pub const LOCALE_NAME: &str = "^[Mm][Ss]_[0-9A-Fa-f]+$";

/// The names that the user chooses in a table of named tables, by what the tables are.
pub fn names(inner: &Table) -> &'static str {
    if inner.name == LOCALE.name {
        LOCALE_NAME
    } else {
        NAME
    }
}

/// The limit of a key, if it has one.
pub fn limit(table: &Table, key: &str) -> Option<&'static Limit> {
    LIMITS
        .iter()
        .find(|limit| limit.table.name == table.name && limit.key == key)
}

/// A limit of values alone.
const fn only(table: &'static Table, key: &'static str, values: Values) -> Limit {
    let default = Default::None;
    Limit {
        table,
        key,
        values,
        default,
    }
}

/// A limit of values, one of which holds where none is written.
const fn or(
    table: &'static Table,
    key: &'static str,
    values: Values,
    default: &'static str,
) -> Limit {
    let default = Default::Value(default);
    Limit {
        table,
        key,
        values,
        default,
    }
}

/// A key whose default no TOML value can name.
const fn said(
    table: &'static Table,
    key: &'static str,
    values: Values,
    words: &'static str,
) -> Limit {
    let default = Default::Words(words);
    Limit {
        table,
        key,
        values,
        default,
    }
}

/// The CIM types, each also as an array.
const TYPES: Values = Values::OneOf(&[
    "boolean",
    "boolean[]",
    "uint8",
    "uint8[]",
    "uint16",
    "uint16[]",
    "uint32",
    "uint32[]",
    "uint64",
    "uint64[]",
    "sint8",
    "sint8[]",
    "sint16",
    "sint16[]",
    "sint32",
    "sint32[]",
    "sint64",
    "sint64[]",
    "real32",
    "real32[]",
    "real64",
    "real64[]",
    "char16",
    "char16[]",
    "string",
    "string[]",
    "datetime",
    "datetime[]",
    "interval",
    "interval[]",
]);

/// The keys whose values are limited or that have a default.
pub const LIMITS: &[Limit] = &[
    only(&SPEC, "spec-version", Values::Between(1, 1)),
    only(&PROVIDER, "name", Values::Matching(NAME)),
    or(
        &PROVIDER,
        "locale",
        Values::Matching(LOCALE_NAME),
        "\"MS_409\"",
    ),
    or(
        &HOSTING,
        "model",
        Values::OneOf(&[
            "NetworkServiceHost",
            "LocalServiceHost",
            "NetworkServiceHostOrSelfHost",
            "LocalSystemHost",
            "LocalSystemHostOrSelfHost",
        ]),
        "\"NetworkServiceHost\"",
    ),
    said(
        &HOSTING,
        "group",
        Values::Matching(NAME),
        "the provider's name",
    ),
    or(
        &CLIENT,
        "level",
        Values::OneOf(&["impersonate", "delegate"]),
        "\"impersonate\"",
    ),
    or(
        &ACCESS_DENIED,
        "object",
        Values::OneOf(&["hide", "fail", "fail-with-error-object"]),
        "\"hide\"",
    ),
    or(
        &ACCESS_DENIED,
        "property",
        Values::OneOf(&["null", "deny-object"]),
        "\"null\"",
    ),
    or(
        &ACCESS_DENIED,
        "enumeration",
        Values::OneOf(&[
            "omit",
            "fail",
            "fail-with-error-object",
            "report-and-continue",
            "report-and-stop",
        ]),
        "\"omit\"",
    ),
    or(
        &ACCESS_DENIED,
        "held-instances-max",
        Values::Between(1, 1_000_000),
        "10_000",
    ),
    or(
        &ACCESS_DENIED,
        "held-bytes-max",
        Values::Between(1, 1_073_741_824),
        "67_108_864",
    ),
    only(
        &CLASS,
        "operations",
        Values::SomeOf(1, &["get", "enumerate"]),
    ),
    only(&PROPERTY, "type", TYPES),
    or(&PROPERTY, "key", Values::Any, "false"),
    or(
        &PROPERTY,
        "denied",
        Values::OneOf(&["null", "deny-object"]),
        "false",
    ),
    only(&PROPERTY, "max-len", Values::Between(1, i32::MAX as i64)),
    or(
        &PROPERTY,
        "not-finite",
        Values::OneOf(&["null", "fail"]),
        "\"null\"",
    ),
    only(
        &QUALIFIER,
        "flavor",
        Values::SomeOf(
            0,
            &[
                "ToSubclass",
                "NotToSubclass",
                "ToInstance",
                "NotToInstance",
                "EnableOverride",
                "DisableOverride",
                "Restricted",
                "Amended",
            ],
        ),
    ),
];
