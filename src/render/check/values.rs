//! What a path leads to.

use super::FaultKind;
use super::paths::{Begins, Reference};
use super::scope::{Block, Found, Scope};
use super::syntax::{Problem, not_served};
use super::types::{Field, Kind};
use crate::diagnostics::{closest, list, quoted};

impl<'t> Scope<'t> {
    /// The value that a path leads to.
    pub fn value(&self, path: &Reference) -> Result<Found<'t>, Problem> {
        if let Begins::Local(level, name) = path.begins {
            return self.local(path, level, name);
        }
        let (mut found, names) = self.beginning(path)?;
        // What a block parameter is called is no step.
        let passed = path.names.len() - names.len();
        for (step, name) in names.iter().enumerate() {
            found = self.step(path, passed + step, &found, name)?;
        }
        Ok(found)
    }

    fn beginning<'p>(&self, path: &'p Reference) -> Result<(Found<'t>, &'p [&'p str]), Problem> {
        let outwards = match path.begins {
            Begins::Root => return Ok((self.blocks[0].this.clone(), &path.names)),
            Begins::Out(levels) => levels,
            Begins::Local(..) => 0,
        };
        if let Some((first, rest)) = path.names.split_first() {
            // However many `../` there are: handlebars looks for such a name everywhere.
            let params = self.blocks.iter().rev().flat_map(|block| &block.params);
            if let Some((_, found)) = params.into_iter().find(|(name, _)| name == first) {
                return Ok((found.clone(), rest));
            }
        }
        let block = self.outwards(path, outwards)?;
        Ok((block.this.clone(), &path.names))
    }

    fn outwards(&self, path: &Reference, levels: usize) -> Result<&Block<'t>, Problem> {
        let around = self.around();
        if levels <= around {
            return Ok(&self.blocks[self.blocks.len() - 1 - levels]);
        }
        let message = format!("{} leads out of the template", quoted(path.raw));
        let label = match around {
            0 => "no `{{#each}}` or `{{#with}}` is around this".to_owned(),
            1 => "only one `../` leads anywhere here".to_owned(),
            _ => format!("only {around} `../` lead anywhere here"),
        };
        let help = "`{{#if}}` and `{{#unless}}` need no `../`; what a part needs of its surroundings is passed to it, \
                    `{{> part name=value}}`";
        Err(Problem::new(FaultKind::UnknownName, message, label).help(help))
    }

    fn local(&self, path: &Reference, level: usize, name: &str) -> Result<Found<'t>, Problem> {
        let block = self.outwards(path, level)?;
        if let Some((_, of)) = block.locals.iter().find(|(local, _)| *local == name) {
            return Ok(Found::made(of.clone()));
        }
        let message = format!("there is no {} here", quoted(path.raw));
        let names: Vec<String> = block
            .locals
            .iter()
            .map(|(name, _)| format!("@{name}"))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (label, help) = if name == "root" {
            let help = "write `@root.name` for a name of what the template is rendered with";
            ("not a value by itself".to_owned(), help.to_owned())
        } else if names.is_empty() {
            let help =
                "`@index`, `@first`, `@last` and, for a map, `@key` exist right in `{{#each}}`";
            ("no `{{#each}}` is around this".to_owned(), help.to_owned())
        } else {
            let help = format!("there are {}", list(&names, "and"));
            (no_such(&format!("@{name}"), &names), help)
        };
        Err(Problem::new(FaultKind::UnknownName, message, label).help(help))
    }

    /// What is under a name of a value.
    fn step(
        &self,
        path: &Reference,
        step: usize,
        of: &Found<'t>,
        name: &str,
    ) -> Result<Found<'t>, Problem> {
        let shape = self.shape(of);
        let whole = shown(path, step);
        match shape.kind {
            Kind::Unclear => return Err(unclear(&whole)),
            _ if shape.nullable => return Err(may_be_null(&whole, "and has no names then")),
            Kind::List(_) | Kind::Map(_) => {
                let message = format!("{whole} is {}", shape.kind.words());
                let problem =
                    Problem::new(FaultKind::WrongType, message, "has no names of its own");
                return Err(
                    problem.help("what is in it comes with `{{#each …}}`, how many with `(len …)`")
                );
            }
            _ => {}
        }
        match self.schemas.field(&shape.kind, name) {
            Field::There(found) => Ok(Found {
                of: found,
                spot: of.spot.as_ref().map(|spot| spot.under(name)),
            }),
            Field::MayBeMissing => Err(missing(&quoted(name))),
            Field::No => Err(self.unknown(path, step, &shape.kind, name)),
        }
    }

    fn unknown(&self, path: &Reference, step: usize, of: &Kind<'t>, name: &str) -> Problem {
        let mut names = self.schemas.names(of);
        let is_first = step == 0 && path.begins == Begins::Out(0);
        let message = if is_first {
            let params = self.blocks.iter().flat_map(|block| &block.params);
            names.extend(params.map(|(name, _)| name.clone()));
            format!("there is no {} here", quoted(name))
        } else if step == 0 {
            format!("there is no {} there", quoted(name))
        } else {
            format!("{} has no {}", shown(path, step), quoted(name))
        };
        names.sort();
        names.dedup();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let help = if names.is_empty() {
            format!("this is {}, and has no names; write `this`", of.words())
        } else {
            format!("the names are {}", list(&names, "and"))
        };
        let outer = is_first.then(|| self.outer(name)).flatten();
        let label = outer.unwrap_or_else(|| no_such(name, &names));
        Problem::new(FaultKind::UnknownName, message, label).help(help)
    }

    /// Where a name exists that is none of the innermost scope.
    fn outer(&self, name: &str) -> Option<String> {
        let outwards = (1..=self.around()).find(|levels| {
            let block = &self.blocks[self.blocks.len() - 1 - levels];
            let kind = self.schemas.shape(&block.this.of).kind;
            !matches!(self.schemas.field(&kind, name), Field::No)
        })?;
        Some(format!("it is `{}{name}` here", "../".repeat(outwards)))
    }
}

fn no_such(name: &str, names: &[&str]) -> String {
    let meant = closest(name, names.iter().copied());
    meant.map_or_else(
        || "no such name".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    )
}

/// A path up to a step, as messages name it.
fn shown(path: &Reference, steps: usize) -> String {
    let names = path.names.get(..steps).unwrap_or_default();
    let begins = match path.begins {
        Begins::Root => "@root.".to_owned(),
        Begins::Out(levels) => "../".repeat(levels),
        Begins::Local(..) => "@".to_owned(),
    };
    let names = if names.is_empty() {
        "this".to_owned()
    } else {
        names.join(".")
    };
    quoted(&format!("{begins}{names}"))
}

/// What may be null.
pub fn may_be_null(what: &str, label: &str) -> Problem {
    let message = format!("{what} may be null");
    let help = "ask for it first: `{{#if …}}` around this, with the same name";
    Problem::new(FaultKind::MayBeNull, message, label).help(help)
}

/// What may be missing, which even `if` takes for an error.
fn missing(what: &str) -> Problem {
    let message = format!("{what} may be missing");
    Problem::new(FaultKind::MayBeNull, message, "not in all data")
}

/// What the schema does not decide.
pub fn unclear(what: &str) -> Problem {
    not_served(format!("what {what} is cannot be told from the schema"))
}
