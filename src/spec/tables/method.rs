//! A method of a class, its parameters and what it returns.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{count, key, placed, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::reader::{Fixed, Named, OrString, Reader};
use super::class::{QUALIFIERS, QualifierTable};
use super::field::{FIELD, FieldTable};
use crate::diagnostics::Span;

/// The example of a method in its class.
pub(super) const METHOD_EXAMPLE: &str =
    "method.Reset = { description = \"Starts the disk anew.\", returns = \"uint32\" }";

table! {
    /// `[class.NAME.method.NAME]`.
    METHOD = "a method", named MethodTable {
        /// What the method does.
        "description" => description: optional string, "description = \"Empties the disk.\"";
        /// The name that people are shown.
        "display-name" => display_name: optional string, "display-name = \"Format\"";
        /// The method's former name, so that a run says where code has it.
        "renamed-from" => renamed_from: optional string, "renamed-from = \"Erase\"";
        /// The name of its function in Rust, in place of the one that its name in WMI gives. The types of its input and its
        /// output are named after it.
        "rust-name" => rust_name: optional string, "rust-name = \"format_disk\"";
        /// Whether the method is one of the class, and not of an instance.
        "static" => is_static: optional boolean, "static = true";
        /// The rule in `[access]` that says who may call the method, in the place of that of the class; that of the method that it
        /// overrides unless written.
        "access" => access: optional string, "access = \"operators\"";
        /// The type of the value that the method returns, or a table with its type and what else there is to say of it. A
        /// method without it returns none.
        "returns" => returns: optional string_or_table(ReturnsTable), "returns = \"uint32\"";
        /// The parameters, in their order: WMI numbers them by it.
        "parameters" => parameters: optional list(ParameterTable),
            "parameters = [{ in = \"Label\", type = \"string\" }, { out = \"Left\", type = \"uint64\" }]";
        /// Further qualifiers of the method, by their names.
        "qualifiers" => qualifiers: optional literals_or_tables(QualifierTable), QUALIFIERS;
    }
}

table! {
    /// A parameter of a method: a field with a direction.
    PARAMETER = "a parameter", fixed ParameterTable with field: FieldTable = FIELD {
        after "type" {
            /// The name of a parameter that a client gives.
            "in" => input: optional string, "in = \"Label\"";
            /// The name of a parameter that the method gives back.
            "out" => output: optional string, "out = \"Left\"";
            /// The name of a parameter that a client gives and the method gives back.
            "in-out" => in_out: optional string, "in-out = \"Token\"";
            /// Whether the parameter may be NULL, which a client that leaves it out makes it.
            "optional" => optional: optional boolean, "optional = true";
        }
        after "display-name" {
            /// The parameter's former name, so that a run says where code has it.
            "renamed-from" => renamed_from: optional string, "renamed-from = \"Name\"";
        }
    }
}

table! {
    /// `returns` of a method: a field without a name.
    RETURNS = "`returns`", fixed ReturnsTable with field: FieldTable = FIELD {
    }
}

impl OrString for ReturnsTable {
    fn of_string(written: Spanned<String>) -> Self {
        Self {
            field: FieldTable {
                cim_type: Some(written),
                ..FieldTable::default()
            },
            complete: true,
            known: true,
        }
    }
}
