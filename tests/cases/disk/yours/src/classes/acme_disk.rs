//! The disks of the array, as each client may see them.

use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Read, Result};
use crate::{AcmeStorage, MEASURE, SEE, StoredDisk};
use std::sync::atomic::Ordering;

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let mut disks = self.disks.iter();
        let disk = disks
            .find(|disk| disk.device_id.eq_ignore_ascii_case(&key.device_id))
            .ok_or_else(Error::not_found)?;
        visible(self, client, disk)
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        let disks = self.disks.iter();
        Ok(Instances::new(
            disks.map(|disk| visible(self, client, disk)),
        ))
    }
}

/// The disk, as far as the client may see it.
fn visible(array: &AcmeStorage, client: &Client<'_>, disk: &StoredDisk) -> Result<AcmeDisk> {
    if !client.allows(&disk.access, SEE)? {
        return Err(Error::denied());
    }
    let free_space = if client.allows(&disk.access, MEASURE)? {
        Read::Value(disk.free_space)
    } else {
        Read::Denied
    };
    Ok(AcmeDisk {
        device_id: disk.device_id.to_owned(),
        capacity: Some(disk.capacity),
        free_space,
        online: Some(array.online.load(Ordering::Relaxed)),
        spindle: None,
        installed: None,
    })
}
