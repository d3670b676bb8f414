// error: E0277
// replaces: src/lib.rs
// found in: src/classes/acme_disk.rs, src/classes/acme_rack.rs, src/lib.rs
// An enumeration is one call's: the provider's value outlives it, and is all threads'.
pub mod generated;
pub mod wmi;

use generated::acme_disk::AcmeDisk;
use std::sync::Mutex;
use wmi::{Instances, OwnError, Provider};

pub struct AcmeStorage {
    pub disks: Mutex<Option<Instances<'static, AcmeDisk>>>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            disks: Mutex::new(None),
        })
    }
}
