// What keeps the provider from working is a failure, with its reason for the log.
pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

pub struct AcmeStorage {}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Err(OwnError::new("the array does not answer"))
    }
}
