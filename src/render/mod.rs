//! Turns a resolved provider into the files of its crate.
//!
//! What depends on the spec comes out of a template and a typed [`context`]; all else is the same in every crate, and is
//! copied. Nothing here reads or writes a file.

mod answers;
mod built_in;
mod check;
mod context;
mod escape;
mod faults;
mod files;
mod helper_rows;
mod helpers;
mod language;
mod layout;
mod made_by_own;
mod mof;
mod numbers;
mod obeyed;
mod outline;
mod own;
mod parts;
mod stubs;
mod templates;

use crate::cores;
use crate::model::{Class, Provider};
use crate::schema;
pub use answers::{
    call_words as call_in_words, caller as caller_in_words, wants as wants_in_words,
    who as client_in_words, words as answer_in_words, write_words as write_in_words,
    writer as writer_in_words,
};
use anyhow::Context as _;
pub use built_in::{BuiltIn, stake};
pub use context::shared_types;
use context::{Kind, ProviderContext};
pub use context::{Kind as ContextKind, VERSION as CONTEXT_VERSION};
pub use files::{Each, TEMPLATE};
pub use helper_rows::{HELPERS, HelperRow, Makes, Stands, Takes};
pub use made_by_own::{MadeByOwn, made_by_own};
pub use obeyed::{SENSITIVE, obeyed_by};
use outline::Source;
pub use outline::{OutlinedFile, outline, part_unchanged};
pub use own::{Extra, MODULE, OwnFile, OwnTemplates, PARTIALS, SNAKE_NAME};
pub use parts::{PARTS, Part};
use serde_json::Value;
pub use stubs::{Stub, field, has_own_type, method, method_of_class, type_of_field};
pub use templates::Templates;
use templates::wrapped;
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

/// What the files of a crate are made of.
#[derive(Clone, Copy, Debug)]
pub struct MadeOf<'p> {
    /// What the spec means.
    pub provider: &'p Provider,
    /// The parts of the runtime besides those that the spec calls for.
    pub besides: &'p [&'static Part],
    /// The templates.
    pub templates: &'p Templates,
}

impl<'p> MadeOf<'p> {
    /// The spec's provider and wmigen's templates, and nothing besides.
    pub fn spec(provider: &'p Provider) -> Self {
        Self {
            provider,
            besides: &[],
            templates: Templates::builtin(),
        }
    }

    /// What of the user's own files the crate's are made of, besides the spec: a name for each, which no other has, and its
    /// text.
    pub fn own_texts(&self) -> Vec<(String, &'p str)> {
        let templates = self.templates.own().all();
        let templates = templates.map(|file| (file.path.clone(), file.text.as_str()));
        let mofs = self.provider.schema_mofs.iter().map(|file| {
            // No path of a template has a colon.
            let name = format!("schema-mof:{}", file.path);
            (name, file.classes.as_deref().unwrap_or_default())
        });
        templates.chain(mofs).collect()
    }
}

/// All files of the provider's crate, but for the spec itself and the lock; by wmigen's templates.
///
/// # Errors
/// If a template is at fault; a provider that was resolved is not.
pub fn render(provider: &Provider) -> anyhow::Result<Vec<RenderedFile>> {
    render_all(MadeOf::spec(provider))
}

/// All files of a crate that is made of this.
///
/// # Errors
/// As of [`render`].
pub fn render_all(made_of: MadeOf<'_>) -> anyhow::Result<Vec<RenderedFile>> {
    render_outline(made_of, outline(None, made_of))
}

