//! Values of a type that two classes have.

use crate::generated::acme_every_value::AcmeEveryValue;
use crate::generated::meanings::{Health, Pace};
use crate::generated::share::*;
use crate::wmi::{Client, Error, Instances, Result};

impl ShareProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &ShareKey) -> Result<Share> {
        match &key.pace {
            Pace::Quick => Ok(quick(&super::acme_every_value::one())),
            Pace::Slow2 => Ok(Share::with_key(key.clone())),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, Share>> {
        Ok(Instances::visible([quick(&super::acme_every_value::one())]))
    }
}

/// What one class has is what the other takes.
fn quick(value: &AcmeEveryValue) -> Share {
    Share {
        pace: Pace::Quick,
        before: value.health,
        later: Some(Health::from(5)),
        own: Some(ShareOwn::Healthy),
        answers: Some(vec![true]),
    }
}
