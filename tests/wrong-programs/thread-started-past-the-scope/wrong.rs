// error: clippy::disallowed_methods
// A thread that is started past the scope runs as the host, and nothing in the code says so.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let read = std::thread::spawn(|| fs::read_to_string(STATE));
        let _read = read.join();
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
