//! The instances and the methods of `Acme_Drawer`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_drawer::{
    AcmeDrawer, AcmeDrawerCountOutput, AcmeDrawerKey, AcmeDrawerOpenOutput, AcmeDrawerProvider,
};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDrawerProvider for crate::AcmeVault {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDrawerKey) -> Result<AcmeDrawer> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDrawer>> {
        // Return an iterator over `Result<AcmeDrawer>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn open(&self, _client: &mut Client<'_>, _key: &AcmeDrawerKey) -> Result<AcmeDrawerOpenOutput> {
        // Do as the client what `Open` is for; `?` passes on that the client may not.
        Err(Error::failed("Open is not written yet"))
    }

    fn count(&self, _client: &mut Client<'_>) -> Result<AcmeDrawerCountOutput> {
        // Do as the client what `Count` is for; `?` passes on that the client may not.
        Err(Error::failed("Count is not written yet"))
    }
}
