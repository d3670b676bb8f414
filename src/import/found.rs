//! What the files have, by its names.

use std::collections::HashMap;

use super::again;
use super::amended::Amended;
use super::notes::Notes;
use super::security::{Secured, secured};
use super::standard::Standard;
use crate::diagnostics::quoted;
use crate::mof::Loaded;
use crate::mof::tree::{
    Class, Instance, Item, Member, Method, Pragma, Property, Qualifier, QualifierDeclaration,
    Value, ValueKind,
};

/// How far classes are followed upwards; WMI's own classes are not nearly so deep.
const DEPTH_MAX: usize = 64;

/// A class, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct FoundClass<'l> {
    pub class: &'l Class,
    /// The number of its file.
    pub file: usize,
    /// The number of its namespace.
    pub namespace: usize,
}

impl<'l> FoundClass<'l> {
    /// Its name.
    pub fn name(&self) -> &'l str {
        &self.class.name.text
    }

    /// Its properties.
    pub fn properties(&self) -> impl Iterator<Item = &'l Property> + use<'l> {
        self.class.members.iter().filter_map(|member| match member {
            Member::Property(property) => Some(property),
            _ => None,
        })
    }

    /// Its methods.
    pub fn methods(&self) -> impl Iterator<Item = &'l Method> + use<'l> {
        self.class.members.iter().filter_map(|member| match member {
            Member::Method(method) => Some(method),
            _ => None,
        })
    }

    /// Whether it has a qualifier that is true.
    pub fn has(&self, name: &str) -> bool {
        has(&self.class.qualifiers, name)
    }
}

/// The qualifier of this name.
pub fn qualifier<'q>(qualifiers: &'q [Qualifier], name: &str) -> Option<&'q Qualifier> {
    qualifiers.iter().find(|one| one.name.is(name))
}

/// Whether there is a qualifier of this name that is not false.
pub fn has(qualifiers: &[Qualifier], name: &str) -> bool {
    qualifier(qualifiers, name).is_some_and(|one| {
        let value = one.value.as_ref().map(|value| &value.kind);
        !matches!(value, Some(ValueKind::Boolean(false) | ValueKind::Null))
    })
}

/// The text of the qualifier of this name.
pub fn text_of<'q>(qualifiers: &'q [Qualifier], name: &str) -> Option<&'q str> {
    text(qualifier(qualifiers, name)?.value.as_ref()?)
}

/// The integer of the qualifier of this name.
pub fn integer_of(qualifiers: &[Qualifier], name: &str) -> Option<i128> {
    match qualifier(qualifiers, name)?.value.as_ref()?.kind {
        ValueKind::Integer(number, _) => Some(number),
        _ => None,
    }
}

/// The text that a value is.
pub fn text(value: &Value) -> Option<&str> {
    match &value.kind {
        ValueKind::Text(text) => Some(text),
        _ => None,
    }
}

/// An instance and the number of its file.
#[derive(Clone, Copy, Debug)]
pub struct FoundInstance<'l> {
    pub instance: &'l Instance,
    pub file: usize,
}

/// All that the files have.
#[derive(Debug, Default)]
pub struct Found<'l> {
    /// The classes, each name once, in the order of the files.
    pub classes: Vec<FoundClass<'l>>,
    by_name: HashMap<String, usize>,
    /// The instances that stand by themselves.
    pub instances: Vec<FoundInstance<'l>>,
    /// What they say of who may open namespaces, in the order of the files.
    pub secured: Vec<Secured<'l>>,
    /// The namespaces that the files name; the first is the one of what stands before.
    pub namespaces: Vec<String>,
    /// Where each namespace stands there, by its path in small letters.
    namespace_places: HashMap<String, usize>,
    /// What files declare of qualifiers, by their names in small letters.
    pub qualifiers: HashMap<String, &'l QualifierDeclaration>,
}

/// Whether a pragma says nothing that a spec would have to say.
fn is_silent(pragma: &Pragma) -> bool {
    match pragma.arguments.first() {
        None => pragma.name.is("autorecover"),
        // The first is looked at elsewhere, and the second is what is so without it.
        Some(language) => {
            pragma.name.is("amendment") || (pragma.name.is("locale") && language.is("en_US"))
        }
    }
}

impl<'l> Found<'l> {
    /// What these declarations of the files have, but for the classes that are additions to others.
    pub fn of(
        loaded: &Loaded,
        items: &'l [(usize, Item)],
        amended: &Amended<'_>,
        notes: &mut Notes,
    ) -> Self {
        let mut found = Self::default();
        // Where a compiler puts what no pragma says otherwise of.
        let mut namespace = found.namespace("root\\default");
        for (file, item) in items {
            match item {
                Item::Class(class) if amended.has(*file, class) => {}
                Item::Class(class) => found.add(loaded, (*file, class), namespace, notes),
                Item::Instance(instance) => {
                    let here = &found.namespaces[namespace];
                    found.secured.extend(secured(instance, here, *file));
                    found.instances.push(FoundInstance {
                        instance,
                        file: *file,
                    });
                }
                Item::Qualifier(declared) => {
                    let name = declared.name.text.to_ascii_lowercase();
                    found.qualifiers.insert(name, declared);
                }
                Item::Pragma(pragma) if pragma.name.is("namespace") => {
                    if let [path] = &pragma.arguments[..] {
                        namespace = found.namespace(&path.text);
                    }
                }
                Item::Pragma(pragma) => {
                    if !is_silent(pragma) {
                        let message = format!("`#pragma {}` is left out", pragma.name.text);
                        let help = "wmigen writes what the compiler has to do into the MOF of the crate itself";
                        notes.tell(*file, &pragma.span, message, help);
                    }
                }
            }
        }
        found
    }

