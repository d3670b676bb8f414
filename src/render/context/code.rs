//! Code that a context has ready, with texts of the spec in it: it is for files in its own language, and for no others.

use crate::render::language::Language;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

macro_rules! code {
    ($(#[doc = $doc:literal])* $name:ident, $language:expr) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The same for each of these.
            pub fn all(code: Vec<String>) -> Vec<Self> {
                code.into_iter().map(Self).collect()
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $language.format() })
            }
        }
    };
}

code! {
    /// Code of Rust, or prose of a comment in it.
    Rust, Language::Rust
}

code! {
    /// Code of MOF.
    Mof, Language::Mof
}

code! {
    /// Text in Markdown.
    Markdown, Language::Markdown
}
