//! What is asked of a client before it may reach data.

use toml::Spanned;

use super::choice::{Choice, choose};
use crate::diagnostics::rules::REFUSED_CLIENT_LEVEL;
use crate::diagnostics::{Checked, Diagnostic};

/// The least impersonation level of a client that may reach data (R10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClientLevel {
    /// Enough for everything on the machine itself.
    #[default]
    Impersonate,
    /// Needed where the provider reaches for another machine in the client's name.
    Delegate,
}

impl Choice for ClientLevel {
    const ALL: &'static [Self] = &[Self::Impersonate, Self::Delegate];

    fn as_str(self) -> &'static str {
        match self {
            Self::Impersonate => "impersonate",
            Self::Delegate => "delegate",
        }
    }
}

/// The level that was written, or what there is to say about it.
pub fn level(written: &Spanned<String>) -> Checked<ClientLevel> {
    let why = match written.get_ref().as_str() {
        "identify" => {
            "the provider may then only look at who the client is, and would read data as itself (R10)"
        }
        "anonymous" => {
            "nobody can be told from anybody then, and data would be read as the provider itself (R10)"
        }
        _ => return choose("level", written),
    };
    let message = format!("the client level `{}` is refused: {why}", written.get_ref());
    Diagnostic::error(&REFUSED_CLIENT_LEVEL, written.span(), message)
        .with_label("too low to act for the client")
        .with_help("write `level = \"impersonate\"`")
        .refuse()
}
