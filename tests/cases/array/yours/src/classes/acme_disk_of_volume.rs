//! Which disk has data of which volume. The code gives all of it: what a client may not see of either end, the runtime keeps
//! from it.

use super::acme_disk::{SECRET, reference};
use crate::generated::acme_disk_of_volume::{
    AcmeDiskOfVolume, AcmeDiskOfVolumeKey, AcmeDiskOfVolumeProvider,
};
use crate::generated::acme_volume::AcmeVolumeKey;
use crate::wmi::{Client, Error, Instances, Result};

/// The pairs that there are; nobody has a volume 9 any more.
const PAIRS: [(u32, &str); 4] = [(1, "d1"), (1, SECRET), (2, "d2"), (9, "d1")];

impl AcmeDiskOfVolumeProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDiskOfVolumeKey) -> Result<AcmeDiskOfVolume> {
        let mut pairs = PAIRS.into_iter();
        let pair = pairs.find(|(volume, disk)| pair_key(*volume, disk) == *key);
        pair.map(pair_of).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeDiskOfVolume>> {
        Ok(Instances::visible(PAIRS.map(pair_of)))
    }
}

/// The key of a pair.
pub fn pair_key(volume: u32, disk: &str) -> AcmeDiskOfVolumeKey {
    AcmeDiskOfVolumeKey {
        whole: AcmeVolumeKey { number: volume }.into(),
        part: reference(disk),
    }
}

fn pair_of((volume, disk): (u32, &str)) -> AcmeDiskOfVolume {
    AcmeDiskOfVolume {
        blocks: Some(1_000),
        ..AcmeDiskOfVolume::with_key(pair_key(volume, disk))
    }
}
