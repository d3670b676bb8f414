//! The templates, checked when they are first rendered, and strict about what they print.

use super::{files, helpers};
use anyhow::Context as _;
use handlebars::{Context, Handlebars, no_escape};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::OnceLock;

/// How a template names another one that is part of it.
const PART: &str = "{{>";

/// The templates of the generated crate.
///
/// Each is compiled when it is first asked for, on the thread that asks: in a crate of one class compiling takes longer
/// than rendering, and no crate needs all of them.
pub struct Registry(HashMap<&'static str, Template>);

/// A template, and what it is once it is compiled: with its parts, so that it needs nothing else.
struct Template {
    text: &'static str,
    compiled: OnceLock<Handlebars<'static>>,
}

impl Registry {
    /// All templates.
    pub fn get() -> &'static Self {
        static ALL: OnceLock<Registry> = OnceLock::new();
        ALL.get_or_init(|| {
            let templates = files::templates().map(|(name, text)| {
                let compiled = OnceLock::new();
                (name, Template { text, compiled })
            });
            Registry(templates.collect())
        })
    }

    /// Renders one template.
    ///
    /// # Errors
    /// If it is no template, or asks for what its context does not have.
    pub fn render(&self, name: &str, context: &Context) -> anyhow::Result<String> {
        let template = self.0.get(name).context("there is none");
        let compiled = template.and_then(|template| template.compiled(name));
        compiled
            .and_then(|compiled| Ok(compiled.render_with_context(name, context)?))
            .with_context(|| format!("the template {name}"))
    }
}

impl Template {
    fn compiled(&self, name: &str) -> anyhow::Result<&Handlebars<'static>> {
        if let Some(compiled) = self.compiled.get() {
            return Ok(compiled);
        }
        // Two threads may both come here, and compile the same.
        let compiled = compile(name, self.text)?;
        Ok(self.compiled.get_or_init(|| compiled))
    }
}

fn compile(name: &str, text: &str) -> anyhow::Result<Handlebars<'static>> {
    let mut handlebars = Handlebars::new();
    // Nothing of it is HTML; the helpers know what each place needs.
    handlebars.register_escape_fn(no_escape);
    handlebars.set_strict_mode(true);
    helpers::register(&mut handlebars);
    handlebars.register_template_string(name, text)?;
    if text.contains(PART) {
        for (part, text) in files::parts().filter(|(part, _)| *part != name) {
            handlebars
                .register_template_string(part, text)
                .with_context(|| format!("its part {part}"))?;
        }
    }
    Ok(handlebars)
}

/// What a part of a template makes of each of these, without its last line end. That none of them is there together with all
/// others is what keeps a thousand classes from taking a lot of memory.
///
/// # Errors
/// If one cannot be written as JSON, or the part is at fault.
pub fn rendered_parts<T: Serialize>(
    part: &str,
    contexts: impl Iterator<Item = T>,
) -> anyhow::Result<Vec<String>> {
    let texts = contexts.map(|context| {
        let mut text = Registry::get().render(part, &wrapped(&context)?)?;
        if text.ends_with('\n') {
            text.pop();
        }
        Ok(text)
    });
    texts.collect()
}

/// A context in the form in which templates take it. Making it takes long, so that it is made once for all templates that
/// have the same.
///
/// # Errors
/// If it cannot be written as JSON.
pub fn wrapped(context: &impl Serialize) -> anyhow::Result<Context> {
    Context::wraps(context).context("the context of a template")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_one() {
        for (name, template) in &Registry::get().0 {
            template
                .compiled(name)
                .unwrap_or_else(|why| panic!("{name}: {why:#}"));
        }
    }
}
