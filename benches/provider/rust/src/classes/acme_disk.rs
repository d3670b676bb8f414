//! The disks of the array, which every client may see.

use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Read, Result};
use crate::{AcmeStorage, StoredDisk};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let place = self.by_id.get(&key.device_id.to_ascii_lowercase());
        let disk = place.and_then(|place| self.disks.get(*place));
        disk.map(instance).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible(self.disks.iter().map(instance)))
    }
}

fn instance(disk: &StoredDisk) -> AcmeDisk {
    AcmeDisk {
        device_id: disk.device_id.clone(),
        capacity: Some(disk.capacity),
        free_space: Read::Value(disk.free_space),
        online: Some(disk.online),
        spindle: Some(disk.spindle),
        installed: Some(disk.installed),
    }
}
