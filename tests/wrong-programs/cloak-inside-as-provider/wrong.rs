// error: E0502
// A proxy that is cloaked as the provider would look like the client's: there is no client inside.
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
        client.as_provider(|| {
            let _cloaked = client.cloak(&proxy);
            Ok(())
        })?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
