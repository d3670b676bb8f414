//! The disks, of which a client may not see the one that is called `secret`.

use crate::generated::acme_disk::{
    AcmeDisk, AcmeDiskFormatInput, AcmeDiskKey, AcmeDiskLocateInput, AcmeDiskProvider,
    AcmeDiskRenameInput, AcmeDiskRenameOutput, AcmeDiskRenameReturnValue,
};
use crate::generated::acme_fast_disk::AcmeFastDiskKey;
use crate::wmi::{
    Client, Error, Instances, Literal, ObjectPath, PathKeys, Read, Reference, Result,
};

/// The name of the disk that no client may see.
pub const SECRET: &str = "secret";

impl AcmeDiskProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskKey) -> Result<AcmeDisk> {
        disk(&key.device_id)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        let names = ["d1", SECRET, "d2", "f1"];
        Ok(Instances::new(names.into_iter().map(disk)))
    }

    fn locate(
        &self,
        _client: &mut Client<'_>,
        key: &AcmeDiskKey,
        _input: AcmeDiskLocateInput,
    ) -> Result<()> {
        disk(&key.device_id).map(drop)
    }

    fn rename(
        &self,
        _client: &mut Client<'_>,
        key: &AcmeDiskKey,
        input: AcmeDiskRenameInput,
    ) -> Result<AcmeDiskRenameOutput> {
        let disk = disk(&key.device_id)?;
        // A label is only a label, so that a disk that cannot take it now is no error of the call.
        let return_value = match input.label.as_str() {
            "busy" => AcmeDiskRenameReturnValue::Busy,
            _ => AcmeDiskRenameReturnValue::Done,
        };
        Ok(AcmeDiskRenameOutput {
            return_value,
            former: disk.label,
        })
    }

    fn format(
        &self,
        _client: &mut Client<'_>,
        key: &AcmeDiskKey,
        input: AcmeDiskFormatInput,
    ) -> Result<()> {
        disk(&key.device_id)?;
        // This client may look at the disks, and may not empty one more than once.
        if input.passes > 1 {
            return Err(Error::denied());
        }
        Ok(())
    }
}

/// A reference to the disk of that name.
pub fn reference(name: &str) -> Reference<AcmeDiskKey> {
    key(name).into()
}

/// The same to a fast disk, as one to any disk.
pub fn fast(name: &str) -> Result<Reference<AcmeDiskKey>> {
    let device_id = name.to_owned();
    AcmeFastDiskKey { device_id }.path().try_into()
}

/// The key of the disk of that name.
pub fn key(name: &str) -> AcmeDiskKey {
    AcmeDiskKey {
        device_id: name.to_owned(),
    }
}

fn disk(name: &str) -> Result<AcmeDisk> {
    let mut disk = AcmeDisk::with_key(key(name));
    match name {
        "d1" => {
            disk.spares = Some(vec![reference("d2"), fast("f1")?]);
            disk.partner = Read::Value(reference("d2"));
            disk.chassis = Some(chassis());
        }
        "d2" => {
            disk.spares = Some(vec![reference("d1"), reference(SECRET)]);
            disk.partner = Read::Value(reference(SECRET));
        }
        "f1" => disk.spares = Some(Vec::new()),
        SECRET => return Err(Error::denied()),
        _ => return Err(Error::not_found()),
    }
    Ok(disk)
}

/// What all disks are built into, which is an instance of another provider's.
fn chassis() -> ObjectPath {
    let tag = Literal::Text("Chassis 0".to_owned());
    ObjectPath {
        namespace: None,
        class: "CIM_Chassis".to_owned(),
        keys: PathKeys::Named(vec![("Tag".to_owned(), tag)]),
    }
}
