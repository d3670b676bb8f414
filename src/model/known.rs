//! The classes that a spec knows, by their names: its own, and those that the namespace has already.
//!
//! A class derives from one of them. Whoever asks what a class inherits asks its [`Line`], which ends where a class is
//! unknown or comes again; both are reported once, by [`check`].

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use toml::Spanned;

use super::Kind;
use super::choice::Choice as _;
use super::collisions::{Taken, duplicate};
use super::descendants::Descendants;
use super::names;
use super::object_graph::ObjectGraph;
use super::rust_names::Naming;
use crate::diagnostics::rules::{SUPERCLASS, UNKNOWN_CLASS};
use crate::diagnostics::{Diagnostic, closest, keep, quoted};
use crate::spec::{ClassTable, ExternalTable, MethodTable, PropertyTable, Spec};

/// A class, as the spec has it.
#[derive(Clone, Copy, Debug)]
pub enum Known<'s> {
    /// One that the provider has.
    Own(&'s ClassTable),
    /// One that the namespace has already.
    External(&'s ExternalTable),
}

impl<'s> Known<'s> {
    /// Its name.
    pub fn name(self) -> &'s Spanned<String> {
        match self {
            Self::Own(class) => &class.name,
            Self::External(class) => &class.name,
        }
    }

    /// What its names in Rust are made of.
    pub fn stem(self) -> &'s str {
        match self {
            Self::Own(class) => Naming::of_class(class).stem(),
            Self::External(class) => Naming::of_external(class).stem(),
        }
    }

    /// The name of its superclass, as it is written.
    pub fn superclass(self) -> Option<&'s Spanned<String>> {
        match self {
            Self::Own(class) => class.superclass.as_ref(),
            Self::External(class) => class.superclass.as_ref(),
        }
    }

    /// The properties that are written of it.
    pub fn properties(self) -> &'s [PropertyTable] {
        match self {
            Self::Own(class) => &class.properties,
            Self::External(class) => &class.properties,
        }
    }

    /// The methods that are written of it.
    pub fn methods(self) -> &'s [MethodTable] {
        match self {
            Self::Own(class) => &class.methods,
            Self::External(class) => &class.methods,
        }
    }

    /// Whether it is written to have no instances of its own.
    pub fn is_abstract(self) -> bool {
        let written = match self {
            Self::Own(class) => &class.is_abstract,
            Self::External(class) => &class.is_abstract,
        };
        is_true(written.as_ref())
    }

    /// Its kind; that of most classes if nothing can be made of what is written.
    pub fn kind(self) -> Kind {
        let written = match self {
            Self::Own(class) => class.kind.as_ref(),
            Self::External(_) => None,
        };
        let kind = written.and_then(|kind| Kind::from_name(kind.get_ref()));
        kind.unwrap_or_default()
    }

    /// Whether it is itself written to have one instance.
    pub fn is_singleton(self) -> bool {
        let written = match self {
            Self::Own(class) => &class.singleton,
            Self::External(class) => &class.singleton,
        };
        is_true(written.as_ref())
    }

    /// Whether all that is written of it could be read.
    pub fn is_complete(self) -> bool {
        match self {
            Self::Own(class) => class.complete,
            Self::External(class) => class.complete,
        }
    }

    /// The kind that is written of it; none where none is, or no kind.
    pub fn written_kind(self) -> Option<Kind> {
        let Self::Own(class) = self else { return None };
        Kind::of_word(class.kind.as_ref()?.get_ref())
    }

    /// Whether both are one class.
    pub fn is(self, other: Known<'_>) -> bool {
        self.name().span() == other.name().span()
    }
}

/// Whether a flag is written and true.
pub fn is_true(flag: Option<&Spanned<bool>>) -> bool {
    flag.is_some_and(|flag| *flag.get_ref())
}

/// All classes of a spec, by their names in small letters; of two of one name the first.
#[derive(Debug, Default)]
pub struct Classes<'s> {
    by_name: BTreeMap<String, Known<'s>>,
    complete: bool,
    objects: OnceLock<ObjectGraph>,
    descendants: OnceLock<Descendants>,
    asked: Vec<Known<'s>>,
}

impl<'s> Classes<'s> {
    /// The classes of a spec.
    pub fn of(spec: &'s Spec) -> Self {
        let mut by_name = BTreeMap::new();
        for known in all(spec) {
            let name = known.name().get_ref().to_ascii_lowercase();
            by_name.entry(name).or_insert(known);
        }
        let mut classes = Self {
            by_name,
            complete: spec.complete,
            objects: OnceLock::new(),
            descendants: OnceLock::new(),
            asked: Vec::new(),
        };
        if spec.externals.iter().any(|class| class.ask.is_some()) {
            classes.asked = classes.find_asked();
        }
        classes
    }

