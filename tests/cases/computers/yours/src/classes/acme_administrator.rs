//! Who administers each domain, as far as the client may see the domain.

use crate::Domain;
use crate::generated::acme_administrator::{
    AcmeAdministrator, AcmeAdministratorKey, AcmeAdministratorProvider,
};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeAdministratorProvider for crate::AcmeDirectory {
    fn get(
        &self,
        client: &mut Client<'_>,
        key: &AcmeAdministratorKey,
    ) -> Result<AcmeAdministrator> {
        let mut domains = self.domains.iter();
        let domain = domains
            .find(|domain| domain.name.eq_ignore_ascii_case(&key.domain))
            .ok_or_else(Error::not_found)?;
        administrator(client, domain)
    }

    fn enumerate<'a>(
        &'a self,
        client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeAdministrator>> {
        let client = &*client;
        Ok(Instances::new(
            self.domains
                .iter()
                .map(|domain| administrator(client, domain)),
        ))
    }
}

fn administrator(client: &Client<'_>, domain: &Domain) -> Result<AcmeAdministrator> {
    if !client.allows(&domain.access, crate::READ)? {
        return Err(Error::denied());
    }
    let name = client.wants(AcmeAdministrator::NAME);
    Ok(AcmeAdministrator {
        domain: domain.name.to_owned(),
        name: name.then(|| format!("admin@{}", domain.name)),
    })
}
