//! Whether a spec can have a class, and what it is there.

use std::borrow::Cow;
use std::collections::HashSet;

use super::found::{Found, FoundClass, has, text_of};
use super::objects::object_of;
use super::provider::Registered;
use super::signatures;

/// What a class is in a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has instances, or those that derive from it do.
    Served,
    /// It has no instances of its own.
    Abstract,
    /// Its instances are values of properties.
    Embedded,
}

/// Classes below which there are only events.
const EVENTS: [&str; 3] = ["__Event", "WMIEvent", "CIM_Indication"];

/// Classes below which there are only counters of performance.
const COUNTERS: [&str; 3] = ["Win32_Perf", "Win32_PerfRawData", "Win32_PerfFormattedData"];

/// The names of the classes of which the properties and the methods of a class have objects.
pub fn objects_of(class: FoundClass<'_>) -> impl Iterator<Item = String> {
    let properties = class.properties().map(Cow::Borrowed);
    let methods = class.methods().flat_map(signatures::values);
    let all = properties.chain(methods);
    all.filter_map(|one| object_of(&one).map(str::to_owned))
}

/// The names of the classes of which properties and parameters have objects, in small letters.
pub fn objects(found: &Found<'_>) -> HashSet<String> {
    let named = found.classes.iter().flat_map(|class| objects_of(*class));
    named.map(|name| name.to_ascii_lowercase()).collect()
}

/// What a class is in a spec, or why it has no place there and what to do.
pub fn kind<'l>(
    found: &Found<'l>,
    registered: &Registered<'l>,
    class: FoundClass<'l>,
    objects: &HashSet<String>,
) -> Result<Kind, (&'static str, &'static str)> {
    const LATER: &str = "it stays in the MOF, and is imported when wmigen serves it";
    let above = found.above(class);
    let is_below = |names: &[&str]| {
        let mut above = above.iter();
        above.any(|one| names.iter().any(|name| name.eq_ignore_ascii_case(one)))
    };
    if class.name().starts_with("__") {
        return Err((
            "WMI has the classes that begin with `__`",
            "leave it out of the file",
        ));
    }
    if is_below(&EVENTS) || found.inherits(class, "indication") {
        return Err(("events are not served yet", LATER));
    }
    if is_below(&["__EventConsumer"]) {
        return Err(("consumers of events are not served yet", LATER));
    }
    if is_below(&["__Win32Provider"]) {
        return Err((
            "it is for the registration, which wmigen writes",
            "nothing is to be done",
        ));
    }
    if above.iter().any(|name| name.starts_with("__")) {
        return Err((
            "it derives from a class of WMI's own",
            "a spec has classes for which the provider gives instances",
        ));
    }
    let counts = ["hiperf", "genericperfctr", "autocook", "cooked"];
    if is_below(&COUNTERS) || counts.iter().any(|name| found.inherits(class, name)) {
        return Err((
            "performance counters have interfaces of their own",
            "a spec has no place for them",
        ));
    }
    let by_property = class.has("dynprops")
        || class
            .properties()
            .any(|one| has(&one.qualifiers, "dynamic"));
    if by_property {
        return Err((
            "a provider of properties gives its values",
            "wmigen makes providers of instances",
        ));
    }
    if class.has("abstract") {
        return Ok(Kind::Abstract);
    }
    let provider = text_of(&class.class.qualifiers, "provider");
    if provider.is_some_and(|name| !name.eq_ignore_ascii_case(&registered.name)) {
        return Err((
            "another provider serves it",
            "import it by itself, with `--class`",
        ));
    }
    let is_object = objects.contains(&class.name().to_ascii_lowercase());
    let has_identity = found.has_key(class) || found.inherits(class, "singleton");
    // A key of an object binds nobody; but where nothing is registered, a class with a key may be served.
    let is_value = !has_identity || (is_object && registered.own.is_some());
    if provider.is_none() && is_value && (is_object || class.has("complextype")) {
        return if is_object {
            Ok(Kind::Embedded)
        } else {
            Err(("no property has its objects", LATER))
        };
    }
    if provider.is_none() && registered.own.is_some() {
        return Err((
            "it is only declared",
            "name the file in `provider.schema-mof` if the provider brings the class",
        ));
    }
    if found.is_closed(class) && !has_identity && !is_methods_alone(found, registered, class) {
        return Err((
            "it has no key",
            "give one of its properties `[key]` in the MOF, or write the class by hand",
        ));
    }
    Ok(Kind::Served)
}

/// Whether a class is there for its methods, which are all of the class itself and served: nobody asks for its instances.
pub fn is_methods_alone(
    found: &Found<'_>,
    registered: &Registered<'_>,
    class: FoundClass<'_>,
) -> bool {
    let served = class.methods();
    let mut served = served.filter(|method| registered.serves(method).is_ok());
    let Some(first) = served.next() else {
        return false;
    };
    let has_instances = found.has_key(class) || found.inherits(class, "singleton");
    has(&first.qualifiers, "static")
        && served.all(|method| has(&method.qualifiers, "static"))
        && (!has_instances || registered.has_methods_alone())
}
