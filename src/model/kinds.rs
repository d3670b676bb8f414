//! The kinds of classes, and what each asks: a kind is a row of the table below.

use toml::Spanned;

use super::choice::{Choice, unknown_value};
use super::known::Line;
use super::registrations::{CONSUMERS, EVENTS, INSTANCES, Registration};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::CLASS_SHAPE;
use crate::spec::not_served_yet;

/// What the generator knows of a kind of classes.
#[derive(Debug)]
pub struct Row {
    /// The spec's word.
    pub word: &'static str,
    /// What to do until it is served; none if it is.
    pub until_then: Option<&'static str>,
    /// What it asks of the properties that are keys.
    pub keys: Keys,
    /// What it asks of operations.
    pub operations: Operations,
    /// The class of WMI whose instance registers its provider; none where WMI asks no provider.
    pub registration: Option<&'static Registration>,
}

/// What a kind asks of the properties that are keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// There is at least one, by which WMI tells the instances apart.
    Required,
    /// There is none, because nobody asks for an instance by its path.
    Forbidden,
    /// There may be some, which bind nobody.
    Free,
}

/// What a kind asks of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operations {
    /// There is at least one, and the class is `dynamic`: its instances come from the provider.
    Required,
    /// There is none.
    Forbidden,
}

/// Declares the kinds, each with its row.
macro_rules! kinds {
    ($($(#[$doc:meta])* $Kind:ident = $word:literal { $($fact:ident: $value:expr,)* })*) => {
        /// A kind of classes.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($(#[$doc])* $Kind,)*
        }

        impl Kind {
            /// What the generator knows of it.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$Kind => const { &Row { word: $word, $($fact: $value,)* } },)*
                }
            }
        }

        impl Choice for Kind {
            const ALL: &'static [Self] = &[$(Self::$Kind,)*];

            fn as_str(self) -> &'static str {
                self.row().word
            }
        }
    };
}

kinds! {
    /// Things that the provider manages.
    #[default]
    Instance = "instance" {
        until_then: None,
        keys: Keys::Required,
        operations: Operations::Required,
        registration: Some(&INSTANCES),
    }
    /// What stands between instances of other classes.
    Association = "association" {
        until_then: None,
        keys: Keys::Required,
        operations: Operations::Required,
        registration: Some(&INSTANCES),
    }
    /// What happens (WMI: `__ExtrinsicEvent`).
    Event = "event" {
        until_then: Some("leave the class out for now"),
        keys: Keys::Forbidden,
        operations: Operations::Forbidden,
        registration: Some(&EVENTS),
    }
    /// Values of properties of other classes.
    Embedded = "embedded" {
        until_then: None,
        keys: Keys::Free,
        operations: Operations::Forbidden,
        registration: None,
    }
    /// What becomes of events (WMI: `__EventConsumer`); its instances are WMI's to keep.
    Consumer = "consumer" {
        until_then: Some("leave the class out for now"),
        keys: Keys::Required,
        operations: Operations::Forbidden,
        registration: Some(&CONSUMERS),
    }
}

/// What MOF calls some kinds.
const OF_MOF: &[(&str, Kind)] = &[
    ("aggregation", Kind::Association),
    ("composition", Kind::Association),
    ("indication", Kind::Event),
];

impl Kind {
    /// The kind of this word, in whatever case, which may be MOF's.
    pub fn of_word(word: &str) -> Option<Self> {
        let is = |other: &str| other.eq_ignore_ascii_case(word);
        let of_mof = OF_MOF.iter().find(|(mof, _)| is(mof));
        let mut kinds = Self::ALL.iter().copied();
        of_mof
            .map(|(_, kind)| *kind)
            .or_else(|| kinds.find(|kind| is(kind.as_str())))
    }

    /// The words for the kinds that are served.
    pub fn served() -> Vec<&'static str> {
        let rows = Self::ALL.iter().map(|kind| kind.row());
        let served = rows.filter(|row| row.until_then.is_none());
        served.map(|row| row.word).collect()
    }

    /// Whether the instances come from the provider, which MOF says by `dynamic`.
    pub fn is_dynamic(self) -> bool {
        match self.row().operations {
            Operations::Required => true,
            Operations::Forbidden => false,
        }
    }
}

/// The kind of a class: the one that was written, or that of an association which it derives from. None if what is written
/// is not served yet or is no kind, which has been reported: then nothing can be said of what it asks.
pub fn kind(
    written: Option<&Spanned<String>>,
    line: &Line<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Kind> {
    let Some(written) = written else {
        return line.kind();
    };
    let word = written.get_ref();
    let Some(kind) = Kind::of_word(word) else {
        found.push(unknown_value("kind", word, written.span(), &Kind::served()));
        return None;
    };
    if let Some(until_then) = kind.row().until_then {
        let message = format!("classes of the kind `{}` are not served yet", kind.as_str());
        found.push(not_served_yet(written.span(), message, "kind", until_then));
        return None;
    }
    if line.inherits_association() && kind != Kind::Association {
        found.push(no_association(kind, written));
        return None;
    }
    if kind.as_str() != word {
        found.push(unknown_value("kind", word, written.span(), &Kind::served()));
    }
    Some(kind)
}

/// What to say of a class that derives from an association and is written to be something else.
fn no_association(kind: Kind, written: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "a class that derives from an association is one, and not of the kind `{}`",
        kind.as_str()
    );
    Diagnostic::error(&CLASS_SHAPE, written.span(), message)
        .with_label("WMI passes that on")
        .with_help("leave `kind` out, or derive from another class")
}
