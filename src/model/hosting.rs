//! The host process that WMI loads a provider into.

use std::fmt;

use toml::Spanned;

use super::choice::{Choice, choose};
use super::names;
use super::text::text;
use crate::diagnostics::rules::{HOSTING_WITHOUT_REASON, REFUSED_HOSTING_MODEL};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{HostingTable, not_served_yet};

/// `__Win32Provider.HostingModel`, and why it is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// The account of the host.
    pub model: HostingModel,
    /// The host process that providers of this group share: `Model:Group`.
    ///
    /// A spec that names none gets the provider's own name, so that the provider neither brings down others nor
    /// is brought down by them (R4); `None` would be the host that all providers of the account share.
    pub group: Option<String>,
    /// Why the model is needed; any text, never blank for the `LocalSystem` models.
    pub reason: Option<String>,
}

/// `__Win32Provider.HostingModel`.
impl fmt::Display for Hosting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.model.as_str())?;
        match &self.group {
            Some(group) => write!(f, ":{group}"),
            None => Ok(()),
        }
    }
}

/// The account that a provider's host runs as; the names are WMI's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HostingModel {
    /// As `NetworkService`: the right one for most (R4).
    #[default]
    NetworkServiceHost,
    /// As `LocalService`: for providers that never reach another machine (R4).
    LocalServiceHost,
    /// As `NetworkService`, unless the provider has a server process of its own.
    NetworkServiceHostOrSelfHost,
    /// As `LocalSystem`, with the machine's highest rights (R3).
    LocalSystemHost,
    /// As `LocalSystem`, unless the provider has a server process of its own (R3).
    LocalSystemHostOrSelfHost,
}

impl HostingModel {
    /// Whether the host has the machine's highest rights.
    pub fn is_local_system(self) -> bool {
        matches!(
            self,
            Self::LocalSystemHost | Self::LocalSystemHostOrSelfHost
        )
    }
}

impl Choice for HostingModel {
    const ALL: &'static [Self] = &[
        Self::NetworkServiceHost,
        Self::LocalServiceHost,
        Self::NetworkServiceHostOrSelfHost,
        Self::LocalSystemHost,
        Self::LocalSystemHostOrSelfHost,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::NetworkServiceHost => "NetworkServiceHost",
            Self::LocalServiceHost => "LocalServiceHost",
            Self::NetworkServiceHostOrSelfHost => "NetworkServiceHostOrSelfHost",
            Self::LocalSystemHost => "LocalSystemHost",
            Self::LocalSystemHostOrSelfHost => "LocalSystemHostOrSelfHost",
        }
    }
}

/// The hosting that was written; what is not written gets its default.
pub fn hosting(
    written: Option<&HostingTable>,
    provider_name: &str,
    found: &mut Vec<Diagnostic>,
) -> Hosting {
    let mut hosting = Hosting {
        model: HostingModel::default(),
        group: Some(provider_name.to_owned()),
        reason: None,
    };
    let Some(written) = written else {
        return hosting;
    };
    let reason = text(written.reason.as_ref(), found);
    hosting.reason = reason.filter(|reason| !reason.trim().is_empty());
    if let Some(group) = &written.group {
        keep(names::check("group", group), found);
        hosting.group = Some(group.get_ref().clone());
    }
    if let Some(model) = &written.model {
        hosting.model = keep(parse_model(model), found).unwrap_or_default();
        if hosting.model.is_local_system() && hosting.reason.is_none() {
            found.push(without_reason(model, written));
        }
    }
    hosting
}

/// The model that was written, or what there is to say about it.
fn parse_model(written: &Spanned<String>) -> Checked<HostingModel> {
    let name = written.get_ref().as_str();
    let refuse = |why: &str, help: String| {
        let message = format!("the hosting model {} is refused: {why}", quoted(name));
        Diagnostic::error(&REFUSED_HOSTING_MODEL, written.span(), message)
            .with_help(help)
            .refuse()
    };
    let use_default = || "write `model = \"NetworkServiceHost\"`".to_owned();
    if name == "SelfHost" {
        return refuse(
            "it is for a provider with a server process of its own, and wmigen makes a DLL",
            use_default(),
        );
    }
    if name.to_ascii_lowercase().starts_with("decoupled") {
        let message = format!("the hosting model {} is not served yet", quoted(name));
        let until_then = "write `model = \"NetworkServiceHost\"` for now: wmigen makes a DLL, and no program that serves \
                          WMI from its own process";
        return not_served_yet(written.span(), message, "model", until_then).refuse();
    }
    if let Some((model, group)) = name.split_once(':')
        && let Some(model) = HostingModel::from_name(model)
    {
        let model = model.as_str();
        return match names::problem(group) {
            None => refuse(
                "the group has a key of its own",
                format!("write `model = \"{model}\", group = \"{group}\"`"),
            ),
            Some(_) => refuse(
                "the group has a key of its own",
                format!("write `model = \"{model}\"`"),
            ),
        };
    }
    choose("model", written)
}

fn without_reason(model: &Spanned<String>, hosting: &HostingTable) -> Diagnostic {
    let message = format!(
        "`{}` needs a `reason`: whenever the provider does not impersonate, it has the machine's highest rights (R3)",
        model.get_ref(),
    );
    let blank = hosting.reason.as_ref().map(Spanned::span);
    let report = Diagnostic::error(&HOSTING_WITHOUT_REASON, model.span(), message)
        .with_label("runs as LocalSystem")
        .with_help("write `reason = \"…\"` beside it, or better `model = \"NetworkServiceHost\"`");
    match blank {
        Some(span) => report.with_place(span, "this says nothing"),
        None => report,
    }
}
