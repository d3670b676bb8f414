// error: E0308
// Only what the spec says may be denied can be: `Capacity` is always readable with its instance.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Instances, Read, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Ok(AcmeDisk {
            device_id: key.device_id.clone(),
            capacity: Read::Denied,
            free_space: Read::Null,
            online: Some(true),
            spindle: None,
            installed: None,
        })
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
