//! What wmigen makes of the qualifiers that WMI and the DMTF know. Those that are not among them are the user's own, and
//! pass as they are written.

use super::QualifierValue;
use super::rows::ROWS;

/// A qualifier that WMI or the DMTF has given a meaning.
#[derive(Debug)]
pub struct KnownQualifier {
    /// Its name, as its documentation spells it.
    pub name: &'static str,
    /// Where it has a meaning.
    pub stands_on: &'static [Place],
    /// What becomes of it.
    pub becomes: Becomes,
}

/// Something that a qualifier stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A class, of whichever kind.
    Class,
    /// A property that is no reference.
    Property,
    /// A reference.
    Reference,
    /// A method.
    Method,
    /// A parameter of a method.
    Parameter,
    /// A class that is an association.
    Association,
    /// An instance.
    Instance,
    /// A namespace.
    Namespace,
}

impl Place {
    /// The plural word for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Class => "classes",
            Self::Property => "properties",
            Self::Reference => "references",
            Self::Method => "methods",
            Self::Parameter => "parameters",
            Self::Association => "associations",
            Self::Instance => "instances",
            Self::Namespace => "namespaces",
        }
    }
}

/// What becomes of a qualifier of a spec.
#[derive(Debug)]
pub enum Becomes {
    /// It passes into the MOF with a value of one of these types.
    Passes(&'static [QualifierType]),
    /// The spec has a key that says the same; what to write.
    Key(&'static str),
    /// wmigen or WMI writes it; what there is to know.
    Written(&'static str),
    /// It belongs to something that is not served yet.
    Later(&'static str),
    /// WMI would take the class or property for something that it is not.
    Refused(&'static str),
}

/// The type of a qualifier's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualifierType {
    /// A boolean.
    Boolean,
    /// A whole number.
    Integer,
    /// A text.
    String,
    /// An array of texts.
    Strings,
    /// An array of whole numbers.
    Integers,
}

impl QualifierType {
    /// What a value of it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::String => "a string",
            Self::Strings => "an array of strings",
            Self::Integers => "an array of integers",
        }
    }

    /// A value of it, as a spec writes it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Boolean => "true",
            Self::Integer => "1",
            Self::String => "\"…\"",
            Self::Strings => "[\"…\"]",
            Self::Integers => "[1, 2]",
        }
    }

    /// Whether a value is of it.
    pub fn has(self, value: &QualifierValue) -> bool {
        let all = |values: &[QualifierValue], of: Self| values.iter().all(|one| of.has(one));
        match (self, value) {
            (Self::Boolean, QualifierValue::Boolean(_))
            | (Self::Integer, QualifierValue::Integer(_))
            | (Self::String, QualifierValue::String(_)) => true,
            (Self::Strings, QualifierValue::Array(values)) => all(values, Self::String),
            (Self::Integers, QualifierValue::Array(values)) => all(values, Self::Integer),
            _ => false,
        }
    }
}

impl KnownQualifier {
    /// The qualifier of this name, whose case does not count; none if nobody but the user knows it.
    pub fn of(name: &str) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.name.eq_ignore_ascii_case(name))
    }

    /// All of them, in the order of their names.
    pub fn all() -> &'static [Self] {
        ROWS
    }

    /// Whether it has a meaning there.
    pub fn means_something_on(&self, place: Place) -> bool {
        self.stands_on.contains(&place)
    }
}
