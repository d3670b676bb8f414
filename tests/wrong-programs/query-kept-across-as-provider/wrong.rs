// error: E0502
// The answer to a query fetches from WMI, and so does not outlive the impersonation that it was asked for under.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let drives = client.wmi().query("SELECT Model FROM Win32_DiskDrive")?;
        let state = client.as_provider(|| Ok(fs::read_to_string(STATE)?))?;
        for drive in drives {
            let _described = format!("{:?} {state}", drive?.get("Model")?);
        }
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
