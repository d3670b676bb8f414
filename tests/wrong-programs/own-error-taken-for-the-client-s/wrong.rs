// error: E0277
// The provider's own error does not become the client's by a question mark: it might pass for a denial.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result, SecurityDescriptor};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let descriptor = SecurityDescriptor::from_sddl("O:SYG:SYD:(A;;0x1;;;BA)")?;
        if !client.allows(&descriptor, 1)? {
            return Err(Error::denied());
        }
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