    /// The names of all classes.
    pub fn names(&self) -> impl Iterator<Item = &'s str> {
        let classes = self.by_name.values();
        classes.map(|class| class.name().get_ref().as_str())
    }

    /// The provider's own classes, in the order of the spec.
    pub fn own(&self) -> impl Iterator<Item = (Known<'s>, &'s ClassTable)> {
        let own = self.by_name.values().filter_map(|class| match class {
            Known::Own(table) => Some((*class, *table)),
            Known::External(_) => None,
        });
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|(_, table)| table.name.span().start);
        own.into_iter()
    }

    /// The classes that WMI is asked about, in the order of the spec: of the namespace, and abstract ones of the provider's that
    /// derive from these, of which others may derive classes with instances.
    pub fn asked(&self) -> &[Known<'s>] {
        &self.asked
    }

    fn find_asked(&self) -> Vec<Known<'s>> {
        let classes = self.by_name.values().copied();
        let is_asked = |class: &Known<'s>| {
            let is_open = matches!(class, Known::External(_)) || class.is_abstract();
            is_open && self.line(*class).is_asked()
        };
        let mut asked: Vec<_> = classes.filter(is_asked).collect();
        asked.sort_by_key(|class| class.name().span().start);
        asked
    }

    /// Which of them have objects of which.
    pub fn objects(&self) -> &ObjectGraph {
        self.objects.get_or_init(|| ObjectGraph::of(self))
    }

    /// Which of the provider's own derive from which.
    pub fn descendants(&self) -> &Descendants {
        self.descendants.get_or_init(|| Descendants::among(self))
    }

    /// The class of this name, in whatever case.
    pub fn find(&self, name: &str) -> Option<Known<'s>> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// A class and those that it derives from, from the outermost inwards.
    pub fn line(&self, class: Known<'s>) -> Line<'s> {
        let mut line = vec![class];
        let mut there = HashSet::from([class.name().span().start]);
        let mut at = class;
        let end = loop {
            let Some(name) = at.superclass() else {
                break End::Top;
            };
            let Some(superclass) = self.find(name.get_ref()) else {
                break End::Unknown;
            };
            if !there.insert(superclass.name().span().start) {
                break End::Circle;
            }
            line.push(superclass);
            at = superclass;
        };
        line.reverse();
        Line {
            complete: end == End::Top && line.iter().all(|class| class.is_complete()),
            classes: line,
            last: class,
            end,
        }
    }
}

/// Where a line of classes ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At a class that derives from no other.
    Top,
    /// Before a class that is not known, which has been reported.
    Unknown,
    /// Before a class that is in the line already, which has been reported.
    Circle,
}

/// A class and those that it derives from, from the outermost inwards; the class itself is the last.
#[derive(Debug)]
pub struct Line<'s> {
    classes: Vec<Known<'s>>,
    last: Known<'s>,
    /// Whether all of it is known, so that what it lacks is nowhere.
    pub complete: bool,
    /// Where it ends.
    pub end: End,
}

impl<'s> Line<'s> {
    /// The classes, from the outermost inwards.
    pub fn classes(&self) -> impl DoubleEndedIterator<Item = Known<'s>> + ExactSizeIterator {
        self.classes.iter().copied()
    }

    /// The classes that the last one derives from, from the outermost inwards.
    pub fn superclasses(&self) -> impl DoubleEndedIterator<Item = Known<'s>> {
        let count = self.classes.len().saturating_sub(1);
        self.classes().take(count)
    }

    /// The class itself.
    pub fn last(&self) -> Known<'s> {
        self.last
    }

    /// What the names in Rust of the class are made of.
    pub fn stem(&self) -> &'s str {
        self.last.stem()
    }

    /// The same line without the class itself, if it derives from one.
    pub fn of_superclass(&self) -> Option<Self> {
        let classes: Vec<_> = self.superclasses().collect();
        let last = *classes.last()?;
        Some(Self {
            classes,
            last,
            complete: self.complete,
            end: self.end,
        })
    }

    /// The class that the last one derives from.
    pub fn superclass(&self) -> Option<Known<'s>> {
        self.superclasses().next_back()
    }

    /// The kind of the class: its own, or that of an association which it derives from; none of a class of the namespace.
    pub fn kind(&self) -> Option<Kind> {
        let Known::Own(_) = self.last else {
            return None;
        };
        let of_superclass = || self.inherits_association().then_some(Kind::Association);
        self.last
            .written_kind()
            .or_else(of_superclass)
            .or_else(|| Some(Kind::default()))
    }

    /// Whether a class that the last one derives from is written to be an association.
    pub fn inherits_association(&self) -> bool {
        let mut superclasses = self.superclasses();
        superclasses.any(|class| class.written_kind() == Some(Kind::Association))
    }

    /// Whether WMI is asked about the instances of the class: it, or one that it derives from, is written so.
    pub fn is_asked(&self) -> bool {
        self.classes().any(|class| match class {
            Known::Own(_) => false,
            Known::External(external) => is_true(external.ask.as_ref()),
        })
    }

    /// Whether the class or one that it derives from has one instance.
    pub fn is_singleton(&self) -> bool {
        self.classes().any(Known::is_singleton)
    }
}

