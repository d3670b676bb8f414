//! Words of WMI, of MOF, of Rust and of other generators, where a spec has others; and the words that it is to have some
//! day.

use super::{accept, answer};

const CLASS: &str = "class.Acme_Disk.";
const PROPERTY: &str = "class.Acme_Disk.properties.Size.";
const PROVIDER: &str = "provider.";

/// The tables and keys that are for later, each with a value as it will be written.
const LATER: &[&str] = &[
    "provider.hosting.model = \"Decoupled\"",
    "provider.hosting.model = \"Decoupled:Com\"",
    "provider.hosting.sddl = \"O:BAG:BAD:(A;;0x1;;;BA)\"",
    "class.Acme_Disk.notify = [\"created\"]",
    "class.Acme_Disk.kind = \"event\"",
    "class.Acme_Disk.kind = \"consumer\"",
    "class.Acme_Disk.operations = [\"query\"]",
];

/// Words for keys, by where they are written, with blanks between them.
const KEYS: &[(&str, &str)] = &[
    (
        CLASS,
        "extends Extends inherits derives derived-from base parent super methods Methods function \
         functions Association Aggregation Indication event embedded type property fields Singleton \
         Abstract Dynamic Provider provider static get enumerate create update put delete query \
         SupportsGet SupportsPut verbs doc label Caption security policy name key keys Key locale \
         Version MappingStrings UMLPackagePath Deprecated desc display operation qualifier units clsid \
         class",
    ),
    (
        PROPERTY,
        "read Read Write writable ReadOnly Key keys CIMTYPE CimType Ref reference Object \
         EmbeddedInstance EmbeddedObject embedded class ValueMap Values BitMap BitValues enum flags \
         MinValue MaxValue MaxLen length max-length minimum value Default Units PUnit Description \
         DisplayName doc comment label title Required NotNull nullable optional name array ArrayType \
         is-array SubType Volatile MappingStrings ModelCorrespondence Deprecated Counter Gauge \
         privileges was desc display deny operations properties static in out",
    ),
    (
        PROVIDER,
        "Name CLSID guid uuid HostingModel ImpersonationLevel InitializationReentrancy \
         InitializeAsAdminFirst PerUserInitialization PerLocaleInitialization Pure UnloadTimeout \
         SecurityDescriptor DefaultMachineName ClientLoadableCLSID ConcurrentIndependantRequests Enabled \
         Version OperationTimeoutInterval SupportsThrottling ThreadingModel language log mof classes \
         class doc model level dll threads",
    ),
    (
        "",
        "version classes property methods association event instance locales localization security \
         import enum package dependencies hosting client clsid Provider operations \
         templates-dir overrides",
    ),
    (
        "provider.hosting.",
        "HostingModel account user process why level",
    ),
    (
        "provider.client.",
        "ImpersonationLevel impersonation AuthenticationLevel model",
    ),
    (
        "access-denied.",
        "instance get enumerate list query objects held-instances denied",
    ),
    (
        "class.Acme_Disk.qualifiers.Version.",
        "Flavor flavors type scope amended ToSubclass ToInstance DisableOverride",
    ),
    (
        "templates.",
        "folder directory path dirs extra files version",
    ),
];

/// Words for values, by the keys that they are written for.
const VALUES: &[(&str, &[&str])] = &[
    (
        "class.Acme_Disk.properties.Size.type",
        &[
            "ref",
            "Ref",
            "reference",
            "Acme_Array ref",
            "Acme_Array REF",
            "ref Acme_Array",
            "ref:Acme_Array",
            "object",
            "object:Acme_Path",
            "object[]",
            "Acme_Path",
            "Acme_Path[]",
            "instance",
            "class",
            "EmbeddedInstance",
            "EmbeddedInstance[]",
            "EmbeddedObject",
            "boolean[8]",
            "uint8[6]",
            "string[N]",
            "u8[16]",
            "uint8[0]",
            "uint8[06]",
            "uint8[+6]",
            "uint8[-1]",
            "uint8[ 6 ]",
            "uint8[0x10]",
            "uint8[1_000]",
            "uint8[6.0]",
            "uint8[2147483647]",
            "uint8[2147483648]",
            "uint8[99999999999999999999]",
            "unit8[6]",
            "uint8[6][]",
            "uint8[][6]",
            "uint8 [6]",
            "UINT8[0]",
            "Vec<uint8>",
            "Boolean",
            "STRING",
            "String",
            "bool",
            "bool[]",
            "int",
            "integer",
            "uint",
            "int32",
            "int32[]",
            "u64",
            "f32",
            "float",
            "double",
            "real",
            "long",
            "byte",
            "dword",
            "char",
            "char8",
            "date",
            "DateTime",
            "time",
            "duration",
            "Interval",
            "timestamp",
            "guid",
            "CIM_UINT32",
            "VT_BSTR",
            "MI_Boolean",
            "BSTR",
            "Vec<u8>",
            "Vec<String>",
            "Option<u32>",
            "array",
            "string []",
            "[string]",
            "string?",
            "strings",
            "unit32",
            "void",
            "null",
            "",
        ],
    ),
    (
        "class.Acme_Disk.kind",
        &[
            "Event",
            "EVENT",
            "indication",
            "Association",
            "aggregation",
            "class",
            "Instance",
            "singleton",
            "abstract",
            "method",
            "instances",
            "",
        ],
    ),
    (
        "provider.hosting.model",
        &[
            "SelfHost",
            "decoupled",
            "DecoupledHost",
            "LocalSystem",
            "NetworkService",
            "LocalService",
            "networkservicehost",
            "NetworkServiceHost:Acme",
            "Local System",
            "SYSTEM",
            "",
        ],
    ),
    (
        "provider.client.level",
        &[
            "Impersonate",
            "impersonation",
            "identify",
            "anonymous",
            "RPC_C_IMP_LEVEL_IMPERSONATE",
            "delegation",
            "3",
            "",
        ],
    ),
    (
        "access-denied.object",
        &[
            "Hide",
            "hidden",
            "deny",
            "not-found",
            "access-denied",
            "error",
            "null",
            "",
        ],
    ),
    (
        "access-denied.property",
        &["NULL", "nil", "deny", "hide", "fail"],
    ),
    (
        "access-denied.enumeration",
        &[
            "omitted", "skip", "partial", "report", "continue", "stop", "hide",
        ],
    ),
    (
        "class.Acme_Disk.properties.Size.denied",
        &["true", "hide", "NULL", "deny", "fail"],
    ),
    (
        "provider.clsid",
        &[
            "0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11",
            "{00000000-0000-0000-0000-000000000000}",
            "{GUID}",
            "Acme.Storage.1",
            "",
        ],
    ),
    (
        "provider.namespace",
        &[
            "root/Acme",
            "\\\\\\\\.\\\\root\\\\Acme",
            "Acme",
            "ROOT",
            "root",
            "root\\\\cimv2",
            "//./root/Acme",
            "root.Acme",
            "",
        ],
    ),
    (
        "provider.locale",
        &["en", "en-US", "ms_409", "0x409", "1033", "409", ""],
    ),
];

