//! The templates, checked when they are entered, and strict about what they print.

use super::{files, helpers};
use anyhow::Context as _;
use handlebars::{Handlebars, no_escape};
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
    pub fn render(&self, name: &str, context: &impl Serialize) -> anyhow::Result<String> {
        self.0
            .render(name, context)
            .with_context(|| format!("the template {name}"))
    }
}
