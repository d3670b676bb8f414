//! The ends of each type.

use crate::generated::acme_every_type::{AcmeEveryType, AcmeEveryTypeKey, AcmeEveryTypeProvider};
use crate::wmi::{Char16, Client, Error, Instances, Read, Result};

impl AcmeEveryTypeProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeEveryTypeKey) -> Result<AcmeEveryType> {
        match key.name.as_str() {
            "least" => Ok(least()),
            "most" => Ok(most()),
            "default" => Ok(AcmeEveryType::with_key(key.clone())),
            "nothing" => Ok(nothing()),
            "endless" => Ok(endless()),
            "too much" => Ok(AcmeEveryType {
                name: key.name.clone(),
                u8: Some(101),
                ..nothing()
            }),
            "too long" => Ok(AcmeEveryType {
                name: key.name.clone(),
                text: Some("x".repeat(17)),
                ..nothing()
            }),
            "inexact" => Ok(AcmeEveryType {
                name: key.name.clone(),
                exact: Some(f64::NAN),
                ..nothing()
            }),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeEveryType>> {
        Ok(Instances::visible([least(), most(), nothing(), endless()]))
    }
}

fn least() -> AcmeEveryType {
    AcmeEveryType {
        name: "least".to_owned(),
        flag: Some(false),
        u8: Some(0),
        u16: Some(u16::MIN),
        u32: Some(u32::MIN),
        u64: Some(u64::MIN),
        s8: Some(-100),
        s16: Some(i16::MIN),
        s32: Some(i32::MIN),
        s64: Some(i64::MIN),
        r32: Some(f32::MIN),
        r64: Some(f64::MIN),
        exact: Some(f64::MIN),
        letter: Some(Char16::new(1)),
        text: Some(String::new()),
        when: "00010101000000.000000-720".parse().ok(),
        daily: "**************.******+***".parse().ok(),
        span: "00000000000000.000000:000".parse().ok(),
        secret: Read::Value(f64::MIN_POSITIVE),
        sealed: Read::Value(Vec::new()),
    }
}

fn most() -> AcmeEveryType {
    AcmeEveryType {
        name: "most".to_owned(),
        flag: Some(true),
        u8: Some(100),
        u16: Some(u16::MAX),
        u32: Some(u32::MAX),
        u64: Some(u64::MAX),
        s8: Some(100),
        s16: Some(i16::MAX),
        s32: Some(i32::MAX),
        s64: Some(i64::MAX),
        r32: Some(f32::MAX),
        r64: Some(f64::MAX),
        exact: Some(f64::MAX),
        letter: Some(Char16::new(u16::MAX)),
        text: Some("16 units: \u{1F980}\u{1F980}é日".to_owned()),
        when: "99991231235959.999999+720".parse().ok(),
        daily: "********235959.999999-480".parse().ok(),
        span: "99999999235959.999999:000".parse().ok(),
        secret: Read::Denied,
        sealed: Read::Value(vec![i16::MIN, i16::MAX]),
    }
}

/// NULL wherever a key does not forbid it.
fn nothing() -> AcmeEveryType {
    AcmeEveryType {
        name: "nothing".to_owned(),
        flag: None,
        u8: None,
        u16: None,
        u32: None,
        u64: None,
        s8: None,
        s16: None,
        s32: None,
        s64: None,
        r32: None,
        r64: None,
        exact: None,
        letter: None,
        text: None,
        when: None,
        daily: None,
        span: None,
        secret: Read::Null,
        sealed: Read::Null,
    }
}

/// What is no number, and what has no end, wherever a type has them.
fn endless() -> AcmeEveryType {
    AcmeEveryType {
        name: "endless".to_owned(),
        r32: Some(f32::NAN),
        r64: Some(f64::NEG_INFINITY),
        secret: Read::Value(f64::INFINITY),
        ..nothing()
    }
}
