//! Blocks, and what is known in them because it was asked.

use super::calls::written;
use super::paths::reference;
use super::scope::{Block, Found, Spot};
use super::syntax::not_served;
use super::types::{Kind, Type};
use super::walk::{At, Walk};
use crate::diagnostics::quoted;
use crate::render::helper_rows::Stands;
use handlebars::Template;
use handlebars::template::{BlockParam, HelperTemplate, Parameter, TemplateElement};

/// The most blocks and parts around a place: rendering recurses as deep.
pub const DEPTH_MAX: usize = 128;

/// What is not null after a condition.
#[derive(Debug, Default)]
struct Facts {
    if_true: Vec<Spot>,
    if_false: Vec<Spot>,
}

impl<'t> Walk<'t, '_> {
    /// Looks at a block, which goes on at the tags of `chain`.
    pub fn block(&mut self, at: At, block: &HelperTemplate, chain: &[usize]) {
        let name = block.name.as_name().unwrap_or_default();
        if !self.enter(at) {
            return;
        }
        match name {
            "if" | "unless" => self.condition(at, block, chain, name == "if"),
            "each" => self.each(at, block, chain),
            "with" => self.with(at, block, chain),
            _ => self.other(at, name, block),
        }
        self.depth -= 1;
    }

    /// Goes one level deeper, if that is not too deep.
    pub fn enter(&mut self, at: At) -> bool {
        if self.depth == DEPTH_MAX {
            let message = format!("blocks and parts are more than {DEPTH_MAX} deep here");
            self.refuse(at, not_served(message).of(super::FaultKind::Recursion));
            return false;
        }
        self.depth += 1;
        true
    }

    fn other(&mut self, at: At, name: &str, block: &HelperTemplate) {
        let Some(row) = self.row(at, name) else {
            return;
        };
        if row.stands != Stands::Block {
            let message = format!("`{name}` is no block");
            let help =
                format!("write `{{{{{name} …}}}}`, or `{{{{#if ({name} …)}}}}` for a condition");
            self.wrong(at, message, help);
            return;
        }
        self.arguments(at, row, block);
        self.no_names(at, block);
        if block.inverse.is_some() {
            self.refuse(at, not_served(format!("`{name}` has no `{{{{else}}}}`")));
        }
        self.body(at, block.template.as_ref());
    }

    /// What follows `{{else}}`: a template, or the next condition.
    fn inverse(&mut self, at: At, inverse: Option<&Template>, chain: &[usize]) {
        let next = chain
            .split_first()
            .and_then(|(first, rest)| Some((at.tag(*first)?, rest)));
        match (inverse, next) {
            // handlebars gives what it makes of `{{else if}}` no place of its own.
            (
                Some(Template {
                    elements, mapping, ..
                }),
                Some((tag, rest)),
            ) if mapping.is_empty() => {
                if let [TemplateElement::HelperBlock(next)] = elements.as_slice() {
                    self.block(tag, next, rest);
                } else {
                    self.body(at, inverse);
                }
            }
            _ => self.body(at, inverse),
        }
    }

    fn condition(&mut self, at: At, block: &HelperTemplate, chain: &[usize], holds: bool) {
        self.no_names(at, block);
        let row = self.row(at, if holds { "if" } else { "unless" });
        let is_right = row.is_some_and(|row| self.arguments(at, row, block).is_some());
        let facts = match block.params.first() {
            Some(asked) if is_right => self.facts(asked),
            _ => Facts::default(),
        };
        let (first, then) = if holds {
            (facts.if_true, facts.if_false)
        } else {
            (facts.if_false, facts.if_true)
        };
        let before = self.scope.learn(&first);
        self.body(at, block.template.as_ref());
        self.scope.forget(before);
        let before = self.scope.learn(&then);
        self.inverse(at, block.inverse.as_ref(), chain);
        self.scope.forget(before);
    }

    fn facts(&self, asked: &Parameter) -> Facts {
        match asked {
            Parameter::Path(_) => Facts {
                if_true: self.spot(asked).into_iter().collect(),
                if_false: Vec::new(),
            },
            Parameter::Subexpression(inner) => match inner.as_element() {
                TemplateElement::Expression(call) => self.facts_of_call(call),
                _ => Facts::default(),
            },
            _ => Facts::default(),
        }
    }

    fn facts_of_call(&self, call: &HelperTemplate) -> Facts {
        let all = || call.params.iter().map(|asked| self.facts(asked));
        let mut facts = Facts::default();
        match call.name.as_name().unwrap_or_default() {
            "and" => facts.if_true = all().flat_map(|facts| facts.if_true).collect(),
            "or" => facts.if_false = all().flat_map(|facts| facts.if_false).collect(),
            "not" => {
                for inner in all() {
                    facts.if_true.extend(inner.if_false);
                    facts.if_false.extend(inner.if_true);
                }
            }
            "eq" => facts = self.facts_of_equal(call),
            "ne" => {
                let equal = self.facts_of_equal(call);
                facts.if_true = equal.if_false;
                facts.if_false = equal.if_true;
            }
            _ => {}
        }
        facts
    }

    fn facts_of_equal(&self, call: &HelperTemplate) -> Facts {
        let mut facts = Facts::default();
        if let [Parameter::Literal(value), asked] | [asked, Parameter::Literal(value)] =
            call.params.as_slice()
        {
            let into = if value.is_null() {
                &mut facts.if_false
            } else {
                &mut facts.if_true
            };
            into.extend(self.spot(asked));
        }
        facts
    }

    fn spot(&self, asked: &Parameter) -> Option<Spot> {
        let Parameter::Path(path) = asked else {
            return None;
        };
        self.scope.value(&reference(path)?).ok()?.spot
    }

    fn each(&mut self, at: At, block: &HelperTemplate, chain: &[usize]) {
        let row = self.row(at, "each");
        let of = row.and_then(|row| self.arguments(at, row, block));
        if let Some(of) = of.as_ref().and_then(|of| of.first()) {
            let (items, is_map) = match self.scope.shape(of).kind {
                Kind::Map(items) => (items, true),
                Kind::List(items) => (items, false),
                _ => return,
            };
            let this = Found {
                of: items,
                spot: Some(self.scope.place(None)),
            };
            let mut locals = vec![
                ("first", Type::Flag),
                ("index", Type::Number),
                ("last", Type::Flag),
            ];
            if is_map {
                locals.push(("key", Type::Text));
            }
            let second = if is_map { Type::Text } else { Type::Number };
            let params = match &block.block_param {
                Some(BlockParam::Single(name)) => vec![(word(name), this.clone())],
                Some(BlockParam::Pair((name, number))) => {
                    // The second of two that are called the same is the one that handlebars keeps.
                    vec![
                        (word(number), Found::made(second)),
                        (word(name), this.clone()),
                    ]
                }
                _ => Vec::new(),
            };
            self.within(
                at,
                block,
                Block {
                    this,
                    params,
                    locals,
                    begins_template: false,
                },
            );
        }
        self.inverse(at, block.inverse.as_ref(), chain);
    }

    fn with(&mut self, at: At, block: &HelperTemplate, chain: &[usize]) {
        // What may be null is the reason for an `{{else}}`.
        let asked = block.params.first().filter(|_| block.inverse.is_some());
        let known = asked
            .map(|asked| self.facts(asked).if_true)
            .unwrap_or_default();
        let before = self.scope.learn(&known);
        let row = self.row(at, "with");
        let of = row.and_then(|row| self.arguments(at, row, block));
        if let Some(of) = of.as_ref().and_then(|of| of.first()) {
            let this = self.scope.there(of);
            let params = match &block.block_param {
                Some(BlockParam::Single(name)) => vec![(word(name), this.clone())],
                Some(BlockParam::Pair(_)) => {
                    let what = block.params.first().map(written).unwrap_or_default();
                    self.wrong(
                        at,
                        "`with` gives one name",
                        format!("write `{{{{#with {what} as |name|}}}}`"),
                    );
                    Vec::new()
                }
                _ => Vec::new(),
            };
            let locals = self.scope.innermost().locals.clone();
            self.within(
                at,
                block,
                Block {
                    this,
                    params,
                    locals,
                    begins_template: false,
                },
            );
        }
        self.scope.forget(before);
        self.inverse(at, block.inverse.as_ref(), chain);
    }

    fn within(&mut self, at: At, block: &HelperTemplate, inside: Block<'t>) {
        self.scope.blocks.push(inside);
        self.body(at, block.template.as_ref());
        self.scope.blocks.pop();
    }

    fn no_names(&mut self, at: At, block: &HelperTemplate) {
        if block.block_param.is_some() {
            let name = block.name.as_name().unwrap_or_default();
            let message = format!("{} gives nothing a name", quoted(name));
            self.wrong(at, message, "leave out `as |…|`");
        }
    }
}

fn word(parameter: &Parameter) -> String {
    parameter.as_name().unwrap_or_default().to_owned()
}
