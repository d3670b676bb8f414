//! Which values fit where.

use super::FaultKind;
use super::scope::Scope;
use super::syntax::Problem;
use super::types::{Kind, Shape, is_never_empty};
use super::values::{may_be_null, unclear};
use crate::diagnostics::{list, quoted};
use crate::render::helper_rows::{HelperRow, Takes};
use std::collections::BTreeSet;

/// What escapes free text.
const ESCAPES: &str = "`doc` is for a Rust doc comment, `rust_str` for a Rust string literal, `toml_str` for TOML, `mof_str` for MOF, \
                       `json_str` for JSON or YAML, `ps_str` for PowerShell, `sh_str` for a POSIX shell, `xml` for XML or HTML, \
                       `md` for Markdown or a comment";

impl<'t> Scope<'t> {
    /// Whether a helper takes a value.
    pub fn fits(&self, what: &str, takes: Takes, shape: &Shape<'t>) -> Result<(), Problem> {
        let wanted = match (takes, &shape.kind) {
            (_, Kind::Unclear) => return Err(unclear(what)),
            (Takes::Scalar | Takes::Condition, Kind::Null) => return Ok(()),
            (Takes::Scalar | Takes::Ordered | Takes::Countable, Kind::Text { free: true, .. }) => {
                return Err(compared(what, takes));
            }
            (Takes::Scalar, kind) if kind.is_scalar() => return Ok(()),
            (Takes::Condition, Kind::Number) => {
                let message = format!("{what} is a number, which is neither true nor false");
                let problem = Problem::new(FaultKind::WrongType, message, "a number");
                return Err(problem.help("compare it, `(gt … 0)` for instance"));
            }
            (Takes::Condition, _) => return Ok(()),
            _ if shape.nullable => return Err(may_be_null(what, "null is not taken here")),
            (Takes::Word, Kind::Text { free: true, .. }) => return Err(unescaped(what)),
            (Takes::Text | Takes::Word, Kind::Text { .. })
            | (Takes::Ordered, Kind::Text { .. } | Kind::Number)
            | (Takes::Countable, Kind::List(_) | Kind::Map(_) | Kind::Text { .. })
            | (Takes::Items, Kind::List(_) | Kind::Map(_)) => return Ok(()),
            (Takes::Group, kind) if is_never_empty(kind) => return Ok(()),
            (Takes::Words, Kind::List(items)) => {
                let what = format!("an item of {what}");
                return self.fits(&what, Takes::Word, &self.schemas.shape(items));
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

/// Whether a value can be printed.
pub fn printable(name: &str, shape: &Shape) -> Result<(), Problem> {
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

/// Free text has a mark before it in the data, which handlebars' own helpers do not know.
fn compared(what: &str, takes: Takes) -> Problem {
    let done = match takes {
        Takes::Countable => "measured",
        _ => "compared",
    };
    let message = format!("{what} is free text of the spec, and free text is not {done}");
    let problem = Problem::new(FaultKind::WrongType, message, "free text");
    problem.help("ask whether it is there, `{{#if …}}`; what it says is for people")
}

/// What a helper takes, in words.
pub fn taken_words(row: &HelperRow) -> String {
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
pub fn comparable(one: &Shape, other: &Shape) -> Result<(), (String, String)> {
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
            let names = |values: &BTreeSet<String>| {
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
