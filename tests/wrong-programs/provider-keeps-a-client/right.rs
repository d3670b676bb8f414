// What is known of a client is data, and can be kept.
pub mod generated;
pub mod wmi;

use std::sync::Mutex;
use wmi::{Level, OwnError, Provider};

pub struct AcmeStorage {
    pub last: Mutex<Option<Level>>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            last: Mutex::new(None),
        })
    }
}
