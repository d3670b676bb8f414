//! What becomes of real numbers that CIM cannot write: NaN and the infinities.

use toml::Spanned;

use super::choice::{Choice, choose};
use super::{CimType, limits};
use crate::diagnostics::Checked;

/// What becomes of a property whose number, or one of whose elements, is infinite or not a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NotFinite {
    /// The property is NULL.
    #[default]
    Null,
    /// The instance cannot be delivered, as with a value beyond the limits.
    Fail,
}

impl Choice for NotFinite {
    const ALL: &'static [Self] = &[Self::Null, Self::Fail];

    fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Fail => "fail",
        }
    }
}

/// What is written for a property of this type.
pub fn not_finite(written: &Spanned<String>, of: CimType) -> Checked<NotFinite> {
    if of.is_real() {
        choose("not-finite", written)
    } else {
        let why = "only a real number can be infinite or not a number";
        limits::unfit("not-finite", written, of, why)
    }
}
