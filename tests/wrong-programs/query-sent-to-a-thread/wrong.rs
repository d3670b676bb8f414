// error: E0277
// The answer to a query is fetched on the thread of the call alone, where the client can be impersonated again.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let drives = client.wmi().query("SELECT Model FROM Win32_DiskDrive")?;
        client.scope(|threads| {
            threads.spawn(move |_worker| Ok(drives.count()));
        })?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
