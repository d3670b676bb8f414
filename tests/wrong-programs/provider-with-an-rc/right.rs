// An `Arc` is made to be shared.
pub mod generated;
pub mod wmi;

use std::sync::Arc;
use wmi::{OwnError, Provider};

pub struct AcmeStorage {
    pub array: Arc<str>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            array: Arc::from("array0"),
        })
    }
}
