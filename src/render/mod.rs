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

use crate::model::Provider;
use crate::spec::schema;
use context::CrateContext;
use registry::Registry;
pub use stubs::{Operation, Stub, field, has_own_type, method, type_of_field};
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
    /// Where the file was while its class had its former name, if that was elsewhere.
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
    use Ownership::{Generated, Keys, Once};
    let registry = Registry::get()?;
    let context = CrateContext::new(provider);
    let own = context.provider();
    let mut rendered: Vec<RenderedFile> = files::GENERATED
        .iter()
        .map(|(path, text)| RenderedFile::new(*path, Generated, *text))
        .chain(
            files::ONCE
                .iter()
                .map(|(path, text)| RenderedFile::new(*path, Once, *text)),
        )
        .collect();
    rendered.push(RenderedFile::new(schema::FILE, Generated, schema::text()));
    for (path, template, ownership) in [
        (".gitattributes", ".gitattributes", Once),
        ("Cargo.toml", "Cargo.toml", Keys),
        ("README.md", "README.md", Once),
        ("src/lib.rs", "src/lib.rs", Once),
        ("src/generated/mod.rs", "src/generated/mod.rs", Generated),
        (
            "src/generated/classes.rs",
            "src/generated/classes.rs",
            Generated,
        ),
        (
            "src/generated/registration.rs",
            "src/generated/registration.rs",
            Generated,
        ),
        ("docs/access-denied.md", "docs/access-denied.md", Generated),
        (
            &format!("scripts/{}", own.record_file),
            "scripts/provider.provider.json",
            Generated,
        ),
        (
            &format!("mof/{}", own.mof_file),
            "mof/provider.mof",
            Generated,
        ),
        (
            &format!("mof/{}", own.remove_file),
            "mof/provider-remove.mof",
            Generated,
        ),
        (
            "tests/contract/provider.rs",
            "tests/contract/provider.rs",
            Generated,
        ),
    ] {
        let text = registry.render(template, &context)?;
        rendered.push(RenderedFile::new(path, ownership, text));
    }
    for class in context.classes() {
        for (folder, template, ownership) in [
            ("src/generated", "src/generated/class.rs", Generated),
            ("src/classes", "src/classes/class.rs", Once),
        ] {
            let text = registry.render(template, class)?;
            let path = |module: &str| format!("{folder}/{module}.rs");
            let mut file = RenderedFile::new(path(&class.module), ownership, text);
            let former = class.former_module.as_deref();
            file.former_path = former.map(path).filter(|former| *former != file.path);
            rendered.push(file);
        }
    }
    for texts in context.localizations() {
        let text = registry.render("mof/provider.mfl", texts)?;
        let path = format!("mof/{}", texts.file_name);
        rendered.push(RenderedFile::new(path, Generated, text));
    }
    Ok(rendered)
}

/// The text of `docs/access-denied.md`: what each kind of client sees of the provider.
///
/// # Errors
/// If a template is at fault.
pub fn access_denied_document(provider: &Provider) -> anyhow::Result<String> {
    Registry::get()?.render("docs/access-denied.md", &CrateContext::new(provider))
}

/// The spec that a new provider starts from. `name` is a valid name of a provider.
///
/// # Errors
/// If a template is at fault.
pub fn starter_spec(name: &str, clsid: Uuid) -> anyhow::Result<String> {
    Registry::get()?.render("wmigen.toml", &context::StarterContext::new(name, clsid))
}
