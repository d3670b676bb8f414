// error: E0277
// replaces: src/lib.rs
// found in: src/classes/acme_disk.rs, src/classes/acme_rack.rs, src/lib.rs
// The provider's value outlives each call, and is all threads': no client is kept in it.
pub mod generated;
pub mod wmi;

use std::sync::Mutex;
use wmi::{Client, OwnError, Provider};

pub struct AcmeStorage {
    pub last: Mutex<Option<Client<'static>>>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            last: Mutex::new(None),
        })
    }
}
