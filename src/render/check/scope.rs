//! What a place of a template can see: the scopes around it, and what was asked before it is reached.

use super::types::{Kind, Schemas, Shape, Type};
use std::collections::HashSet;

/// A value by where it comes from: all that have the same are one value, wherever they are named.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spot {
    /// A number of the data of the first template, of the item of one `each`, or of what a part gets.
    pub place: usize,
    /// The way from there.
    pub names: Vec<String>,
}

impl Spot {
    /// What is under a name here.
    pub fn under(&self, name: &str) -> Self {
        let mut spot = self.clone();
        spot.names.push(name.to_owned());
        spot
    }
}

/// A value.
#[derive(Debug, Clone)]
pub struct Found<'t> {
    /// What it can be.
    pub of: Type<'t>,
    /// Where it comes from, unless it is made here.
    pub spot: Option<Spot>,
}

impl<'t> Found<'t> {
    /// A value that is made here.
    pub fn made(of: Type<'t>) -> Self {
        Self { of, spot: None }
    }
}

/// What handlebars knows of a block, or of a part, that is entered.
#[derive(Debug)]
pub struct Block<'t> {
    /// What `this` is.
    pub this: Found<'t>,
    /// The names after `as`, and those that a part is passed: they come before all others.
    pub params: Vec<(String, Found<'t>)>,
    /// handlebars' own variables.
    pub locals: Vec<(&'static str, Type<'t>)>,
    /// Whether it is the outermost of a template.
    pub begins_template: bool,
}

/// The values of a place, and of which the names are those of another place.
#[derive(Debug)]
pub struct Place {
    /// Where the other one is.
    pub same_as: Spot,
    /// The names that are not those of the other.
    pub but: Vec<String>,
}

/// All that can be seen.
#[derive(Debug)]
pub struct Scope<'t> {
    /// What schemas refer to.
    pub schemas: Schemas<'t>,
    /// The outermost first.
    pub blocks: Vec<Block<'t>>,
    places: Vec<Option<Place>>,
    known: HashSet<Spot>,
    learned: Vec<Spot>,
}

impl<'t> Scope<'t> {
    /// The scope of a template that is rendered with data of this schema.
    pub fn new(schema: &'t serde_json::Value) -> Self {
        let mut scope = Self {
            schemas: Schemas(schema),
            blocks: Vec::new(),
            places: Vec::new(),
            known: HashSet::new(),
            learned: Vec::new(),
        };
        let spot = Some(scope.place(None));
        scope.blocks.push(Block {
            this: Found {
                of: Type::Schema(schema),
                spot,
            },
            params: Vec::new(),
            locals: Vec::new(),
            begins_template: true,
        });
        scope
    }

    /// A new place.
    pub fn place(&mut self, same: Option<Place>) -> Spot {
        self.places.push(same);
        Spot {
            place: self.places.len() - 1,
            names: Vec::new(),
        }
    }

    /// What another place is the same as.
    pub fn same_as(&self, place: usize) -> Option<&Place> {
        self.places.get(place)?.as_ref()
    }

    /// The one spot of all that are the same.
    fn first(&self, spot: &Spot) -> Spot {
        let mut spot = spot.clone();
        while let Some(same) = self.same_as(spot.place) {
            match spot.names.first() {
                Some(name) if !same.but.contains(name) => {
                    let mut first = same.same_as.clone();
                    first.names.append(&mut spot.names);
                    spot = first;
                }
                _ => break,
            }
        }
        spot
    }

    /// What the value is, and whether it may be null here.
    pub fn shape(&self, found: &Found<'t>) -> Shape<'t> {
        let mut shape = self.schemas.shape(&found.of);
        let is_known = |spot| self.known.contains(&self.first(spot));
        if shape.nullable
            && !matches!(shape.kind, Kind::Null | Kind::Unclear)
            && found.spot.as_ref().is_some_and(is_known)
        {
            shape.nullable = false;
        }
        shape
    }

    /// The value as it is here, for places where what was asked before is forgotten.
    pub fn there(&self, found: &Found<'t>) -> Found<'t> {
        let is_narrowed = self.schemas.shape(&found.of).nullable && !self.shape(found).nullable;
        if !is_narrowed {
            return found.clone();
        }
        Found {
            of: Type::There(found.of.clone().into()),
            spot: found.spot.clone(),
        }
    }

    /// Takes these values for not null, until [`forget`](Self::forget) is called with what this returns.
    pub fn learn(&mut self, spots: &[Spot]) -> usize {
        let before = self.learned.len();
        for spot in spots {
            let spot = self.first(spot);
            if self.known.insert(spot.clone()) {
                self.learned.push(spot);
            }
        }
        before
    }

    /// Goes back to what was known before.
    pub fn forget(&mut self, before: usize) {
        for spot in self.learned.drain(before..) {
            self.known.remove(&spot);
        }
    }

    /// The innermost scope.
    pub fn innermost(&self) -> &Block<'t> {
        // The outermost is never left.
        &self.blocks[self.blocks.len() - 1]
    }

    /// How many scopes of the same template are around the innermost one.
    pub fn around(&self) -> usize {
        let blocks = self.blocks.iter().rev();
        blocks.take_while(|block| !block.begins_template).count()
    }
}
