//! The drawers, with all that there is to know of them.

use crate::generated::acme_drawer::{
    AcmeDrawer, AcmeDrawerCountOutput, AcmeDrawerKey, AcmeDrawerOpenOutput,
    AcmeDrawerOpenReturnValue, AcmeDrawerProvider,
};
use crate::generated::acme_seal::AcmeSeal;
use crate::wmi::{Client, Error, Instances, Read, Result};

impl AcmeDrawerProvider for crate::AcmeVault {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeDrawerKey) -> Result<AcmeDrawer> {
        drawer(key.number).ok_or_else(Error::not_found)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDrawer>> {
        Ok(Instances::visible((1..=2).filter_map(drawer)))
    }

    fn open(&self, _client: &mut Client<'_>, key: &AcmeDrawerKey) -> Result<AcmeDrawerOpenOutput> {
        let return_value = match key.number {
            2 => AcmeDrawerOpenReturnValue::Jammed,
            _ => AcmeDrawerOpenReturnValue::Open,
        };
        Ok(AcmeDrawerOpenOutput { return_value })
    }

    fn count(&self, _client: &mut Client<'_>) -> Result<AcmeDrawerCountOutput> {
        Ok(AcmeDrawerCountOutput { return_value: 2 })
    }
}

fn drawer(number: u32) -> Option<AcmeDrawer> {
    let drawer = AcmeDrawer {
        label: Some(format!("Drawer {number}")),
        keeper: Read::Value("Alice".to_owned()),
        contents: Read::Value("a map".to_owned()),
        alarm: Read::Value(1234),
        seal: Some(AcmeSeal {
            number: Some(number),
        }),
        ..AcmeDrawer::with_key(AcmeDrawerKey { number })
    };
    (1..=2).contains(&number).then_some(drawer)
}
