//! Turns a resolved provider into the files of its crate.
//!
//! What depends on the spec comes out of a template and a typed [`context`]; all else is the same in every crate, and is
//! copied. Nothing here reads or writes a file.

mod answers;
mod context;
mod escape;
mod files;
mod helpers;
mod layout;
mod mof;
mod numbers;
mod registry;
mod stubs;

use crate::cores;
use crate::model::{Class, Provider};
use crate::schema;
pub use answers::{who as client_in_words, words as answer_in_words};
use context::{LocalizationContext, ProviderContext, TypeOfProvider};
use files::Each;
use registry::{Registry, wrapped};
pub use stubs::{Stub, field, has_own_type, method, type_of_field};
use uuid::Uuid;

/// Who may change a file of the generated crate after it was first written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ownership {
    /// wmigen's: rewritten whenever the rendering changes, never edited by hand.
    Generated,
    /// The user's: written once, when absent, and never touched again.
    Once,
    /// The user's, but for a few keys that follow the rendering: a Cargo manifest.
    Keys,
}

/// One file of the generated crate, as rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedFile {
    /// Path within the crate, with forward slashes.
    pub path: String,
    /// Where the file was while its class had its former name, in WMI or in Rust, if that was elsewhere.
    pub former_path: Option<String>,
    /// Who may change the file later.
    pub ownership: Ownership,
    /// The whole text, with LF line ends.
    pub text: String,
}

impl RenderedFile {
    fn new(path: impl Into<String>, ownership: Ownership, text: impl Into<String>) -> Self {
        RenderedFile {
            path: path.into(),
            former_path: None,
            ownership,
            text: text.into(),
        }
    }
}

/// All files of the provider's crate, but for the spec itself and the lock.
///
/// # Errors
/// If a template is at fault; a provider that was resolved is not.
pub fn render(provider: &Provider) -> anyhow::Result<Vec<RenderedFile>> {
    render_after(None, provider)
}

/// The same, which know from the provider of the last spec where they were before.
///
/// # Errors
/// As of [`render`].
pub fn render_after(
    previous: Option<&Provider>,
    provider: &Provider,
) -> anyhow::Result<Vec<RenderedFile>> {
    let context = ProviderContext::new(provider);
    let localizations = context::localizations(provider, &context);
    let of_crate = files::templates_for(Each::Crate).map(|template| Job::Crate {
        template,
        provider,
        context: &context,
        localizations: &localizations,
    });
    let of_languages = localizations.iter().flat_map(|texts| {
        files::templates_for(Each::Language).map(move |template| Job::Language { template, texts })
    });
    let of_classes = provider.classes.iter().map(|class| Job::Class {
        class,
        provider: TypeOfProvider::new(provider),
        previous,
    });
    // The long ones first, so that no core waits for the last of them.
    let jobs: Vec<_> = of_crate.chain(of_languages).chain(of_classes).collect();
    let made: anyhow::Result<Vec<_>> = cores::map(&jobs, Job::render).into_iter().collect();
    let fixed = files::fixed()
        .map(|(path, text)| RenderedFile::new(path, files::ownership(path), text))
        .chain([RenderedFile::new(
            schema::FILE,
            Ownership::Generated,
            schema::text(),
        )]);
    Ok(fixed.chain(made?.into_iter().flatten()).collect())
}

/// What is rendered by itself, whatever becomes of the rest.
enum Job<'p> {
    /// A file of the crate.
    Crate {
        template: &'static str,
        provider: &'p Provider,
        context: &'p ProviderContext,
        localizations: &'p [LocalizationContext<'p>],
    },
    /// A file of a language.
    Language {
        template: &'static str,
        texts: &'p LocalizationContext<'p>,
    },
    /// All files of a class.
    Class {
        class: &'p Class,
        provider: TypeOfProvider<'p>,
        previous: Option<&'p Provider>,
    },
}

impl Job<'_> {
    fn render(&self) -> anyhow::Result<Vec<RenderedFile>> {
        let registry = Registry::get();
        let file = |path, template, wrapped: &_| -> anyhow::Result<_> {
            let text = registry.render(template, wrapped)?;
            let ownership = files::ownership(template);
            Ok(RenderedFile::new(path, ownership, text))
        };
        match self {
            Job::Crate {
                template,
                provider,
                context,
                localizations,
            } => {
                let wrapped = context::of_crate(template, provider, context, localizations)?;
                Ok(vec![file(
                    path_in_crate(template, context),
                    template,
                    &wrapped,
                )?])
            }
            Job::Language { template, texts } => {
                let path = renamed(template, &texts.file_name);
                Ok(vec![file(path, template, &wrapped(texts)?)?])
            }
            Job::Class {
                class,
                provider,
                previous,
            } => {
                let former_module = class.former_module(*previous);
                let templates = files::templates_for(Each::Class);
                let files = templates.map(|template| {
                    let wrapped = context::of_class(template, class, *provider)?;
                    let path = of_class(template, &class.module);
                    let former = of_class(template, &former_module);
                    Ok(RenderedFile {
                        former_path: (former != path).then_some(former),
                        ..file(path, template, &wrapped)?
                    })
                });
                files.collect()
            }
        }
    }
}

/// Where in the crate the file is that is made once of this template: some have the provider's name.
fn path_in_crate(template: &str, provider: &ProviderContext) -> String {
    match template {
        files::MOF => renamed(template, &provider.mof_file),
        files::REMOVAL => renamed(template, &provider.remove_file),
        files::RECORD => renamed(template, &provider.record_file),
        _ => template.to_owned(),
    }
}

/// Where in the crate the file of a class is.
fn of_class(template: &str, module: &str) -> String {
    let (_, extension) = template.rsplit_once('.').unwrap_or_default();
    renamed(template, &format!("{module}.{extension}"))
}

/// The same folder, with another file's name.
fn renamed(path: &str, name: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// The text of `docs/access-denied.md`: what each kind of client sees of the provider.
///
/// # Errors
/// If a template is at fault.
pub fn access_denied_document(provider: &Provider) -> anyhow::Result<String> {
    let context = ProviderContext::new(provider);
    let wrapped = context::of_crate(files::REVIEW, provider, &context, &[])?;
    Registry::get().render(files::REVIEW, &wrapped)
}

/// The spec that a new provider starts from. `name` is a valid name of a provider.
///
/// # Errors
/// If a template is at fault.
pub fn starter_spec(name: &str, clsid: Uuid) -> anyhow::Result<String> {
    Registry::get().render(
        files::STARTER,
        &wrapped(&context::StarterContext::new(name, clsid))?,
    )
}
