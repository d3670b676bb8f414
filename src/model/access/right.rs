//! The rights that operations ask for, with the bits that WMI gives them (WMI: "Namespace Access Rights Constants").

use super::super::choice::Choice;
use super::super::sddl::Purpose;

/// What counts in a descriptor of `[access]`. The words are those that Windows writes for the bits, which mean something else
/// in a directory.
pub const DESCRIPTOR: Purpose = Purpose {
    of: "a rule",
    example: "O:SYG:SYD:(A;;0x1;;;BA)",
    entry: "(A;;0x1;;;BA)",
    bits: 0x53,
    bits_in_words: Right::bits_in_words,
    no_right: "that an operation asks for",
    words: &[("CC", 0x1), ("DC", 0x2), ("RP", 0x10), ("DT", 0x40)],
    inherits: false,
    unfit: |_| None,
};

/// A right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Right {
    /// To see instances (`WBEM_ENABLE`).
    Read,
    /// To create, change and delete them (`WBEM_WRITE_PROVIDER`).
    Write,
    /// To call methods (`WBEM_METHOD_EXECUTE`).
    Call,
    /// To subscribe to events (`WBEM_RIGHT_SUBSCRIBE`).
    Subscribe,
}

impl Right {
    /// WMI's bit.
    pub fn bit(self) -> u32 {
        match self {
            Self::Read => 0x1,
            Self::Call => 0x2,
            Self::Write => 0x10,
            Self::Subscribe => 0x40,
        }
    }

    /// The bits that mean something in a descriptor, with their words.
    pub fn bits_in_words() -> String {
        let mut by_bit = Self::ALL.to_vec();
        by_bit.sort_by_key(|right| right.bit());
        let words = by_bit
            .into_iter()
            .map(|right| format!("0x{:X} {}", right.bit(), right.as_str()));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Choice for Right {
    const ALL: &'static [Self] = &[Self::Read, Self::Write, Self::Call, Self::Subscribe];

    fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Call => "call",
            Self::Subscribe => "subscribe",
        }
    }
}
