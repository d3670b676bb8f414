// The scope has ended, and all of its threads with it.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        client.scope(|threads| {
            threads.spawn(|worker| Ok(worker.level()));
        })?;
        client.as_provider(|| Ok(fs::write(STATE, "opened")?))?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
