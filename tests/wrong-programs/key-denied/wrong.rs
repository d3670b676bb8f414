// error: E0308
// A key is not denied by itself: an instance without its key could not be asked for again.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Instances, Read, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Ok(AcmeDisk {
            device_id: Read::Denied,
            capacity: Some(1 << 40),
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
