//! Which classes have objects of which, as far as the spec says, for questions that go through several of them.

use std::collections::HashMap;

use super::CimType;
use super::choice::Choice as _;
use super::known::{Classes, Known};
use super::objects::ANY;
use super::suffix::{Suffix, Suffixed};
use crate::spec::{FieldTable, PropertyTable};

/// What leads from a class to one of whose objects it has.
#[derive(Clone, Copy, Debug)]
struct Edge {
    to: usize,
    /// Whether it is one object, with no array between them.
    single: bool,
    /// Whether it is never NULL.
    required: bool,
}

/// The classes and their objects, those that they inherit too.
#[derive(Debug)]
pub struct ObjectGraph {
    places: HashMap<String, usize>,
    edges: Vec<Vec<Edge>>,
    /// Whether an instance of the class has a real number, or can have one in an object.
    has_reals: Vec<bool>,
}

impl ObjectGraph {
    pub fn of(known: &Classes<'_>) -> Self {
        let names: Vec<_> = known.names().map(str::to_ascii_lowercase).collect();
        let numbered = names.iter().cloned().zip(0..);
        let places: HashMap<String, usize> = numbered.collect();
        let mut edges = Vec::new();
        let mut has_reals = Vec::new();
        for class in names.iter().filter_map(|name| known.find(name)) {
            let line = known.line(class);
            let properties: Vec<&PropertyTable> =
                line.classes().flat_map(Known::properties).collect();
            let has_real = |one: &&PropertyTable| is_real(&one.field) || has_any(&one.field, known);
            has_reals.push(properties.iter().any(has_real));
            // What is known only when it is there is a pointer by itself.
            let fixed = properties.iter().filter(|one| !has_any(&one.field, known));
            let of_class = fixed.filter_map(|property| {
                let object = Suffixed::of(property.field.object.as_ref()?.get_ref());
                Some(Edge {
                    to: *places.get(&object.element.to_ascii_lowercase())?,
                    single: object.suffix == Suffix::None,
                    required: property
                        .required
                        .as_ref()
                        .is_some_and(|flag| *flag.get_ref()),
                })
            });
            edges.push(of_class.collect());
        }
        let mut graph = ObjectGraph {
            places,
            edges,
            has_reals: Vec::new(),
        };
        graph.has_reals = graph.leading_to(has_reals);
        graph
    }

    /// Whether an instance of the class has a real number, or can have one in an object.
    pub fn has_reals(&self, class: &str) -> bool {
        self.place(class).is_some_and(|at| self.has_reals[at])
    }

    /// Whether an instance of `class` is one of the class `sought`, or can have one in it without an array between them.
    pub fn has_one(&self, class: &str, sought: &str) -> bool {
        self.leads(class, sought, |edge| edge.single)
    }

    /// Whether an instance of `class` is one of the class `sought`, or has one in it in any case.
    pub fn always_has_one(&self, class: &str, sought: &str) -> bool {
        self.leads(class, sought, |edge| edge.single && edge.required)
    }

    fn place(&self, class: &str) -> Option<usize> {
        self.places.get(&class.to_ascii_lowercase()).copied()
    }

    fn leads(&self, class: &str, sought: &str, by: impl Fn(&Edge) -> bool) -> bool {
        let (Some(class), Some(sought)) = (self.place(class), self.place(sought)) else {
            return false;
        };
        let mut seen = vec![false; self.edges.len()];
        let mut ahead = vec![class];
        while let Some(at) = ahead.pop() {
            if at == sought {
                return true;
            }
            if !std::mem::replace(&mut seen[at], true) {
                ahead.extend(
                    self.edges[at]
                        .iter()
                        .filter(|edge| by(edge))
                        .map(|edge| edge.to),
                );
            }
        }
        false
    }

    /// Those that something holds for, and those that lead to them.
    fn leading_to(&self, mut holds: Vec<bool>) -> Vec<bool> {
        let mut back = vec![Vec::new(); self.edges.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            for edge in edges {
                back[edge.to].push(from);
            }
        }
        let mut ahead: Vec<usize> = (0..holds.len()).filter(|at| holds[*at]).collect();
        while let Some(at) = ahead.pop() {
            for from in &back[at] {
                if !std::mem::replace(&mut holds[*from], true) {
                    ahead.push(*from);
                }
            }
        }
        holds
    }
}

fn is_real(field: &FieldTable) -> bool {
    field.cim_type.as_ref().is_some_and(|written| {
        let element = Suffixed::of(written.get_ref()).element;
        CimType::from_name(element).is_some_and(CimType::is_real)
    })
}

/// Whether a property has objects that are known only when they are there, and may have real numbers then.
fn has_any(field: &FieldTable, known: &Classes<'_>) -> bool {
    field.object.as_ref().is_some_and(|written| {
        let element = Suffixed::of(written.get_ref()).element;
        element == ANY || known.find(element).is_some_and(Known::is_abstract)
    })
}
