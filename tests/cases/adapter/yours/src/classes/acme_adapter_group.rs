//! The groups of adapters.

use crate::generated::acme_adapter_group::{
    AcmeAdapterGroup, AcmeAdapterGroupKey, AcmeAdapterGroupProvider,
};
use crate::generated::acme_balance::AcmeBalance;
use crate::wmi::{Client, Error, Instances, Result};

use super::acme_adapter::adapter;

/// The groups, and the adapters that each has.
const GROUPS: [(&str, &[&str]); 2] = [("wired", &["lan"]), ("all", &["lan", "vpn"])];

impl AcmeAdapterGroupProvider for crate::AcmeNetwork {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeAdapterGroupKey) -> Result<AcmeAdapterGroup> {
        let mut groups = GROUPS.iter();
        let group = groups.find(|(name, _)| *name == key.name);
        group.map(group_of).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeAdapterGroup>> {
        Ok(Instances::visible(GROUPS.iter().map(group_of)))
    }
}

fn group_of((name, members): &(&str, &[&str])) -> AcmeAdapterGroup {
    let even = members.iter().map(|_| 1).collect();
    AcmeAdapterGroup {
        name: (*name).to_owned(),
        members: Some(members.iter().filter_map(|name| adapter(name)).collect()),
        balance: AcmeBalance {
            fallback: Some(Box::new(AcmeBalance::new(Vec::new()))),
            ..AcmeBalance::new(even)
        },
        former: Vec::new(),
    }
}
