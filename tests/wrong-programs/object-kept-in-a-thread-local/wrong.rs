// error: E0521
// An object of WMI's does not outlive its call: a provider that is registered as pure lets go of everything of WMI's.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Object, Result};
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<Object<'static>>> = const { Cell::new(None) };
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        LAST.set(Some(client.wmi().get_object("Win32_DiskDrive")?));
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
