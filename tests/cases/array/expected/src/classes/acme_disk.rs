//! The instances and the methods of `Acme_Disk`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_disk::{
    AcmeDisk, AcmeDiskFormatInput, AcmeDiskKey, AcmeDiskLocateInput, AcmeDiskProvider,
    AcmeDiskRenameInput, AcmeDiskRenameOutput,
};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDiskProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        // Return an iterator over `Result<AcmeDisk>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn locate(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeDiskKey,
        _input: AcmeDiskLocateInput,
    ) -> Result<()> {
        // Do as the client what `Locate` is for; `?` passes on that the client may not.
        Err(Error::failed("Locate is not written yet"))
    }

    fn rename(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeDiskKey,
        _input: AcmeDiskRenameInput,
    ) -> Result<AcmeDiskRenameOutput> {
        // Do as the client what `Rename` is for; `?` passes on that the client may not.
        Err(Error::failed("Rename is not written yet"))
    }

    fn format(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeDiskKey,
        _input: AcmeDiskFormatInput,
    ) -> Result<()> {
        // Do as the client what `Format` is for; `?` passes on that the client may not.
        Err(Error::failed("Format is not written yet"))
    }
}
