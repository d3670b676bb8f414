//! The instances of `Acme_Lease`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_lease::{AcmeLease, AcmeLeaseKey, AcmeLeaseProvider};
use crate::wmi::{Client, Error, Result};

impl AcmeLeaseProvider for crate::AcmeDirectory {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeLeaseKey) -> Result<AcmeLease> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }
}
