// error: E0308
// replaces: src/lib.rs
// A provider is initialized without a client, so no client can be denied.
pub mod generated;
pub mod wmi;

use wmi::{Error, OwnError, Provider};

pub struct AcmeStorage {}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        Err(Error::denied())
    }
}
