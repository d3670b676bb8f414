//! The table of CIM types: all that the generator knows of a type stands in its row.

use super::{Domain, Row};
use crate::model::choice::Choice;

/// Declares the CIM types, each with its row; `beside` stand those that are no word of `type`.
macro_rules! cim_types {
    (
        beside { $($(#[$beside_doc:meta])* $Beside:ident = $beside_word:literal { $($beside_fact:ident: $beside_value:expr,)* })* }
        $($(#[$doc:meta])* $Type:ident = $word:literal { $($fact:ident: $value:expr,)* })*
    ) => {
        /// A CIM type, or the type of an array's elements.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CimType {
            $($(#[$doc])* $Type,)*
            $($(#[$beside_doc])* $Beside,)*
        }

        impl CimType {
            /// What the generator knows of it.
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$Type => const { &Row {
                        word: $word,
                        array_word: concat!($word, "[]"),
                        $($fact: $value,)*
                    } },)*
                    $(Self::$Beside => const { &Row {
                        word: $beside_word,
                        array_word: concat!($beside_word, "[]"),
                        $($beside_fact: $beside_value,)*
                    } },)*
                }
            }
        }

        impl Choice for CimType {
            const ALL: &'static [Self] = &[$(Self::$Type,)*];

            fn as_str(self) -> &'static str {
                self.row().word
            }
        }
    };
}

cim_types! {
    beside {
        /// An object of a class, which a field names by `object`.
        Object = "object" {
            mof: "object", sub_type: None, rust: "",
            runtime_name: None, copy: false, variant: "Object",
            domain: Domain::Object, no_key: Some("an object"), example: "", aliases: &[],
        }
    }
    /// `boolean`.
    Boolean = "boolean" {
        mof: "boolean", sub_type: None, rust: "bool",
        runtime_name: None, copy: true, variant: "Boolean",
        domain: Domain::Boolean, no_key: None, example: "true", aliases: &["bool"],
    }
    /// `uint8`.
    Uint8 = "uint8" {
        mof: "uint8", sub_type: None, rust: "u8",
        runtime_name: None, copy: true, variant: "Uint8",
        domain: unsigned(8), no_key: None, example: "2", aliases: &["u8", "byte"],
    }
    /// `uint16`.
    Uint16 = "uint16" {
        mof: "uint16", sub_type: None, rust: "u16",
        runtime_name: None, copy: true, variant: "Uint16",
        domain: unsigned(16), no_key: None, example: "2", aliases: &["u16", "word"],
    }
    /// `uint32`.
    Uint32 = "uint32" {
        mof: "uint32", sub_type: None, rust: "u32",
        runtime_name: None, copy: true, variant: "Uint32",
        domain: unsigned(32), no_key: None, example: "2", aliases: &["u32", "uint", "dword"],
    }
    /// `uint64`.
    Uint64 = "uint64" {
        mof: "uint64", sub_type: None, rust: "u64",
        runtime_name: None, copy: true, variant: "Uint64",
        domain: unsigned(64), no_key: None, example: "2", aliases: &["u64", "qword"],
    }
    /// `sint8`.
    Sint8 = "sint8" {
        mof: "sint8", sub_type: None, rust: "i8",
        runtime_name: None, copy: true, variant: "Sint8",
        domain: signed(8), no_key: None, example: "2", aliases: &["i8", "int8"],
    }
    /// `sint16`.
    Sint16 = "sint16" {
        mof: "sint16", sub_type: None, rust: "i16",
        runtime_name: None, copy: true, variant: "Sint16",
        domain: signed(16), no_key: None, example: "2", aliases: &["i16", "int16", "short"],
    }
    /// `sint32`.
    Sint32 = "sint32" {
        mof: "sint32", sub_type: None, rust: "i32",
        runtime_name: None, copy: true, variant: "Sint32",
        domain: signed(32), no_key: None, example: "2", aliases: &["i32", "int32", "int", "integer"],
    }
    /// `sint64`.
    Sint64 = "sint64" {
        mof: "sint64", sub_type: None, rust: "i64",
        runtime_name: None, copy: true, variant: "Sint64",
        domain: signed(64), no_key: None, example: "2", aliases: &["i64", "int64", "long"],
    }
    /// `real32`.
    Real32 = "real32" {
        mof: "real32", sub_type: None, rust: "f32",
        runtime_name: None, copy: true, variant: "Real32",
        domain: REAL32, no_key: Some("a real number"), example: "0.5", aliases: &["f32", "float"],
    }
    /// `real64`.
    Real64 = "real64" {
        mof: "real64", sub_type: None, rust: "f64",
        runtime_name: None, copy: true, variant: "Real64",
        domain: REAL64, no_key: Some("a real number"), example: "0.5", aliases: &["f64", "double", "real"],
    }
    /// `char16`, a UTF-16 code unit.
    Char16 = "char16" {
        mof: "char16", sub_type: None, rust: "Char16",
        runtime_name: Some("Char16"), copy: true, variant: "Char16",
        domain: Domain::Char16, no_key: None, example: "\"A\"", aliases: &["char"],
    }
    /// `string`.
    String = "string" {
        mof: "string", sub_type: None, rust: "String",
        runtime_name: None, copy: false, variant: "String",
        domain: Domain::Text, no_key: None, example: "\"none\"", aliases: &["str", "text", "bstr", "&str"],
    }
    /// `datetime`, a point in time.
    Datetime = "datetime" {
        mof: "datetime", sub_type: None, rust: "DateTime",
        runtime_name: Some("DateTime"), copy: true, variant: "DateTime",
        domain: Domain::Datetime, no_key: None, example: "\"20260131093000.000000+060\"", aliases: &["date", "time"],
    }
    /// `datetime` with the qualifier `SubType("interval")`, a length of time.
    Interval = "interval" {
        mof: "datetime", sub_type: Some("interval"), rust: "Interval",
        runtime_name: Some("Interval"), copy: true, variant: "Interval",
        domain: Domain::Interval, no_key: None, example: "\"00000001123000.000000:000\"", aliases: &["duration"],
    }
}

/// The integers that so many bits hold without a sign.
const fn unsigned(bits: u32) -> Domain {
    Domain::Integer {
        least: 0,
        most: (1 << bits) - 1,
        bits: Some(bits),
    }
}

/// The integers that so many bits hold with a sign.
const fn signed(bits: u32) -> Domain {
    Domain::Integer {
        least: -(1 << (bits - 1)),
        most: (1 << (bits - 1)) - 1,
        bits: None,
    }
}

/// The numbers of `real32`.
const REAL32: Domain = Domain::Real {
    least: f32::from_bits(1) as f64,
    most: f32::MAX as f64,
    digits: f32::MANTISSA_DIGITS,
};

/// The numbers of `real64`.
const REAL64: Domain = Domain::Real {
    least: f64::from_bits(1),
    most: f64::MAX,
    digits: f64::MANTISSA_DIGITS,
};
