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
        later("qualifiers", "Further qualifiers.", LEAVE_OUT),
        later("renamed-from", "The class's former name.", LEAVE_OUT),
    ],
};

/// A property of a class.
pub const PROPERTY: Table = Table {
    name: "a property",
    keys: &[
        required(
            "type",
            "The CIM type: string, boolean, uint32, uint64 or datetime.",
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
            "units",
            "The unit that the value is counted in.",
            Shape::String("units = \"bytes\""),
        ),
        later(
            "ref",
            "The class that the property refers to.",
            "write the other instance's key as a property of its own for now",
        ),
        later(
            "max-len",
            "The longest string.",
            "say it in `description` for now",
        ),
        later(
            "values",
            "The values and their meanings.",
            "say them in `description` for now",
        ),
        later(
            "bitmap",
            "The bits and their meanings.",
            "say them in `description` for now",
        ),
        later(
            "min",
            "The smallest value.",
            "say it in `description` for now",
        ),
        later(
            "max",
            "The largest value.",
            "say it in `description` for now",
        ),
        later("default", "The value where none is given.", LEAVE_OUT),
        later(
            "access",
            "Who may read the property.",
            "let the provider decide in its own code for now",
        ),
        later("qualifiers", "Further qualifiers.", LEAVE_OUT),
        later("renamed-from", "The property's former name.", LEAVE_OUT),
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
];
