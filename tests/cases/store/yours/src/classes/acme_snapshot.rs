//! The snapshots, a file each, whose numbers the store gives.

use crate::files::{self, Values};
use crate::generated::acme_snapshot::{
    AcmeSnapshot, AcmeSnapshotKey, AcmeSnapshotNew, AcmeSnapshotProvider,
};
use crate::generated::acme_volume::AcmeVolumeKey;
use crate::wmi::{Client, Error, Instances, Reference, Result};
use std::fs;
use std::path::PathBuf;

impl AcmeSnapshotProvider for crate::AcmeStore {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeSnapshotKey) -> Result<AcmeSnapshot> {
        self.snapshot(key.number)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSnapshot>> {
        let names = files::names(&self.folder, "snapshot")?;
        let numbers = names.into_iter().filter_map(|name| name.parse().ok());
        Ok(Instances::new(numbers.map(|number| self.snapshot(number))))
    }

    fn create(&self, _client: &mut Client<'_>, new: AcmeSnapshotNew) -> Result<AcmeSnapshotKey> {
        self.note_run();
        let volume = new.volume.into_key().name;
        let values = Values::from([("volume".to_owned(), volume)]);
        if let Some(number) = new.number {
            // A client may ask for a number of its own.
            files::create(&self.snapshot_path(number), &values)?;
            return Ok(AcmeSnapshotKey { number });
        }
        for number in 1.. {
            match files::create(&self.snapshot_path(number), &values) {
                Err(error) if error.is_already_exists() => {}
                created => return created.map(|()| AcmeSnapshotKey { number }),
            }
        }
        Err(Error::failed("all numbers are taken"))
    }

    fn delete(&self, _client: &mut Client<'_>, key: &AcmeSnapshotKey) -> Result<()> {
        self.note_run();
        fs::remove_file(self.snapshot_path(key.number))?;
        Ok(())
    }
}

impl crate::AcmeStore {
    fn snapshot_path(&self, number: u32) -> PathBuf {
        self.folder.join(format!("{number}.snapshot"))
    }

    fn snapshot(&self, number: u32) -> Result<AcmeSnapshot> {
        let mut values = files::read(&self.snapshot_path(number))?;
        let volume = values.remove("volume");
        let volume = volume.ok_or_else(|| Error::failed("a snapshot of nothing"))?;
        let volume = Reference::from(AcmeVolumeKey { name: volume });
        Ok(AcmeSnapshot::with_key(AcmeSnapshotKey { number }, volume))
    }
}
