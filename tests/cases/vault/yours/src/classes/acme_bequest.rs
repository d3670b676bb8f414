//! The will of each drawer.

use crate::generated::acme_bequest::{AcmeBequest, AcmeBequestKey, AcmeBequestProvider};
use crate::generated::acme_drawer::AcmeDrawerKey;
use crate::generated::acme_will::AcmeWillKey;
use crate::wmi::{Client, Instances, Result};

impl AcmeBequestProvider for crate::AcmeVault {
    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeBequest>> {
        Ok(Instances::visible([AcmeBequest::with_key(
            AcmeBequestKey {
                drawer: AcmeDrawerKey { number: 1 }.into(),
                will: AcmeWillKey { number: 1 }.into(),
            },
        )]))
    }
}
