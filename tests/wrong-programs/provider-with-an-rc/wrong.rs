// error: E0277
// replaces: src/lib.rs
// found in: src/classes/acme_disk.rs, src/classes/acme_rack.rs, src/lib.rs
// WMI calls a provider on many threads at once: what they share is made for that.
pub mod generated;
pub mod wmi;

use std::rc::Rc;
use wmi::{OwnError, Provider};

pub struct AcmeStorage {
    pub array: Rc<str>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeStorage {
            array: Rc::from("array0"),
        })
    }
}
