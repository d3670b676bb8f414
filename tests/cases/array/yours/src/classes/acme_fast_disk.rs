//! The disks without moving parts. Each is among all disks, too: WMI drops what is not.

use crate::generated::acme_fast_disk::{AcmeFastDisk, AcmeFastDiskKey, AcmeFastDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeFastDiskProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeFastDiskKey) -> Result<AcmeFastDisk> {
        match key.device_id.as_str() {
            "f1" => Ok(fast_disk()),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeFastDisk>> {
        Ok(Instances::visible([fast_disk()]))
    }
}

fn fast_disk() -> AcmeFastDisk {
    let key = AcmeFastDiskKey {
        device_id: "f1".to_owned(),
    };
    AcmeFastDisk {
        spares: Some(Vec::new()),
        wear: Some(3),
        ..AcmeFastDisk::with_key(key)
    }
}
