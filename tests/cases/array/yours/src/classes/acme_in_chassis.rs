//! What each disk is built into. The other ends are another provider's: WMI is asked which of them the client may see.

use super::acme_disk::{SECRET, chassis, reference};
use crate::generated::acme_in_chassis::{AcmeInChassis, AcmeInChassisKey, AcmeInChassisProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeInChassisProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeInChassisKey) -> Result<AcmeInChassis> {
        let mut pairs = pairs();
        let pair = pairs.find(|pair| pair.chassis == key.chassis && pair.disk == key.disk);
        pair.ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeInChassis>> {
        Ok(Instances::visible(pairs()))
    }
}

fn pairs() -> impl Iterator<Item = AcmeInChassis> {
    let disks = [(0, "d1"), (0, SECRET), (1, "d2")];
    disks.into_iter().map(|(number, disk)| {
        let (chassis, disk) = (chassis(number), reference(disk));
        AcmeInChassis::with_key(AcmeInChassisKey { chassis, disk })
    })
}
