//! What is never NULL: with its values, empty, denied, and wrongly without a value.

use crate::generated::acme_every_required::{
    AcmeEveryRequired, AcmeEveryRequiredKey, AcmeEveryRequiredProvider, AcmeEveryRequiredState,
};
use crate::wmi::{Char16, Client, Error, Instances, Interval, Read, Result};

impl AcmeEveryRequiredProvider for crate::AcmeTypes {
    fn get(
        &self,
        _client: &mut Client<'_>,
        key: &AcmeEveryRequiredKey,
    ) -> Result<AcmeEveryRequired> {
        let plain = made(key);
        match key.id {
            0 => Ok(plain),
            1 => Ok(empty(key)),
            2 => Ok(AcmeEveryRequired {
                owner: Read::Denied,
                ..plain
            }),
            3 => Ok(AcmeEveryRequired {
                owner: Read::Null,
                ..plain
            }),
            4 => Ok(AcmeEveryRequired {
                wear: f32::NAN,
                ..plain
            }),
            5 => Ok(AcmeEveryRequired {
                speeds: vec![0.5, f32::INFINITY],
                ..plain
            }),
            6 => Ok(AcmeEveryRequired {
                load: Read::Value(f64::NEG_INFINITY),
                ..plain
            }),
            7 => Ok(AcmeEveryRequired {
                sizes: vec![1, 2, 3],
                ..plain
            }),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeEveryRequired>> {
        Ok(Instances::visible([
            made(&AcmeEveryRequiredKey { id: 0 }),
            empty(&AcmeEveryRequiredKey { id: 1 }),
        ]))
    }
}

/// An instance of its key, of what has to be given, and of defaults.
fn made(key: &AcmeEveryRequiredKey) -> AcmeEveryRequired {
    AcmeEveryRequired::with_key(
        key.clone(),
        "no key".to_owned(),
        vec![1, u32::MAX],
        AcmeEveryRequiredState::On,
        Char16::new(0x41),
        0.5,
        Interval::MAX,
        Read::Value("somebody".to_owned()),
    )
}

/// What is empty is there.
fn empty(key: &AcmeEveryRequiredKey) -> AcmeEveryRequired {
    AcmeEveryRequired {
        key: String::new(),
        sizes: Vec::new(),
        owner: Read::Value(String::new()),
        names: Vec::new(),
        loads: Read::Value(Vec::new()),
        ..made(key)
    }
}
