// error: E0624
// A right is always somebody's: it is the client, or a worker that runs as the client, who is asked about.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, OwnError, Result, SecurityDescriptor};

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let descriptor = SecurityDescriptor::from_sddl("O:SYG:SYD:(A;;0x1;;;BA)")
            .map_err(OwnError::into_error)?;
        if !descriptor.allows_thread(1)? {
            return Err(Error::denied());
        }
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
