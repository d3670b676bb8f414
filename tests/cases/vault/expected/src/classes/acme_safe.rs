//! The instances and the methods of `Acme_Safe`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_safe::{AcmeSafe, AcmeSafeKey, AcmeSafeLockInput, AcmeSafeProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeSafeProvider for crate::AcmeVault {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeSafeKey) -> Result<AcmeSafe> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSafe>> {
        // Return an iterator over `Result<AcmeSafe>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn lock(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeSafeKey,
        _input: AcmeSafeLockInput,
    ) -> Result<()> {
        // Do as the client what `Lock` is for; `?` passes on that the client may not.
        Err(Error::failed("Lock is not written yet"))
    }
}
