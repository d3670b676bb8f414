//! The computers, as far as the client may see the domains that they belong to.

use crate::Domain;
use crate::generated::acme_computer::{AcmeComputer, AcmeComputerKey, AcmeComputerProvider};
use crate::wmi::{Client, Error, Instances, Read, Result};

impl AcmeComputerProvider for crate::AcmeDirectory {
    fn get(&self, client: &mut Client<'_>, key: &AcmeComputerKey) -> Result<AcmeComputer> {
        let mut domains = self.domains.iter();
        let domain = domains
            .find(|domain| domain.name.eq_ignore_ascii_case(&key.domain))
            .filter(|domain| (1..=domain.computers).contains(&key.number))
            .ok_or_else(Error::not_found)?;
        computer(client, domain, key.number)
    }

    fn enumerate<'a>(&'a self, client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeComputer>> {
        let client = &*client;
        Ok(Instances::new(self.domains.iter().flat_map(
            move |domain| {
                (1..=domain.computers).map(move |number| computer(client, domain, number))
            },
        )))
    }
}

fn computer(client: &Client<'_>, domain: &Domain, number: u32) -> Result<AcmeComputer> {
    if !client.allows(&domain.access, crate::READ)? {
        return Err(Error::denied());
    }
    Ok(AcmeComputer {
        domain: domain.name.to_owned(),
        number,
        r#type: Some("workstation".to_owned()),
        // The shared computer's last user is nobody's business: by the spec, the computer is denied then.
        last_user: if domain.name == "shared" {
            Read::Denied
        } else {
            Read::Null
        },
        idle: Read::Denied,
    })
}
