//! The WMI provider `AcmeNetwork`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The network adapters of an Acme host.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share. WMI makes one for each user that asks. Its code here runs as the provider's host,
/// not as a client.
pub struct AcmeNetwork {}

impl Provider for AcmeNetwork {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeNetwork {})
    }
}
