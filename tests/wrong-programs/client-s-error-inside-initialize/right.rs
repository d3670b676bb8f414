// What runs without a client has the provider's own errors.
pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider};

fn find_array() -> Result<String, OwnError> {
    std::env::var("ACME_ARRAY").map_err(|_| OwnError::new("there is no array"))
}

pub struct AcmeStorage {
    pub array: String,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        let array = find_array()?;
        Ok(AcmeStorage { array })
    }
}
