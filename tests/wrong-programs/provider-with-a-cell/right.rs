// An atomic number is made to be shared.
pub mod generated;
pub mod wmi;

use std::sync::atomic::AtomicU64;
use wmi::{OwnError, Provider};

pub struct AcmeStorage {
    pub answered: AtomicU64,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            answered: AtomicU64::new(0),
        })
    }
}
