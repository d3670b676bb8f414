// error: E0277
// replaces: src/lib.rs
// found in: src/classes/acme_disk.rs, src/classes/acme_rack.rs, src/lib.rs
// WMI calls a provider on many threads at once: what they share is made for that.
pub mod generated;
pub mod wmi;

use std::cell::Cell;
use wmi::{OwnError, Provider};

pub struct AcmeStorage {
    pub answered: Cell<u64>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            answered: Cell::new(0),
        })
    }
}
