//! `wmigen templates context`: the data that a template gets, and its JSON Schema.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::cli::Status;
use crate::cli::own_templates::{self, Named};
use crate::cli::printer::Printer;
use crate::cli::project::Project;
use crate::diagnostics::{closest, quoted, some};
use crate::model::{Class, Provider};
use crate::render::{BuiltIn, ContextKind, MadeOf, PARTIALS, Templates, context_data};

/// The template that is meant where a class is named and none else.
const OF_CLASS: &str = "src/generated/class.rs";

/// The template that is meant where nothing is named.
const OF_CRATE: &str = "src/lib.rs";

/// Print the data that a template gets, as JSON, or its JSON Schema
#[derive(Debug, Args)]
pub struct Arguments {
    /// The class, by its name in WMI, of a template that is about one
    #[arg(value_name = "CLASS")]
    class: Option<String>,

    /// The template, with or without `.hbs` [default: src/generated/class.rs with a class, else src/lib.rs]
    #[arg(long, value_name = "NAME")]
    template: Option<String>,

    /// Print the JSON Schema of the data; of wmigen's templates, no crate is needed
    #[arg(long)]
    schema: bool,

    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,

    #[command(flatten)]
    templates: Named,
}

/// Runs the verb.
///
/// # Errors
/// When there is no such template or class, the spec cannot be read, or a template fails.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let name = arguments.template.as_deref();
    let name = name.unwrap_or(if arguments.class.is_some() {
        OF_CLASS
    } else {
        OF_CRATE
    });
    // What wmigen's templates get is the same in every crate.
    if let (true, Ok((_, kind))) = (arguments.schema, kind(name, Templates::builtin())) {
        return schema(kind, printer);
    }
    let project = Project::find(arguments.dir.as_deref())?.with_templates(&arguments.templates);
    let Some((provider, used)) = own_templates::of_spec(&project, printer)? else {
        return Ok(Status::Findings);
    };
    let made_of = MadeOf {
        templates: used.templates(),
        ..MadeOf::spec(&provider)
    };
    let (name, kind) = kind(name, made_of.templates)?;
    if arguments.schema {
        return schema(kind, printer);
    }
    let class = class(arguments.class.as_deref(), &provider)?;
    if kind.is_of_class() && class.is_none() {
        bail!(
            "{name} is about one class: name {}, as in `wmigen templates context {} --template {name}`",
            some(&names_of_classes(&provider)),
            provider.classes[0].name
        );
    }
    if let Some(class) = class.filter(|_| !kind.is_of_class()) {
        bail!(
            "{name} is made once for the crate; leave {} out",
            quoted(&class.name)
        );
    }
    let data = context_data(made_of, kind, &name, class)
        .with_context(|| format!("there is no data for {name}"))?;
    printer.data(&format!("{data:#}\n"))?;
    Ok(Status::Done)
}

/// Prints the JSON Schema of a kind of data.
fn schema(kind: ContextKind, printer: &mut Printer) -> anyhow::Result<Status> {
    printer.data(&format!("{:#}\n", kind.schema()))?;
    Ok(Status::Done)
}

/// The template of this name, and what it gets.
fn kind(name: &str, templates: &Templates) -> anyhow::Result<(String, ContextKind)> {
    let extras = &templates.own().extras;
    if let Some(extra) = extras
        .iter()
        .find(|extra| [extra.file.name(), &extra.file.path].contains(&name))
    {
        return Ok((
            extra.file.name().to_owned(),
            ContextKind::of_extra(extra.each),
        ));
    }
    if let Some(built_in) = BuiltIn::named(name) {
        return Ok((built_in.name().to_owned(), ContextKind::of(built_in.name())));
    }
    if name.starts_with(PARTIALS) {
        bail!("{name} gets what the template gets that includes it; name that one");
    }
    let mut names: Vec<&str> = extras.iter().map(|extra| extra.file.name()).collect();
    for built_in in BuiltIn::all() {
        names.push(built_in.name());
    }
    match closest(name, names) {
        Some(meant) => bail!(
            "there is no template {}; did you mean `{meant}`?",
            quoted(name)
        ),
        None => bail!(
            "there is no template {}; `wmigen templates list` lists them",
            quoted(name)
        ),
    }
}

/// The class of this name.
fn class<'p>(name: Option<&str>, provider: &'p Provider) -> anyhow::Result<Option<&'p Class>> {
    let Some(name) = name else { return Ok(None) };
    let mut classes = provider.classes.iter();
    if let Some(class) = classes.find(|class| class.name.eq_ignore_ascii_case(name)) {
        return Ok(Some(class));
    }
    let names = names_of_classes(provider);
    match closest(name, names.iter().copied()) {
        Some(meant) => bail!(
            "the spec has no class {}; did you mean `{meant}`?",
            quoted(name)
        ),
        None => bail!(
            "the spec has no class {}; it has {}",
            quoted(name),
            some(&names)
        ),
    }
}

fn names_of_classes(provider: &Provider) -> Vec<&str> {
    let classes = provider.classes.iter();
    classes.map(|class| class.name.as_str()).collect()
}
