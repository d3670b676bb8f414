// error: E0560
// After the spec has renamed a property, code for the old one is found by the compiler.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Instances, Read, Result};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        Ok(AcmeDisk {
            device_id: key.device_id.clone(),
            capacity: Some(1 << 40),
            free_space: Read::Null,
            spindle: None,
            installed: None,
            is_online: Some(true),
        })
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
