// error: E0308
// What the spec says may be denied is given with that in mind.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Instances, Read, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Ok(AcmeDisk {
            device_id: key.device_id.clone(),
            capacity: Some(1 << 40),
            free_space: Some(1 << 30),
            online: Some(true),
            spindle: None,
            installed: None,
        })
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
