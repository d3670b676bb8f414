//! The provider, and what a denied client is told.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Fixed, Reader};
use super::LEAVE_OUT;
use crate::diagnostics::Span;

table! {
    /// `[provider]`.
    PROVIDER = "`[provider]`", fixed ProviderTable {
        /// The name in `__Win32Provider.Name`, which is also the name of the Rust type.
        "name" => name: required string, "name = \"AcmeStorage\"";
        /// The provider's former name, so that a run says what stays on machines that have it.
        "renamed-from" => renamed_from: optional string, "renamed-from = \"AcmeDisks\"";
        /// The CLSID of the COM class; `wmigen new` writes a fresh one, which is then kept.
        "clsid" => clsid: required string, "clsid = \"{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}\"";
        /// The namespace that the classes live in.
        "namespace" => namespace: required string, "namespace = 'root\\Acme'";
        /// What the provider is for.
        "description" => description: optional string, "description = \"The disks of an Acme storage array.\"";
        /// The language of the spec's own texts, as WMI names it; MS_409, which is English, unless written.
        "locale" => locale: optional string, "locale = \"MS_409\"";
        /// The host process that WMI loads the provider into.
        "hosting" => hosting: optional table(HostingTable),
            "hosting = { model = \"NetworkServiceHost\", group = \"AcmeStorage\" }";
        /// What is asked of a client.
        "client" => client: optional table(ClientTable), "client = { level = \"impersonate\" }";
        /// MOF files of your own with the classes that the provider ships and does not serve, by their paths from the folder of
        /// this file; they are made before the classes of the spec.
        "schema-mof" => schema_mof: optional strings, "schema-mof = [\"schema/acme_base.mof\"]";
        /// Whether the provider's log is told who called: the client's SID and logon, with each operation.
        "audit" => audit: optional boolean, "audit = true";
    }
    unserved {
        /// WMI's InitializeAsAdminFirst, which is never set.
        "initialize-as-admin-first" => never,
            "with InitializeAsAdminFirst, impersonating a client succeeds and yet the code runs as WMI itself: every check \
             that follows checks the wrong account (R2)";
    }
}

table! {
    /// `hosting` of the provider.
    HOSTING = "`hosting`", fixed HostingTable {
        /// The account that the host runs as; NetworkServiceHost unless written.
        "model" => model: optional string, "model = \"NetworkServiceHost\"";
        /// The name of the host process that providers of this group share; the provider's name unless written.
        "group" => group: optional string, "group = \"AcmeStorage\"";
        /// Why the provider must run as LocalSystem.
        "reason" => reason: optional string,
            "reason = \"Reads the array's registers, which only LocalSystem may open.\"";
    }
    unserved {
        /// Who may register a decoupled provider.
        "sddl" => later, LEAVE_OUT;
    }
}

table! {
    /// `client` of the provider.
    CLIENT = "`client`", fixed ClientTable {
        /// The least impersonation level of a client that may reach data; impersonate unless written. Few clients ask for
        /// delegate.
        "level" => level: optional string, "level = \"impersonate\"";
    }
}

table! {
    /// `[access-denied]` of the spec or of a class.
    ACCESS_DENIED = "`[access-denied]`", fixed AccessDeniedTable {
        /// What a client learns of an instance that it may not see; hide unless written.
        "object" => object: optional string, "object = \"hide\"";
        /// What becomes of an instance of which a client may not see a property; null unless written. The usual Rust
        /// client reads an array that is NULL as an empty one.
        "property" => property: optional string, "property = \"null\"";
        /// What becomes of the other instances when one is denied on the way; omit unless written. Most clients do not
        /// show what report-and-continue and report-and-stop end with.
        "enumeration" => enumeration: optional string, "enumeration = \"omit\"";
        /// How many instances an answer may hold back until its end; 10_000 unless written.
        "held-instances-max" => held_instances_max: optional integer, "held-instances-max = 10_000";
        /// How many bytes the values of those instances may have; 67_108_864, which is 64 MiB, unless written.
        "held-bytes-max" => held_bytes_max: optional integer, "held-bytes-max = 67_108_864";
    }
}
