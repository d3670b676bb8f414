// The values of an object are data, and can be kept.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result, Value};
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<Value>> = const { Cell::new(None) };
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let drive = client.wmi().get_object("Win32_DiskDrive")?;
        LAST.set(Some(drive.get("Model")?));
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
