//! Arrays without elements, with the ends of each type, with defaults, and none.

use crate::generated::acme_every_array::{
    AcmeEveryArray, AcmeEveryArrayKey, AcmeEveryArrayProvider,
};
use crate::wmi::{Char16, Client, Error, Instances, Interval, Read, Result};

impl AcmeEveryArrayProvider for crate::AcmeTypes {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeEveryArrayKey) -> Result<AcmeEveryArray> {
        match key.id {
            0 => Ok(empty()),
            1 => Ok(ends()),
            2 => Ok(AcmeEveryArray::with_key(key.clone())),
            3 => Ok(endless()),
            4 => Ok(AcmeEveryArray {
                id: 4,
                exacts: Read::Value(vec![1.0, f32::INFINITY]),
                ..empty()
            }),
            5 => Ok(AcmeEveryArray {
                id: 5,
                mac: Some(vec![0; 7]),
                ..empty()
            }),
            6 => Ok(AcmeEveryArray {
                id: 6,
                one: Read::Value(vec![String::new(); 2]),
                ..empty()
            }),
            _ => Err(Error::not_found()),
        }
    }

    fn enumerate<'a>(
        &'a self,
        _client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, AcmeEveryArray>> {
        Ok(Instances::visible([empty(), ends(), endless()]))
    }
}

fn empty() -> AcmeEveryArray {
    AcmeEveryArray {
        id: 0,
        flags: Some(Vec::new()),
        u8s: Some(Vec::new()),
        u16s: Some(Vec::new()),
        u32s: Some(Vec::new()),
        u64s: Some(Vec::new()),
        s8s: Some(Vec::new()),
        s16s: Some(Vec::new()),
        s32s: Some(Vec::new()),
        s64s: Some(Vec::new()),
        r32s: Some(Vec::new()),
        r64s: Some(Vec::new()),
        exacts: Read::Value(Vec::new()),
        letters: Some(Vec::new()),
        texts: Some(Vec::new()),
        whens: Some(Vec::new()),
        spans: Some(Vec::new()),
        mac: Some(Vec::new()),
        one: Read::Value(Vec::new()),
        many: Some(Vec::new()),
        denied: Read::Value(Vec::new()),
        denied_reals: Read::Value(Vec::new()),
        denied_times: Read::Value(Vec::new()),
    }
}

fn ends() -> AcmeEveryArray {
    AcmeEveryArray {
        id: 1,
        flags: Some(vec![false, true]),
        u8s: Some(vec![u8::MIN, u8::MAX]),
        u16s: Some(vec![1, 1000]),
        u32s: Some(vec![u32::MIN, u32::MAX]),
        u64s: Some(vec![u64::MIN, u64::MAX]),
        s8s: Some(vec![i8::MIN, i8::MAX]),
        s16s: Some(vec![i16::MIN, i16::MAX]),
        s32s: Some(vec![i32::MIN, i32::MAX]),
        s64s: Some(vec![i64::MIN, i64::MAX]),
        r32s: Some(vec![f32::MIN, f32::MAX]),
        r64s: Some(vec![f64::MIN, f64::MAX]),
        exacts: Read::Value(vec![f32::MIN, f32::MAX]),
        letters: Some(vec![Char16::new(1), Char16::new(u16::MAX)]),
        texts: Some(vec![String::new(), "é\u{1F980}".repeat(33)]),
        whens: ["00010101000000.000000-720", "99991231235959.999999+720"]
            .iter()
            .map(|text| text.parse().ok())
            .collect(),
        spans: ["00000000000000.000000:000", "99999999235959.999999:000"]
            .iter()
            .map(|text| text.parse().ok())
            .collect(),
        mac: Some(vec![0, 1, 2, 3, 4, 255]),
        one: Read::Value(vec!["alone".to_owned()]),
        many: Some(vec![0, i64::MAX]),
        denied: Read::Denied,
        denied_reals: Read::Denied,
        denied_times: Read::Value(vec![Interval::MAX]),
    }
}

/// Of each array, one element is no number or has no end.
fn endless() -> AcmeEveryArray {
    AcmeEveryArray {
        id: 3,
        r32s: Some(vec![0.5, f32::INFINITY, 1.0]),
        r64s: Some(vec![f64::NAN]),
        denied_reals: Read::Value(vec![1.0, f64::NEG_INFINITY]),
        ..empty()
    }
}
