//! What is in the array: parts of every class, by their paths.

use super::acme_disk::{self, SECRET};
use crate::generated::acme_array::AcmeArray;
use crate::generated::acme_in_array::{AcmeInArray, AcmeInArrayKey, AcmeInArrayProvider};
use crate::generated::acme_volume::AcmeVolumeKey;
use crate::wmi::{Client, Error, Instances, ObjectPath, Result};

impl AcmeInArrayProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeInArrayKey) -> Result<AcmeInArray> {
        let mut parts = parts().into_iter();
        let part = parts.find(|part| *part == key.part);
        part.map(in_array).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeInArray>> {
        Ok(Instances::visible(parts().map(in_array)))
    }
}

fn parts() -> [ObjectPath; 3] {
    [
        acme_disk::key("d1").path(),
        acme_disk::key(SECRET).path(),
        AcmeVolumeKey { number: 1 }.path(),
    ]
}

fn in_array(part: ObjectPath) -> AcmeInArray {
    AcmeInArray::with_key(AcmeInArrayKey {
        whole: AcmeArray::path(),
        part,
    })
}
