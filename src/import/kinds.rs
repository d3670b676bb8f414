//! Which classes a spec can have, and what they are there.

use std::collections::{HashMap, HashSet};

use super::found::{Found, FoundClass, has, text_of};
use super::notes::Notes;
use super::objects::object_of;
use super::provider::Registered;
use crate::diagnostics::quoted;
use crate::mof::tree::{Method, Property, TypeKind};

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

/// A class of the spec.
#[derive(Clone, Copy, Debug)]
pub struct ChosenClass<'l> {
    pub found: FoundClass<'l>,
    pub kind: Kind,
}

/// The classes of the spec, in the order of the files.
#[derive(Debug, Default)]
pub struct Chosen<'l> {
    pub classes: Vec<ChosenClass<'l>>,
    /// The numbers of the classes by their names in small letters.
    by_name: HashMap<String, usize>,
    /// The number of the provider's namespace.
    pub namespace: usize,
}

impl<'l> Chosen<'l> {
    /// Whether a spec would have no class.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Whether the spec has a class of this name.
    pub fn has(&self, name: &str) -> bool {
        self.class(name).is_some()
    }

    /// The class of this name.
    pub fn class(&self, name: &str) -> Option<&ChosenClass<'l>> {
        let at = self.by_name.get(&name.to_ascii_lowercase())?;
        self.classes.get(*at)
    }

    /// The namespaces of classes that are not the provider's.
    pub fn other_namespaces(&self) -> Vec<usize> {
        let mut others = Vec::new();
        let mut seen = HashSet::from([self.namespace]);
        for class in &self.classes {
            let other = class.found.namespace;
            if class.kind == Kind::Served && seen.insert(other) {
                others.push(other);
            }
        }
        others
    }
}

/// Classes below which there are only events.
const EVENTS: [&str; 3] = ["__Event", "WMIEvent", "CIM_Indication"];

/// Classes below which there are only counters of performance.
const COUNTERS: [&str; 3] = ["Win32_Perf", "Win32_PerfRawData", "Win32_PerfFormattedData"];

/// How many classes a spec is made of: no provider serves so many, and a spec takes a hundred times the memory of its MOF.
const CLASSES_MAX: usize = 10_000;

/// The classes that a spec can have, of those that are wanted; why others are left out is noted.
pub fn chosen<'l>(
    found: &Found<'l>,
    registered: &Registered<'l>,
    wanted: &[String],
    notes: &mut Notes,
) -> Chosen<'l> {
    let wanted = with_needed(found, wanted);
    let objects = objects(found);
    let mut chosen = Chosen::default();
    for &class in &found.classes {
        if !wanted.is_empty() && !wanted.contains(&class.name().to_ascii_lowercase()) {
            continue;
        }
        match kind(found, registered, class, &objects) {
            Ok(_) if chosen.classes.len() == CLASSES_MAX => {
                let message = format!(
                    "the class {} is left out: the spec has {CLASSES_MAX} classes already",
                    quoted(class.name())
                );
                let help = "import fewer files at once, or some classes with `--class`";
                notes.tell(class.file, &class.class.name.span, message, help);
            }
            Ok(kind) => {
                let name = class.name().to_ascii_lowercase();
                chosen.by_name.insert(name, chosen.classes.len());
                chosen.classes.push(ChosenClass { found: class, kind });
            }
            Err((why, help)) => {
                let message = format!("the class {} is left out: {why}", quoted(class.name()));
                notes.tell(class.file, &class.class.name.span, message, help);
            }
        }
    }
    below_served(found, &mut chosen, notes);
    // A class whose superclass is left out derives from it nevertheless: it is then one of the namespace.
    let served = chosen.classes.iter().find(|one| one.kind == Kind::Served);
    chosen.namespace = served
        .or(chosen.classes.first())
        .map_or(0, |one| one.found.namespace);
    if served.is_none() {
        for class in chosen.classes.drain(..) {
            let name = &class.found.class.name;
            let message = format!(
                "the class {} is left out: no class has instances",
                quoted(&name.text)
            );
            let help =
                "it stays in the MOF; import it with a class that derives from it, or names it";
            notes.tell(class.found.file, &name.span, message, help);
        }
    }
    chosen
}

/// Lets abstract classes have instances that derive from a class with some: WMI's compiler takes them, and a spec does not.
fn below_served(found: &Found<'_>, chosen: &mut Chosen<'_>, notes: &mut Notes) {
    let is_abstract = |one: &FoundClass<'_>| one.has("abstract");
    let by_name = &chosen.by_name;
    for class in &mut chosen.classes {
        let line = found.line(class.found);
        let mut above = line.iter().skip(1);
        let served = above.find(|one| {
            !is_abstract(one) && by_name.contains_key(&one.name().to_ascii_lowercase())
        });
        let (Kind::Abstract, Some(served)) = (class.kind, served) else {
            continue;
        };
        class.kind = Kind::Served;
        let message = format!(
            "the class {} is abstract, and derives from {}, which has instances",
            quoted(class.found.name()),
            quoted(served.name())
        );
        let help =
            "it is imported as a class with instances, of which the provider need not have any";
        notes.tell(
            class.found.file,
            &class.found.class.name.span,
            message,
            help,
        );
    }
}

/// The names that are wanted, with those that they derive from and whose objects they have, in small letters.
fn with_needed(found: &Found<'_>, wanted: &[String]) -> HashSet<String> {
    let mut all = HashSet::new();
    let mut open: Vec<String> = wanted.to_vec();
    while let Some(name) = open.pop() {
        let Some(class) = found.class(&name) else {
            continue;
        };
        if !all.insert(name.to_ascii_lowercase()) {
            continue;
        }
        open.extend(class.class.superclass.iter().map(|name| name.text.clone()));
        open.extend(objects_of(class));
    }
    all
}

/// The names of the classes of which the properties and the methods of a class have objects.
pub fn objects_of(class: FoundClass<'_>) -> impl Iterator<Item = String> {
    let properties = class.properties().filter_map(object_of);
    let methods = class.methods().flat_map(objects_of_method);
    properties.chain(methods).map(str::to_owned)
}

/// The names of the classes of which a method takes or gives objects.
fn objects_of_method(method: &Method) -> impl Iterator<Item = &str> {
    let returns = method.returns.iter();
    let all = returns.chain(
        method
            .parameters
            .iter()
            .map(|one: &Property| &one.declared_type),
    );
    all.filter_map(|one| match &one.kind {
        TypeKind::Object(of) => of.as_ref().map(|of| of.text.as_str()),
        _ => None,
    })
}

/// The names of the classes of which properties and parameters have objects, in small letters.
fn objects(found: &Found<'_>) -> HashSet<String> {
    let named = found.classes.iter().flat_map(|class| objects_of(*class));
    named.map(|name| name.to_ascii_lowercase()).collect()
}

/// What a class is in a spec, or why it has no place there and what to do.
fn kind<'l>(
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
