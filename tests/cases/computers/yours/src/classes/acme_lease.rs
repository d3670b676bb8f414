//! The leases of addresses, each by its number, its term, and whether it can be renewed.

use crate::generated::acme_lease::{AcmeLease, AcmeLeaseKey, AcmeLeaseProvider};
use crate::wmi::{Client, Error, Read, Result};

impl AcmeLeaseProvider for crate::AcmeDirectory {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeLeaseKey) -> Result<AcmeLease> {
        let serial = match key.serial {
            u64::MAX => Read::Value(u64::MAX),
            // Whoever asks for this one may not even know that it has it right.
            7 => Read::Denied,
            _ => return Err(Error::not_found()),
        };
        Ok(AcmeLease {
            serial,
            term: key.term,
            renewable: key.renewable,
            address: Some("192.0.2.7".to_owned()),
        })
    }
}
