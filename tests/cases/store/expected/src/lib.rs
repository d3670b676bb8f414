//! The WMI provider `AcmeStore`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The volumes of an Acme store.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share. WMI makes one for each user that asks. Its code here runs as the provider's host,
/// not as a client.
pub struct AcmeStore {}

impl Provider for AcmeStore {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStore {})
    }
}
