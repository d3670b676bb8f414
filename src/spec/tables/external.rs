//! A class that the namespace has already, of which the provider's own classes derive or which they name.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Named, Reader};
use super::LEAVE_OUT;
use super::class::PropertyTable;
use super::method::{METHOD_EXAMPLE, MethodTable};
use crate::diagnostics::Span;

table! {
    /// `[external.NAME]`.
    EXTERNAL = "`[external.NAME]`", named ExternalTable {
        /// The name of its struct in Rust, where it has one because a property has its objects, in place of the one that its
        /// name in WMI gives.
        "rust-name" => rust_name: optional string, "rust-name = \"Drive\"";
        /// The class that it derives from, where that matters: another `[external]` one.
        "superclass" => superclass: optional string, "superclass = \"CIM_Element\"";
        /// Whether it has no instances of its own.
        "abstract" => is_abstract: optional boolean, "abstract = true";
        /// Whether it has one instance, which needs no key.
        "singleton" => singleton: optional boolean, "singleton = true";
        /// What is known of its properties, inherited ones among them, by their names in WMI.
        "properties" => properties: optional tables(PropertyTable),
            "properties.Name = { type = \"string\", key = true }";
        /// What is known of its methods, inherited ones among them, by their names in WMI.
        "method" => methods: optional tables(MethodTable), METHOD_EXAMPLE;
    }
    unserved {
        /// Whether WMI is asked, as the client, if the client may see an instance that an association names.
        "ask" => later, LEAVE_OUT;
    }
}
