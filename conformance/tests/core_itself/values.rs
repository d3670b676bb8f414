//! Every CIM type, with values that WMI takes for it and values of the right VARTYPE that it does not take.

use crate::wmi_core::bindings::*;
use crate::wmi_core::{Property, Value};

/// A type, and what belongs to it.
pub struct Type {
    /// A property of it, named `V`.
    pub property: Property,
    /// Its VARTYPE.
    pub vartype: VARENUM,
    /// What WMI takes.
    pub right: Vec<Value>,
    /// What has the right VARTYPE, and is none of the type's values all the same.
    pub out_of_range: Vec<Value>,
}

/// Every type.
pub fn every_type() -> Vec<Type> {
    vec![
        of(CIM_BOOLEAN, VT_BOOL, [true, false].map(Value::Bool), []),
        of(CIM_UINT8, VT_UI1, [0, 255].map(Value::Ui1), []),
        of(
            CIM_SINT8,
            VT_I2,
            [-128, 127].map(Value::I2),
            [-129, 128, 255].map(Value::I2),
        ),
        of(CIM_SINT16, VT_I2, [i16::MIN, i16::MAX].map(Value::I2), []),
        of(CIM_CHAR16, VT_I2, [0, -1].map(Value::I2), []),
        of(
            CIM_UINT16,
            VT_I4,
            [0, 65_535].map(Value::I4),
            [-1, 65_536].map(Value::I4),
        ),
        of(CIM_SINT32, VT_I4, [i32::MIN, i32::MAX].map(Value::I4), []),
        of(CIM_UINT32, VT_I4, [0, -1].map(Value::I4), []),
        of(CIM_REAL32, VT_R4, [0.5, f32::MAX].map(Value::R4), []),
        of(CIM_REAL64, VT_R8, [0.5, f64::MAX].map(Value::R8), []),
        texts(CIM_STRING, &["", "text", "\u{1f4be}\t"], &["a\0b"]),
        texts(
            CIM_SINT64,
            &["-9223372036854775808", "0", "9223372036854775807"],
            &[
                "9223372036854775808",
                "-9223372036854775809",
                "+1",
                "-0",
                "01",
                "0x1",
                "1.0",
                " 1",
                "",
            ],
        ),
        texts(
            CIM_UINT64,
            &["0", "18446744073709551615"],
            &[
                "18446744073709551616",
                "-1",
                "+1",
                "007",
                "0x1",
                "1.0",
                "1 ",
                "",
            ],
        ),
        texts(
            CIM_DATETIME,
            &[
                "20240229235959.000001-480",
                "2024**********.******+000",
                "****0229******.000000+***",
            ],
            &[
                "",
                "2024-02-30T00:00:00Z",
                "20241301000000.000000+000",
                "20240230000000.000000+000",
                "20250229000000.000000+000",
                "20240431000000.000000+000",
                "20240101240000.000000+000",
                "20240101000000.000000 000",
                "202401010000000000000+000",
                "199*0416000000.000000+000",
                "20240101000000.000000+00*",
                "00000001120032.000000:000",
            ],
        ),
        Type {
            property: Property::interval("V"),
            ..texts(
                CIM_DATETIME,
                &["00000001120032.000000:000", "99999999235959.999999:000"],
                &[
                    "",
                    "00000001240032.000000:000",
                    "00000001126032.000000:000",
                    "00000001120060.000000:000",
                    "00000001120032.000000:001",
                    "********120032.000000:000",
                    "20240229235959.000001-480",
                ],
            )
        },
    ]
}

/// One value of every VARTYPE, and what has none.
pub fn one_of_each() -> [Value; 11] {
    [
        Value::Bool(true),
        Value::Ui1(1),
        Value::I2(1),
        Value::I4(1),
        Value::R4(1.0),
        Value::R8(1.0),
        Value::text("1"),
        Value::text("text"),
        Value::text("20240101000000.000000+000"),
        Value::text("00000001120032.000000:000"),
        Value::Invalid("VT_EMPTY".to_owned()),
    ]
}

/// The VARTYPEs that arrays can have.
pub const ELEMENTS: [VARENUM; 7] = [VT_BOOL, VT_UI1, VT_I2, VT_I4, VT_R4, VT_R8, VT_BSTR];

fn of<const R: usize, const O: usize>(
    cim: CIMTYPE_ENUMERATION,
    vartype: VARENUM,
    right: [Value; R],
    out_of_range: [Value; O],
) -> Type {
    Type {
        property: Property::new("V", cim),
        vartype,
        right: right.into(),
        out_of_range: out_of_range.into(),
    }
}

fn texts(cim: CIMTYPE_ENUMERATION, right: &[&str], out_of_range: &[&str]) -> Type {
    let values = |texts: &[&str]| texts.iter().map(|text| Value::text(text)).collect();
    Type {
        property: Property::new("V", cim),
        vartype: VT_BSTR,
        right: values(right),
        out_of_range: values(out_of_range),
    }
}
