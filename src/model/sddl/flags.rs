//! The flags of an entry: what becomes of it below the object that has it ([MS-DTYP] 2.4.4.1).

use std::ops::Range;

use super::purpose::Purpose;
use super::text::Fault;
use crate::diagnostics::quoted;

/// What becomes of an entry below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inheritance {
    /// Whether what is below has it, too (`CI`).
    pub below: bool,
    /// Whether it goes one level down alone (`NP`).
    pub one_level: bool,
    /// Whether it counts below alone, and not for the object that has it (`IO`).
    pub only_below: bool,
}

impl Inheritance {
    /// Windows' bits for it.
    pub fn bits(self) -> u32 {
        let bit = |holds: bool, bit: u32| if holds { bit } else { 0 };
        bit(self.below, 0x2) | bit(self.one_level, 0x4) | bit(self.only_below, 0x8)
    }

    /// Its letters in a descriptor.
    pub fn letters(self) -> String {
        let all = [
            (self.below, "CI"),
            (self.one_level, "NP"),
            (self.only_below, "IO"),
        ];
        let set = all.iter().filter(|(holds, _)| *holds);
        set.map(|(_, letters)| *letters).collect()
    }
}

/// Flags that stand for something in other lists, and why not in this one.
const OTHERS: [(&str, &str); 6] = [
    (
        "OI",
        "is for what is no container, and below a namespace there are namespaces alone",
    ),
    (
        "ID",
        "is what Windows writes where an entry has been inherited, and nobody sets it",
    ),
    (
        "SA",
        "is for audits, and an entry that allows or denies has none",
    ),
    (
        "FA",
        "is for audits, and an entry that allows or denies has none",
    ),
    ("TP", "is for central policies"),
    ("CR", "is for trust in processes"),
];

/// The flags of an entry, which are words of two letters one behind the other.
pub(super) fn read(flags: &str, at: Range<usize>, purpose: &Purpose) -> Result<Inheritance, Fault> {
    if flags.is_empty() {
        return Ok(Inheritance::default());
    }
    if !purpose.inherits {
        let why = format!(
            "{} are flags for what inherits an entry, or audits",
            quoted(flags)
        );
        let help = format!(
            "leave them out, as in `{}`: nothing inherits here",
            purpose.entry
        );
        return Err(Fault::new(at, why).with_help(&help));
    }
    let known = "write `CI` for namespaces below as well, `CINP` for one level of them alone, `CIIO` for those below alone, \
         or no flag";
    let fault = |why: String| Fault::new(at.clone(), why).with_help(known);
    let mut found = Inheritance::default();
    let mut rest = flags;
    while !rest.is_empty() {
        let word = rest.get(..2).unwrap_or(rest);
        let flag = match word {
            "CI" => &mut found.below,
            "NP" => &mut found.one_level,
            "IO" => &mut found.only_below,
            other => return Err(fault(no_flag(other))),
        };
        if std::mem::replace(flag, true) {
            return Err(fault(format!("an entry has the flag {word} twice")));
        }
        rest = rest.get(2..).unwrap_or_default();
    }
    let lonely = [(found.only_below, "IO"), (found.one_level, "NP")];
    match lonely.iter().find(|(holds, _)| *holds && !found.below) {
        Some((_, word)) => Err(fault(format!(
            "{word} says how an entry is inherited, and without `CI` none is"
        ))),
        None => Ok(found),
    }
}

fn no_flag(word: &str) -> String {
    match OTHERS.iter().find(|(name, _)| *name == word) {
        Some((name, why)) => format!("the flag {name} {why}"),
        None => format!("{} is no flag of an entry", quoted(word)),
    }
}
