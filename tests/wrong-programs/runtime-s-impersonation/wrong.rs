// error: E0603
// Impersonation begins and ends in the runtime alone.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Level, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let _impersonation = crate::wmi::com::impersonation::Impersonation::begin(Level::None);
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
