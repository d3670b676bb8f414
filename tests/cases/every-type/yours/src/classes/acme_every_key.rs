//! Every key names an instance, which tells its own path.

use crate::generated::acme_every_key::{AcmeEveryKey, AcmeEveryKeyKey, AcmeEveryKeyProvider};
use crate::wmi::{Client, Instances, Result};

impl AcmeEveryKeyProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeEveryKeyKey) -> Result<AcmeEveryKey> {
        Ok(AcmeEveryKey {
            note: Some(key.path().to_string()),
            ..AcmeEveryKey::with_key(key.clone())
        })
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeEveryKey>> {
        Ok(Instances::visible([]))
    }
}
