//! The instances and the methods of `Acme_Array`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_array::{
    AcmeArray, AcmeArrayProvider, AcmeArrayRebuildInput, AcmeArrayRebuildOutput,
};
use crate::wmi::{Client, Error, Result};

impl AcmeArrayProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>) -> Result<AcmeArray> {
        // Give the one instance, or say that there is none.
        Err(Error::not_found())
    }

    fn rebuild(
        &self,
        _client: &mut Client<'_>,
        _input: AcmeArrayRebuildInput,
    ) -> Result<AcmeArrayRebuildOutput> {
        // Do as the client what `Rebuild` is for; `?` passes on that the client may not.
        Err(Error::failed("Rebuild is not written yet"))
    }
}
