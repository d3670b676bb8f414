//! The instances of `Acme_Settings`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_settings::{AcmeSettings, AcmeSettingsChange, AcmeSettingsProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeSettingsProvider for crate::AcmeStore {
    fn get(&self, _client: &mut Client<'_>) -> Result<AcmeSettings> {
        // Give the one instance, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSettings>> {
        // Return an iterator over `Result<AcmeSettings>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn update(&self, _client: &mut Client<'_>, _change: AcmeSettingsChange) -> Result<()> {
        // Change as the client what is not `Change::Keep`, all of it or nothing.
        Err(Error::failed("update is not written yet"))
    }
}
