//! The instances of `Acme_Domain`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_domain::{AcmeDomain, AcmeDomainProvider};
use crate::wmi::{Client, Instances, Result};

impl AcmeDomainProvider for crate::AcmeDirectory {
    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDomain>> {
        // Return an iterator over `Result<AcmeDomain>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }
}
