//! The network adapters of an Acme host.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share.
pub struct AcmeNetwork {}

impl Provider for AcmeNetwork {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeNetwork {})
    }
}
