//! The WMI provider `AcmeVault`. This file is yours: wmigen wrote it once, and does not touch it again.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share. WMI makes one for each user that asks. Its code here runs as the provider's host,
/// not as a client.
pub struct AcmeVault {}

impl Provider for AcmeVault {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeVault {})
    }
}
