//! The wills, which nobody on this machine may read.

use crate::generated::acme_will::{AcmeWill, AcmeWillKey, AcmeWillProvider};
use crate::wmi::{Client, Instances, Result};

impl AcmeWillProvider for crate::AcmeVault {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeWillKey) -> Result<AcmeWill> {
        Ok(will(key.number))
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeWill>> {
        Ok(Instances::visible([will(1)]))
    }
}

fn will(number: u32) -> AcmeWill {
    AcmeWill {
        heir: Some("Bob".to_owned()),
        ..AcmeWill::with_key(AcmeWillKey { number })
    }
}
