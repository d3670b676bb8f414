//! The WMI provider `ContosoBoard`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The firmware of Contoso's boards.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

/// What the provider's classes share. WMI makes one for each user that asks. Its code here runs as the provider's host,
/// not as a client.
pub struct ContosoBoard {}

impl Provider for ContosoBoard {
    fn initialize() -> Result<Self, OwnError> {
        Ok(ContosoBoard {})
    }
}
