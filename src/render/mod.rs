//! Turns a resolved provider into the files of its crate.
//!
//! What depends on the spec comes out of a template and a typed [`context`]; all else is the same in every crate, and is
//! copied. Nothing here reads or writes a file.

mod answers;
#[cfg_attr(not(test), allow(dead_code, reason = "the registry is to call it"))]
mod check;
mod context;
mod escape;
mod files;
#[cfg_attr(
    not(test),
    allow(dead_code, reason = "the check of templates reads it")
)]
mod helper_rows;
mod helpers;
mod layout;
mod mof;
mod numbers;
mod outline;
mod parts;
mod registry;
mod stubs;

use crate::cores;
use crate::model::Provider;
use crate::schema;
pub use answers::{who as client_in_words, words as answer_in_words};
use context::{ProviderContext, TypeOfProvider};
use outline::Source;
pub use outline::{OutlinedFile, outline, part_unchanged};
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

/// All files of the provider's crate, but for the spec itself and the lock.
///
/// # Errors
/// If a template is at fault; a provider that was resolved is not.
pub fn render(provider: &Provider) -> anyhow::Result<Vec<RenderedFile>> {
    render_with(provider, &[])
}

/// The same, with parts of the runtime besides those that the spec calls for.
///
/// # Errors
/// As of [`render`].
pub fn render_with(provider: &Provider, besides: &[&Part]) -> anyhow::Result<Vec<RenderedFile>> {
    render_outline(provider, outline(None, provider, besides), besides)
}

/// These files of the outline of the provider's crate, in any order. The crate has the parts of the runtime that its spec
/// calls for, and those `besides`.
///
/// # Errors
/// As of [`render`].
pub fn render_outline(
    provider: &Provider,
    mut outline: Vec<OutlinedFile>,
    besides: &[&Part],
) -> anyhow::Result<Vec<RenderedFile>> {
    let context = ProviderContext::new(provider);
    let localizations = context::localizations(provider, &context);
    let parts = parts::parts(provider, besides);
    // What is made for all classes takes longest: if it comes first, no core waits for the last of it.
    outline.sort_by_key(|file| matches!(file.source, Source::Class(..)));
    let texts = cores::map(&outline, |file| {
        Ok(match file.source {
            Source::Fixed(text) => text.to_owned(),
            Source::Schema => schema::text(),
            Source::Crate(template) => {
                let wrapped =
                    context::of_crate(template, provider, &context, &localizations, &parts)?;
                Registry::get().render(template, &wrapped)?
            }
            Source::Language(template, number) => {
                Registry::get().render(template, &wrapped(&localizations[number])?)?
            }
            Source::Class(template, number) => {
                let class = &provider.classes[number];
                let wrapped = context::of_class(template, class, TypeOfProvider::new(provider))?;
                Registry::get().render(template, &wrapped)?
            }
        })
    });
    let files = outline.into_iter().zip(texts);
    files
        .map(|(file, text): (_, anyhow::Result<_>)| Ok(file.with_text(text?)))
        .collect()
}

/// The text of `docs/access-denied.md`: what each kind of client sees of the provider.
///
/// # Errors
/// If a template is at fault.
pub fn access_denied_document(provider: &Provider) -> anyhow::Result<String> {
    let context = ProviderContext::new(provider);
    let wrapped = context::of_crate(files::REVIEW, provider, &context, &[], &[])?;
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
