//! The forms in which a string has an object.

use toml::Spanned;

use super::CimType;
use super::choice::{Choice, choose};
use super::field_type::{FieldType, ValueType};
use crate::diagnostics::rules::UNFIT_FOR_TYPE;
use crate::diagnostics::{Checked, Diagnostic};

/// The form in which a property has the text of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextForm {
    /// MOF, as `IWbemClassObject::GetObjectText` writes it.
    Mof,
    /// XML after the DMTF's CIM DTD 2.0, as `IWbemObjectTextSrc::GetText` writes it.
    Xml,
}

impl TextForm {
    /// What it is called where people read of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Mof => "MOF",
            Self::Xml => "XML",
        }
    }
}

impl Choice for TextForm {
    const ALL: &'static [Self] = &[Self::Mof, Self::Xml];

    fn as_str(self) -> &'static str {
        match self {
            Self::Mof => "mof",
            Self::Xml => "xml",
        }
    }
}

/// The form that is written for a property of this type, or what there is to say about it.
pub fn text_form(written: &Spanned<String>, field_type: Option<&FieldType>) -> Checked<TextForm> {
    match field_type.map(|of| &of.of) {
        Some(ValueType::Object(_) | ValueType::AnyObject(_)) => choose("text", written),
        None => unfit(
            written,
            "`text` says how a string has an object, and there is none here",
        ),
        Some(ValueType::Scalar(CimType::String)) => unfit(
            written,
            "`text` says how a string has an object, and `type` names no class of one",
        ),
        Some(ValueType::Scalar(_)) => unfit(
            written,
            "`text` says how a string has an object, and `type` is of another value",
        ),
        Some(ValueType::Reference(_)) => unfit(
            written,
            "`text` says how a string has an object, and a reference has a path",
        ),
    }
}

fn unfit(written: &Spanned<String>, message: &str) -> Checked<TextForm> {
    Diagnostic::error(&UNFIT_FOR_TYPE, written.span(), message)
        .with_label("without `object`")
        .with_help(
            "write for instance `object = \"Acme_Path\"` in the place of the type, or leave `text` out",
        )
        .refuse()
}
