//! `wmigen explain`: what a rule asks for, or what the spec means, for a reader who does not read TOML.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::builder::{PathBufValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command};

use super::Status;
use super::own_templates::{self, Named};
use super::printer::Printer;
use super::project::Project;
use super::stakes;
use super::step;
use crate::diagnostics::{RULES, closest, quoted, rule};
use crate::render::{self, MadeOf};

/// Explain a rule, or what a denied client is told
#[derive(Debug, Args)]
#[command(override_usage = "wmigen explain <RULE>\n       wmigen explain --policy [DIR]")]
pub struct Arguments {
    /// Print what a denied client sees, for each class and operation
    #[arg(long)]
    policy: bool,

    /// The rule, as messages name it in brackets, or the word that `wmigen check` has for a file; with `--policy` the
    /// crate's folder [default: the nearest one upwards with a wmigen.toml]
    #[arg(
        required_unless_present = "policy",
        value_name = "RULE|DIR",
        value_parser = Subject,
        hide_possible_values = true
    )]
    subject: Option<PathBuf>,

    #[command(flatten)]
    templates: Named,
}

/// Reads what is to be explained: anything, of which shells complete the rules.
#[derive(Clone, Debug)]
struct Subject;

impl TypedValueParser for Subject {
    type Value = PathBuf;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<PathBuf, clap::Error> {
        PathBufValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let rules = RULES.iter().map(|rule| PossibleValue::new(rule.id));
        Some(Box::new(rules))
    }
}

/// Runs the verb.
///
/// # Errors
/// When there is no such rule, the spec cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let subject = arguments.subject.as_deref();
    if let (false, Some(rule)) = (arguments.policy, subject) {
        printer.page(explanation(&rule.to_string_lossy())?)?;
        return Ok(Status::Done);
    }
    policy(subject, &arguments.templates, printer)
}

/// The page of a rule, or of the rule that a step of a plan follows from.
fn explanation(written: &str) -> anyhow::Result<&'static str> {
    let written = named(written);
    let written = written.as_str();
    let id = step::broken_by(written).map_or(written, |rule| rule.id);
    if let Some(rule) = rule(id) {
        return Ok(rule.page);
    }
    let Some(meant) = closest(id, RULES.iter().map(|rule| rule.id)) else {
        bail!(
            "there is no rule {}; messages name theirs in brackets, as in `error[unknown-key]`",
            quoted(written)
        );
    };
    bail!(
        "there is no rule {}; did you mean `{meant}`?",
        quoted(written)
    )
}

/// The name of a rule out of what a message shows: `error[unknown-key]: …`, perhaps with a terminal's colours.
fn named(written: &str) -> String {
    let written = anstream::adapter::strip_str(written.trim()).to_string();
    let within = |text: &str| {
        let (_, rest) = text.split_once('[')?;
        let (name, _) = rest.split_once(']')?;
        Some(name.trim().to_owned())
    };
    within(&written).unwrap_or_else(|| written.trim_end_matches(':').to_owned())
}

fn policy(dir: Option<&Path>, named: &Named, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(dir)?.with_templates(named);
    let Some((provider, used)) = own_templates::of_spec(&project, printer)? else {
        return Ok(Status::Findings);
    };
    let made_of = MadeOf {
        templates: used.templates(),
        ..MadeOf::spec(&provider)
    };
    if !used.are_sound(printer)
        || !used.may_make(&render::outline(None, made_of), &provider, printer)
    {
        return Ok(Status::Findings);
    }
    printer.document(&render::access_denied_document(made_of)?)?;
    stakes::tell(&used, &provider, &project, printer);
    for class in &provider.classes {
        printer.answers(class)?;
    }
    Ok(Status::Done)
}
