//! What is printed, and what helpers are given.

use super::FaultKind;
use super::languages::{escapes_for, in_language};
use super::paths::reference;
use super::scope::Found;
use super::syntax::{Problem, not_served};
use super::takes::{comparable, printable, taken_words};
use super::types::{Kind, Type};
use super::walk::{At, Walk};
use crate::diagnostics::{closest, list, quoted};
use crate::render::helper_rows::{HELPERS, HelperRow, Makes, REFUSED, Stands, Takes, helper};
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use std::rc::Rc;

impl<'t> Walk<'t, '_> {
    /// Looks at a tag that prints a value.
    pub fn print(&mut self, at: At, printed: &HelperTemplate) {
        let is_value = printed.params.is_empty() && printed.hash.is_empty();
        match &printed.name {
            Parameter::Path(path) if is_value => {
                let name = printed.name.as_name().unwrap_or_default();
                if is_helper(name) {
                    self.call(at, printed);
                    return;
                }
                let outcome = match reference(path) {
                    Some(path) => self.scope.value(&path).and_then(|found| {
                        let shape = self.scope.shape(&found);
                        printable(name, &shape)?;
                        in_language(name, &shape, self.language, at.line_before())
                    }),
                    None => Err(no_path(name)),
                };
                self.keep(at, name, outcome);
            }
            Parameter::Name(_) => {
                let made = self.call(at, printed);
                if made.is_some_and(|made| matches!(self.scope.shape(&made).kind, Kind::Unclear)) {
                    self.refuse(at, not_served("what this prints cannot be told"));
                }
            }
            _ => self.refuse(at, not_served("a tag begins with a name")),
        }
    }

    /// Looks at a call of a helper; what it makes, if the call is right.
    pub fn call(&mut self, at: At, call: &HelperTemplate) -> Option<Found<'t>> {
        let name = call.name.as_name().unwrap_or_default();
        let row = self.row(at, name)?;
        match row.stands {
            Stands::Inline => {}
            Stands::Block => {
                let message = format!("`{name}` is a block");
                self.wrong(
                    at,
                    message,
                    format!("write `{{{{#{name} …}}}}…{{{{/{name}}}}}`"),
                );
                return None;
            }
            Stands::Part => {
                let message = "`lookup` only names parts";
                let help =
                    "write `{{> (lookup this \"name\")}}`, and the path of the value anywhere else";
                self.refuse(at, not_served(message).help(help));
                return None;
            }
        }
        let is_right = self.arguments(at, row, call).is_some();
        if let Err(problem) = escapes_for(row, self.language, at.line_before()) {
            self.refuse(at, problem);
            return None;
        }
        is_right.then(|| {
            Found::made(match row.makes {
                Makes::Text => Type::Text,
                Makes::Number => Type::Number,
                Makes::Flag => Type::Flag,
            })
        })
    }

    /// The row of a helper that a template may call.
    pub fn row(&mut self, at: At, name: &str) -> Option<&'static HelperRow> {
        if let Some(row) = helper(name) {
            return Some(row);
        }
        let span = at.word(name, false);
        if let Some((_, why)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            let problem = not_served(format!("`{name}` is not served")).help(*why);
            self.fault(at, span, problem);
            return None;
        }
        let names: Vec<&str> = HELPERS.iter().map(|row| row.name).collect();
        let label = closest(name, names.iter().copied()).map_or_else(
            || "no such helper".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        );
        let message = format!("there is no helper {}", quoted(name));
        let problem = Problem::new(FaultKind::UnknownHelper, message, label);
        let help = format!("the helpers are {}", list(&names, "and"));
        self.fault(at, span, problem.help(help));
        None
    }

    /// Looks at everything that a helper is given; it, if it is right.
    pub fn arguments(
        &mut self,
        at: At,
        row: &HelperRow,
        call: &HelperTemplate,
    ) -> Option<Vec<Found<'t>>> {
        if !call.hash.is_empty() {
            let message = format!("`{}` takes nothing by name", row.name);
            self.wrong(at, message, "leave out `name=`");
            return None;
        }
        let (given, wanted) = (call.params.len(), row.takes.len());
        if given < wanted || (given > wanted && !row.more) {
            let more = if row.more { " or more" } else { "" };
            let message = format!("`{}` takes {wanted}{more}, and is given {given}", row.name);
            self.wrong(
                at,
                message,
                format!("`{}` takes {}", row.name, taken_words(row)),
            );
            return None;
        }
        let mut found = Vec::new();
        for (number, parameter) in call.params.iter().enumerate() {
            let takes = row.takes[number.min(wanted - 1)];
            let argument = self.argument(at, parameter)?;
            let shape = self.scope.shape(&argument);
            let written = written(parameter);
            let outcome = self.scope.fits(&quoted(&written), takes, &shape);
            self.keep(at, &written, outcome)?;
            found.push(argument);
        }
        let pair = matches!(row.takes[..], [Takes::Scalar | Takes::Ordered, _]);
        if let (true, [one, other]) = (pair, found.as_slice()) {
            let outcome = comparable(&self.scope.shape(one), &self.scope.shape(other));
            if let Err((message, help)) = outcome {
                self.wrong(at, message, help);
                return None;
            }
        }
        Some(found)
    }

    /// What a parameter is.
    pub fn argument(&mut self, at: At, parameter: &Parameter) -> Option<Found<'t>> {
        match parameter {
            Parameter::Path(path) => {
                let name = parameter.as_name().unwrap_or_default();
                let found = match reference(path) {
                    Some(path) => self.scope.value(&path),
                    None => Err(no_path(name)),
                };
                self.keep(at, name, found)
            }
            Parameter::Literal(value) => Some(Found::made(Type::Literal(Rc::new(value.clone())))),
            Parameter::Subexpression(inner) => match inner.as_element() {
                TemplateElement::Expression(call) => self.call(at, call),
                _ => None,
            },
            // `Name` is but for helpers.
            _ => self.keep(at, "", Err(no_path("this"))),
        }
    }
}

/// Whether a tag of this name alone calls a helper.
fn is_helper(name: &str) -> bool {
    helper(name).is_some() || REFUSED.iter().any(|(refused, _)| *refused == name)
}

fn no_path(name: &str) -> Problem {
    let problem = not_served(format!("{} is no path that is served", quoted(name)));
    problem.help("a path is `name`, `group.name`, `../name`, `@root.name`, `this` or a variable such as `@index`")
}

/// A parameter as it is written, as far as it can be told.
pub fn written(parameter: &Parameter) -> String {
    match parameter {
        Parameter::Path(_) | Parameter::Name(_) => {
            parameter.as_name().unwrap_or_default().to_owned()
        }
        Parameter::Literal(serde_json::Value::String(text)) => text.clone(),
        Parameter::Literal(value) => value.to_string(),
        Parameter::Subexpression(inner) => match inner.as_element() {
            TemplateElement::Expression(call) => call.name.as_name().unwrap_or_default().to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
