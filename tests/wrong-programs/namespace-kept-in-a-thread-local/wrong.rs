// error: E0521
// A namespace does not outlive its call: its context is that call's, and its answers are for that client.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Namespace, Result};
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<Namespace<'static, 'static>>> = const { Cell::new(None) };
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        LAST.set(Some(client.wmi()));
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
