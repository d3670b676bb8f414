//! The copies that are under way: an association of which one end is an association itself.

use super::acme_disk::{SECRET, fast, reference};
use super::acme_disk_of_volume::pair_key;
use crate::generated::acme_copy::{AcmeCopy, AcmeCopyKey, AcmeCopyProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeCopyProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeCopyKey) -> Result<AcmeCopy> {
        let mut keys = keys()?.into_iter();
        let one = keys.find(|one| one == key).ok_or_else(Error::not_found)?;
        Ok(copy(one))
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeCopy>> {
        Ok(Instances::visible(keys()?.map(copy)))
    }
}

fn keys() -> Result<[AcmeCopyKey; 2]> {
    Ok([
        AcmeCopyKey {
            source: pair_key(1, "d1").into(),
            copy: fast("f1")?,
        },
        AcmeCopyKey {
            source: pair_key(1, SECRET).into(),
            copy: reference("d2"),
        },
    ])
}

fn copy(key: AcmeCopyKey) -> AcmeCopy {
    AcmeCopy {
        done: Some(50),
        ..AcmeCopy::with_key(key)
    }
}
