//! Why a value is none that a property can have.

use std::fmt;

use super::CimType;
use super::choice::Choice as _;

/// Why a value is none that a property can have: the end of a sentence that begins with the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// What is written, in words, is no value of the type.
    OtherType(&'static str, CimType),
    /// WMI writes dates and times, and intervals, in another way.
    NotAsWmiWrites(CimType),
    /// A string has a NUL character.
    NulInText,
    /// A character is NUL.
    NulCharacter,
    /// A text has more or fewer UTF-16 code units than one.
    NotOneUnit,
    /// An integer is not one of the type.
    OutOfBounds(i128, CimType),
    /// A real number is infinite or not a number.
    NotFinite,
    /// A real number is beyond what the type holds.
    TooLarge(CimType),
    /// A real number would be zero.
    TooSmall(CimType),
    /// An integer is not one that the type of a real number is sure to hold as it is.
    Inexact(i128, CimType),
    /// A string is longer than `max-len`.
    LongerThanMax,
    /// A number is smaller than `min`.
    BelowMin,
    /// A number is larger than `max`.
    AboveMax,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherType(described, wanted) => {
                write!(f, "is {described}, not of type `{}`", wanted.as_str())
            }
            Self::NotAsWmiWrites(wanted) => write!(f, "is no {} as WMI writes it", wanted.as_str()),
            Self::NulInText => f.write_str("has a NUL character, at which WMI would cut it off"),
            Self::NulCharacter => f.write_str("is the NUL character, which MOF cannot write"),
            Self::NotOneUnit => f.write_str("is not one character of 16 bits"),
            Self::OutOfBounds(number, wanted) => {
                let (least, most) = wanted.bounds().unwrap_or_default();
                let name = wanted.as_str();
                write!(f, "is {number}, and a `{name}` lies from {least} to {most}")
            }
            Self::NotFinite => f.write_str("is infinite or no number, which MOF cannot write"),
            Self::TooLarge(wanted) => {
                write!(f, "is larger than what a `{}` holds", wanted.as_str())
            }
            Self::TooSmall(wanted) => {
                let name = wanted.as_str();
                write!(f, "is so small that a `{name}` holds it as zero")
            }
            Self::Inexact(number, wanted) => {
                let name = wanted.as_str();
                write!(
                    f,
                    "is {number}, which a `{name}` may not hold exactly: write `{number}.0`"
                )
            }
            Self::LongerThanMax => f.write_str("is longer than `max-len`"),
            Self::BelowMin => f.write_str("is smaller than `min`"),
            Self::AboveMax => f.write_str("is larger than `max`"),
        }
    }
}

impl std::error::Error for Misfit {}
