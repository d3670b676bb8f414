//! What a value may be beyond its shape, and what holds where none is written.
//!
//! Judging values is the model's work, so that each row asks the model for its words, its bounds and its patterns.

use crate::model::{
    CLSID_PATTERN, Choice, ClientLevel, EnumerationDenial, FIELD_PATTERN, FieldType, Flavor,
    HELD_BYTES_MAX_LIMIT, HELD_INSTANCES_MAX_LIMIT, HostingModel, Kind, LOCALE_PATTERN, Locale,
    MAX_LEN_LIMIT, NAME_PATTERN, NAMESPACE_PATTERN, NIL_CLSID, NotFinite, ObjectDenial, Operation,
    PRIVILEGES, Policy, PropertyDenial, SCHEMA_MOF_PATTERN, SPEC_VERSION, TRUSTEE_PATTERN,
    TYPE_PATTERN, TextForm,
};
use crate::spec::keys::{
    ACCESS, ACCESS_DENIED, CLASS, CLIENT, HOSTING, LOCALE, METHOD, NAMESPACE, PARAMETER, PROPERTY,
    PROVIDER, QUALIFIER, QUALIFIER_FLAVOR, RETURNS, SPEC, Table,
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
    OneOf(fn() -> Vec<&'static str>),
    /// One of these strings, or one that this regular expression matches as a whole, which is what the words say.
    OneOfOr(fn() -> Vec<&'static str>, fn() -> String, &'static str),
    /// An array of so many of these strings at least, each once.
    SomeOf(usize, fn() -> Vec<&'static str>),
    /// An array of strings that this regular expression matches as a whole, each once.
    AllMatching(&'static str),
    /// The integers from one to the other.
    Between(i64, i64),
    /// The strings that this regular expression matches as a whole.
    Matching(&'static str),
    /// The same but for this one.
    MatchingBut(&'static str, &'static str),
}

/// What holds where a key is not written.
#[derive(Clone, Copy, Debug)]
pub enum Default {
    /// Nothing, or what the key's sentence says.
    None,
    /// This string.
    Word(fn() -> String),
    /// This number.
    Number(fn() -> u32),
    /// `true` or `false`.
    Flag(bool),
    /// What these words say.
    Words(&'static str),
}

impl Default {
    /// The value as TOML has it, if there is one that can be written.
    pub fn written(self) -> Option<String> {
        match self {
            Self::Word(word) => Some(format!("\"{}\"", word())),
            Self::Number(number) => Some(grouped(number())),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::None | Self::Words(_) => None,
        }
    }
}

/// A number whose digits stand in groups of three, as people read them.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join("_")
}

/// The names that the user chooses in a table of named tables, by what the tables are.
pub fn names(inner: &Table) -> &'static str {
    match inner.name {
        of if of == LOCALE.name => LOCALE_PATTERN,
        of if of == NAMESPACE.name => NAMESPACE_PATTERN,
        _ => NAME_PATTERN,
    }
}

/// The limit of a key, if it has one.
pub fn limit(table: &Table, key: &str) -> Option<&'static Limit> {
    let of = |name: &str| {
        LIMITS
            .iter()
            .find(|limit| limit.table.name == name && limit.key == key)
    };
    // What a field has, it has wherever it stands.
    let is_field = [PARAMETER.name, RETURNS.name].contains(&table.name);
    of(table.name).or_else(|| of(PROPERTY.name).filter(|_| is_field))
}

/// A limit of values alone.
const fn only(table: &'static Table, key: &'static str, values: Values) -> Limit {
    or(table, key, values, Default::None)
}

/// A limit of values, and what holds where none is written.
const fn or(table: &'static Table, key: &'static str, values: Values, default: Default) -> Limit {
    Limit {
        table,
        key,
        values,
        default,
    }
}

/// The word that holds where none is written, of a type that has a default.
fn default<T: Choice + std::default::Default>() -> String {
    T::default().as_str().to_owned()
}

/// The keys whose values are limited or that have a default.
pub const LIMITS: &[Limit] = &[
    only(
        &SPEC,
        "spec-version",
        Values::Between(SPEC_VERSION, SPEC_VERSION),
    ),
    only(&PROVIDER, "name", Values::Matching(NAME_PATTERN)),
    only(&PROVIDER, "namespace", Values::Matching(NAMESPACE_PATTERN)),
    only(
        &PROVIDER,
        "clsid",
        Values::MatchingBut(CLSID_PATTERN, NIL_CLSID),
    ),
    only(
        &PROVIDER,
        "schema-mof",
        Values::AllMatching(SCHEMA_MOF_PATTERN),
    ),
    or(
        &PROVIDER,
        "locale",
        Values::Matching(LOCALE_PATTERN),
        Default::Word(|| Locale::default().name()),
    ),
    or(
        &HOSTING,
        "model",
        Values::OneOf(HostingModel::names),
        Default::Word(default::<HostingModel>),
    ),
    or(
        &HOSTING,
        "group",
        Values::Matching(NAME_PATTERN),
        Default::Words("the provider's name"),
    ),
    or(
        &CLIENT,
        "level",
        Values::OneOf(ClientLevel::names),
        Default::Word(default::<ClientLevel>),
    ),
    or(
        &ACCESS_DENIED,
        "object",
        Values::OneOf(ObjectDenial::names),
        Default::Word(|| Policy::default().object.as_str().to_owned()),
    ),
    or(
        &ACCESS_DENIED,
        "property",
        Values::OneOf(PropertyDenial::names),
        Default::Word(|| Policy::default().property.as_str().to_owned()),
    ),
    or(
        &ACCESS_DENIED,
        "enumeration",
        Values::OneOf(EnumerationDenial::names),
        Default::Word(|| Policy::default().enumeration.as_str().to_owned()),
    ),
    or(
        &ACCESS_DENIED,
        "held-instances-max",
        Values::Between(1, HELD_INSTANCES_MAX_LIMIT as i64),
        Default::Number(|| Policy::default().held_instances_max),
    ),
    or(
        &ACCESS_DENIED,
        "held-bytes-max",
        Values::Between(1, HELD_BYTES_MAX_LIMIT as i64),
        Default::Number(|| Policy::default().held_bytes_max),
    ),
    only(&ACCESS, "read", Values::AllMatching(TRUSTEE_PATTERN)),
    only(&ACCESS, "write", Values::AllMatching(TRUSTEE_PATTERN)),
    only(&ACCESS, "call", Values::AllMatching(TRUSTEE_PATTERN)),
    only(&ACCESS, "subscribe", Values::AllMatching(TRUSTEE_PATTERN)),
    only(&ACCESS, "groups", Values::AllMatching(TRUSTEE_PATTERN)),
    only(
        &ACCESS,
        "privileges",
        Values::SomeOf(1, || PRIVILEGES.to_vec()),
    ),
    or(&PROVIDER, "audit", Values::Any, Default::Flag(false)),
    or(
        &CLASS,
        "access",
        Values::Any,
        Default::Words("the superclass's"),
    ),
    or(
        &METHOD,
        "access",
        Values::Any,
        Default::Words("that of the method that it overrides, or else the class's"),
    ),
    or(
        &CLASS,
        "rust-name",
        Values::Matching(TYPE_PATTERN),
        Default::Words("the name in WMI, in UpperCamelCase"),
    ),
    or(
        &NAMESPACE,
        "requires-encryption",
        Values::Any,
        Default::Flag(false),
    ),
    or(
        &CLASS,
        "namespace",
        Values::Matching(NAMESPACE_PATTERN),
        Default::Words("the provider's"),
    ),
    or(
        &CLASS,
        "kind",
        Values::OneOf(Kind::served),
        Default::Word(default::<Kind>),
    ),
    only(
        &CLASS,
        "operations",
        Values::SomeOf(1, || Operation::WORDS.to_vec()),
    ),
    only(
        &PROPERTY,
        "type",
        Values::OneOfOr(
            FieldType::names,
            FieldType::bounded_pattern,
            "an array of at most so many elements, as `uint8[6]`",
        ),
    ),
    or(&PROPERTY, "key", Values::Any, Default::Flag(false)),
    or(
        &PROPERTY,
        "required",
        Values::Any,
        Default::Words("`true` for a key, else `false`"),
    ),
    or(
        &PROPERTY,
        "denied",
        Values::OneOf(PropertyDenial::names),
        Default::Flag(false),
    ),
    or(
        &PROPERTY,
        "rust-name",
        Values::Matching(FIELD_PATTERN),
        Default::Words("the name in WMI, in snake_case"),
    ),
    only(
        &PROPERTY,
        "max-len",
        Values::Between(1, MAX_LEN_LIMIT as i64),
    ),
    only(&PROPERTY, "text", Values::OneOf(TextForm::names)),
    or(
        &PROPERTY,
        "not-finite",
        Values::OneOf(NotFinite::names),
        Default::Word(default::<NotFinite>),
    ),
    or(&METHOD, "static", Values::Any, Default::Flag(false)),
    or(
        &METHOD,
        "rust-name",
        Values::Matching(FIELD_PATTERN),
        Default::Words("the name in WMI, in snake_case"),
    ),
    only(&METHOD, "returns", Values::OneOf(FieldType::single_names)),
    only(&RETURNS, "type", Values::OneOf(FieldType::single_names)),
    only(&PARAMETER, "in", Values::Matching(NAME_PATTERN)),
    only(&PARAMETER, "out", Values::Matching(NAME_PATTERN)),
    only(&PARAMETER, "in-out", Values::Matching(NAME_PATTERN)),
    or(&PARAMETER, "optional", Values::Any, Default::Flag(false)),
    only(&QUALIFIER, "flavor", Values::SomeOf(0, Flavor::names)),
    only(
        &QUALIFIER_FLAVOR,
        "flavor",
        Values::SomeOf(0, Flavor::names),
    ),
];
