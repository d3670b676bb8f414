//! Texts in other languages.

use super::super::{Shape, Table};
use super::{optional, required};

/// `[locale.MS_XXX]`.
pub const LOCALE: Table = Table {
    name: "`[locale.MS_XXX]`",
    keys: &[required(
        "class",
        "The classes that have texts in this language, by their names.",
        Shape::Named(&LOCALIZED_CLASS, "[locale.MS_407.class.Acme_Disk]"),
    )],
};

/// `[locale.MS_XXX.class.NAME]`.
pub const LOCALIZED_CLASS: Table = Table {
    name: "`[locale.MS_XXX.class.NAME]`",
    keys: &[
        optional(
            "description",
            "The class's description in this language.",
            Shape::String("description = \"Eine Platte des Arrays.\""),
        ),
        optional(
            "display-name",
            "The class's name for people in this language.",
            Shape::String("display-name = \"Platte\""),
        ),
        optional(
            "properties",
            "The properties that have texts in this language, by their names.",
            Shape::Named(
                &LOCALIZED_PROPERTY,
                "properties.FreeSpace = { description = \"Was noch frei ist.\" }",
            ),
        ),
    ],
};

/// A property of `[locale.MS_XXX.class.NAME.properties]`.
pub const LOCALIZED_PROPERTY: Table = Table {
    name: "a property in another language",
    keys: &[
        optional(
            "description",
            "The property's description in this language.",
            Shape::String("description = \"Was noch frei ist.\""),
        ),
        optional(
            "display-name",
            "The property's name for people in this language.",
            Shape::String("display-name = \"Freier Platz\""),
        ),
        optional(
            "units",
            "The unit's name in this language.",
            Shape::String("units = \"Byte\""),
        ),
        optional(
            "values",
            "The meanings of all values of the property's own `values` in this language.",
            Shape::Meanings("values = [[0, \"Unbekannt\"], [2, \"Gesund\"]]"),
        ),
        optional(
            "bitmap",
            "The meanings of all bits of the property's own `bitmap` in this language.",
            Shape::Meanings("bitmap = [[0, \"Lesbar\"], [1, \"Schreibbar\"]]"),
        ),
    ],
};
