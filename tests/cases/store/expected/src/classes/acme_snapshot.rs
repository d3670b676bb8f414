//! The instances of `Acme_Snapshot`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_snapshot::{
    AcmeSnapshot, AcmeSnapshotKey, AcmeSnapshotNew, AcmeSnapshotProvider,
};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeSnapshotProvider for crate::AcmeStore {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeSnapshotKey) -> Result<AcmeSnapshot> {
        // Find the instance that has this key, or say that there is none.
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSnapshot>> {
        // Return an iterator over `Result<AcmeSnapshot>`; an `Err` is one instance that could not be had.
        Ok(Instances::visible([]))
    }

    fn create(&self, _client: &mut Client<'_>, _new: AcmeSnapshotNew) -> Result<AcmeSnapshotKey> {
        // Make the instance as the client, or say that its name is taken; give the key by which it is named from now on.
        Err(Error::failed("create is not written yet"))
    }

    fn delete(&self, _client: &mut Client<'_>, _key: &AcmeSnapshotKey) -> Result<()> {
        // Take the instance away as the client, or say that there is none.
        Err(Error::failed("delete is not written yet"))
    }
}