/// All classes of a spec: its own, and those that the namespace has already.
pub fn all(spec: &Spec) -> impl Iterator<Item = Known<'_>> {
    let own = spec.classes.iter().map(Known::Own);
    own.chain(spec.externals.iter().map(Known::External))
}

/// Reports externals that have no possible name or another class's, superclasses that are unknown, and classes that derive
/// from themselves.
pub fn check(spec: &Spec, classes: &Classes<'_>, found: &mut Vec<Diagnostic>) {
    let mut taken = Taken::default();
    for class in &spec.classes {
        taken.take(class.name.get_ref(), &class.name);
    }
    for external in &spec.externals {
        if keep(names::check_in_mof("class", &external.name), found).is_none() {
            continue;
        }
        let first = taken.take(external.name.get_ref(), &external.name);
        found.extend(first.map(|first| duplicate("class", &external.name, first)));
    }
    for class in all(spec) {
        let Some(name) = class.superclass() else {
            continue;
        };
        found.extend(match classes.find(name.get_ref()) {
            // What was not read may have had it.
            None if !classes.complete => None,
            None => Some(unknown(name, classes)),
            Some(superclass) => superclass_problem(class, name, superclass, classes),
        });
    }
}

/// Reports a class that the spec knows nothing of.
fn unknown(name: &Spanned<String>, classes: &Classes<'_>) -> Diagnostic {
    let written = name.get_ref();
    let message = format!("the spec has no class {}", quoted(written));
    let names = classes
        .by_name
        .values()
        .map(|class| class.name().get_ref().as_str());
    let help = match closest(written, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names::problem(written).is_none() => format!(
            "write the class as `[class.{written}]`, or, if the namespace has it already, what is known of it as `[external.{written}]`"
        ),
        None => "write the name of a class of the spec, or of an `[external]` one".to_owned(),
    };
    Diagnostic::error(&UNKNOWN_CLASS, name.span(), message)
        .with_label("no class of this name")
        .with_help(help)
}

/// What is wrong with a class that derives from a known one.
fn superclass_problem(
    class: Known<'_>,
    name: &Spanned<String>,
    superclass: Known<'_>,
    classes: &Classes<'_>,
) -> Option<Diagnostic> {
    let error = |message: String| Diagnostic::error(&SUPERCLASS, name.span(), message);
    let own = quoted(class.name().get_ref());
    if class.is(superclass) {
        let report = error(format!("the class {own} derives from itself"));
        return Some(report.with_help("write another class, or leave `superclass` out"));
    }
    if let (Known::External(_), Known::Own(_)) = (class, superclass) {
        let report = error(format!(
            "the class {own} is in the namespace already, and its superclass would come later"
        ));
        return Some(
            report
                .with_label("a class of the provider's own")
                .with_help("an `[external]` class derives from `[external]` ones alone"),
        );
    }
    circle(class, superclass, classes).map(|way| {
        error(format!("the class {own} derives from itself: {way}"))
            .with_help("leave one of these `superclass` out")
    })
}

/// The way from a class back to itself, if there is one and no class of it comes before this one in the spec: a circle is
/// told once.
fn circle(class: Known<'_>, superclass: Known<'_>, classes: &Classes<'_>) -> Option<String> {
    let mut way = vec![class, superclass];
    loop {
        let name = way.last()?.superclass()?;
        let next = classes.find(name.get_ref())?;
        if next.is(class) {
            let first = |one: &Known<'_>| one.name().span().start >= class.name().span().start;
            let names = way
                .iter()
                .chain([&next])
                .map(|one| one.name().get_ref().as_str());
            let names: Vec<_> = names.collect();
            return way.iter().all(first).then(|| names.join(" < "));
        }
        if way.iter().any(|one| one.is(next)) {
            return None;
        }
        way.push(next);
    }
}
