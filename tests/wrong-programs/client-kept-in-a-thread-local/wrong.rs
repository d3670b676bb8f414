// error: E0521
// A client does not outlive its call: the thread serves another one next.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<&'static mut Client<'static>>> = const { Cell::new(None) };
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        LAST.set(Some(client));
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
