// error: E0603
// What the runtime calls of Windows is no way out for the provider's own code.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        // SAFETY: NULL for the thread is the current one, NULL for the token is none.
        let _done = unsafe { crate::wmi::com::bindings::SetThreadToken(None, None) };
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
