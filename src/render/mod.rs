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
mod parts;
mod registry;
mod stubs;

use crate::model::Provider;
use crate::schema;
pub use answers::{who as client_in_words, words as answer_in_words};
use context::{CrateContext, ProviderContext};
use files::Each;
pub use parts::{PARTS, Part};
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
    render_with(None, provider, &[])
}

/// The same, which know from the provider of the last spec where they were before, and with parts of the runtime besides
/// those that the spec calls for.
///
/// # Errors
/// As of [`render`].
pub fn render_with(
    previous: Option<&Provider>,
    provider: &Provider,
    besides: &[&Part],
) -> anyhow::Result<Vec<RenderedFile>> {
    let registry = Registry::get()?;
    let parts = parts::parts(provider, besides);
    let is_absent = |path: &str| {
        let part = Part::of_file(path);
        part.is_some_and(|of| parts.iter().all(|part| part.module != of.module))
    };
    let context = CrateContext::new(provider).with(parts.clone());
    let mut rendered: Vec<RenderedFile> = files::fixed()
        .filter(|(path, _)| !is_absent(path))
        .map(|(path, text)| RenderedFile::new(path, files::ownership(path), text))
        .collect();
    let schema = schema::text();
    rendered.push(RenderedFile::new(
        schema::FILE,
        Ownership::Generated,
        schema,
    ));
    let whole = wrapped(&context)?;
    for template in files::templates_for(Each::Crate) {
        let text = registry.render(template, &whole)?;
        let path = path_in_crate(template, context.provider());
        rendered.push(RenderedFile::new(path, files::ownership(template), text));
    }
    drop(whole);
    for texts in context.localizations() {
        let wrapped = wrapped(texts)?;
        for template in files::templates_for(Each::Language) {
            let text = registry.render(template, &wrapped)?;
            let path = renamed(template, &texts.file_name);
            rendered.push(RenderedFile::new(path, files::ownership(template), text));
        }
    }
    for (class, context) in provider.classes.iter().zip(context.classes()) {
        let wrapped = wrapped(context)?;
        let former_module = class.former_module(previous);
        for template in files::templates_for(Each::Class) {
            let text = registry.render(template, &wrapped)?;
            let path = of_class(template, &class.module);
            let former = of_class(template, &former_module);
            rendered.push(RenderedFile {
                former_path: (former != path).then_some(former),
                ..RenderedFile::new(path, files::ownership(template), text)
            });
        }
    }
    Ok(rendered)
}

/// Where in the crate the file is that is made once of this template: some have the provider's name.
fn path_in_crate(template: &str, provider: &ProviderContext) -> String {
    match template {
        "mof/provider.mof" => renamed(template, &provider.mof_file),
        "mof/provider-remove.mof" => renamed(template, &provider.remove_file),
        "scripts/provider.provider.json" => renamed(template, &provider.record_file),
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
    Registry::get()?.render(
        "docs/access-denied.md",
        &wrapped(&CrateContext::new(provider))?,
    )
}

/// The spec that a new provider starts from. `name` is a valid name of a provider.
///
/// # Errors
/// If a template is at fault.
pub fn starter_spec(name: &str, clsid: Uuid) -> anyhow::Result<String> {
    Registry::get()?.render(
        files::STARTER,
        &wrapped(&context::StarterContext::new(name, clsid))?,
    )
}
