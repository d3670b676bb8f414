//! Parts: which one is included, and what it gets.

use super::FaultKind;
use super::calls::written;
use super::scope::{Block, Found, Place};
use super::syntax::{Problem, not_served};
use super::types::{Field, Kind, Merged, Type};
use super::values::{may_be_null, unclear};
use super::walk::{At, Walk};
use crate::diagnostics::{closest, list, quoted};
use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, TemplateElement};
use std::rc::Rc;

impl<'t> Walk<'t, '_> {
    /// Looks at the part that a tag includes, with what it gets there.
    pub fn part(&mut self, at: At, include: &DecoratorTemplate) {
        let Some(names) = self.names_of_part(at, &include.name) else {
            return;
        };
        if include.params.len() > 1 {
            let message = format!(
                "a part takes one group, and is given {}",
                include.params.len()
            );
            self.wrong(at, message, "pass more by name: `{{> part name=value}}`");
            return;
        }
        let Some(inside) = self.what_it_gets(at, include) else {
            return;
        };
        if !self.enter(at) {
            return;
        }
        self.scope.blocks.push(inside);
        for name in names {
            self.included(at, &name);
        }
        self.scope.blocks.pop();
        self.depth -= 1;
    }

    fn included(&mut self, at: At, name: &str) {
        let span = at.word(name, false);
        if self.inside.iter().any(|inside| inside == name) {
            let message = format!("{} includes itself", quoted(name));
            let way = self.inside.iter().skip_while(|inside| *inside != name);
            let way: Vec<&str> = way.map(String::as_str).collect();
            let label = if way.len() > 1 {
                "a circle closes here"
            } else {
                "the template itself"
            };
            let help = format!("the way to here is {}", list(&way, "and then"));
            let problem = Problem::new(FaultKind::Recursion, message, label);
            self.fault(at, span, problem.help(help));
        } else if let Some(text) = (self.partial)(name) {
            self.file(name, text);
        } else {
            let label = closest(name, self.partial_names.iter().copied()).map_or_else(
                || "no such part".to_owned(),
                |meant| format!("did you mean `{meant}`?"),
            );
            let help = if self.partial_names.is_empty() {
                "there are no parts".to_owned()
            } else {
                format!("the parts are {}", list(self.partial_names, "and"))
            };
            let message = format!("there is no part {}", quoted(name));
            let problem = Problem::new(FaultKind::UnknownPartial, message, label);
            self.fault(at, span, problem.help(help));
        }
    }

    /// The names that the part may have.
    fn names_of_part(&mut self, at: At, name: &Parameter) -> Option<Vec<String>> {
        match name {
            Parameter::Name(name) if name == "@partial-block" => {
                self.refuse(at, not_served("blocks for parts are not served"));
                None
            }
            Parameter::Name(name) => Some(vec![name.clone()]),
            Parameter::Subexpression(inner) => match inner.as_element() {
                TemplateElement::Expression(call) => self.looked_up(at, call),
                _ => None,
            },
            _ => {
                self.refuse(at, dynamic());
                None
            }
        }
    }

    /// The values of a name of a part that stands in the data.
    fn looked_up(&mut self, at: At, call: &HelperTemplate) -> Option<Vec<String>> {
        let (true, true, [of, Parameter::Literal(serde_json::Value::String(key))]) = (
            call.name.as_name() == Some("lookup"),
            call.hash.is_empty(),
            call.params.as_slice(),
        ) else {
            self.refuse(at, dynamic());
            return None;
        };
        let found = self.argument(at, of)?;
        let shape = self.scope.shape(&found);
        let what = quoted(&written(of));
        let outcome = match self.scope.schemas.field(&shape.kind, key) {
            _ if shape.nullable => Err(may_be_null(&what, "null has no names")),
            Field::There(of) => {
                let spot = found.spot.as_ref().map(|spot| spot.under(key));
                let shape = self.scope.shape(&Found { of, spot });
                match shape.kind {
                    _ if shape.nullable => Err(may_be_null(&quoted(key), "null names no part")),
                    Kind::Text {
                        values: Some(values),
                        ..
                    } => Ok(values.into_iter().collect()),
                    _ => {
                        let message = format!(
                            "which parts {} names cannot be told from the schema",
                            quoted(key)
                        );
                        Err(not_served(message).help("its schema has to list them in an `enum`"))
                    }
                }
            }
            Field::MayBeMissing | Field::No => {
                let names = self.scope.schemas.names(&shape.kind);
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let label = closest(key, names.iter().copied()).map_or_else(
                    || "no such name".to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                );
                let message = format!("{what} has no {}", quoted(key));
                let problem = Problem::new(FaultKind::UnknownName, message, label);
                Err(problem.help(format!("the names are {}", list(&names, "and"))))
            }
        };
        self.keep(at, key, outcome)
    }

    /// The scope of a part that is included here.
    fn what_it_gets(&mut self, at: At, include: &DecoratorTemplate) -> Option<Block<'t>> {
        let (found, what) = match include.params.first() {
            Some(group) => (self.argument(at, group)?, written(group)),
            None => (self.scope.innermost().this.clone(), "this".to_owned()),
        };
        let shape = self.scope.shape(&found);
        let is_group = matches!(shape.kind, Kind::Group(_) | Kind::Merged(_));
        let outcome = match &shape.kind {
            Kind::Unclear => Err(unclear(&quoted(&what))),
            _ if shape.nullable => Err(may_be_null(&quoted(&what), "a part needs what it gets")),
            kind if !is_group && !include.hash.is_empty() => {
                let message = format!(
                    "{} is {}, to which no name can be added",
                    quoted(&what),
                    kind.words()
                );
                Err(Problem::new(
                    FaultKind::WrongType,
                    message,
                    "a group of names is needed here",
                ))
            }
            _ => Ok(()),
        };
        self.keep(at, &what, outcome)?;
        let base = self.scope.there(&found);
        let mut names: Vec<&String> = include.hash.keys().collect();
        names.sort();
        let mut params = Vec::new();
        for name in names {
            let value = self.argument(at, &include.hash[name])?;
            params.push((name.clone(), self.scope.there(&value)));
        }
        let this = if params.is_empty() {
            base
        } else {
            self.merged(base, &params)
        };
        Some(Block {
            this,
            params,
            // handlebars lets a part see the variables of the block that it is included in.
            locals: self.scope.innermost().locals.clone(),
            begins_template: true,
        })
    }

    fn merged(&mut self, base: Found<'t>, params: &[(String, Found<'t>)]) -> Found<'t> {
        let added = params
            .iter()
            .map(|(name, value)| (name.clone(), value.of.clone()));
        let added: Vec<_> = added.collect();
        let place = base.spot.map(|same_as| Place {
            same_as,
            but: params.iter().map(|(name, _)| name.clone()).collect(),
        });
        Found {
            of: Type::Merged(Rc::new(Merged {
                base: base.of,
                added,
            })),
            spot: Some(self.scope.place(place)),
        }
    }
}

fn dynamic() -> Problem {
    let problem = not_served("which part this includes cannot be told");
    problem.help("name the part, or write `{{> (lookup this \"name\")}}` where the data names it")
}