    /// The number of a namespace, as a spec writes its path.
    fn namespace(&mut self, path: &str) -> usize {
        let path = path.replace('/', "\\");
        let parts: Vec<_> = path
            .split('\\')
            .filter(|part| !part.is_empty() && *part != ".")
            .collect();
        let path = parts.join("\\");
        let next = self.namespaces.len();
        let known = self.namespace_places.entry(path.to_ascii_lowercase());
        let place = *known.or_insert(next);
        if place == next {
            self.namespaces.push(path);
        }
        place
    }

    /// Notes a class with those that are declared within it.
    fn add(
        &mut self,
        loaded: &Loaded,
        (file, class): (usize, &'l Class),
        namespace: usize,
        notes: &mut Notes,
    ) {
        for member in &class.members {
            if let Member::Class(inner) = member {
                self.add(loaded, (file, inner), namespace, notes);
            }
        }
        let name = class.name.text.to_ascii_lowercase();
        if let Some(first) = self.by_name.get(&name) {
            let first = self.classes[*first];
            let how = if first.namespace != namespace {
                ", in another namespace"
            } else if again::says_the_same(loaded, (first.file, first.class), (file, class)) {
                ""
            } else {
                ", and says something else"
            };
            let message = format!(
                "the class {} is there already{how}",
                quoted(&class.name.text)
            );
            let help = "only the first is imported: a spec has one class of a name";
            notes.tell(file, &class.name.span, message, help);
            return;
        }
        self.by_name.insert(name, self.classes.len());
        self.classes.push(FoundClass {
            class,
            file,
            namespace,
        });
    }

    /// The class of this name.
    pub fn class(&self, name: &str) -> Option<FoundClass<'l>> {
        let at = self.by_name.get(&name.to_ascii_lowercase())?;
        Some(self.classes[*at])
    }

    /// A class with those that it derives from, as far as the files have them, the class itself first.
    pub fn line(&self, class: FoundClass<'l>) -> Vec<FoundClass<'l>> {
        let mut line = vec![class];
        while let Some(superclass) = line.last().and_then(|last| last.class.superclass.as_ref())
            && let Some(next) = self.class(&superclass.text)
            && line.len() < DEPTH_MAX
        {
            line.push(next);
        }
        line
    }

    /// The name at the top of what a class derives from, which no file has; none if the files have all.
    pub fn top(&self, class: FoundClass<'l>) -> Option<&'l str> {
        let line = self.line(class);
        let last = line.last()?.class.superclass.as_ref()?;
        Some(&last.text)
    }

    /// The standard classes that a class derives from above those that the files have, the nearest first.
    pub fn standard(&self, class: FoundClass<'l>) -> Vec<Standard> {
        let top = self.top(class);
        top.map_or_else(Vec::new, |top| {
            Standard::line(top, &self.namespaces[class.namespace])
        })
    }

    /// The names of the classes above those that the files have, as far as they are known.
    pub fn above(&self, class: FoundClass<'l>) -> Vec<&'l str> {
        let standard = self.standard(class);
        let names = standard.iter().skip(1).map(|one| one.name);
        self.top(class).into_iter().chain(names).collect()
    }

    /// Whether all classes that a class derives from are known, with their keys.
    pub fn is_closed(&self, class: FoundClass<'l>) -> bool {
        let standard = self.standard(class);
        match standard.last() {
            Some(last) => last.superclass.is_none() && !Standard::lacks_key(&standard),
            None => self.top(class).is_none(),
        }
    }

    /// Whether a class or one that it derives from has this qualifier.
    pub fn inherits(&self, class: FoundClass<'l>, qualifier: &str) -> bool {
        self.line(class).iter().any(|one| one.has(qualifier))
            || self.standard(class).iter().any(|one| one.is(qualifier))
    }

    /// Whether a class has a key, of its own or inherited.
    pub fn has_key(&self, class: FoundClass<'l>) -> bool {
        let line = self.line(class);
        let in_files = line.iter().any(|one| {
            one.properties()
                .any(|property| has(&property.qualifiers, "key"))
        });
        in_files || self.standard(class).iter().any(Standard::has_key)
    }

    /// Whether a class that one derives from has references, so that both are associations.
    pub fn is_association(&self, class: FoundClass<'l>) -> bool {
        self.inherits(class, "association")
            || self.standard(class).iter().any(Standard::has_reference)
    }
}
