//! A rule that says who may do what.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Named, Reader};
use crate::diagnostics::Span;

table! {
    /// `[access.NAME]`.
    ACCESS = "`[access.NAME]`", named AccessTable {
        /// Who may see instances: by path, in enumerations and queries, and where others refer to them. Groups by their names,
        /// and SIDs.
        "read" => read: optional strings, "read = [\"users\"]";
        /// Who may create, change and delete instances.
        "write" => write: optional strings, "write = [\"administrators\", \"S-1-5-32-551\"]";
        /// Who may call methods.
        "call" => call: optional strings, "call = [\"administrators\"]";
        /// Who may subscribe to events. No operation asks for it yet.
        "subscribe" => subscribe: optional strings, "subscribe = [\"administrators\"]";
        /// Who may do all four, in the place of the four keys.
        "groups" => groups: optional strings, "groups = [\"administrators\"]";
        /// The same as a security descriptor with WMI's own bits, in the place of the lists: 0x1 read, 0x2 call, 0x10 write,
        /// 0x40 subscribe.
        "sddl" => sddl: optional string, "sddl = \"O:SYG:SYD:(A;;0x53;;;BA)\"";
        /// Windows' privileges that the client must hold besides; they are enabled for the call. Alone, they mean whoever holds
        /// them.
        "privileges" => privileges: optional strings, "privileges = [\"SeBackupPrivilege\"]";
    }
}
