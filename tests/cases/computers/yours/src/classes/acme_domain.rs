//! The domains; who may not see one of them sees none.

use crate::generated::acme_domain::{AcmeDomain, AcmeDomainProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeDomainProvider for crate::AcmeDirectory {
    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDomain>> {
        Ok(Instances::new(self.domains.iter().map(|domain| {
            if !client.allows(&domain.access, crate::READ)? {
                return Err(Error::denied());
            }
            Ok(AcmeDomain {
                name: domain.name.to_owned(),
                trusted: Some(true),
            })
        })))
    }
}
