//! What a field has: a property of a class is one, and a parameter of a method, with more keys of their own.

use toml::Spanned;

use super::super::declare::{key, keys, status, value};
use super::super::inherit::Inherit;
use super::super::keys::{Key, Shape, Status};
use super::super::literal::{Literal, Values};
use super::super::reader::{Named, Reader};
use super::super::view::View;
use super::class::{QUALIFIERS, QualifierTable};

keys! {
    /// What a field has, wherever it stands.
    FIELD, FieldTable {
        /// The CIM type: boolean, uint8, uint16, uint32, uint64, sint8, sint16, sint32, sint64, real32, real64, char16,
        /// string, datetime or interval, with `[]` after it for an array, or `[N]` for one of N elements at most.
        "type" => cim_type: expected string, "type = \"string\"";
        /// The class of an object, in the place of `type`: a class of the spec or an `[external]` one, or `*` for any, with `[]`
        /// or `[N]` after it for an array.
        "object" => object: optional string, "object = \"Acme_Path[]\"";
        /// The form of the text that stands in the place of the object, as a string in WMI: mof, as
        /// `IWbemClassObject::GetObjectText` writes it, or xml, as `IWbemObjectTextSrc` does; beside `object` alone.
        "text" => text: optional string, "text = \"mof\"";
        /// The class of the instance that is referred to, in the place of `type`: a class of the spec, an `[external]` one, or
        /// `*` for any; with `[]` or `[N]` after it for an array.
        "ref" => reference: optional string, "ref = \"Acme_Disk\"";
        /// What it tells.
        "description" => description: optional string, "description = \"What is not yet used of the disk.\"";
        /// The name that people are shown.
        "display-name" => display_name: optional string, "display-name = \"Free space\"";
        /// The name of its field in Rust, in place of the one that its name in WMI gives. The type of its values is named
        /// after it.
        "rust-name" => rust_name: optional string, "rust-name = \"free_space\"";
        /// The unit that the value is counted in.
        "units" => units: optional string, "units = \"bytes\"";
        /// The most UTF-16 code units of a string.
        "max-len" => max_len: optional integer, "max-len = 64";
        /// The smallest number; the MOF has it where 32 bits hold it, as WMI's qualifiers do.
        "min" => min: optional integer, "min = 0";
        /// The largest number; the MOF has it where 32 bits hold it, as WMI's qualifiers do.
        "max" => max: optional integer, "max = 100";
        /// What becomes of a real number, or an element, that is infinite or not a number (NaN): null, and it is NULL; or fail,
        /// and what has it cannot be delivered.
        "not-finite" => not_finite: optional string, "not-finite = \"fail\"";
        /// The value that holds where none is given: in an instance that does not say otherwise, or for a parameter that a
        /// client leaves out.
        "default" => default: optional literal, "default = 2";
        /// The values of a number, a string or a boolean, with their meanings or without; ranges of numbers in quotes. Or a name of `[values]`, whose list
        /// several share.
        "values" => values: optional values_or_name,
            "values = [[0, \"Unknown\"], [2, \"Healthy\"], [\"3..7\", \"Reserved\"]]";
        /// The bits of a number by their positions, with their meanings or without; or a name of `[values]`.
        "bitmap" => bitmap: optional values_or_name, "bitmap = [[0, \"Readable\"], [1, \"Writable\"]]";
        /// Further qualifiers, by their names.
        "qualifiers" => qualifiers: optional literals_or_tables(QualifierTable), QUALIFIERS;
    }
}
