//! The table of the qualifiers that WMI and the DMTF know, in the order of their names.
//!
//! They are those of Microsoft's pages "Meta Qualifiers", "Standard Qualifiers", "Optional Qualifiers", "Standard WMI
//! Qualifiers", "Class Qualifiers for Performance Counter Classes", "Property Qualifiers for Performance Counter Classes"
//! and "Event Tracing MOF Qualifiers", and those of DMTF's DSP0004 and CIM Schema.

use super::known::Becomes::{Key, Later, Passes, Refused, Written};
use super::known::Place::{
    Association, Class, Instance, Method, Namespace, Parameter, Property, Reference,
};
use super::known::QualifierType::{Boolean, Integer, Integers, String, Strings};
use super::known::{Becomes, KnownQualifier, Place};

const SHAPES: &str = "it is for kinds of classes other than those of instances and associations";
const OBJECTS: &str = "it is for properties that hold objects";
const STORED: &str =
    "WMI indexes instances of its repository, and those of the class are the provider's";
const SDDL: &str = "write `sddl` of the namespace, as in `[namespace.'root\\Acme']`";
const ENCRYPTION: &str =
    "write `requires-encryption = true` of the namespace, as in `[namespace.'root\\Acme']`";

const PROPERTY_PROVIDER: &str =
    "WMI would ask a property provider for values, and wmigen makes an instance provider";
const COUNTERS: &str =
    "WMI would take the class for one of performance counters, which have interfaces of their own";

const fn row(name: &'static str, stands_on: &'static [Place], becomes: Becomes) -> KnownQualifier {
    KnownQualifier {
        name,
        stands_on,
        becomes,
    }
}

