//! A small array, of which a client may not see every disk.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share.
pub struct AcmeArrays {}

impl Provider for AcmeArrays {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeArrays {})
    }
}
