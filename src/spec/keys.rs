//! The one list of keys that a spec may have.
//!
//! Reading is driven by it: what is unknown, missing, of a wrong type or not served yet. A key that is not in it does not
//! exist, and one that is says in a sentence what it is for. The folder `tables` declares it, table by table.

pub use super::tables::{
    ACCESS_DENIED, CLASS, CLIENT, EXTERNAL, HOSTING, LOCALE, LOCALIZED_CLASS, LOCALIZED_METHOD,
    LOCALIZED_PROPERTY, LOCALIZED_RETURNS, METHOD, NAMESPACE, PARAMETER, PROPERTY, PROVIDER,
    QUALIFIER, QUALIFIER_FLAVOR, RETURNS, SPEC, TABLES, TEMPLATES,
};

/// A table of the spec and the keys that it may have.
#[derive(Debug)]
pub struct Table {
    /// How messages name it.
    pub name: &'static str,
    /// Its keys, in the order in which messages list them.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it says, in one sentence.
    pub doc: &'static str,
    /// How it may be used.
    pub status: Status,
}

/// Whether a key may be written, and what as.
#[derive(Clone, Copy, Debug)]
pub enum Status {
    /// Must be written.
    Required(Shape),
    /// Must be written unless something else that is written stands for it, which the model knows.
    Expected(Shape),
    /// May be written.
    Optional(Shape),
    /// Known, but not served yet; what to do until then.
    Later(&'static str),
    /// Never served, and why; `false` is what wmigen does anyway and passes.
    Never(&'static str),
}

/// The type of a key's value, with an example to show to whoever wrote another.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string.
    String(&'static str),
    /// An array of strings.
    Strings(&'static str),
    /// An integer.
    Integer(&'static str),
    /// `true` or `false`.
    Boolean(&'static str),
    /// `true`, `false` or a string.
    BooleanOrString(&'static str),
    /// A value of any type but a table or a date, or an array of such values.
    Literal(&'static str),
    /// An array of pairs: a number, a string or a boolean, and its meaning.
    Meanings(&'static str),
    /// An array of those pairs, or of the values alone.
    Values(&'static str),
    /// The same, or a name of `[values]`.
    ValuesOrName(&'static str),
    /// A table of names that the user chooses, each with a value of this shape.
    ByName(&'static Shape, &'static str),
    /// A table of rules, each with its level as a string.
    Levels(&'static str),
    /// A table of names that the user chooses, each of them a value as of `Literal`, or a table with fixed keys.
    LiteralsOrTables(&'static Table, &'static str),
    /// A table with fixed keys.
    Table(&'static Table, &'static str),
    /// A string, or a table with fixed keys.
    StringOrTable(&'static Table, &'static str),
    /// An array of tables with fixed keys.
    List(&'static Table, &'static str),
    /// A table whose keys are names that the user chooses, each of them a table.
    Named(&'static Table, &'static str),
}

impl Key {
    /// The shape of a key that is served.
    pub fn shape(&'static self) -> Option<&'static Shape> {
        match &self.status {
            Status::Required(shape) | Status::Expected(shape) | Status::Optional(shape) => {
                Some(shape)
            }
            Status::Later(_) | Status::Never(_) => None,
        }
    }
}

impl Shape {
    /// A line of a spec with a value of this type.
    pub fn example(&self) -> &'static str {
        match self {
            Self::String(example)
            | Self::Strings(example)
            | Self::Integer(example)
            | Self::Boolean(example)
            | Self::BooleanOrString(example)
            | Self::Literal(example)
            | Self::Meanings(example)
            | Self::Values(example)
            | Self::ValuesOrName(example)
            | Self::ByName(_, example)
            | Self::Levels(example)
            | Self::LiteralsOrTables(_, example)
            | Self::Table(_, example)
            | Self::StringOrTable(_, example)
            | Self::List(_, example)
            | Self::Named(_, example) => example,
        }
    }

    /// What values of this type are called.
    pub fn described(&self) -> &'static str {
        match self {
            Self::String(_) => "a string",
            Self::Strings(_) => "an array of strings",
            Self::Integer(_) => "an integer",
            Self::Boolean(_) => "`true` or `false`",
            Self::BooleanOrString(_) => "`true`, `false` or a string",
            Self::Literal(_) => "a string, a number, `true`, `false` or an array of them",
            Self::Meanings(_) => "an array of pairs of a value and its meaning",
            Self::Values(_) => "an array of values or of pairs of a value and its meaning",
            Self::ValuesOrName(_) => {
                "an array of values or of pairs of a value and its meaning, or a name of `[values]`"
            }
            Self::ByName(..) => "a table of named lists of values",
            Self::Levels(_) => "a table of rules and their levels",
            Self::LiteralsOrTables(..) => "a table of values",
            Self::Table(..) => "a table",
            Self::StringOrTable(..) => "a string or a table",
            Self::List(..) => "an array of tables",
            Self::Named(..) => "a table of named tables",
        }
    }
}

impl Table {
    /// The key of this name.
    pub fn key(&'static self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of the keys that are served.
    pub fn served(&'static self) -> impl Iterator<Item = &'static str> {
        let served = |key: &&'static Key| key.shape().is_some();
        self.keys.iter().filter(served).map(|key| key.name)
    }

    /// The names of the keys that are known but not served.
    pub fn unserved(&'static self) -> impl Iterator<Item = &'static str> {
        let unserved = |key: &&'static Key| key.shape().is_none();
        self.keys.iter().filter(unserved).map(|key| key.name)
    }

    /// The key that is not served and has this name but for case, hyphens and underscores, as in WMI's own
    /// `InitializeAsAdminFirst`: whoever writes that is to be told why not, and not how it would be spelt here.
    pub fn unserved_key(&'static self, name: &str) -> Option<&'static Key> {
        let meant = self.unserved().find(|known| same(known, name));
        meant.and_then(|name| self.key(name))
    }
}

/// Whether two names are the same but for case, hyphens and underscores.
pub(super) fn same(one: &str, other: &str) -> bool {
    fn folded(name: &str) -> impl Iterator<Item = char> {
        let letters = name.chars().filter(|c| !matches!(c, '-' | '_'));
        letters.flat_map(char::to_lowercase)
    }
    folded(one).eq(folded(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn keys_are_kebab_case_unique_and_documented() {
        for table in TABLES {
            let mut seen = HashSet::new();
            for key in table.keys {
                let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
                assert!(key.name.chars().all(kebab), "{}", key.name);
                assert!(seen.insert(key.name), "{} is listed twice", key.name);
                assert!(key.doc.ends_with('.'), "{}", key.name);
            }
        }
    }

    #[test]
    fn tables_within_tables_are_listed() {
        let keys = TABLES.iter().flat_map(|table| table.keys);
        for key in keys {
            if let Some(
                Shape::Table(inner, _) | Shape::Named(inner, _) | Shape::LiteralsOrTables(inner, _),
            ) = key.shape()
            {
                assert!(
                    TABLES.iter().any(|table| table.name == inner.name),
                    "{}",
                    key.name
                );
            }
        }
    }

    #[test]
    fn examples_are_toml_and_name_their_key() {
        for key in TABLES.iter().flat_map(|table| table.keys) {
            let Some(shape) = key.shape() else { continue };
            let example = shape.example();
            assert!(example.parse::<toml::Table>().is_ok(), "{example}");
            assert!(example.contains(key.name), "{example}");
        }
    }
}
