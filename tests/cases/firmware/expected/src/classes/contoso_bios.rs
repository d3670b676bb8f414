//! The instances and the methods of `Contoso_Bios`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::contoso_bios::{
    ContosoBios, ContosoBiosKey, ContosoBiosProvider, ContosoBiosVerifyOutput,
};
use crate::wmi::{Client, Error, Instances, Result};

impl ContosoBiosProvider for crate::ContosoBoard {
    fn get(&self, _client: &mut Client<'_>, _key: &ContosoBiosKey) -> Result<ContosoBios> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, ContosoBios>> {
        // Return an iterator over `Result<ContosoBios>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn verify(
        &self,
        _client: &mut Client<'_>,
        _key: &ContosoBiosKey,
    ) -> Result<ContosoBiosVerifyOutput> {
        // Do as the client what `Verify` is for; `?` passes on that the client may not.
        Err(Error::failed("Verify is not written yet"))
    }
}
