// The enumeration lives as long as the client was lent for.
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

fn found<'a>(client: &'a mut Client<'_>) -> Instances<'a, AcmeDisk> {
    Instances::new(DISKS.iter().map(move |id| {
        client.wmi().get_object(id)?;
        Ok(disk(id))
    }))
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(found(client))
    }
}
