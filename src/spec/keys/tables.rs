//! The tables of a spec, key by key.

use super::{Key, Shape, Status, Table};

/// A key that must be written.
const fn required(name: &'static str, doc: &'static str, shape: Shape) -> Key {
    let status = Status::Required(shape);
    Key { name, doc, status }
}

/// A key that may be written.
const fn optional(name: &'static str, doc: &'static str, shape: Shape) -> Key {
    let status = Status::Optional(shape);
    Key { name, doc, status }
}

/// A key that is not served yet, and what to do until then.
const fn later(name: &'static str, doc: &'static str, until_then: &'static str) -> Key {
    let status = Status::Later(until_then);
    Key { name, doc, status }
}

/// What to do about most keys that are not served yet.
const LEAVE_OUT: &str = "leave it out for now";

/// The whole spec.
pub const SPEC: Table = Table {
    name: "the spec",
    keys: &[
        required(
            "spec-version",
            "The version of the spec's language, which is 1.",
            Shape::Integer("spec-version = 1"),
        ),
        required(
            "provider",
            "The provider: its name, its place in COM and WMI, and how it is hosted.",
            Shape::Table(&PROVIDER, "[provider]"),
        ),
        optional(
            "access-denied",
            "What a denied client is told, for every class that does not say otherwise.",
            Shape::Table(&ACCESS_DENIED, "[access-denied]"),
        ),
        required(
            "class",
            "The classes, by their names in WMI.",
            Shape::Named(&CLASS, "[class.Acme_Disk]"),
        ),
        optional(
            "locale",
            "The texts of the classes in other languages, by WMI's names of their locales.",
            Shape::Named(&LOCALE, "[locale.MS_407]"),
        ),
        later(
            "access",
            "Security descriptors by name.",
            "let the provider decide in its own code for now",
        ),
        later(
            "external",
            "Classes that the namespace has already.",
            LEAVE_OUT,
        ),
        later("templates", "Templates of one's own.", LEAVE_OUT),
    ],
};

/// `[provider]`.
pub const PROVIDER: Table = Table {
    name: "`[provider]`",
    keys: &[
        required(
            "name",
            "The name in `__Win32Provider.Name`, which is also the name of the Rust type.",
            Shape::String("name = \"AcmeStorage\""),
        ),
        required(
            "clsid",
            "The CLSID of the COM class; `wmigen new` writes a fresh one, which is then kept.",
            Shape::String("clsid = \"{xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}\""),
        ),
        required(
            "namespace",
            "The namespace that the classes live in.",
            Shape::String("namespace = 'root\\Acme'"),
        ),
        optional(
            "description",
            "What the provider is for.",
            Shape::String("description = \"The disks of an Acme storage array.\""),
        ),
        optional(
            "locale",
            "The language of the spec's own texts, as WMI names it; MS_409, which is English, unless written.",
            Shape::String("locale = \"MS_409\""),
        ),
        optional(
            "hosting",
            "The host process that WMI loads the provider into.",
            Shape::Table(
                &HOSTING,
                "hosting = { model = \"NetworkServiceHost\", group = \"AcmeStorage\" }",
            ),
        ),
        optional(
            "client",
            "What is asked of a client.",
            Shape::Table(&CLIENT, "client = { level = \"impersonate\" }"),
        ),
        Key {
            name: "initialize-as-admin-first",
            doc: "WMI's InitializeAsAdminFirst, which is never set.",
            status: Status::Never(
                "with InitializeAsAdminFirst, impersonating a client succeeds and yet the code runs as WMI \
                 itself: every check that follows checks the wrong account (R2)",
            ),
        },
        later(
            "sddl",
            "The security descriptor of the namespace.",
            "secure the namespace with the WMI control (wmimgmt.msc) for now",
        ),
        later("renamed-from", "The provider's former name.", LEAVE_OUT),
    ],
};

/// `hosting` of the provider.
pub const HOSTING: Table = Table {
    name: "`hosting`",
    keys: &[
        optional(
            "model",
            "The account that the host runs as; NetworkServiceHost unless written.",
            Shape::String("model = \"NetworkServiceHost\""),
        ),
        optional(
            "group",
            "The name of the host process that providers of this group share; the provider's name unless written.",
            Shape::String("group = \"AcmeStorage\""),
        ),
        optional(
            "reason",
            "Why the provider must run as LocalSystem.",
            Shape::String(
                "reason = \"Reads the array's registers, which only LocalSystem may open.\"",
            ),
        ),
    ],
};

/// `client` of the provider.
pub const CLIENT: Table = Table {
    name: "`client`",
    keys: &[optional(
        "level",
        "The least impersonation level of a client that may reach data; impersonate unless written.",
        Shape::String("level = \"impersonate\""),
    )],
};

/// `[access-denied]` of the spec or of a class.
pub const ACCESS_DENIED: Table = Table {
    name: "`[access-denied]`",
    keys: &[
        optional(
            "object",
            "What a client learns of an instance that it may not see; hide unless written.",
            Shape::String("object = \"hide\""),
        ),
        optional(
            "property",
            "What becomes of an instance of which a client may not see a property; null unless written.",
            Shape::String("property = \"null\""),
        ),
        optional(
            "enumeration",
            "What becomes of the other instances when one is denied on the way; omit unless written.",
            Shape::String("enumeration = \"omit\""),
        ),
        optional(
            "held-instances-max",
            "How many instances an answer may hold back until its end; 10_000 unless written.",
            Shape::Integer("held-instances-max = 10_000"),
        ),
    ],
};

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
        later("renamed-from", "The class's former name.", LEAVE_OUT),
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
        later("renamed-from", "The property's former name.", LEAVE_OUT),
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

/// All tables, from the outside inwards.
pub const TABLES: &[&Table] = &[
    &SPEC,
    &PROVIDER,
    &HOSTING,
    &CLIENT,
    &ACCESS_DENIED,
    &CLASS,
    &PROPERTY,
    &QUALIFIER,
    &LOCALE,
    &LOCALIZED_CLASS,
    &LOCALIZED_PROPERTY,
];
