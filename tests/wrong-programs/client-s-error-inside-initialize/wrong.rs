// error: E0277
// replaces: src/lib.rs
// A provider is initialized without a client: a client's error does not become its own by a question mark.
pub mod generated;
pub mod wmi;

use wmi::{Error, OwnError, Provider};

fn find_array() -> wmi::Result<String> {
    std::env::var("ACME_ARRAY").map_err(|_| Error::not_found())
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
