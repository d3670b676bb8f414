//! Further namespaces.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Named, Reader};
use crate::diagnostics::Span;

table! {
    /// `[namespace.'PATH']`: the namespace is the provider's to make, and to secure as its keys say.
    NAMESPACE = "`[namespace.'PATH']`", named NamespaceTable {
        /// Who may do what in the namespace, as a security descriptor with WMI's bits: 0x1 read, 0x2 call, 0x4 full write, 0x8
        /// partial write, 0x10 provider write, 0x20 remote, 0x40 subscribe, 0x80 publish, 0x20000 read security, 0x40000 edit
        /// security. Without it, the namespace has what Windows gives it.
        "sddl" => sddl: optional string, "sddl = \"O:BAG:BAD:P(A;CI;0x6003F;;;BA)(A;CI;0x6003F;;;SY)\"";
        /// Whether WMI refuses clients from other computers that do not encrypt what they send and get.
        "requires-encryption" => requires_encryption: optional boolean, "requires-encryption = true";
    }
}