/// Words for operations.
const OPERATIONS: &[&str] = &[
    "Get",
    "GET",
    "read",
    "list",
    "enum",
    "Enumerate",
    "enumeration",
    "write",
    "modify",
    "put",
    "Put",
    "PutInstance",
    "create",
    "update",
    "Delete",
    "remove",
    "query",
    "ExecQuery",
    "method",
    "methods",
    "call",
    "invoke",
    "ExecMethod",
    "event",
    "subscribe",
    "GetObject",
    "CreateInstanceEnumAsync",
    "notify",
    "all",
    "*",
    "",
];

/// Words that are written where TOML has none.
const BARE: &[&str] = &[
    "class.Acme_Disk.properties.Size.key = True",
    "class.Acme_Disk.properties.Size.key = FALSE",
    "class.Acme_Disk.properties.Size.key = yes",
    "class.Acme_Disk.properties.Size.denied = null",
    "class.Acme_Disk.properties.Size.denied = NULL",
    "class.Acme_Disk.properties.Size.default = nil",
    "class.Acme_Disk.properties.Size.default = None",
    "class.Acme_Disk.properties.Size.type = uint64",
    "class.Acme_Disk.properties.Size.type = uint8[]",
    "class.Acme_Disk.properties.Size.type =",
    "class.Acme_Disk.properties.Size.type",
    "class.Acme_Disk.properties.Size.type: \"uint64\"",
    "class.Acme_Disk.operations = [get, enumerate]",
    "class.Acme_Disk.operations = (\"get\")",
    "class.Acme_Disk.operations = [\"get\" \"enumerate\"]",
    "provider.namespace = \"root\\Acme\"",
    "provider.namespace = “root”",
    "provider.name = 'Acme",
    "provider.name = \"Acme\" // the provider",
    "provider.name = \"Acme\";",
    "class Acme_Disk : CIM_Drive {",
    "[dynamic, provider(\"Acme\")]",
    "// a comment",
    "};",
];

fn part(key: &str) -> String {
    format!("== {} ==\n", key.trim_end_matches('.'))
}

#[test]
fn what_comes_later_is_said_to_by_name() {
    let lines = LATER.iter().map(|line| ((*line).to_owned(), &[][..]));
    let answers = answer::to_each(lines);
    assert_eq!(
        answers.matches("    not-served-yet at").count(),
        LATER.len(),
        "{answers}"
    );
    accept::holds("tests/spec_messages/later.txt", &answers);
}

#[test]
fn words_of_others_are_answered() {
    let mut answers = String::new();
    for (place, words) in KEYS {
        let lines = words
            .split_whitespace()
            .map(|word| (format!("{place}{word} = \"text\""), &[][..]));
        answers += &(part(place) + &answer::to_each(lines));
    }
    for (key, words) in VALUES {
        let lines = words
            .iter()
            .map(|word| (format!("{key} = \"{word}\""), &[][..]));
        answers += &(part(key) + &answer::to_each(lines));
    }
    let lines = OPERATIONS.iter().map(|word| {
        (
            format!("class.Acme_Disk.operations = [\"{word}\"]"),
            &[][..],
        )
    });
    answers += &(part("operations") + &answer::to_each(lines));
    let instead: &[&str] = &["class.Acme_Disk.properties.Size.type"];
    let instead_of =
        ["ref", "object"].map(|key| (format!("{PROPERTY}{key} = \"Acme_Path\""), instead));
    answers += &(part("instead of a type") + &answer::to_each(instead_of));
    let instead: &[&str] = &["class.Acme_Disk.operations"];
    let without = [
        "kind = \"event\"",
        "method.Reset = {}",
        "extends = \"CIM_Drive\"",
        "operatons = [\"get\"]",
        "read = [\"get\"]",
    ];
    let without = without.map(|line| (format!("{CLASS}{line}"), instead));
    answers += &(part("instead of operations") + &answer::to_each(without));
    accept::holds("tests/spec_messages/words.txt", &answers);
}

#[test]
fn what_is_no_toml_is_answered() {
    let answers = answer::to_each(BARE.iter().map(|line| ((*line).to_owned(), &[][..])));
    accept::holds("tests/spec_messages/bare.txt", &answers);
}
