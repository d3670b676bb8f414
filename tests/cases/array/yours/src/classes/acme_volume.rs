//! The volumes, each of which shows itself by a part of the array.

use super::acme_disk::{self, SECRET};
use crate::generated::acme_volume::{AcmeVolume, AcmeVolumeKey, AcmeVolumeProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeVolumeProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeVolumeKey) -> Result<AcmeVolume> {
        volume(key.number).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeVolume>> {
        Ok(Instances::visible((1..=3).filter_map(volume)))
    }
}

fn volume(number: u32) -> Option<AcmeVolume> {
    let shown = match number {
        1 => Some(acme_disk::key("d1").path()),
        2 => Some(acme_disk::key(SECRET).path()),
        3 => None,
        _ => return None,
    };
    Some(AcmeVolume {
        shown,
        ..AcmeVolume::with_key(AcmeVolumeKey { number })
    })
}
