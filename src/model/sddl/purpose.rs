//! What descriptors are for: each purpose has rights of its own, and so parts that count and parts that do not.

use super::text::Fault;
use std::ops::Range;

/// What a descriptor is for.
#[derive(Debug)]
pub struct Purpose {
    /// What it would describe, as the end of a sentence.
    pub of: &'static str,
    /// A descriptor to take as an example.
    pub example: &'static str,
    /// An entry to take as an example.
    pub entry: &'static str,
    /// The bits that count.
    pub bits: u32,
    /// These bits with what they are called, in words.
    pub bits_in_words: fn() -> String,
    /// What a bit is not that does not count, as the end of a sentence.
    pub no_right: &'static str,
    /// The words that Windows writes for these bits.
    pub words: &'static [(&'static str, u32)],
    /// Whether something below inherits entries, so that their flags count, and that of a list which inherits nothing itself.
    pub inherits: bool,
    /// Bits that go with others alone; nothing if all may stand by themselves.
    pub unfit: fn(u32) -> Option<Unfit>,
}

/// Bits that do not go together, as the end of a sentence, and what to write instead.
#[derive(Debug)]
pub struct Unfit {
    /// The end of a sentence.
    pub why: &'static str,
    /// What to write.
    pub help: &'static str,
}

impl Purpose {
    /// Refuses bits that do not count, or not by themselves.
    pub(super) fn check(&self, mask: u32, at: &Range<usize>) -> Result<(), Fault> {
        let other = mask & !self.bits;
        if other != 0 {
            let known = format!("the bits are {}", (self.bits_in_words)());
            let why = format!("0x{other:X} is no right {}", self.no_right);
            return Err(Fault::new(at.clone(), why).with_help(&known));
        }
        match (self.unfit)(mask) {
            Some(unfit) => Err(Fault::new(at.clone(), unfit.why.to_owned()).with_help(unfit.help)),
            None => Ok(()),
        }
    }
}
