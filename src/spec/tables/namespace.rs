//! Further namespaces.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table};
use super::super::keys::{Key, Status, Table};
use super::super::reader::{Named, Reader};
use crate::diagnostics::Span;

/// What to do until wmigen secures namespaces.
const BY_HAND: &str = "secure the namespace with the WMI control (wmimgmt.msc) for now";

table! {
    /// `[namespace.'PATH']`, which says by its name alone that the namespace is the provider's to make.
    NAMESPACE = "`[namespace.'PATH']`", named NamespaceTable {
    }
    unserved {
        /// The security descriptor of the namespace.
        "sddl" => later, BY_HAND;
        /// Whether clients have to encrypt what they send to the namespace.
        "requires-encryption" => later, BY_HAND;
    }
}
