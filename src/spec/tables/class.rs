//! A class, its properties and their qualifiers.

use toml::Spanned;
use toml::de::DeTable;

use super::super::Denied;
use super::super::declare::{count, key, placed, status, table, value};
use super::super::inherit::Inherit;
use super::super::keys::{Key, Shape, Status, Table};
use super::super::lint_level::LintLevel;
use super::super::literal::Literal;
use super::super::reader::{Fixed, Named, OrLiteral, Reader};
use super::AccessDeniedTable;
use super::field::{FIELD, FieldTable};
use super::method::{METHOD_EXAMPLE, MethodTable};
use crate::diagnostics::Span;

table! {
    /// `[class.NAME]`.
    CLASS = "`[class.NAME]`", named ClassTable {
        /// What an instance of the class is.
        "description" => description: optional string, "description = \"A disk of the array.\"";
        /// The name that people are shown.
        "display-name" => display_name: optional string, "display-name = \"Disk\"";
        /// The class's former name, so that its files move along with it.
        "renamed-from" => renamed_from: optional string, "renamed-from = \"Acme_Drive\"";
        /// The name of its struct in Rust, in place of the one that its name in WMI gives. Its file and its other types in
        /// Rust are named after it.
        "rust-name" => rust_name: optional string, "rust-name = \"Disk\"";
        /// The kind of the class; that of an association which it derives from, or instance, unless written. An association
        /// refers to two or more instances. The instances of an embedded class are values of properties alone. Others are
        /// not served yet.
        "kind" => kind: optional string, "kind = \"instance\"";
        /// The class that this one derives from: one of the spec's, or an `[external]` one.
        "superclass" => superclass: optional string, "superclass = \"CIM_Drive\"";
        /// Whether the class has no instances of its own, but those of the classes that derive from it.
        "abstract" => is_abstract: optional boolean, "abstract = true";
        /// Whether the class has one instance, which needs no key.
        "singleton" => singleton: optional boolean, "singleton = true";
        /// The namespace that the class is in, which is the provider's or has a table; the provider's unless written.
        "namespace" => namespace: optional string, "namespace = 'root\\Acme\\Admin'";
        /// The operations that the class serves.
        "operations" => operations: expected strings, "operations = [\"get\", \"enumerate\"]";
        /// The rule in `[access]` that says who may do what with the class; that of its superclass unless written.
        "access" => access: optional string, "access = \"disks\"";
        /// What a denied client is told of this class, key by key instead of what the spec says for all.
        "access-denied" => access_denied: optional table(AccessDeniedTable), "[class.Acme_Disk.access-denied]";
        /// The levels of warnings in this class, instead of those that the spec gives for all.
        "lints" => lints: optional levels, "lints.reserved-word = \"allow\"";
        /// The properties, by their names in WMI.
        "properties" => properties: optional tables(PropertyTable),
            "properties.DeviceID = { type = \"string\", key = true }";
        /// The methods, by their names in WMI.
        "method" => methods: optional tables(MethodTable), METHOD_EXAMPLE;
        /// Further qualifiers of the class, by their names.
        "qualifiers" => qualifiers: optional literals_or_tables(QualifierTable), QUALIFIERS;
    }
    unserved {
        /// What is told to those who subscribe to changes of instances.
        "notify" => later, "clients may poll, as `SELECT … FROM __InstanceModificationEvent WITHIN 10` does";
    }
}

table! {
    /// A property of a class: a field with more to it.
    PROPERTY = "a property", named PropertyTable with field: FieldTable = FIELD {
        after "type" {
            /// Whether the property is a key.
            "key" => key: optional boolean, "key = true";
            /// Whether the property is never NULL, as a key is without this; an array may still be empty.
            "required" => required: optional boolean, "required = true";
            /// Whether the property may be denied by itself, and what is then answered.
            "denied" => denied: optional boolean_or_string, "denied = \"null\"";
            /// The rule in `[access]` that says who may see the property, and write it, besides that of the class. Whoever may not
            /// see it is denied it, as `denied` says, which is then true unless written.
            "access" => access: optional string, "access = \"backup\"";
            /// Whether clients may write the property: in an update, and where they create the instance. No key has it.
            "write" => write: optional boolean, "write = true";
        }
        after "display-name" {
            /// The property's former name, so that a run says where code has it.
            "renamed-from" => renamed_from: optional string, "renamed-from = \"Unused\"";
        }
    }
}

impl Inherit for PropertyTable {
    fn inherit(&self, from: &Self) -> Self {
        Self {
            field: self.field.inherit(&from.field),
            key: self.key.inherit(&from.key),
            denied: self.denied.inherit(&from.denied),
            access: self.access.inherit(&from.access),
            required: self.required.inherit(&from.required),
            write: self.write.inherit(&from.write),
            complete: self.complete && from.complete,
            known: self.known && from.known,
            ..self.clone()
        }
    }
}

/// How further qualifiers are written.
pub(super) const QUALIFIERS: &str = "qualifiers = { MappingStrings = [\"ACME|Disk|3\"], \
     Version = { value = \"1.0\", flavor = [\"ToSubclass\"] } }";

table! {
    /// A qualifier that is written as a table.
    QUALIFIER = "a qualifier", named QualifierTable {
        /// The qualifier's value, which also tells its type.
        "value" => value: required literal, "value = \"ACME|Disk|3\"";
        /// How the qualifier is inherited, and whether it is translated.
        "flavor" => flavor: optional strings, "flavor = [\"ToSubclass\", \"DisableOverride\"]";
    }
}

table! {
    /// `[qualifier.NAME]`.
    QUALIFIER_FLAVOR = "`[qualifier.NAME]`", named QualifierFlavorTable {
        /// How the qualifier is inherited, and whether it is translated, wherever it has no flavor of its own.
        "flavor" => flavor: required strings, "flavor = [\"ToSubclass\"]";
    }
}

impl OrLiteral for QualifierTable {
    const EXAMPLE: &'static str = "Version = \"1.0\"";

    fn of_literal(name: Spanned<String>, value: Option<Spanned<Literal>>, complete: bool) -> Self {
        Self {
            name,
            value,
            flavor: None,
            complete,
            known: true,
        }
    }
}
