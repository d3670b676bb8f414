//! The tables of a spec, key by key.

mod class;
mod locale;

use super::{Key, Shape, Status, Table};
pub use class::{CLASS, PROPERTY, QUALIFIER};
pub use locale::{LOCALE, LOCALIZED_CLASS, LOCALIZED_PROPERTY};

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
        "The least impersonation level of a client that may reach data; impersonate unless written. Few clients ask for \
         delegate.",
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
            "What becomes of an instance of which a client may not see a property; null unless written. The usual Rust \
             client reads an array that is NULL as an empty one.",
            Shape::String("property = \"null\""),
        ),
        optional(
            "enumeration",
            "What becomes of the other instances when one is denied on the way; omit unless written. Most clients do not \
             show what report-and-continue and report-and-stop end with.",
            Shape::String("enumeration = \"omit\""),
        ),
        optional(
            "held-instances-max",
            "How many instances an answer may hold back until its end; 10_000 unless written.",
            Shape::Integer("held-instances-max = 10_000"),
        ),
        optional(
            "held-bytes-max",
            "How many bytes the values of those instances may have; 67_108_864, which is 64 MiB, unless written.",
            Shape::Integer("held-bytes-max = 67_108_864"),
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
