// Instances are data, and can be kept.
pub mod generated;
pub mod wmi;

use generated::acme_disk::AcmeDisk;
use std::sync::Mutex;
use wmi::{OwnError, Provider};

pub struct AcmeStorage {
    pub disks: Mutex<Vec<AcmeDisk>>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            disks: Mutex::default(),
        })
    }
}
