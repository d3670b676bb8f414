//! What a new crate is made of: its spec, and the files that follow from it.

use std::borrow::Cow;
use std::path::Path;

use uuid::Uuid;

use super::{Arguments, name_of_provider, spec_in};
use crate::cli::printer::Printer;
use crate::cli::{import, own_templates, project, schema_mof};
use crate::diagnostics::{Source, shown};
use crate::model::Provider;
use crate::regen::{CratePath, Rendering, hash_of_own};
use crate::render::{self, MadeOf};
use crate::{schema, spec};

/// How a comment begins that tells editors where a file's schema is.
const SCHEMA_KEY: &str = "#:schema";

/// The spec that a crate starts with.
pub struct Started {
    /// Its text; it names the folder of templates, if the user has.
    pub source: Source,
    /// What an import of MOF wrote of it, if one did.
    pub import: Option<String>,
}

/// The spec that the crate starts with.
///
/// None if there are files of MOF that make none; why is printed.
///
/// # Errors
/// When the spec cannot be read, or there is no name for the provider.
pub fn source(
    arguments: &Arguments,
    root: &Path,
    printer: &mut Printer,
) -> anyhow::Result<Option<Started>> {
    let named = arguments.start.templates.as_deref();
    let mut source = match &arguments.start.spec {
        Some(file) => spec::read_stream(file)?,
        None if !arguments.start.from_mof.is_empty() => {
            let name = name_of_provider(arguments)?;
            let shown_as = shown(&spec_in(&arguments.dir));
            match import::source(&arguments.start.from_mof, shown_as, &name, printer) {
                Some(source) => source,
                None => return Ok(None),
            }
        }
        None => Source {
            name: shown(&spec_in(&arguments.dir)),
            text: own_templates::starter_spec(
                named,
                &name_of_provider(arguments)?,
                Uuid::new_v4(),
            )?,
        },
    };
    let import = match &arguments.start.spec {
        Some(file) => import::kept(file),
        None => Some(source.text.clone()).filter(|_| !arguments.start.from_mof.is_empty()),
    };
    if let Some(named) = named {
        source.text = own_templates::with_folder(source.text, root, named)?;
    }
    Ok(Some(Started { source, import }))
}

/// What a new crate is made of.
pub struct Made<'s> {
    /// What its spec means.
    pub provider: Provider,
    /// The text of its spec.
    pub text: Cow<'s, str>,
    /// The files that it names, as they stand beside it.
    pub brought: Vec<(CratePath, Vec<u8>)>,
    /// Its other files.
    pub rendering: Rendering,
    /// Whether every command has to name the folder of templates.
    pub is_named_always: bool,
}

/// Makes the files of the crate whose full path will be `root`; none if its spec or a template has errors, which are printed.
///
/// # Errors
/// When a template fails.
pub fn make<'s>(
    source: &'s Source,
    root: &Path,
    arguments: &Arguments,
    printer: &mut Printer,
) -> anyhow::Result<Option<Made<'s>>> {
    let named = arguments.start.templates.as_deref();
    let refuse = |printer: &mut Printer, what: &str| {
        printer.help(format_args!(
            "nothing was written; correct {what} and run the command again"
        ));
        Ok(None)
    };
    let Some(provider) = project::provider(source, printer) else {
        if !arguments.start.from_mof.is_empty() {
            printer.help("nothing was written; `wmigen import` writes the spec, to be corrected, for `wmigen new --spec`");
            return Ok(None);
        }
        return refuse(printer, "the spec");
    };
    // The paths begin at the folder of the spec, here as in the crate.
    let spec = arguments.start.spec.as_deref();
    let beside = spec.and_then(Path::parent).unwrap_or(Path::new(""));
    let read = schema_mof::with_files(provider, beside, source, printer);
    let Some((provider, brought)) = read else {
        return refuse(printer, "this");
    };
    let Some(used) = own_templates::of_crate(root, named, &provider, source, printer)? else {
        return refuse(printer, "this");
    };
    let made_of = MadeOf {
        templates: used.templates(),
        ..MadeOf::spec(&provider)
    };
    let outline = render::outline(None, made_of);
    if !used.are_sound(printer) || !used.may_make(&outline, &provider, printer) {
        return refuse(printer, "this");
    }
    let text = with_schema(&source.text);
    let files = render::render_outline(made_of, outline)?;
    let rendering = Rendering::new(files)?.of_spec(&text);
    let rendering = rendering.by_templates(hash_of_own(made_of));
    let brought = brought.into_iter();
    let brought = brought.map(|(path, bytes)| Ok((CratePath::parse(&path)?, bytes)));
    let brought = brought.collect::<anyhow::Result<_>>()?;
    Ok(Some(Made {
        provider,
        text,
        brought,
        rendering,
        is_named_always: used.is_outside(),
    }))
}

/// A spec's text after the line by which editors find the crate's schema, unless it names one.
fn with_schema(text: &str) -> Cow<'_, str> {
    let mut head = text
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with('#'));
    if head.any(|line| line.starts_with(SCHEMA_KEY)) {
        return Cow::Borrowed(text);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Cow::Owned(format!("{SCHEMA_KEY} ./{}{end}{text}", schema::FILE))
}
