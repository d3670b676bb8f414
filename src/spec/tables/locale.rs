//! Texts in other languages.

use toml::Spanned;
use toml::de::DeTable;

use super::super::declare::{key, status, table, value};
use super::super::keys::{Key, Shape, Status, Table};
use super::super::literal::Meaning;
use super::super::named_values::NamedValues;
use super::super::reader::{Fixed, Named, Reader};
use crate::diagnostics::Span;

table! {
    /// `[locale.MS_XXX]`, by WMI's name of the locale.
    LOCALE = "`[locale.MS_XXX]`", named LocaleTable {
        /// The classes that have texts in this language, by their names.
        "class" => classes: optional tables(LocalizedClassTable), "[locale.MS_407.class.Acme_Disk]";
        /// The meanings of lists of `[values]` in this language, for all properties that name one.
        "values" => values: optional meanings_by_name,
            "values.DiskState = [[0, \"Unbekannt\"], [2, \"Gesund\"]]";
    }
}

table! {
    /// `[locale.MS_XXX.class.NAME]`.
    LOCALIZED_CLASS = "`[locale.MS_XXX.class.NAME]`", named LocalizedClassTable {
        /// The class's description in this language.
        "description" => description: optional string, "description = \"Eine Platte des Arrays.\"";
        /// The class's name for people in this language.
        "display-name" => display_name: optional string, "display-name = \"Platte\"";
        /// The properties that have texts in this language, by their names.
        "properties" => properties: optional tables(LocalizedPropertyTable),
            "properties.FreeSpace = { description = \"Was noch frei ist.\" }";
        /// The methods that have texts in this language, by their names.
        "method" => methods: optional tables(LocalizedMethodTable),
            "method.Format = { description = \"Leert die Platte.\" }";
    }
}

table! {
    /// A method of `[locale.MS_XXX.class.NAME.method]`.
    LOCALIZED_METHOD = "a method in another language", named LocalizedMethodTable {
        /// The method's description in this language.
        "description" => description: optional string, "description = \"Leert die Platte.\"";
        /// The method's name for people in this language.
        "display-name" => display_name: optional string, "display-name = \"Formatieren\"";
        /// What is translated of the value that the method returns.
        "returns" => returns: optional table(LocalizedReturnsTable),
            "returns = { values = [[0, \"Getan\"], [5, \"Belegt\"]] }";
        /// The parameters that have texts in this language, by their names.
        "parameters" => parameters: optional tables(LocalizedPropertyTable),
            "parameters.Label = { description = \"Der neue Name.\" }";
    }
}

table! {
    /// `returns` of a method in another language.
    LOCALIZED_RETURNS = "`returns` in another language", fixed LocalizedReturnsTable {
        /// The unit's name in this language.
        "units" => units: optional string, "units = \"Byte\"";
        /// The meanings of all values of the method's own `returns` in this language.
        "values" => values: optional meanings, "values = [[0, \"Getan\"], [5, \"Belegt\"]]";
        /// The meanings of all bits of the method's own `returns` in this language.
        "bitmap" => bitmap: optional meanings, "bitmap = [[0, \"Lesbar\"], [1, \"Schreibbar\"]]";
    }
}

table! {
    /// A property of `[locale.MS_XXX.class.NAME.properties]`, or a parameter of a method there.
    LOCALIZED_PROPERTY = "a property or a parameter in another language", named LocalizedPropertyTable {
        /// Its description in this language.
        "description" => description: optional string, "description = \"Was noch frei ist.\"";
        /// Its name for people in this language.
        "display-name" => display_name: optional string, "display-name = \"Freier Platz\"";
        /// The unit's name in this language.
        "units" => units: optional string, "units = \"Byte\"";
        /// The meanings of all values of its own `values` in this language.
        "values" => values: optional meanings, "values = [[0, \"Unbekannt\"], [2, \"Gesund\"]]";
        /// The meanings of all bits of its own `bitmap` in this language.
        "bitmap" => bitmap: optional meanings, "bitmap = [[0, \"Lesbar\"], [1, \"Schreibbar\"]]";
    }
}
