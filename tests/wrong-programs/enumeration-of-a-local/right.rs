// The list moves into the enumeration.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Read, Result};

/// The disks that the array knows.
const DISKS: [&str; 2] = ["disk0", "disk1"];

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

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        let disks = DISKS.map(disk);
        Ok(Instances::visible(disks))
    }
}
