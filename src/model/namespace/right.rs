//! The rights in a namespace, with WMI's bits for them (WMI: "Namespace Access Rights Constants").

use super::super::sddl::{Purpose, Unfit};

/// A right in a namespace.
#[derive(Debug, PartialEq, Eq)]
pub struct NamespaceRight {
    /// WMI's bit.
    pub bit: u32,
    /// WMI's name of it, as WMI Control and the pages of WMI's documentation know it.
    pub name: &'static str,
    /// What whoever has it may do, behind "may".
    pub may: &'static str,
}

/// To open the namespace and read; no other right is worth anything without it.
pub const ENABLE: u32 = 0x1;
/// To call methods.
pub const METHOD_EXECUTE: u32 = 0x2;
/// To change all that is in it, classes and providers too.
pub const FULL_WRITE: u32 = 0x4;
/// To write instances that WMI keeps itself.
pub const PARTIAL_WRITE: u32 = 0x8;
/// To write instances of providers.
pub const PROVIDER_WRITE: u32 = 0x10;
/// To do so from another computer.
pub const REMOTE: u32 = 0x20;
/// To publish events.
pub const PUBLISH: u32 = 0x80;
/// To change who has which right.
pub const WRITE_DAC: u32 = 0x40000;

/// All rights, by their bits.
pub const RIGHTS: &[NamespaceRight] = &[
    row(ENABLE, "Enable Account", "open it and read"),
    row(METHOD_EXECUTE, "Execute Methods", "call methods"),
    row(
        FULL_WRITE,
        "Full Write",
        "change everything in it: classes, providers and their registrations",
    ),
    row(
        PARTIAL_WRITE,
        "Partial Write",
        "write instances that WMI keeps itself",
    ),
    row(
        PROVIDER_WRITE,
        "Provider Write",
        "write instances of providers",
    ),
    row(REMOTE, "Remote Enable", "do so from another computer"),
    row(0x40, "Subscribe", "subscribe to events"),
    row(PUBLISH, "Publish", "publish events"),
    row(0x20000, "Read Security", "read who has which right"),
    row(WRITE_DAC, "Edit Security", "change who has which right"),
];

const fn row(bit: u32, name: &'static str, may: &'static str) -> NamespaceRight {
    NamespaceRight { bit, name, may }
}

/// What counts in the descriptor of a namespace (WMI: "`SetSD` Method of the `__SystemSecurity` Class").
pub const DESCRIPTOR: Purpose = Purpose {
    of: "a namespace",
    example: "O:BAG:BAD:P(A;CI;0x6003F;;;BA)(A;CI;0x6003F;;;SY)(A;CI;0x1;;;AU)",
    entry: "(A;CI;0x1;;;AU)",
    bits: 0x600FF,
    bits_in_words,
    no_right: "in a namespace",
    words: &[
        ("CC", ENABLE),
        ("DC", METHOD_EXECUTE),
        ("LC", FULL_WRITE),
        ("SW", PARTIAL_WRITE),
        ("RP", PROVIDER_WRITE),
        ("WP", REMOTE),
        ("DT", 0x40),
        ("LO", PUBLISH),
        ("RC", 0x20000),
        ("WD", WRITE_DAC),
    ],
    inherits: true,
    unfit,
};

/// The bits with what they allow.
fn bits_in_words() -> String {
    let all = RIGHTS
        .iter()
        .map(|right| format!("0x{:X} {}", right.bit, right.name));
    all.collect::<Vec<_>>().join(", ")
}

/// WMI refuses Full Write by itself.
fn unfit(mask: u32) -> Option<Unfit> {
    let alone = mask & FULL_WRITE != 0 && mask & (PARTIAL_WRITE | PROVIDER_WRITE) == 0;
    alone.then_some(Unfit {
        why: "WMI takes 0x4 (Full Write) only beside 0x8 (Partial Write) or 0x10 (Provider Write)",
        help: "add one of them: 0x1C is all three",
    })
}
