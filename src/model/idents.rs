//! Names in Rust for names in WMI.
//!
//! All of WMI's names are possible, Rust's keywords among them; no name here needs escaping later.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use syn::parse_str;

use crate::devices::is_device;

/// Keywords that no raw identifier can be made of.
const NEVER_RAW: &[&str] = &["self", "super", "crate"];

/// Keywords of the 2024 edition that the parser takes for identifiers.
const NEW_KEYWORDS: &[&str] = &["gen"];

/// Modules that would hide a crate of the same name from the paths of generated code.
const CRATES: &[&str] = &["alloc", "core", "proc_macro", "std", "test", "windows_core"];

/// Types that generated code uses by their bare names: those of Rust's prelude, and the generated crate's façade.
const USED_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    "Cell",
    "Change",
    "Changes",
    "Char16",
    "CimType",
    "Class",
    "Client",
    "Create",
    "DateTime",
    "Delete",
    "EnumerationDenial",
    "Error",
    "Instances",
    // What `bitflags!` makes beside a set of flags.
    "InternalBitFlags",
    "Interval",
    "Keys",
    "Level",
    "Method",
    "ObjectDenial",
    "ObjectPath",
    "OwnError",
    "Policy",
    "Property",
    "PropertyDenial",
    "PropertyId",
    "Provider",
    "Read",
    "Referable",
    "Reference",
    "Registration",
    "Row",
    "Rows",
    "Schema",
    "Target",
    "Update",
    "Values",
];

/// Modules that generated code has beside those of classes, parts of the runtime among them, and the one that it is in.
const MODULES: &[&str] = &[
    "access",
    "calendar",
    "classes",
    "exports",
    "flags",
    "generated",
    "meanings",
    "registration",
    "values",
];

/// A type: `Acme_Disk` gives `AcmeDisk`.
pub fn type_name(name: &str) -> String {
    let camel = name.to_upper_camel_case();
    if USED_TYPES.contains(&camel.as_str()) {
        camel + "_"
    } else {
        camel
    }
}

/// The type of a property's values that have meanings: `State` of `Acme_Disk` gives `AcmeDiskState`.
///
/// The class's own types are its neighbours: a property `Key` gives `AcmeDiskKey_`.
pub fn meaning_type_name(class: &str, property: &str) -> String {
    let own = type_name(class);
    let property = property.to_upper_camel_case();
    let name = type_name(&format!("{}{property}", own.trim_end_matches('_')));
    if ["Change", "Key", "New", "Provider"].contains(&property.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// A module and the stem of its file: `Acme_Disk` gives `acme_disk`.
///
/// Keywords get an underscore, because `r#type` is the name of no file.
pub fn module(name: &str) -> String {
    let snake = name.to_snake_case();
    let taken = CRATES.contains(&snake.as_str()) || MODULES.contains(&snake.as_str());
    if taken || is_keyword(&snake) || is_device(&snake) {
        snake + "_"
    } else {
        snake
    }
}

/// A field: `FreeSpace` gives `free_space`, and `Type` gives `r#type`.
pub fn field(name: &str) -> String {
    let snake = name.to_snake_case();
    if !is_keyword(&snake) {
        snake
    } else if NEVER_RAW.contains(&snake.as_str()) {
        snake + "_"
    } else {
        format!("r#{snake}")
    }
}

/// A constant that stands for a field: `free_space` gives `FREE_SPACE`, and `r#type` gives `TYPE`.
pub fn constant(field: &str) -> String {
    field.trim_start_matches("r#").to_uppercase()
}

/// The stem of files that are named after the provider: small letters, digits and underscores.
pub fn provider_file(name: &str) -> String {
    let module = module(name);
    if module == "remove" {
        // Former versions had a `remove.mof` for every provider, which may still lie where several are installed.
        module + "_"
    } else {
        module
    }
}

fn is_keyword(name: &str) -> bool {
    // Only single words can be keywords; most names are not, and need not be parsed.
    let single_word = name.bytes().all(|byte| byte.is_ascii_lowercase());
    single_word && (NEW_KEYWORDS.contains(&name) || parse_str::<syn::Ident>(name).is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_rusts() {
        assert_eq!(type_name("Acme_Disk"), "AcmeDisk");
        assert_eq!(module("Acme_Disk"), "acme_disk");
        assert_eq!(field("FreeSpace"), "free_space");
        assert_eq!(field("DeviceID"), "device_id");
        assert_eq!(constant(&field("FreeSpace")), "FREE_SPACE");
        assert_eq!(constant(&field("Type")), "TYPE");
        assert_eq!(constant(&field("Self")), "SELF_");
    }

    #[test]
    fn keywords_become_identifiers() {
        assert_eq!(type_name("Self"), "Self_");
        assert_eq!(type_name("String"), "String_");
        assert_eq!(module("Type"), "type_");
        assert_eq!(module("Self"), "self_");
        assert_eq!(module("Gen"), "gen_");
        assert_eq!(module("Mod"), "mod_");
        assert_eq!(field("Type"), "r#type");
        assert_eq!(field("Gen"), "r#gen");
        assert_eq!(field("Self"), "self_");
        assert_eq!(field("Crate"), "crate_");
        assert_eq!(field("Super"), "super_");
    }

    #[test]
    fn meanings_have_types_that_are_nobody_else_s() {
        assert_eq!(meaning_type_name("Acme_Disk", "State"), "AcmeDiskState");
        assert_eq!(meaning_type_name("Acme_Disk", "Key"), "AcmeDiskKey_");
        assert_eq!(meaning_type_name("Date", "Time"), "DateTime_");
        assert_eq!(
            meaning_type_name("Internal", "BitFlags"),
            "InternalBitFlags_"
        );
    }

    #[test]
    fn modules_are_neither_devices_nor_crates() {
        assert_eq!(module("Generated"), "generated_");
        assert_eq!(module("Con"), "con_");
        assert_eq!(module("COM1"), "com1_");
        assert_eq!(module("Com10"), "com10");
        assert_eq!(module("Windows_Core"), "windows_core_");
    }

    #[test]
    fn every_keyword_gives_names_that_parse() {
        let keywords = "abstract as async await become box break const continue crate do dyn else enum extern \
            false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self \
            static struct super trait true try type typeof unsafe unsized use virtual where while yield";
        for keyword in keywords.split_whitespace() {
            for name in [keyword.to_owned(), keyword.to_upper_camel_case()] {
                for ident in [type_name(&name), module(&name), field(&name)] {
                    assert!(parse_str::<syn::Ident>(&ident).is_ok(), "{ident}");
                }
            }
        }
    }
}
