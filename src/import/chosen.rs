//! The classes of a spec.

use std::collections::{HashMap, HashSet};

use super::amended::Members;
use super::found::{Found, FoundClass};
use super::kinds::{Kind, kind, objects, objects_of};
use super::notes::Notes;
use super::provider::Registered;
use super::writing;
use crate::diagnostics::quoted;

/// A class of the spec.
#[derive(Debug)]
pub struct ChosenClass<'l> {
    pub found: FoundClass<'l>,
    pub kind: Kind,
    /// The operations of its instances; none for a class that has no line of them.
    pub operations: Option<Vec<&'static str>>,
    /// The names of its own properties that clients may write, in small letters.
    pub written: HashSet<String>,
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

    /// The members of each class by their names, by the class's name in small letters.
    pub fn members(&self) -> HashMap<String, Members<'l>> {
        let classes = self.classes.iter().map(|one| one.found);
        let classes = classes.map(|one| (one.name().to_ascii_lowercase(), Members::of(one.class)));
        classes.collect()
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
                chosen.classes.push(ChosenClass {
                    found: class,
                    kind,
                    operations: None,
                    written: HashSet::new(),
                });
            }
            Err((why, help)) => {
                let message = format!("the class {} is left out: {why}", quoted(class.name()));
                notes.tell(class.file, &class.class.name.span, message, help);
            }
        }
    }
    below_served(found, &mut chosen, notes);
    writing::decide(found, registered, &mut chosen, notes);
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
