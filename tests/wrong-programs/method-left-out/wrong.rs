// error: E0046
// What the spec offers to clients has code of the provider behind it.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Err(Error::not_found())
    }
}
