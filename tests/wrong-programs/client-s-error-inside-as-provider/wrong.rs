// error: E0277
// The client's error, which may be a denial, does not become the provider's own error by a question mark.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

fn opened(state: &str) -> Result<bool> {
    if state.is_empty() {
        return Err(Error::denied());
    }
    Ok(state == "opened")
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let _opened = client.as_provider(|| {
            let state = fs::read_to_string(STATE)?;
            Ok(opened(&state)?)
        })?;
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
