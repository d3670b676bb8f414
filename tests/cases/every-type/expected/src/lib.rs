//! The WMI provider `AcmeTypes`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! Every type that a property can have: 日本語, עברית, "quotes", \\backslashes\\ and {{braces}}.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share. WMI makes one for each user that asks. Its code here runs as the provider's host,
/// not as a client.
pub struct AcmeTypes {}

impl Provider for AcmeTypes {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeTypes {})
    }
}