/// All rows.
pub const ROWS: &[KnownQualifier] = &[
    row("Abstract", &[Class], Key("write `abstract = true`")),
    row("Aggregate", &[Reference], Passes(&[Boolean])),
    row("Aggregation", &[Association], Passes(&[Boolean])),
    row("Alias", &[Property, Reference, Method], Passes(&[String])),
    row(
        "Amendment",
        &[Class],
        Key("write a table `[locale.MS_XXX]`"),
    ),
    row("ArrayType", &[Property, Parameter], Passes(&[String])),
    row(
        "Association",
        &[Class],
        Key("write `kind = \"association\"`"),
    ),
    row("AutoCook", &[Class], Refused(COUNTERS)),
    row("AutoCook_RawClass", &[Class], Refused(COUNTERS)),
    row("Base", &[Property], Refused(COUNTERS)),
    row(
        "BitMap",
        &[Property, Method, Parameter],
        Key("write `bitmap = [[0, \"Readable\"]]`"),
    ),
    row(
        "BitValues",
        &[Property, Method, Parameter],
        Key("write `bitmap = [[0, \"Readable\"]]`"),
    ),
    row("Bypass_GetObject", &[Method], Passes(&[Boolean])),
    row("CIM_Key", &[Property], Passes(&[Boolean])),
    row(
        "CIMType",
        &[Property, Parameter],
        Written("write `type`: WMI adds the qualifier by itself"),
    ),
    row("ClassConstraint", &[Class], Passes(&[Strings])),
    row("ClassContext", &[Class], Refused(PROPERTY_PROVIDER)),
    row("ClassVersion", &[Class], Passes(&[String])),
    row("Composition", &[Association], Passes(&[Boolean])),
    row("Constructor", &[Method], Passes(&[Boolean])),
    row("Cooked", &[Class], Refused(COUNTERS)),
    row("CookingType", &[Property], Refused(COUNTERS)),
    row("Correlatable", &[Property], Passes(&[Strings])),
    row("Costly", &[Class], Refused(COUNTERS)),
    row(
        "Counter",
        &[Property, Method, Parameter],
        Passes(&[Boolean]),
    ),
    row("CounterType", &[Property], Passes(&[Integer])),
    row("CreateBy", &[Class], Passes(&[String])),
    row("DefaultScale", &[Property], Passes(&[Integer])),
    row("Delete", &[Association, Reference], Passes(&[Boolean])),
    row("DeleteBy", &[Class], Passes(&[String])),
    row(
        "Deprecated",
        &[Class, Property, Reference, Method, Parameter],
        Passes(&[Strings, Boolean]),
    ),
    row(
        "Description",
        &[Class, Property, Reference, Method, Parameter],
        Key("write `description`"),
    ),
    row("Destructor", &[Method], Passes(&[Boolean])),
    row("DetailLevel", &[Class], Passes(&[Integer])),
    row("Display", &[Class, Property], Passes(&[String])),
    row(
        "DisplayDescription",
        &[Class, Property, Reference, Method, Parameter],
        Passes(&[String]),
    ),
    row(
        "DisplayName",
        &[Class, Property, Reference, Method, Parameter],
        Key("write `display-name`"),
    ),
    row("DN", &[Property, Method, Parameter], Passes(&[Boolean])),
    row(
        "Dynamic",
        &[Class, Property],
        Written("every class is dynamic already"),
    ),
    row("DynProps", &[Class, Instance], Refused(PROPERTY_PROVIDER)),
    row(
        "EmbeddedInstance",
        &[Property, Method, Parameter],
        Key("write `object` with the name of the class, and `text = \"mof\"` or `text = \"xml\"`"),
    ),
    row(
        "EmbeddedObject",
        &[Property, Method, Parameter],
        Key("write `object = \"*\"`, and `text = \"mof\"` or `text = \"xml\"`"),
    ),
    row("EventType", &[Class], Passes(&[Integer, Integers])),
    row("EventTypeName", &[Class], Passes(&[String, Strings])),
    row("EventVersion", &[Class], Passes(&[Integer])),
    row("Exception", &[Class], Later(SHAPES)),
    row(
        "Expensive",
        &[Class, Property, Reference, Method],
        Passes(&[Boolean]),
    ),
    row(
        "Experimental",
        &[Class, Property, Reference, Method, Parameter],
        Passes(&[Boolean]),
    ),
    row("Extension", &[Property], Passes(&[String])),
    row("Fixed", &[Property, Instance], Passes(&[Boolean])),
    row("Format", &[Property], Passes(&[String])),
    row("Gauge", &[Property, Method, Parameter], Passes(&[Boolean])),
    row("GenericPerfCtr", &[Class], Refused(COUNTERS)),
    row("Guid", &[Class], Passes(&[String])),
    row("HelpIndex", &[Class, Property], Passes(&[Integer])),
    row("HiPerf", &[Class], Refused(COUNTERS)),
    row(
        "ID",
        &[Property, Parameter],
        Written("parameters are numbered in their order"),
    ),
    row("IfDeleted", &[Association, Reference], Passes(&[Boolean])),
    row(
        "Implemented",
        &[Method],
        Written("a method is implemented by the class that writes it"),
    ),
    row(
        "In",
        &[Parameter],
        Key("write the parameter as `in = \"NAME\"`"),
    ),
    row("Indexed", &[Property], Refused(STORED)),
    row("Indication", &[Class], Later(SHAPES)),
    row("InstanceContext", &[Instance], Refused(PROPERTY_PROVIDER)),
    row(
        "Invisible",
        &[Class, Property, Reference, Method],
        Passes(&[Boolean]),
    ),
    row(
        "IsPUnit",
        &[Property, Method, Parameter],
        Passes(&[Boolean]),
    ),
    row(
        "Key",
        &[Property, Reference],
        Key("write `key = true` in the property"),
    ),
    row("Large", &[Class, Property], Passes(&[Boolean])),
    row(
        "Lazy",
        &[Property],
        Refused(
            "WMI leaves such a property out of the answers to queries, so that clients see NULL where `docs/access-denied.md` says nothing of it",
        ),
    ),
    row(
        "Locale",
        &[Class, Instance],
        Key("write `locale` in `[provider]`, and a table `[locale.MS_XXX]` for another language"),
    ),
    row(
        "MappingStrings",
        &[Class, Property, Reference, Method, Parameter],
        Passes(&[Strings]),
    ),
    row("Max", &[Reference], Passes(&[Integer])),
    row(
        "MaxLen",
        &[Property, Method, Parameter],
        Key("write `max-len`"),
    ),
    row(
        "MaxValue",
        &[Property, Method, Parameter],
        Key("write `max`"),
    ),
    row("MethodConstraint", &[Method], Passes(&[Strings])),
    row("Min", &[Reference], Passes(&[Integer])),
    row("MinLen", &[Property, Method, Parameter], Passes(&[Integer])),
    row(
        "MinValue",
        &[Property, Method, Parameter],
        Key("write `min`"),
    ),
    row(
        "ModelCorrespondence",
        &[Class, Property, Reference, Method, Parameter],
        Passes(&[Strings]),
    ),
    row("NamespaceSecuritySDDL", &[Namespace], Key(SDDL)),
    row("Nonlocal", &[Reference], Passes(&[String])),
    row("NonlocalType", &[Reference], Passes(&[String])),
    row("Not_Null", &[Property], Key("write `required = true`")),
    row("NullValue", &[Property], Passes(&[String])),
    row(
        "OctetString",
        &[Property, Method, Parameter],
        Passes(&[Boolean]),
    ),
    row("Optional", &[Parameter], Key("write `optional = true`")),
    row(
        "Out",
        &[Parameter],
        Key("write the parameter as `out = \"NAME\"`"),
    ),
    row(
        "Override",
        &[Property, Reference, Method],
        Written("a property or a method of a superclass's name overrides that one"),
    ),
    row("OverrideValue", &[Class, Property], Passes(&[String])),
    row("PerfDefault", &[Class, Property], Passes(&[Boolean])),
    row("PerfDetail", &[Property], Passes(&[Integer])),
    row("PerfIndex", &[Class, Property], Passes(&[Integer])),
    row("PerfTimeFreq", &[Property], Refused(COUNTERS)),
    row("PerfTimeStamp", &[Property], Refused(COUNTERS)),
    row("Pointer", &[Property], Passes(&[Boolean])),
    row("PointerType", &[Property], Passes(&[Boolean])),
    row("Privileges", &[Class, Property, Method], Passes(&[Strings])),
    row("Propagated", &[Property], Passes(&[String])),
    row(
        "PropertyConstraint",
        &[Property, Reference],
        Passes(&[Strings]),
    ),
    row("PropertyContext", &[Property], Refused(PROPERTY_PROVIDER)),
    row("PropertyUsage", &[Property], Passes(&[String])),
    row(
        "Provider",
        &[Class],
        Written("every class has its provider already"),
    ),
    row("PUnit", &[Property, Method, Parameter], Passes(&[String])),
    row(
        "Read",
        &[Property],
        Written("every property can be read already"),
    ),
    row("Reference", &[Property], Passes(&[String])),
    row("RegistryKey", &[Class], Refused(COUNTERS)),
    row(
        "Required",
        &[Property, Reference, Method, Parameter],
        Key("write `required = true`"),
    ),
    row("RequiresEncryption", &[Namespace], Key(ENCRYPTION)),
    row("Revision", &[Class], Passes(&[String])),
    row("Schema", &[Property, Method], Passes(&[String])),
    row("Singleton", &[Class], Key("write `singleton = true`")),
    row("Source", &[Class, Reference], Passes(&[String])),
    row("SourceType", &[Class, Reference], Passes(&[String])),
    row(
        "Static",
        &[Property, Method],
        Key(
            "write `static = true` in the method; the instances of every class come from the provider",
        ),
    ),
    row("StringTermination", &[Property], Passes(&[String])),
    row("Structure", &[Class], Later(OBJECTS)),
    row("SubType", &[Property], Key("write `type = \"interval\"`")),
    row(
        "SupportsCreate",
        &[Class],
        Key("write `create` among the `operations`"),
    ),
    row(
        "SupportsDelete",
        &[Class],
        Key("write `delete` among the `operations`"),
    ),
    row(
        "SupportsUpdate",
        &[Class],
        Key("write `update` among the `operations`"),
    ),
    row(
        "Syntax",
        &[Property, Reference, Method, Parameter],
        Passes(&[String]),
    ),
    row(
        "SyntaxType",
        &[Property, Reference, Method, Parameter],
        Passes(&[String]),
    ),
    row("Terminal", &[Class], Passes(&[Boolean])),
    row(
        "TriggerType",
        &[Class, Property, Reference, Method],
        Passes(&[String]),
    ),
    row("UMLPackagePath", &[Class], Passes(&[String])),
    row(
        "Units",
        &[Property, Method, Parameter],
        Key("write `units`"),
    ),
    row("UnknownValues", &[Property], Passes(&[Strings])),
    row("UnsupportedValues", &[Property], Passes(&[Strings])),
    row("UpdatePrivileges", &[Class, Property], Passes(&[Strings])),
    row("UUID", &[Class], Passes(&[String])),
    row(
        "ValueMap",
        &[Property, Method, Parameter],
        Key("write `values = [[0, \"Unknown\"]]`"),
    ),
    row(
        "Values",
        &[Property, Method, Parameter],
        Key("write `values = [[0, \"Unknown\"]]`"),
    ),
    row("Version", &[Class], Passes(&[String])),
    row("Weak", &[Reference], Passes(&[Boolean])),
    row("WmiDataId", &[Property], Passes(&[Integer])),
    row("WmiSizeIs", &[Property], Passes(&[String])),
    row("Write", &[Property], Key("write `write = true`")),
    row("WriteAtCreate", &[Property], Passes(&[Boolean])),
    row("WriteAtUpdate", &[Property], Passes(&[Boolean])),
    row("WritePrivileges", &[Property], Passes(&[Strings])),
    row("XMLNamespaceName", &[Class], Passes(&[String])),
    row("XMLNamespacePrefix", &[Class], Passes(&[String])),
];
