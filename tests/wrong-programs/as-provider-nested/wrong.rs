// error: E0500, E0501
// The scopes in which the provider acts as itself do not nest: the inner one's end would not be the client's return.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        client.as_provider(|| {
            let _state = client.as_provider(|| Ok(fs::read_to_string(STATE)?));
            Ok(())
        })?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
