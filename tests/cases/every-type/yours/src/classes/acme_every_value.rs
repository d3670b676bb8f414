//! Values that are listed without a meaning, and others.

use crate::generated::acme_every_value::*;
use crate::wmi::{Client, Error, Instances, Read, Result};

impl AcmeEveryValueProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeEveryValueKey) -> Result<AcmeEveryValue> {
        match &key.id {
            AcmeEveryValueId::One => Ok(one()),
            AcmeEveryValueId::Other => Ok(AcmeEveryValue::with_key(key.clone())),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeEveryValue>> {
        Ok(Instances::visible([one()]))
    }
}

/// An instance, which the other class takes a value of.
pub(super) fn one() -> AcmeEveryValue {
    AcmeEveryValue {
        id: AcmeEveryValueId::One,
        speed: Some(AcmeEveryValueSpeed::VerySafe),
        level: Some(AcmeEveryValueLevel::ValueMinus1),
        levels: Some(vec![
            AcmeEveryValueLevels::Value1,
            AcmeEveryValueLevels::from(3),
        ]),
        flags: Some(AcmeEveryValueFlags::BIT0 | AcmeEveryValueFlags::BIT7),
        between: Some(5),
        health: Some(Health::Healthy),
        healths: Read::Value(vec![Health::Unknown, Health::from(40_000)]),
        abilities: Some(vec![Ability::READABLE | Ability::SELF_DESTRUCTING]),
        pace: Some(Pace::Slow),
        answer: Some(true),
        grade: Some(i32::MIN),
    }
}
