//! The standard classes: what WMI and Windows have in every namespace or in `root\cimv2`, and the DMTF's schema. Their names, types
//! and keys are facts that MOF leaves to other files; `tests/standard_classes` makes the tables from their sources.
//!
//! Windows has its own `CIM_…` classes in `root\cimv2`, which are older than the DMTF's schema and say other things under the same
//! names. So the namespace decides which of the two is meant; elsewhere it is a guess, of which the import says so.

use std::collections::HashMap;
use std::sync::OnceLock;

/// How far classes are followed upwards.
const DEPTH_MAX: usize = 64;

/// The namespace of Windows' own classes.
const CIMV2: &str = "root\\cimv2";

/// Where a class is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Every namespace has it.
    System,
    /// `root\cimv2` has it.
    Cimv2,
    /// The DMTF's schema has it.
    Dmtf,
}

impl Source {
    /// Its table, a class a line: `NAME : SUPERCLASS, abstract; *KEY TYPE; PROPERTY TYPE`.
    fn table(self) -> &'static Table {
        static TABLES: [OnceLock<Table>; 3] = [const { OnceLock::new() }; 3];
        let (number, text) = match self {
            Self::System => (0, include_str!("system.txt")),
            Self::Cimv2 => (1, include_str!("cimv2.txt")),
            Self::Dmtf => (2, include_str!("dmtf.txt")),
        };
        TABLES[number].get_or_init(|| table(text))
    }

    /// The sources of a name in a namespace, the likelier first.
    fn of(name: &str, namespace: &str) -> &'static [Self] {
        if name.starts_with("__") {
            &[Self::System]
        } else if namespace.eq_ignore_ascii_case(CIMV2) {
            &[Self::Cimv2, Self::Dmtf]
        } else {
            &[Self::Dmtf, Self::Cimv2]
        }
    }
}

/// The lines of a table by the names of their classes in small letters.
type Table = HashMap<String, &'static str>;

fn table(text: &'static str) -> Table {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| (head(line).0.to_ascii_lowercase(), line))
        .collect()
}

/// The name of a line's class, its superclass, its flags, and its properties.
fn head(
    line: &'static str,
) -> (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
) {
    let (head, properties) = line.split_once("; ").unwrap_or((line, ""));
    let (names, flags) = head.split_once(", ").unwrap_or((head, ""));
    match names.split_once(" : ") {
        Some((name, superclass)) => (name, Some(superclass), flags, properties),
        None => (names, None, flags, properties),
    }
}

/// A standard class.
#[derive(Clone, Copy, Debug)]
pub struct Standard {
    pub name: &'static str,
    pub superclass: Option<&'static str>,
    pub source: Source,
    flags: &'static str,
    properties: &'static str,
}

/// A property of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandardProperty {
    pub name: &'static str,
    /// The key of the spec that says its type: `type`, `ref` or `object`.
    pub key: &'static str,
    /// The type, as a spec writes it.
    pub word: &'static str,
    pub is_key: bool,
}

impl Standard {
    /// The class of this name in this source.
    fn in_source(name: &str, source: Source) -> Option<Self> {
        let line = source.table().get(&name.to_ascii_lowercase())?;
        let (name, superclass, flags, properties) = head(line);
        Some(Self {
            name,
            superclass,
            source,
            flags,
            properties,
        })
    }

    /// The class of this name that a namespace is likely to have.
    pub fn find(name: &str, namespace: &str) -> Option<Self> {
        let sources = Source::of(name, namespace).iter();
        sources
            .copied()
            .find_map(|source| Self::in_source(name, source))
    }

    /// The class of this name with those that it derives from, itself first; none where no table has it.
    pub fn line(name: &str, namespace: &str) -> Vec<Self> {
        let mut line: Vec<Self> = Self::find(name, namespace).into_iter().collect();
        while let Some(last) = line.last()
            && let Some(superclass) = last.superclass
            && line.len() < DEPTH_MAX
        {
            // A class of Windows' own derives from one of Windows' own.
            let next = Self::in_source(superclass, last.source)
                .or_else(|| Self::find(superclass, namespace));
            match next {
                Some(next) => line.push(next),
                None => break,
            }
        }
        line
    }

    /// Whether it has this flag: `abstract` or `singleton`.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.split(", ").any(|one| one == flag)
    }

    /// Its own properties, and those inherited ones of which it says something new.
    pub fn properties(&self) -> impl Iterator<Item = StandardProperty> + use<> {
        let properties = self.properties.split("; ");
        properties.filter_map(|written| {
            let (name, word) = written.split_once(' ')?;
            let (key, word) = match word.split_once(' ') {
                Some((key, class)) => (key, class),
                None => ("type", word),
            };
            Some(StandardProperty {
                name: name.trim_start_matches('*'),
                key,
                word,
                is_key: name.starts_with('*'),
            })
        })
    }

    /// Whether it has a key of its own.
    pub fn has_key(&self) -> bool {
        self.properties().any(|property| property.is_key)
    }

    /// Whether it has a reference of its own.
    pub fn has_reference(&self) -> bool {
        self.properties().any(|property| property.key == "ref")
    }

    /// Whether the class that `line` begins with has instances, and yet nothing there says what their keys are: some pages do not
    /// say all.
    pub fn lacks_key(line: &[Self]) -> bool {
        let has_instances = line.first().is_some_and(|class| !class.is("abstract"));
        let is_named = line
            .iter()
            .any(|class| class.has_key() || class.is("singleton") || class.name == "__Event");
        has_instances && !is_named
    }

    /// Whether it is a guess that a namespace has the class like this.
    pub fn is_guess(&self, namespace: &str) -> bool {
        match self.source {
            Source::System => false,
            Source::Cimv2 => !namespace.eq_ignore_ascii_case(CIMV2),
            Source::Dmtf => true,
        }
    }
}

#[cfg(test)]
mod tests;
