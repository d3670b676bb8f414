//! The flavors of qualifiers.

use toml::Spanned;

use crate::diagnostics::rules::CONTRADICTING_FLAVORS;
use crate::diagnostics::{Diagnostic, Span, keep};
use crate::model::choice::{Choice, choose};

/// How a qualifier is passed on (WMI: "Qualifier Flavors").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavor {
    /// Derived classes have it too.
    ToSubclass,
    /// Derived classes do not have it.
    NotToSubclass,
    /// Instances have it too.
    ToInstance,
    /// Instances do not have it.
    NotToInstance,
    /// Derived classes may change it.
    EnableOverride,
    /// Derived classes may not change it.
    DisableOverride,
    /// Neither derived classes nor instances have it.
    Restricted,
    /// It may be translated.
    Amended,
}

impl Choice for Flavor {
    const ALL: &'static [Self] = &[
        Self::ToSubclass,
        Self::NotToSubclass,
        Self::ToInstance,
        Self::NotToInstance,
        Self::EnableOverride,
        Self::DisableOverride,
        Self::Restricted,
        Self::Amended,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::ToSubclass => "ToSubclass",
            Self::NotToSubclass => "NotToSubclass",
            Self::ToInstance => "ToInstance",
            Self::NotToInstance => "NotToInstance",
            Self::EnableOverride => "EnableOverride",
            Self::DisableOverride => "DisableOverride",
            Self::Restricted => "Restricted",
            Self::Amended => "Amended",
        }
    }
}

/// Flavors that cannot both be meant.
const CONTRADICTIONS: &[(Flavor, Flavor)] = &[
    (Flavor::ToSubclass, Flavor::NotToSubclass),
    (Flavor::ToSubclass, Flavor::Restricted),
    (Flavor::ToInstance, Flavor::NotToInstance),
    (Flavor::ToInstance, Flavor::Restricted),
    (Flavor::EnableOverride, Flavor::DisableOverride),
];

/// The flavors that are written; what contradicts another has been reported and is left out.
pub fn flavors(
    written: Option<&Spanned<Vec<Spanned<String>>>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Flavor> {
    let written = written.into_iter().flat_map(Spanned::get_ref);
    let mut flavors: Vec<(Flavor, Span)> = Vec::new();
    for word in written {
        let Some(flavor) = keep(choose::<Flavor>("flavor", word), found) else {
            continue;
        };
        let meets = |(other, _): &&(Flavor, Span)| {
            *other == flavor
                || CONTRADICTIONS.contains(&(*other, flavor))
                || CONTRADICTIONS.contains(&(flavor, *other))
        };
        if let Some((other, first)) = flavors.iter().find(meets) {
            let message = if *other == flavor {
                format!("the flavor `{}` is written twice", flavor.as_str())
            } else {
                format!(
                    "the flavors `{}` and `{}` contradict each other",
                    other.as_str(),
                    flavor.as_str()
                )
            };
            let report = Diagnostic::error(&CONTRADICTING_FLAVORS, word.span(), message);
            found.push(
                report
                    .with_label("the second")
                    .with_place(first.clone(), "the first")
                    .with_help("leave one of them out"),
            );
            continue;
        }
        flavors.push((flavor, word.span()));
    }
    flavors.into_iter().map(|(flavor, _)| flavor).collect()
}
