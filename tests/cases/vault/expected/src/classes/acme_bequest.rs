//! The instances of `Acme_Bequest`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_bequest::{AcmeBequest, AcmeBequestProvider};
use crate::wmi::{Client, Instances, Result};

impl AcmeBequestProvider for crate::AcmeVault {
    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeBequest>> {
        // Return an iterator over `Result<AcmeBequest>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }
}
