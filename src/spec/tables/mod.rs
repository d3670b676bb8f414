//! The tables of a spec, each declared once: its keys, its struct and its reader.

#![allow(
    clippy::doc_markdown,
    reason = "a key's sentence is shown to people as it stands, in editors and on the page of keys"
)]

mod class;
mod external;
mod field;
mod locale;
mod method;
mod namespace;
mod provider;
mod templates;

use toml::Spanned;
use toml::de::DeTable;

use super::declare::{key, status, table, value};
use super::keys::{Key, Shape, Status, Table};
use super::lint_level::LintLevel;
use super::named_values::NamedValues;
use super::reader::{Fixed, Named, Reader};
use crate::diagnostics::Span;
pub use class::{
    CLASS, ClassTable, PROPERTY, PropertyTable, QUALIFIER, QUALIFIER_FLAVOR, QualifierFlavorTable,
    QualifierTable,
};
pub use external::{EXTERNAL, ExternalTable};
pub use field::FieldTable;
pub use locale::{
    LOCALE, LOCALIZED_CLASS, LOCALIZED_METHOD, LOCALIZED_PROPERTY, LOCALIZED_RETURNS, LocaleTable,
    LocalizedClassTable, LocalizedMethodTable, LocalizedPropertyTable, LocalizedReturnsTable,
};
pub use method::{METHOD, MethodTable, PARAMETER, ParameterTable, RETURNS, ReturnsTable};
pub use namespace::{NAMESPACE, NamespaceTable};
pub use provider::{
    ACCESS_DENIED, AccessDeniedTable, CLIENT, ClientTable, HOSTING, HostingTable, PROVIDER,
    ProviderTable,
};
pub use templates::{TEMPLATES, TemplatesTable};

/// What to do about most keys that are not served yet.
const LEAVE_OUT: &str = "leave it out for now";

table! {
    /// A spec as it was written.
    ///
    /// A value that is absent was not written, or could not be read and has been reported; `complete` tells which, and no
    /// provider is made of a spec that is not.
    SPEC = "the spec", fixed Spec {
        /// The version of the spec's language, which is 1.
        "spec-version" => version: required integer, "spec-version = 1";
        /// The provider: its name, its place in COM and WMI, and how it is hosted.
        "provider" => provider: required table(ProviderTable), "[provider]";
        /// What a denied client is told, for every class that does not say otherwise.
        "access-denied" => access_denied: optional table(AccessDeniedTable), "[access-denied]";
        /// The levels of warnings: allow, warn or deny, each for a rule.
        "lints" => lints: optional levels, "lints.class-without-schema = \"allow\"";
        /// The classes, by their names in WMI.
        "class" => classes: required tables(ClassTable), "[class.Acme_Disk]";
        /// The classes that the namespace has already and that the spec's own derive from or name, by their names in WMI.
        "external" => externals: optional tables(ExternalTable), "[external.CIM_Drive]";
        /// Further namespaces of the provider's, which are made with the rest. A class names the one that it is in.
        "namespace" => namespaces: optional tables(NamespaceTable), "[namespace.'root\\Acme\\Admin']";
        /// The texts of the classes in other languages, by WMI's names of their locales.
        "locale" => locales: optional tables(LocaleTable), "[locale.MS_407]";
        /// Lists of values or of bits, with a name each, for the properties that name them.
        "values" => values: optional values_by_name,
            "values.DiskState = [[0, \"Unknown\"], [2, \"Healthy\"]]";
        /// The flavors of qualifiers wherever they have none of their own, by the names of the qualifiers.
        "qualifier" => qualifier_flavors: optional tables(QualifierFlavorTable), "[qualifier.MappingStrings]";
        /// The templates of your own, in the place of wmigen's and beside them.
        "templates" => templates: optional table(TemplatesTable), "[templates]";
    }
    unserved {
        /// Security descriptors by name.
        "access" => later, "let the provider decide in its own code for now";
    }
}

/// All tables, from the outside inwards.
pub const TABLES: &[&Table] = &[
    &SPEC,
    &PROVIDER,
    &HOSTING,
    &CLIENT,
    &ACCESS_DENIED,
    &CLASS,
    &PROPERTY,
    &METHOD,
    &PARAMETER,
    &RETURNS,
    &QUALIFIER,
    &QUALIFIER_FLAVOR,
    &EXTERNAL,
    &NAMESPACE,
    &LOCALE,
    &LOCALIZED_CLASS,
    &LOCALIZED_PROPERTY,
    &LOCALIZED_METHOD,
    &LOCALIZED_RETURNS,
    &TEMPLATES,
];
