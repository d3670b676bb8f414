//! The words of WMI, of MOF and of other generators for what a spec writes otherwise.

use Here::{Key as Is, Later, Nothing};

/// A word of others, and what stands for it here.
pub type Row = (&'static str, Here);

/// What stands for a word of others.
#[derive(Clone, Copy)]
pub enum Here {
    /// A key of the same table.
    Key(&'static str),
    /// No key of this table.
    Nothing(&'static str),
    /// What is not served yet.
    Later(&'static str),
}

/// What wmigen writes by itself.
const OWN_WORK: Here = Nothing("leave it out: wmigen writes the provider's registration itself");

/// A class between instances of others.
const ASSOCIATION: Here = Nothing("write `kind = \"association\"`");

/// A class of values of properties.
const EMBEDDED: Here = Nothing("write `kind = \"embedded\"`");

/// A class of what happens, or of what becomes of that.
const OF_EVENTS: Here = Later("leave the class out for now");

/// Who may open a namespace, of which a provider may have several.
const OF_NAMESPACE: Here = Nothing(
    "write it of the namespace, as in `[namespace.'root\\Acme']`, which may be the provider's own",
);

/// What only parameters have.
const DIRECTION: Here = Nothing("leave it out: parameters of methods have a direction");

/// What a further qualifier is for.
const QUALIFIER: Here = Nothing(
    "write it among the qualifiers, as in `qualifiers = { MappingStrings = [\"ACME|Disk|3\"] }`",
);

/// The words of others that a table gets, by how messages name the table.
pub const WORDS: &[(&str, &[Row])] = &[
    (
        "the spec",
        &[
            ("version", Is("spec-version")),
            ("schema-version", Is("spec-version")),
            ("security", Is("access")),
            ("security-descriptor", Is("access")),
            ("import", Is("external")),
            ("localization", Is("locale")),
            ("templates-dir", Is("templates")),
            ("overrides", Is("templates")),
            ("value-map", Is("values")),
            ("enum", Is("values")),
            (
                "property",
                Nothing("write it within its class, as in `[class.Acme_Disk.properties]`"),
            ),
            (
                "methods",
                Nothing("write it within its class, as `[class.NAME.method.NAME]`"),
            ),
            (
                "association",
                Nothing(
                    "write a class with `kind = \"association\"`, once wmigen serves that kind",
                ),
            ),
            (
                "event",
                Nothing("write a class with `kind = \"event\"`, once wmigen serves that kind"),
            ),
            (
                "instance",
                Nothing(
                    "the provider's code gives the instances; the spec has their class, as in `[class.Acme_Disk]`",
                ),
            ),
            (
                "package",
                Nothing("the crate is described in its Cargo.toml"),
            ),
            (
                "dependencies",
                Nothing("the crate's dependencies stand in its Cargo.toml"),
            ),
        ],
    ),
    (
        "`[provider]`",
        &[
            ("guid", Is("clsid")),
            ("uuid", Is("clsid")),
            ("class-id", Is("clsid")),
            ("hosting-model", Is("hosting")),
            ("host", Is("hosting")),
            ("impersonation-level", Is("client")),
            ("impersonation", Is("client")),
            ("doc", Is("description")),
            ("language", Is("locale")),
            ("security-descriptor", OWN_WORK),
            ("sddl", OF_NAMESPACE),
            ("namespace-security-sddl", OF_NAMESPACE),
            ("requires-encryption", OF_NAMESPACE),
            ("log", Is("audit")),
            ("mof", Is("schema-mof")),
            (
                "classes",
                Nothing("write each class as a table of its own, as in `[class.Acme_Disk]`"),
            ),
            (
                "class",
                Nothing("write each class as a table of its own, as in `[class.Acme_Disk]`"),
            ),
            ("client-loadable-clsid", OWN_WORK),
            ("concurrent-independant-requests", OWN_WORK),
            ("default-machine-name", OWN_WORK),
            ("enabled", OWN_WORK),
            ("initialization-reentrancy", OWN_WORK),
            ("initialization-timeout-interval", OWN_WORK),
            ("operation-timeout-interval", OWN_WORK),
            ("per-locale-initialization", OWN_WORK),
            ("per-user-initialization", OWN_WORK),
            ("pure", OWN_WORK),
            ("supports-throttling", OWN_WORK),
            ("supports-shutdown", OWN_WORK),
            ("supports-send-status", OWN_WORK),
            ("supports-quotas", OWN_WORK),
            ("threading-model", OWN_WORK),
            ("unload-timeout", OWN_WORK),
            (
                "version",
                Nothing("the crate's version stands in its Cargo.toml"),
            ),
        ],
    ),
    (
        "`[namespace.'PATH']`",
        &[
            ("security-descriptor", Is("sddl")),
            ("namespace-security-sddl", Is("sddl")),
            ("security", Is("sddl")),
            ("access", Is("sddl")),
            ("encryption", Is("requires-encryption")),
            ("encrypt", Is("requires-encryption")),
            ("encrypted", Is("requires-encryption")),
            (
                "class",
                Nothing("a class says itself in which namespace it is, by `namespace`"),
            ),
            (
                "classes",
                Nothing("a class says itself in which namespace it is, by `namespace`"),
            ),
        ],
    ),
    (
        "`hosting`",
        &[
            ("hosting-model", Is("model")),
            ("account", Is("model")),
            ("user", Is("model")),
            ("host", Is("model")),
            ("process", Is("group")),
            ("hosting-group", Is("group")),
            ("security-descriptor", Is("sddl")),
            ("why", Is("reason")),
        ],
    ),
    (
        "`client`",
        &[
            ("impersonation-level", Is("level")),
            ("impersonation", Is("level")),
            ("impersonate", Is("level")),
            (
                "authentication-level",
                Nothing(
                    "leave it out: the client and WMI agree on it, and the provider has no say",
                ),
            ),
        ],
    ),
    (
        "`[access-denied]`",
        &[
            ("instance", Is("object")),
            ("get", Is("object")),
            ("enumerate", Is("enumeration")),
            ("query", Is("enumeration")),
            ("list", Is("enumeration")),
        ],
    ),
    (
        "`[class.NAME]`",
        &[
            ("extends", Is("superclass")),
            ("inherits", Is("superclass")),
            ("derives", Is("superclass")),
            ("derived-from", Is("superclass")),
            ("base", Is("superclass")),
            ("super", Is("superclass")),
            ("parent", Is("superclass")),
            ("function", Is("method")),
            ("association", ASSOCIATION),
            ("aggregation", ASSOCIATION),
            ("composition", ASSOCIATION),
            ("indication", OF_EVENTS),
            ("event", OF_EVENTS),
            ("embedded", EMBEDDED),
            ("consumer", OF_EVENTS),
            ("type", Is("kind")),
            ("property", Is("properties")),
            ("fields", Is("properties")),
            ("get", Is("operations")),
            ("enumerate", Is("operations")),
            ("create", Is("operations")),
            ("update", Is("operations")),
            ("put", Is("operations")),
            ("delete", Is("operations")),
            ("query", Is("operations")),
            ("supports-get", Is("operations")),
            ("supports-put", Is("operations")),
            ("supports-enumeration", Is("operations")),
            ("supports-delete", Is("operations")),
            ("put", Is("operations")),
            ("delete", Is("operations")),
            ("query", Is("operations")),
            ("subscribe", Is("access")),
            ("verbs", Is("operations")),
            ("doc", Is("description")),
            ("label", Is("display-name")),
            ("title", Is("display-name")),
            ("caption", Is("display-name")),
            ("security", Is("access")),
            ("policy", Is("access-denied")),
            ("events", Is("notify")),
            (
                "name",
                Nothing("the table's own name is the class's, as in `[class.Acme_Disk]`"),
            ),
            (
                "key",
                Nothing("write `key = true` in each property that is a key"),
            ),
            (
                "keys",
                Nothing("write `key = true` in each property that is a key"),
            ),
            (
                "dynamic",
                Nothing("leave it out: wmigen writes `dynamic` itself"),
            ),
            (
                "provider",
                Nothing("leave it out: wmigen writes the qualifier `provider` itself"),
            ),
            (
                "static",
                Nothing(
                    "leave it out: every class is dynamic, and the provider's code gives its instances",
                ),
            ),
            (
                "locale",
                Nothing("write the texts of another language as `[locale.MS_407.class.Acme_Disk]`"),
            ),
            (
                "amendment",
                Nothing("write the texts of another language as `[locale.MS_407.class.Acme_Disk]`"),
            ),
            ("version", QUALIFIER),
            ("mapping-strings", QUALIFIER),
            ("uml-package-path", QUALIFIER),
            ("deprecated", QUALIFIER),
        ],
    ),
    (
        "a method",
        &[
            ("params", Is("parameters")),
            ("arguments", Is("parameters")),
            ("args", Is("parameters")),
            ("return", Is("returns")),
            ("return-type", Is("returns")),
            ("return-value", Is("returns")),
            ("result", Is("returns")),
            ("type", Is("returns")),
            ("doc", Is("description")),
            ("label", Is("display-name")),
            ("title", Is("display-name")),
            ("caption", Is("display-name")),
            ("was", Is("renamed-from")),
            (
                "implemented",
                Nothing("leave it out: wmigen writes `implemented` itself"),
            ),
            (
                "void",
                Nothing("leave it out: a method without `returns` returns nothing"),
            ),
            (
                "name",
                Nothing(
                    "the method's name stands in its table's, as in `[class.Acme_Disk.method.Format]`",
                ),
            ),
            (
                "in",
                Nothing(
                    "write it in `parameters`, as in `parameters = [{ in = \"Label\", type = \"string\" }]`",
                ),
            ),
            (
                "out",
                Nothing(
                    "write it in `parameters`, as in `parameters = [{ out = \"Left\", type = \"uint64\" }]`",
                ),
            ),
            (
                "values",
                Nothing(
                    "write it with `returns`, as in `returns = { type = \"uint32\", values = [[0, \"Done\"]] }`",
                ),
            ),
            ("privileges", QUALIFIER),
            ("bypass-get-object", QUALIFIER),
            ("deprecated", QUALIFIER),
            ("mapping-strings", QUALIFIER),
        ],
    ),
    (
        "a parameter",
        &[
            ("input", Is("in")),
            ("output", Is("out")),
            ("inout", Is("in-out")),
            ("cim-type", Is("type")),
            ("reference", Is("ref")),
            ("embedded-instance", Is("object")),
            ("class", Is("object")),
            ("nullable", Is("optional")),
            ("value-map", Is("values")),
            ("enum", Is("values")),
            ("bit-values", Is("bitmap")),
            ("flags", Is("bitmap")),
            ("minimum", Is("min")),
            ("maximum", Is("max")),
            ("length", Is("max-len")),
            ("doc", Is("description")),
            (
                "name",
                Nothing("write the name behind the direction, as in `in = \"Label\"`"),
            ),
            (
                "direction",
                Nothing("write the direction before the name, as in `in = \"Label\"`"),
            ),
            (
                "id",
                Nothing("leave it out: parameters are numbered in their order"),
            ),
            (
                "required",
                Nothing("leave it out: a parameter is never NULL that is not `optional`"),
            ),
            ("deprecated", QUALIFIER),
        ],
    ),
    (
        "a property",
        &[
            ("cim-type", Is("type")),
            ("data-type", Is("type")),
            ("reference", Is("ref")),
            ("embedded-instance", Is("object")),
            ("embedded-object", Is("object")),
            ("embedded", Is("object")),
            ("class", Is("object")),
            ("value-map", Is("values")),
            ("enum", Is("values")),
            ("choices", Is("values")),
            ("bit-values", Is("bitmap")),
            ("flags", Is("bitmap")),
            ("min-value", Is("min")),
            ("minimum", Is("min")),
            ("max-value", Is("max")),
            ("maximum", Is("max")),
            ("length", Is("max-len")),
            ("max-length", Is("max-len")),
            ("initial", Is("default")),
            ("doc", Is("description")),
            ("comment", Is("description")),
            ("label", Is("display-name")),
            ("title", Is("display-name")),
            ("caption", Is("display-name")),
            ("punit", Is("units")),
            ("not-null", Is("required")),
            ("mandatory", Is("required")),
            ("writable", Is("write")),
            ("writeable", Is("write")),
            ("read-write", Is("write")),
            ("privileges", Is("access")),
            ("deniable", Is("denied")),
            ("was", Is("renamed-from")),
            (
                "read",
                Nothing(
                    "leave it out: every property can be read, and wmigen writes `read` itself",
                ),
            ),
            (
                "read-only",
                Nothing("leave it out: no property can be written"),
            ),
            (
                "nullable",
                Nothing("leave it out: a property may be NULL that is no key and not `required`"),
            ),
            (
                "optional",
                Nothing("leave it out: a property may be NULL that is no key and not `required`"),
            ),
            (
                "name",
                Nothing(
                    "the property's name stands before its table, as in `Name = { type = \"string\" }`",
                ),
            ),
            (
                "array",
                Nothing("write `[]` behind the type, as in `type = \"string[]\"`"),
            ),
            (
                "is-array",
                Nothing("write `[]` behind the type, as in `type = \"string[]\"`"),
            ),
            ("in", DIRECTION),
            ("out", DIRECTION),
            (
                "subtype",
                Nothing(
                    "write `type = \"interval\"`, or `type = \"datetime\"` for a point in time",
                ),
            ),
            ("mapping-strings", QUALIFIER),
            ("model-correspondence", QUALIFIER),
            ("deprecated", QUALIFIER),
            ("experimental", QUALIFIER),
            ("counter", QUALIFIER),
            ("gauge", QUALIFIER),
            ("array-type", QUALIFIER),
            ("volatile", QUALIFIER),
        ],
    ),
    (
        "a qualifier",
        &[
            ("flavors", Is("flavor")),
            (
                "type",
                Nothing("leave it out: the value tells the qualifier's type"),
            ),
            (
                "scope",
                Nothing("leave it out: the qualifier stands where it holds"),
            ),
            (
                "amended",
                Nothing("write it as a flavor, as in `flavor = [\"Amended\"]`"),
            ),
            (
                "to-subclass",
                Nothing("write it as a flavor, as in `flavor = [\"ToSubclass\"]`"),
            ),
            (
                "to-instance",
                Nothing("write it as a flavor, as in `flavor = [\"ToInstance\"]`"),
            ),
            (
                "disable-override",
                Nothing("write it as a flavor, as in `flavor = [\"DisableOverride\"]`"),
            ),
        ],
    ),
    (
        "`[templates]`",
        &[
            ("folder", Is("dir")),
            ("directory", Is("dir")),
            ("path", Is("dir")),
            (
                "extra",
                Nothing("leave it out: further templates lie in `extra/` of the folder"),
            ),
            (
                "files",
                Nothing("leave it out: all files of the folder are templates"),
            ),
            (
                "version",
                Nothing("write it into the folder, as `context-version` of `templates.toml`"),
            ),
        ],
    ),
];
