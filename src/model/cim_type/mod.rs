//! The CIM types.
//!
//! A CIM type is a row of the table in `rows`; what depends on a type asks its row, or has an arm for every [`Domain`].

mod rows;

pub use rows::CimType;

/// What the generator knows of a CIM type.
#[derive(Debug)]
pub struct Row {
    /// The spec's word.
    pub word: &'static str,
    /// The spec's word for an array of it.
    pub array_word: &'static str,
    /// The type that stands before a property in MOF.
    pub mof: &'static str,
    /// The value of the qualifier `SubType`, where MOF has one type for two.
    pub sub_type: Option<&'static str>,
    /// The Rust type that stands for it.
    pub rust: &'static str,
    /// That type's name, where it is one of the runtime's.
    pub runtime_name: Option<&'static str>,
    /// Whether that type is `Copy`.
    pub copy: bool,
    /// The variant of the runtime's own `CimType`.
    pub variant: &'static str,
    /// What its values are.
    pub domain: Domain,
    /// What a key of it would be, by which no instance can be named; none where it may be a key (WMI: "Key Qualifier").
    pub no_key: Option<&'static str>,
    /// A value as a spec writes it.
    pub example: &'static str,
    /// What it is called elsewhere.
    pub aliases: &'static [&'static str],
}

/// What the values of a CIM type are.
#[derive(Clone, Copy, Debug)]
pub enum Domain {
    /// `true` and `false`.
    Boolean,
    /// The integers from `least` to `most`.
    Integer {
        /// The smallest.
        least: i128,
        /// The largest.
        most: i128,
        /// How many bits they have, if none is negative.
        bits: Option<u32>,
    },
    /// Floating-point numbers.
    Real {
        /// The smallest above zero.
        least: f64,
        /// The largest.
        most: f64,
        /// The digits, in base 2, that each has.
        digits: u32,
    },
    /// UTF-16 code units.
    Char16,
    /// Texts.
    Text,
    /// Points in time.
    Datetime,
    /// Lengths of time.
    Interval,
    /// Objects of classes.
    Object,
}

impl CimType {
    /// What its values are.
    pub const fn domain(self) -> Domain {
        self.row().domain
    }

    /// The smallest and the largest value of an integer type.
    pub fn bounds(self) -> Option<(i128, i128)> {
        match self.domain() {
            Domain::Integer { least, most, .. } => Some((least, most)),
            Domain::Boolean
            | Domain::Real { .. }
            | Domain::Char16
            | Domain::Text
            | Domain::Datetime
            | Domain::Interval
            | Domain::Object => None,
        }
    }

    /// How many bits an unsigned integer has.
    pub fn bits(self) -> Option<u32> {
        match self.domain() {
            Domain::Integer { bits, .. } => bits,
            Domain::Boolean
            | Domain::Real { .. }
            | Domain::Char16
            | Domain::Text
            | Domain::Datetime
            | Domain::Interval
            | Domain::Object => None,
        }
    }

    /// Whether it is a floating-point type.
    pub fn is_real(self) -> bool {
        match self.domain() {
            Domain::Real { .. } => true,
            Domain::Boolean
            | Domain::Integer { .. }
            | Domain::Char16
            | Domain::Text
            | Domain::Datetime
            | Domain::Interval
            | Domain::Object => false,
        }
    }

    /// Whether its values are texts, which have a length.
    pub fn is_text(self) -> bool {
        match self.domain() {
            Domain::Text => true,
            Domain::Boolean
            | Domain::Integer { .. }
            | Domain::Real { .. }
            | Domain::Char16
            | Domain::Datetime
            | Domain::Interval
            | Domain::Object => false,
        }
    }

    /// Whether its values may be listed with their meanings (WMI: `ValueMap`).
    pub fn has_value_map(self) -> bool {
        match self.domain() {
            Domain::Boolean | Domain::Integer { .. } | Domain::Text => true,
            Domain::Real { .. }
            | Domain::Char16
            | Domain::Datetime
            | Domain::Interval
            | Domain::Object => false,
        }
    }
}
