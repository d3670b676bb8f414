//! What stands behind a type: nothing for one value, `[]` for any number of them, `[N]` for N at most.

use crate::diagnostics::rules::OUT_OF_RANGE;
use crate::diagnostics::{Checked, Diagnostic, Span, quoted};

/// The largest N: WMI keeps it in a qualifier (WMI: "MOF Arrays"), whose integers are sint32.
pub const ITEMS_LIMIT: u32 = i32::MAX.unsigned_abs();

/// The brackets with N in them, as a regular expression; it takes more than the reader, which knows the largest N.
pub const BOUND_PATTERN: &str = r"\[[1-9][0-9]{0,9}\]";

/// A type as it is written, taken apart.
pub struct Suffixed<'t> {
    /// What each value is of.
    pub element: &'t str,
    /// What stands behind it.
    pub suffix: Suffix<'t>,
}

/// Whether a type is that of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suffix<'t> {
    /// Of one value.
    None,
    /// Of any number of values.
    Any,
    /// Of so many values, as they are written.
    AtMost(&'t str),
}

impl<'t> Suffixed<'t> {
    /// The parts of a type.
    pub fn of(name: &'t str) -> Self {
        let bracketed = name
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once('['));
        match bracketed {
            None => Self {
                element: name,
                suffix: Suffix::None,
            },
            Some((element, "")) => Self {
                element,
                suffix: Suffix::Any,
            },
            Some((element, bound)) => Self {
                element,
                suffix: Suffix::AtMost(bound),
            },
        }
    }
}

impl Suffix<'_> {
    /// Whether there may be several values.
    pub fn is_array(self) -> bool {
        self != Self::None
    }

    /// A type with this behind it; with empty brackets where no number stands in them.
    pub fn behind(self, element: &str) -> String {
        match self {
            Self::None => element.to_owned(),
            Self::AtMost(bound) if items(bound).is_some() => format!("{element}[{bound}]"),
            Self::Any | Self::AtMost(_) => format!("{element}[]"),
        }
    }

    /// The most values, if the spec says so. `written` is the whole type, `element` that of its values.
    ///
    /// # Errors
    /// If WMI keeps no number that large.
    pub fn max_items(self, written: &str, element: &str, place: Span) -> Checked<Option<u32>> {
        let Self::AtMost(bound) = self else {
            return Ok(None);
        };
        if let Some(most) = items(bound) {
            return Ok(Some(most));
        }
        let message = format!(
            "{} has no number of elements in its brackets",
            quoted(written)
        );
        let help = match number(bound) {
            Some(most) => format!("write `{element}[{most}]`"),
            None => format!(
                "write for instance `{element}[6]` for six elements at most, or `{element}[]` for any number of them"
            ),
        };
        Diagnostic::error(&OUT_OF_RANGE, place, message)
            .with_label(format!(
                "expected a number from 1 to {ITEMS_LIMIT}, in decimal digits as MOF has it, without a sign or leading zeros"
            ))
            .with_help(help)
            .refuse()
    }
}

/// The number of a bound as the grammar of MOF has it (DSP0004: `positiveDecimalValue`), within WMI's limit.
fn items(bound: &str) -> Option<u32> {
    let most: u32 = bound.parse().ok()?;
    let plain = most.to_string() == bound;
    (plain && (1..=ITEMS_LIMIT).contains(&most)).then_some(most)
}

/// The number that is meant by a bound in another spelling.
fn number(bound: &str) -> Option<u32> {
    let plain = bound.trim().replace('_', "");
    let most = match plain.get(..2) {
        Some("0x" | "0X") => u32::from_str_radix(plain.get(2..)?, 16).ok()?,
        _ => plain.parse().ok()?,
    };
    (1..=ITEMS_LIMIT).contains(&most).then_some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_a_number_as_mof_has_it() {
        let largest = ITEMS_LIMIT.to_string();
        for (bound, most) in [
            ("1", 1),
            ("6", 6),
            ("10", 10),
            (largest.as_str(), ITEMS_LIMIT),
        ] {
            assert_eq!(items(bound), Some(most), "{bound}");
        }
        for bound in [
            "",
            "0",
            "06",
            "+6",
            "-1",
            " 6",
            "6 ",
            "0x6",
            "1_0",
            "6.0",
            "N",
            "٦",
            "2147483648",
        ] {
            assert_eq!(items(bound), None, "{bound}");
        }
    }

    #[test]
    fn what_is_meant_by_another_spelling_is_told() {
        for (bound, most) in [("06", 6), ("+6", 6), (" 6 ", 6), ("0x10", 16), ("1_0", 10)] {
            assert_eq!(number(bound), Some(most), "{bound}");
        }
        for bound in ["", "0", "-1", "N", "0x", "99999999999"] {
            assert_eq!(number(bound), None, "{bound}");
        }
    }
}