/// These files of the outline of a crate that is made of this, in any order.
///
/// # Errors
/// As of [`render`].
pub fn render_outline(
    made_of: MadeOf<'_>,
    mut outline: Vec<OutlinedFile>,
) -> anyhow::Result<Vec<RenderedFile>> {
    let MadeOf {
        provider,
        besides,
        templates,
    } = made_of;
    let context = ProviderContext::new(provider);
    let localizations = context::localizations(provider, &context);
    let whole = context::Whole {
        provider,
        context: &context,
        localizations: &localizations,
        parts: &parts::parts(provider, besides),
        templates,
    };
    // What is made for all classes takes longest: if it comes first, no core waits for the last of it.
    outline.sort_by_key(|file| matches!(file.source, Source::Class(..)));
    let texts = cores::map(&outline, |file| text(file, &whole));
    let files = outline.into_iter().zip(texts);
    files
        .map(|(file, text): (_, anyhow::Result<_>)| Ok(file.with_text(text?)))
        .collect()
}

/// The text of a file of the crate.
fn text(file: &OutlinedFile, whole: &context::Whole<'_>) -> anyhow::Result<String> {
    let context::Whole {
        provider,
        templates,
        ..
    } = *whole;
    match file.source {
        Source::Fixed(path) => Ok(templates.fixed(path).to_owned()),
        Source::Schema => Ok(schema::text()),
        Source::Crate(template) => templates.render(template, &Kind::of(template).of_crate(whole)?),
        Source::Language(template, number) => {
            templates.render(template, &wrapped(&whole.localizations[number])?)
        }
        Source::Class(template, number) => {
            let class = &provider.classes[number];
            templates.render(template, &Kind::of(template).of_class(class, whole)?)
        }
        Source::Extra(number) => {
            let extra = &templates.own().extras[number];
            templates.render(extra.file.name(), &Kind::Extra.of_crate(whole)?)
        }
        Source::ExtraOfClass(number, class) => {
            let extra = &templates.own().extras[number];
            let class = &provider.classes[class];
            templates.render(
                extra.file.name(),
                &Kind::ExtraOfClass.of_class(class, whole)?,
            )
        }
    }
}

/// The data that a template gets, for whoever writes one: of a template that is rendered for a class, or is about one, that of
/// this class; of a language, the first.
///
/// # Errors
/// If there is none: without texts in a language, and without the class where one is needed; or if a template is at fault that
/// is part of it.
pub fn context_data(
    made_of: MadeOf<'_>,
    kind: ContextKind,
    name: &str,
    class: Option<&Class>,
) -> anyhow::Result<Value> {
    let context = ProviderContext::new(made_of.provider);
    let localizations = context::localizations(made_of.provider, &context);
    let whole = context::Whole {
        provider: made_of.provider,
        context: &context,
        localizations: &localizations,
        parts: &parts::parts(made_of.provider, made_of.besides),
        templates: made_of.templates,
    };
    let data = if kind == Kind::Starter {
        wrapped(&context::StarterContext::new(
            &context.name,
            made_of.provider.clsid,
        ))?
    } else if kind == Kind::Localization {
        let first = localizations
            .first()
            .context("the spec has no texts in another language")?;
        wrapped(first)?
    } else if kind.is_of_class() {
        let class = class.context("it is about one class")?;
        kind.of_partial(name, class, &whole)?
    } else {
        kind.of_crate(&whole)?
    };
    let mut data = data.data().clone();
    context::take_marks_off(&mut data);
    Ok(data)
}

/// The text of `docs/access-denied.md`: what each kind of client sees of the provider.
///
/// # Errors
/// If a template is at fault.
pub fn access_denied_document(made_of: MadeOf<'_>) -> anyhow::Result<String> {
    let mut outline = outline(None, made_of);
    outline.retain(|file| file.source == Source::Crate(files::REVIEW));
    let mut files = render_outline(made_of, outline)?.into_iter();
    Ok(files.next().map(|file| file.text).unwrap_or_default())
}

/// The spec that a new provider starts from. `name` is a valid name of a provider.
///
/// # Errors
/// If a template is at fault.
pub fn starter_spec(templates: &Templates, name: &str, clsid: Uuid) -> anyhow::Result<String> {
    templates.render(
        files::STARTER,
        &wrapped(&context::StarterContext::new(name, clsid))?,
    )
}
