// The objects are fetched first, and the provider acts as itself for each of them.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Read, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

fn disk(id: &str) -> AcmeDisk {
    AcmeDisk {
        device_id: id.to_owned(),
        capacity: None,
        free_space: Read::Null,
        online: Some(true),
        spindle: None,
        installed: None,
    }
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        let drives = client.wmi().query("SELECT DeviceID FROM Win32_DiskDrive")?;
        let drives: Vec<_> = drives.collect();
        Ok(Instances::new(drives.into_iter().map(move |drive| {
            let state = client.as_provider(|| Ok(fs::read_to_string(STATE)?))?;
            Ok(disk(&format!("{:?} {state}", drive?.get("DeviceID")?)))
        })))
    }
}
