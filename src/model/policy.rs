//! What a client that is denied access is told: three questions, each with the answers of Microsoft's pages
//! "Handling Access Denied", "Reporting Partial Instances" and "Reporting Partial Enumerations".

use toml::Spanned;

use super::choice::{Choice, choose};
use crate::diagnostics::rules::OUT_OF_RANGE;
use crate::diagnostics::{Checked, Diagnostic, keep};
use crate::spec::AccessDeniedTable;

/// `held-instances-max` where nothing is written.
pub const HELD_INSTANCES_MAX_DEFAULT: u32 = 10_000;

/// The largest `held-instances-max`: instances are held in the memory of a host that others share.
pub const HELD_INSTANCES_MAX_LIMIT: u32 = 1_000_000;

/// `held-bytes-max` where nothing is written: 64 MiB.
pub const HELD_BYTES_MAX_DEFAULT: u32 = 67_108_864;

/// The largest `held-bytes-max`: 1 GiB, which is more than a host has for all its providers.
pub const HELD_BYTES_MAX_LIMIT: u32 = 1_073_741_824;

/// What a client learns of a whole instance that it may not see (R25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ObjectDenial {
    /// The instance is absent for this client, on every route: `WBEM_E_NOT_FOUND` (R25).
    Hide,
    /// `WBEM_E_ACCESS_DENIED`: the client learns that the instance exists.
    Fail,
    /// `WBEM_E_ACCESS_DENIED` with an `__ExtendedStatus` object.
    FailWithErrorObject,
}

/// What becomes of an instance of which a client may not see one property (R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PropertyDenial {
    /// The property is NULL, the rest of the instance is returned (R26 b).
    Null,
    /// The whole instance is denied, as `object` says (R26 a).
    DenyObject,
}

/// What becomes of an enumeration in which an instance is denied (R27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EnumerationDenial {
    /// The instances that may be seen, and success (R27 a).
    Omit,
    /// No instance and `WBEM_E_ACCESS_DENIED`; instances are held back until the end (R27 b).
    Fail,
    /// As `Fail`, with an `__ExtendedStatus` object.
    FailWithErrorObject,
    /// The instances that may be seen, and `WBEM_S_ACCESS_DENIED` (R27 c).
    ReportAndContinue,
    /// The instances up to the first denied one, and `WBEM_S_ACCESS_DENIED` (R27 c).
    ReportAndStop,
}

impl EnumerationDenial {
    /// Whether instances are held back until the end, because they may not be followed by an error (R28).
    pub fn holds_back(self) -> bool {
        matches!(self, Self::Fail | Self::FailWithErrorObject)
    }
}

/// What a denied client is told of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Of a whole instance.
    pub object: ObjectDenial,
    /// Of an instance with a property that is denied by itself.
    pub property: PropertyDenial,
    /// Of an enumeration.
    pub enumeration: EnumerationDenial,
    /// How many instances an answer may hold back until its end, before it ends in a failure.
    pub held_instances_max: u32,
    /// How many bytes the values of those instances may have.
    pub held_bytes_max: u32,
}

impl Default for Policy {
    /// The answers that reveal least: what may not be seen is not there.
    fn default() -> Self {
        Self {
            object: ObjectDenial::Hide,
            property: PropertyDenial::Null,
            enumeration: EnumerationDenial::Omit,
            held_instances_max: HELD_INSTANCES_MAX_DEFAULT,
            held_bytes_max: HELD_BYTES_MAX_DEFAULT,
        }
    }
}

impl Choice for ObjectDenial {
    const ALL: &'static [Self] = &[Self::Hide, Self::Fail, Self::FailWithErrorObject];

    fn as_str(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Fail => "fail",
            Self::FailWithErrorObject => "fail-with-error-object",
        }
    }
}

impl Choice for PropertyDenial {
    const ALL: &'static [Self] = &[Self::Null, Self::DenyObject];

    fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::DenyObject => "deny-object",
        }
    }
}

impl Choice for EnumerationDenial {
    const ALL: &'static [Self] = &[
        Self::Omit,
        Self::Fail,
        Self::FailWithErrorObject,
        Self::ReportAndContinue,
        Self::ReportAndStop,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::Fail => "fail",
            Self::FailWithErrorObject => "fail-with-error-object",
            Self::ReportAndContinue => "report-and-continue",
            Self::ReportAndStop => "report-and-stop",
        }
    }
}

/// The policy of a level of the spec: what is written there, and the outer level's answer where nothing is.
pub fn inherit(
    outer: Policy,
    written: Option<&AccessDeniedTable>,
    found: &mut Vec<Diagnostic>,
) -> Policy {
    let Some(written) = written else {
        return outer;
    };
    let mut limit = |key, written: Option<&Spanned<i128>>, most| {
        written.and_then(|written| keep(held(key, written, most), found))
    };
    let held_instances_max = limit(
        "held-instances-max = 10_000",
        written.held_instances_max.as_ref(),
        HELD_INSTANCES_MAX_LIMIT,
    );
    let held_bytes_max = limit(
        "held-bytes-max = 67_108_864",
        written.held_bytes_max.as_ref(),
        HELD_BYTES_MAX_LIMIT,
    );
    Policy {
        object: answer("object", written.object.as_ref(), found).unwrap_or(outer.object),
        property: answer("property", written.property.as_ref(), found).unwrap_or(outer.property),
        enumeration: answer("enumeration", written.enumeration.as_ref(), found)
            .unwrap_or(outer.enumeration),
        held_instances_max: held_instances_max.unwrap_or(outer.held_instances_max),
        held_bytes_max: held_bytes_max.unwrap_or(outer.held_bytes_max),
    }
}

/// The answer that is written for a key.
fn answer<T: Choice>(
    key: &str,
    written: Option<&Spanned<String>>,
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    keep(choose(key, written?), found)
}

/// A limit on what is held back, from 1 to `largest`; `example` is the key with a value that does.
fn held(example: &str, written: &Spanned<i128>, largest: u32) -> Checked<u32> {
    let most = u32::try_from(*written.get_ref()).ok();
    if let Some(most) = most.filter(|most| (1..=largest).contains(most)) {
        return Ok(most);
    }
    let key = example.split(' ').next().unwrap_or(example);
    let message = format!("`{key}` is {}", written.get_ref());
    Diagnostic::error(&OUT_OF_RANGE, written.span(), message)
        .with_label(format!("expected a number from 1 to {largest}"))
        .with_help(format!("write for instance `{example}`"))
        .refuse()
}
