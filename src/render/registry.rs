//! The templates, checked when they are entered, and strict about what they print.

use super::{files, helpers};
use anyhow::Context as _;
use handlebars::{Context, Handlebars, no_escape};
use serde::Serialize;
use std::sync::OnceLock;

/// Reading the templates takes longer than rendering them.
static READ: OnceLock<Registry> = OnceLock::new();

/// The templates of the generated crate.
pub struct Registry(Handlebars<'static>);

impl Registry {
    /// All templates, which are read once.
    ///
    /// # Errors
    /// If one of them is no template.
    pub fn get() -> anyhow::Result<&'static Self> {
        if let Some(registry) = READ.get() {
            return Ok(registry);
        }
        let registry = Registry::read()?;
        Ok(READ.get_or_init(|| registry))
    }

    fn read() -> anyhow::Result<Self> {
        let mut handlebars = Handlebars::new();
        // Nothing of it is HTML; the helpers know what each place needs.
        handlebars.register_escape_fn(no_escape);
        handlebars.set_strict_mode(true);
        helpers::register(&mut handlebars);
        for (name, text) in files::templates() {
            handlebars
                .register_template_string(name, text)
                .with_context(|| format!("the template {name}"))?;
        }
        Ok(Registry(handlebars))
    }

    /// Renders one template.
    ///
    /// # Errors
    /// If the template asks for what its context does not have.
    pub fn render(&self, name: &str, context: &Context) -> anyhow::Result<String> {
        self.0
            .render_with_context(name, context)
            .with_context(|| format!("the template {name}"))
    }
}

/// A context in the form in which templates take it. Making it takes longer than rendering, so that it is made once for
/// all templates that have it.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn wrapped(context: &impl Serialize) -> anyhow::Result<Context> {
    Context::wraps(context).context("the context of a template")
}
