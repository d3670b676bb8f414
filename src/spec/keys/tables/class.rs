//! A class, its properties and their qualifiers.

use super::super::{Shape, Table};
use super::{ACCESS_DENIED, LEAVE_OUT, later, optional, required};

/// `[class.NAME]`.
pub const CLASS: Table = Table {
    name: "`[class.NAME]`",
    keys: &[
        optional(
            "description",
            "What an instance of the class is.",
            Shape::String("description = \"A disk of the array.\""),
        ),
        optional(
            "display-name",
            "The name that people are shown.",
            Shape::String("display-name = \"Disk\""),
        ),
        optional(
            "renamed-from",
            "The class's former name, so that its files move along with it.",
            Shape::String("renamed-from = \"Acme_Drive\""),
        ),
        required(
            "operations",
            "The operations that the class serves: get, enumerate.",
            Shape::Strings("operations = [\"get\", \"enumerate\"]"),
        ),
        optional(
            "access-denied",
            "What a denied client is told of this class, key by key instead of what the spec says for all.",
            Shape::Table(&ACCESS_DENIED, "[class.Acme_Disk.access-denied]"),
        ),
        optional(
            "properties",
            "The properties, by their names in WMI.",
            Shape::Named(
                &PROPERTY,
                "properties.DeviceID = { type = \"string\", key = true }",
            ),
        ),
        optional(
            "qualifiers",
            "Further qualifiers of the class, by their names.",
            QUALIFIERS,
        ),
        later(
            "kind",
            "Instance, association or event.",
            "every class is an instance class for now",
        ),
        later("method", "The methods of the class.", LEAVE_OUT),
        later(
            "abstract",
            "Whether the class has no instances of its own.",
            LEAVE_OUT,
        ),
        later(
            "superclass",
            "The class that this one derives from.",
            "write the inherited properties here for now",
        ),
        later(
            "query",
            "The queries that the class answers itself.",
            "WMI filters an enumeration by itself",
        ),
        later("put", "Writing instances.", LEAVE_OUT),
        later("delete", "Deleting instances.", LEAVE_OUT),
        later("subscribe", "Who may subscribe to the event.", LEAVE_OUT),
    ],
};

/// How further qualifiers are written.
const QUALIFIERS: Shape = Shape::LiteralsOrTables(
    &QUALIFIER,
    "qualifiers = { MappingStrings = [\"ACME|Disk|3\"], Version = { value = \"1.0\", flavor = [\"ToSubclass\"] } }",
);

/// A property of a class.
pub const PROPERTY: Table = Table {
    name: "a property",
    keys: &[
        required(
            "type",
            "The CIM type: boolean, uint8, uint16, uint32, uint64, sint8, sint16, sint32, sint64, real32, real64, \
             char16, string, datetime or interval, with `[]` after it for an array.",
            Shape::String("type = \"string\""),
        ),
        optional(
            "key",
            "Whether the property is a key.",
            Shape::Boolean("key = true"),
        ),
        optional(
            "denied",
            "Whether the property may be denied by itself, and what is then answered.",
            Shape::BooleanOrString("denied = \"null\""),
        ),
        optional(
            "description",
            "What the property tells.",
            Shape::String("description = \"What is not yet used of the disk.\""),
        ),
        optional(
            "display-name",
            "The name that people are shown.",
            Shape::String("display-name = \"Free space\""),
        ),
        optional(
            "renamed-from",
            "The property's former name, so that a run says where code has it.",
            Shape::String("renamed-from = \"Unused\""),
        ),
        optional(
            "units",
            "The unit that the value is counted in.",
            Shape::String("units = \"bytes\""),
        ),
        optional(
            "max-len",
            "The most UTF-16 code units of a string.",
            Shape::Integer("max-len = 64"),
        ),
        optional(
            "min",
            "The smallest number; the MOF has it where 32 bits hold it, as WMI's qualifiers do.",
            Shape::Integer("min = 0"),
        ),
        optional(
            "max",
            "The largest number; the MOF has it where 32 bits hold it, as WMI's qualifiers do.",
            Shape::Integer("max = 100"),
        ),
        optional(
            "not-finite",
            "What becomes of a real number, or an element, that is infinite or not a number (NaN): null, and the property is \
             NULL; or fail, and its instance cannot be delivered.",
            Shape::String("not-finite = \"fail\""),
        ),
        optional(
            "default",
            "The value that the class declares for an instance that does not say otherwise.",
            Shape::Literal("default = 2"),
        ),
        optional(
            "values",
            "The values of a number or a string, and their meanings; ranges of numbers in quotes.",
            Shape::Meanings(
                "values = [[0, \"Unknown\"], [2, \"Healthy\"], [\"3..7\", \"Reserved\"]]",
            ),
        ),
        optional(
            "bitmap",
            "The bits of a number by their positions, and their meanings.",
            Shape::Meanings("bitmap = [[0, \"Readable\"], [1, \"Writable\"]]"),
        ),
        optional(
            "qualifiers",
            "Further qualifiers of the property, by their names.",
            QUALIFIERS,
        ),
        later(
            "ref",
            "The class that the property refers to.",
            "write the other instance's key as a property of its own for now",
        ),
    ],
};

/// A qualifier that is written as a table.
pub const QUALIFIER: Table = Table {
    name: "a qualifier",
    keys: &[
        required(
            "value",
            "The qualifier's value, which also tells its type.",
            Shape::Literal("value = \"ACME|Disk|3\""),
        ),
        optional(
            "flavor",
            "How the qualifier is inherited, and whether it is translated.",
            Shape::Strings("flavor = [\"ToSubclass\", \"DisableOverride\"]"),
        ),
    ],
};
