//! The user's templates.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Fixed, Reader};
use crate::diagnostics::Span;

table! {
    /// `[templates]`.
    TEMPLATES = "`[templates]`", fixed TemplatesTable {
        /// The folder of the templates, from the folder of this file, with forward slashes.
        "dir" => dir: required string, "dir = \"templates\"";
        /// The files that further templates may make although a tool obeys them by itself, by their paths in the crate.
        "allow" => allow: optional strings, "allow = [\".github/workflows/audit.yml\"]";
    }
}
