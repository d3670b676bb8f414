//! What is printed, and what helpers are given.

use super::FaultKind;
use super::paths::reference;
use super::scope::Found;
use super::syntax::{Problem, not_served};
use super::types::{Kind, Shape, Type, is_never_empty};
use super::values::{may_be_null, unclear};
use super::walk::{At, Walk};
use crate::diagnostics::{closest, list, quoted};
use crate::render::helper_rows::{HELPERS, HelperRow, Makes, REFUSED, Stands, Takes, helper};
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use std::rc::Rc;

/// What escapes free text.
const ESCAPES: &str = "`doc` is for a Rust doc comment, `rust_str` for a Rust string literal, `toml_str` for TOML, `mof_str` for MOF, \
                       `json_str` for JSON, `md` for Markdown";

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
                        printable(name, &shape)
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
        let (given, taken) = (call.params.len(), row.takes.len());
        if given < taken || (given > taken && !row.more) {
            let more = if row.more { " or more" } else { "" };
            let message = format!("`{}` takes {taken}{more}, and is given {given}", row.name);
            self.wrong(
                at,
                message,
                format!("`{}` takes {}", row.name, taken_words(row)),
            );
            return None;
        }
        let mut found = Vec::new();
        for (number, parameter) in call.params.iter().enumerate() {
            let takes = row.takes[number.min(taken - 1)];
            let argument = self.argument(at, parameter)?;
            let shape = self.scope.shape(&argument);
            let written = written(parameter);
            let outcome = self.fits(&quoted(&written), takes, &shape);
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

    /// Whether a helper takes a value.
    fn fits(&self, what: &str, takes: Takes, shape: &Shape<'t>) -> Result<(), Problem> {
        let wanted = match (takes, &shape.kind) {
            (_, Kind::Unclear) => return Err(unclear(what)),
            (Takes::Scalar | Takes::Condition, Kind::Null) => return Ok(()),
            (Takes::Scalar, kind) if kind.is_scalar() => return Ok(()),
            (Takes::Condition, Kind::Number) => {
                let message = format!("{what} is a number, which is neither true nor false");
                let problem = Problem::new(FaultKind::WrongType, message, "a number");
                return Err(problem.help("compare it, `(gt … 0)` for instance"));
            }
            (Takes::Condition, _) => return Ok(()),
            _ if shape.nullable => return Err(may_be_null(what, "null is not taken here")),
            (Takes::Text, Kind::Text { .. })
            | (Takes::Ordered, Kind::Text { .. } | Kind::Number)
            | (Takes::Countable, Kind::List(_) | Kind::Map(_) | Kind::Text { .. })
            | (Takes::Items, Kind::List(_) | Kind::Map(_)) => return Ok(()),
            (Takes::Group, kind) if is_never_empty(kind) => return Ok(()),
            (Takes::Word, Kind::Text { free, .. }) if *free => return Err(unescaped(what)),
            (Takes::Word, Kind::Text { .. }) => return Ok(()),
            (Takes::Words, Kind::List(items)) => {
                let what = format!("an item of {what}");
                return self.fits(&what, Takes::Word, &self.scope.schemas.shape(items));
            }
            (Takes::Text | Takes::Word, _) => "a text",
            (Takes::Words, _) => "a list of texts",
            (Takes::Scalar, _) => "a text, a number or a flag",
            (Takes::Ordered, _) => "a number or a text",
            (Takes::Countable, _) => "a list, a map or a text",
            (Takes::Items, _) => "a list or a map",
            (Takes::Group, _) => "a group of names",
        };
        let message = format!("{what} is {}", shape.kind.words());
        let problem = Problem::new(
            FaultKind::WrongType,
            message,
            format!("{wanted} is taken here"),
        );
        Err(problem.help(instead(&shape.kind)))
    }
}

/// Whether a tag of this name alone calls a helper.
fn is_helper(name: &str) -> bool {
    helper(name).is_some() || REFUSED.iter().any(|(refused, _)| *refused == name)
}

fn printable(name: &str, shape: &Shape) -> Result<(), Problem> {
    let what = quoted(name);
    match &shape.kind {
        Kind::Unclear => Err(unclear(&what)),
        _ if shape.nullable => Err(may_be_null(&what, "null would be printed as nothing")),
        Kind::Text { free: true, .. } => Err(unescaped(&what)),
        kind if kind.is_scalar() => Ok(()),
        kind => {
            let message = format!("{what} is {}, and cannot be printed", kind.words());
            let problem = Problem::new(FaultKind::WrongType, message, kind.words());
            Err(problem.help(instead(kind)))
        }
    }
}

fn instead(kind: &Kind) -> &'static str {
    match kind {
        Kind::List(_) | Kind::Map(_) => {
            "what is in it comes with `{{#each …}}`, how many with `(len …)`"
        }
        Kind::Group(_) | Kind::Merged(_) => "name a value of it: `group.name`",
        _ => "",
    }
}

fn unescaped(what: &str) -> Problem {
    let message = format!("{what} is free text of the spec, and nothing escapes it");
    Problem::new(FaultKind::Unescaped, message, "needs a helper").help(ESCAPES)
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

fn taken_words(row: &HelperRow) -> String {
    let words = row.takes.iter().map(|takes| match takes {
        Takes::Text | Takes::Word => "a text",
        Takes::Words => "a list of texts",
        Takes::Scalar => "a text, a number or a flag",
        Takes::Ordered => "a number or a text",
        Takes::Condition => "a condition",
        Takes::Countable => "a list, a map or a text",
        Takes::Items => "a list or a map",
        Takes::Group => "a group of names",
    });
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(", then ")
    }
}

/// Whether two values can be the same, or one greater than the other.
fn comparable(one: &Shape, other: &Shape) -> Result<(), (String, String)> {
    match (&one.kind, &other.kind) {
        (Kind::Null, _)
        | (_, Kind::Null)
        | (Kind::Number, Kind::Number)
        | (Kind::Flag, Kind::Flag) => Ok(()),
        (Kind::Text { values: one, .. }, Kind::Text { values: other, .. }) => {
            let (Some(one), Some(other)) = (one, other) else {
                return Ok(());
            };
            if !one.is_disjoint(other) {
                return Ok(());
            }
            let (literal, several) = if one.len() == 1 {
                (one, other)
            } else {
                (other, one)
            };
            let names = |values: &std::collections::BTreeSet<String>| {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                list(&values, "or")
            };
            let message = format!("the value is never {}", names(literal));
            Err((message, format!("it is {}", names(several))))
        }
        (one, other) => {
            let message = format!("{} is never {}", one.words(), other.words());
            Err((message, "compare values of one type".to_owned()))
        }
    }
}
