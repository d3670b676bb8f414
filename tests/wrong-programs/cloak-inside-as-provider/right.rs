// The proxy carries the client's identity, and is called as the client.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};

/// A proxy of another server's.
fn proxy() -> Result<windows_core::IUnknown> {
    Err(Error::not_found())
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let proxy = proxy()?;
        client.cloak(&proxy)?;
        client.as_provider(|| Ok(()))?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
