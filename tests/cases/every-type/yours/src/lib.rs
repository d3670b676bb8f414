//! Instances with the least and the most that each type holds, with defaults, and with nothing.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share.
pub struct AcmeTypes;

impl Provider for AcmeTypes {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeTypes)
    }
}
