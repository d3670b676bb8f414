//! What may happen to a crate.

use proptest::prelude::*;
use proptest::sample::select;

use super::spec::{CLASSES, SpecEdit};
use crate::faulty::{FAULTS, Fault};

/// Where a user may write: where wmigen does or might, and beside it.
const PATHS: [&str; 17] = [
    "Cargo.toml",
    "README.md",
    "docs/page.md",
    "src/lib.rs",
    "src/own.rs",
    "src/generated/mod.rs",
    "src/generated/acme_0.rs",
    "src/generated/acme_1.rs",
    "src/generated/acme_2.rs",
    "src/generated/acme_3.rs",
    "src/classes/acme_0.rs",
    "src/classes/acme_1.rs",
    "src/classes/acme_2.rs",
    "src/classes/acme_3.rs",
    ".wmigen/incoming/README.md",
    ".wmigen/incoming/src/classes/acme_0.rs",
    ".wmigen/incoming/src/generated/acme_0.rs",
];

/// Where a user may put something that is no file.
const PLACES: [&str; 8] = [
    "README.md",
    "docs",
    "src/generated",
    "src/classes",
    "src/generated/mod.rs",
    "src/generated/acme_1.rs",
    "src/classes/acme_0.rs",
    "src/classes/acme_2.rs",
];

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Step {
    Spec(SpecEdit),
    User(UserEdit),
    Wmigen(Verb, Option<Crash>),
}

/// What a user does by hand.
#[derive(Debug, Clone)]
pub enum UserEdit {
    /// Writes a line that is nowhere else.
    Line(&'static str, Writing),
    Delete(&'static str),
    Empty(&'static str),
    /// Deletes the second half.
    Halve(&'static str),
    /// Writes what wmigen would write.
    AsRendered(&'static str),
    Copy {
        from: &'static str,
        to: &'static str,
    },
    /// Puts a folder in the place.
    Folder(&'static str),
    /// Puts a file in the place.
    File(&'static str),
    /// Puts a link in the place that leads out of the crate.
    Link(&'static str),
    /// Writes a line into a text that merges start from.
    Base(usize),
    /// Checks all of the crate out with these line ends.
    Checkout(LineEnds),
    LoseLock,
    LoseBases,
    /// Deletes all that is not committed.
    Clean,
    /// Takes the lock from an older commit.
    OldLock(usize),
    /// Merges with an older commit, and leaves the lock in conflict.
    LockInConflict(usize),
}

/// How a line is written.
#[derive(Debug, Clone, Copy)]
pub enum Writing {
    First,
    Last,
    /// Last, and without an end.
    Unended,
    LastWithCrlf,
    /// Last, and not in UTF-8.
    Binary,
    /// In place of all others, after a byte order mark.
    Alone,
}

#[derive(Debug, Clone, Copy)]
pub enum LineEnds {
    Lf,
    Crlf,
}

/// What wmigen is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Verb {
    Generate,
    GenerateForced,
    Update,
    UpdateWithMarkers,
    Accept(&'static str),
    Prune,
    Eject(&'static str),
    TakeBack(&'static str),
}

/// Where a run ends early, if it comes that far.
#[derive(Debug, Clone, Copy)]
pub struct Crash {
    pub at: usize,
    pub fault: Fault,
}

pub fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => spec_edit().prop_map(Step::Spec),
        4 => user_edit().prop_map(Step::User),
        4 => (verb(), prop::option::of(crash())).prop_map(|(verb, crash)| Step::Wmigen(verb, crash)),
    ]
}

fn spec_edit() -> impl Strategy<Value = SpecEdit> {
    let class = || 0..CLASSES;
    prop_oneof![
        2 => class().prop_map(SpecEdit::AddClass),
        2 => class().prop_map(SpecEdit::RemoveClass),
        4 => (class(), class()).prop_map(|(from, to)| SpecEdit::RenameClass { from, to }),
        3 => (class(), 0..4_u8).prop_map(|(class, property)| SpecEdit::Property(class, property)),
        1 => class().prop_map(SpecEdit::Operation),
        1 => Just(SpecEdit::Comment),
        2 => Just(SpecEdit::NewerWmigen),
    ]
}

fn user_edit() -> impl Strategy<Value = UserEdit> {
    use UserEdit::*;
    let path = || select(&PATHS[..]);
    let place = || select(&PLACES[..]);
    prop_oneof![
        20 => (path(), writing()).prop_map(|(path, writing)| Line(path, writing)),
        3 => path().prop_map(Delete),
        2 => path().prop_map(Empty),
        2 => path().prop_map(Halve),
        2 => path().prop_map(AsRendered),
        3 => (path(), path()).prop_map(|(from, to)| Copy { from, to }),
        1 => place().prop_map(Folder),
        1 => place().prop_map(File),
        1 => place().prop_map(Link),
        1 => (0..8_usize).prop_map(Base),
        2 => select(&[LineEnds::Lf, LineEnds::Crlf][..]).prop_map(Checkout),
        1 => Just(LoseLock),
        1 => Just(LoseBases),
        1 => Just(Clean),
        1 => (0..8_usize).prop_map(OldLock),
        1 => (0..8_usize).prop_map(LockInConflict),
    ]
}

fn writing() -> impl Strategy<Value = Writing> {
    use Writing::*;
    select(&[First, Last, Last, Unended, LastWithCrlf, Binary, Alone][..])
}

fn verb() -> impl Strategy<Value = Verb> {
    let generated = || (0..CLASSES).prop_map(|class| PATHS[6 + class]);
    prop_oneof![
        8 => Just(Verb::Generate),
        5 => Just(Verb::GenerateForced),
        4 => Just(Verb::Update),
        3 => Just(Verb::UpdateWithMarkers),
        1 => select(&PATHS[..]).prop_map(Verb::Accept),
        2 => Just(Verb::Prune),
        3 => generated().prop_map(Verb::Eject),
        1 => generated().prop_map(Verb::TakeBack),
    ]
}

fn crash() -> impl Strategy<Value = Crash> {
    // Most runs have less operations, and then end well.
    (0..60_usize, select(&FAULTS[..])).prop_map(|(at, fault)| Crash { at, fault })
}
