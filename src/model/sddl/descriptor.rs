//! A security descriptor: who owns it, and what its access list says ([MS-DTYP] 2.4.6).

use std::fmt;

use super::{Inheritance, Sid};

/// `SE_SELF_RELATIVE`, and `SE_DACL_PRESENT`.
const CONTROL: u32 = 0x8004;
/// `SE_DACL_PROTECTED`.
const PROTECTED: u32 = 0x1000;
/// The lengths of the fixed parts, in words of 32 bits: of a descriptor, a list and an entry.
const HEADER: usize = 5;
const LIST_HEADER: usize = 2;
const ENTRY_HEADER: usize = 2;

/// A security descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Its owner, who has no right of ours by that.
    pub owner: Sid,
    /// Its group, which has none either.
    pub group: Sid,
    /// Whether its access list inherits nothing (`P`).
    pub is_protected: bool,
    /// The entries of its access list, those that deny first.
    pub entries: Vec<Entry>,
}

/// An entry of an access list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether it denies the rights, and does not allow them.
    pub denies: bool,
    /// WMI's bits for them.
    pub mask: u32,
    /// What becomes of it below.
    pub inheritance: Inheritance,
    /// Whom it is for.
    pub sid: Sid,
}

impl Descriptor {
    /// It as Windows has it in one piece of memory, in words of 32 bits, which a processor with the lowest byte first reads.
    pub fn words(&self) -> Vec<u32> {
        let bytes = |words: usize| u32::try_from(words * 4).unwrap_or(u32::MAX);
        let (owner, group) = (self.owner.words(), self.group.words());
        let list = self.list();
        let group_at = HEADER + owner.len();
        let protected = if self.is_protected { PROTECTED } else { 0 };
        let header = [
            1 | (CONTROL | protected) << 16,
            bytes(HEADER),
            bytes(group_at),
            0,
            bytes(group_at + group.len()),
        ];
        let parts = [header.to_vec(), owner, group, list];
        parts.concat()
    }

    fn list(&self) -> Vec<u32> {
        let mut entries = Vec::new();
        for entry in &self.entries {
            let sid = entry.sid.words();
            let size = (ENTRY_HEADER + sid.len()) * 4;
            let kind = u32::from(entry.denies);
            let flags = entry.inheritance.bits() << 8;
            entries.push(kind | flags | u32::try_from(size).unwrap_or(u32::MAX) << 16);
            entries.push(entry.mask);
            entries.extend(sid);
        }
        // A list of 64 KiB at most: `parse` and the lists of a spec see to that.
        let size = u32::try_from((LIST_HEADER + entries.len()) * 4).unwrap_or(u32::MAX);
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        [vec![2 | size << 16, count], entries].concat()
    }
}

/// As Windows writes it.
impl fmt::Display for Descriptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "O:{}G:{}D:", self.owner, self.group)?;
        f.write_str(if self.is_protected { "P" } else { "" })?;
        self.entries.iter().try_for_each(|entry| {
            let kind = if entry.denies { 'D' } else { 'A' };
            let flags = entry.inheritance.letters();
            write!(f, "({kind};{flags};0x{:X};;;{})", entry.mask, entry.sid)
        })
    }
}
