// Work with the host's rights has a scope that ends by itself.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        client.as_provider(|| Ok(()))?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
