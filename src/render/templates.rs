//! The templates: wmigen's, and the user's own in their place and beside them. Each is strict about what it prints.

use super::context::{MARK, field_of_mark};
use super::own::{OwnFile, OwnTemplates, PARTIALS};
use super::{files, helpers};
use anyhow::{Context as _, bail};
use handlebars::{Context, Handlebars, no_escape};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The templates of a crate.
///
/// Each is compiled when it is first asked for, on the thread that asks: in a crate of one class compiling takes longer
/// than rendering, and no crate needs all of them.
#[derive(Debug, Default)]
pub struct Templates {
    by_name: HashMap<Cow<'static, str>, Template>,
    own: OwnTemplates,
}

/// A template, and what it is once it is compiled: with its parts, so that it needs nothing else.
#[derive(Debug)]
struct Template {
    text: Cow<'static, str>,
    /// Whether the text is taken as it is.
    is_verbatim: bool,
    compiled: OnceLock<Handlebars<'static>>,
}

impl Templates {
    /// wmigen's, and no others.
    pub fn builtin() -> &'static Self {
        static ALL: OnceLock<Templates> = OnceLock::new();
        ALL.get_or_init(|| Self::with(OwnTemplates::default()))
    }

    /// wmigen's, and these in their place and beside them. They have been checked.
    pub fn with(own: OwnTemplates) -> Self {
        let builtin = files::templates().map(|(name, text)| {
            let template = Template::new(Cow::Borrowed(text), false);
            (Cow::Borrowed(name), template)
        });
        let mut by_name: HashMap<_, _> = builtin.collect();
        for file in own.all() {
            let text = Cow::Owned(file.body().to_owned());
            let template = Template::new(text, !file.is_rendered());
            by_name.insert(Cow::Owned(file.name().to_owned()), template);
        }
        Self { by_name, own }
    }

    /// The user's own.
    pub fn own(&self) -> &OwnTemplates {
        &self.own
    }

    /// The user's own in the place of wmigen's of this name.
    pub fn in_place_of(&self, name: &str) -> Option<&OwnFile> {
        self.own.in_place_of(name)
    }

    /// The text of a file that is the same in every crate.
    pub fn fixed(&self, path: &str) -> &str {
        let own = self.in_place_of(path).map(OwnFile::body);
        own.or_else(|| files::fixed().find_map(|(one, text)| (one == path).then_some(text)))
            .unwrap_or_default()
    }

    /// Renders one template.
    ///
    /// # Errors
    /// If it is no template, asks for what its context does not have, or prints a text as it is that is to be escaped.
    pub fn render(&self, name: &str, context: &Context) -> anyhow::Result<String> {
        self.render_unnamed(name, context)
            .with_context(|| format!("the template {name}"))
    }

    fn render_unnamed(&self, name: &str, context: &Context) -> anyhow::Result<String> {
        let template = self.by_name.get(name).context("there is none")?;
        if template.is_verbatim {
            return Ok(template.text.to_string());
        }
        let text = self
            .compiled(name, template)?
            .render_with_context(name, context)?;
        if text.contains(MARK) {
            let field = field_of_mark(context.data(), &text).unwrap_or_default();
            bail!("it prints `{field}` as it is; a text of a spec needs a helper that escapes it");
        }
        Ok(text)
    }

    /// What a part of a template makes of each of these, without its last line end. That none of them is there together with
    /// all others is what keeps a thousand classes from taking a lot of memory.
    ///
    /// # Errors
    /// If one cannot be written as JSON, or the part is at fault.
    pub fn rendered_parts<T: Serialize>(
        &self,
        part: &str,
        contexts: impl Iterator<Item = T>,
    ) -> anyhow::Result<Vec<String>> {
        let texts = contexts.map(|context| {
            let mut text = self.render(part, &wrapped(&context)?)?;
            if text.ends_with('\n') {
                text.pop();
            }
            Ok(text)
        });
        texts.collect()
    }

    fn compiled<'t>(
        &self,
        name: &str,
        template: &'t Template,
    ) -> anyhow::Result<&'t Handlebars<'static>> {
        if let Some(compiled) = template.compiled.get() {
            return Ok(compiled);
        }
        // Two threads may both come here, and compile the same.
        let compiled = self.compile(name, &template.text)?;
        Ok(template.compiled.get_or_init(|| compiled))
    }

    fn compile(&self, name: &str, text: &str) -> anyhow::Result<Handlebars<'static>> {
        let mut handlebars = Handlebars::new();
        // Nothing of it is HTML; the helpers know what each place needs.
        handlebars.register_escape_fn(no_escape);
        handlebars.set_strict_mode(true);
        helpers::register(&mut handlebars);
        handlebars.register_template_string(name, text)?;
        if names_parts(text) {
            for (part, text) in self.parts().filter(|(part, _)| *part != name) {
                handlebars
                    .register_template_string(part, text)
                    .with_context(|| format!("its part {part}"))?;
            }
        }
        Ok(handlebars)
    }

    /// The templates that are part of others: their names, and their texts.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.by_name.iter();
        let parts = all.filter(|(name, _)| files::is_part(name) || name.starts_with(PARTIALS));
        parts.map(|(name, template)| (name.as_ref(), template.text.as_ref()))
    }
}

impl Template {
    fn new(text: Cow<'static, str>, is_verbatim: bool) -> Self {
        Self {
            text,
            is_verbatim,
            compiled: OnceLock::new(),
        }
    }
}

/// Whether a template may name others that are part of it: `{{> …}}`, with or without `~` and spaces.
fn names_parts(text: &str) -> bool {
    let mut tags = text.split("{{").skip(1);
    tags.any(|tag| {
        let tag = tag.trim_start_matches(['~', '#', ' ', '\t', '\r', '\n']);
        tag.starts_with('>')
    })
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
    use serde_json::json;

    #[test]
    fn every_template_is_one() {
        let all = Templates::builtin();
        for (name, template) in &all.by_name {
            all.compiled(name, template)
                .unwrap_or_else(|why| panic!("{name}: {why:#}"));
        }
    }

    /// The templates with these files of the user's.
    fn with(files: &[(&str, &str)]) -> Templates {
        let files = files.iter().map(|(path, text)| OwnFile {
            path: (*path).to_owned(),
            shown: (*path).to_owned(),
            text: (*text).to_owned(),
            start: 0,
        });
        Templates::with(OwnTemplates {
            files: files.collect(),
            extras: Vec::new(),
        })
    }

    #[test]
    fn the_users_stand_in_the_place_of_wmigens_and_partials_beside_them() {
        let templates = with(&[
            ("README.md.hbs", "{{>partials/head}}: {{{md text}}}\n"),
            ("partials/head.hbs", "{{name}}"),
            ("clippy.toml", "# {{mine}}\n"),
        ]);
        let context = wrapped(&json!({ "name": "A", "text": "\0b*" })).expect("JSON");
        let render = |name| templates.render(name, &context).expect(name);
        assert_eq!(render("README.md"), "A: b\\*\n");
        assert_eq!(render("clippy.toml"), "# {{mine}}\n");
    }

    #[test]
    fn a_text_that_is_not_escaped_reaches_no_file() {
        let templates = with(&[("README.md.hbs", "{{provider.text}}\n")]);
        let context = wrapped(&json!({ "provider": { "text": "\0b*" } })).expect("JSON");
        let error = templates.render("README.md", &context);
        assert_eq!(
            format!("{:#}", error.expect_err("a fault")),
            "the template README.md: it prints `provider.text` as it is; a text of a spec needs a helper that escapes it"
        );
    }

    #[test]
    fn a_part_is_named_with_and_without_spaces() {
        for text in [
            "{{>a}}",
            "{{> a}}",
            "{{~> a}}",
            "{{~ >a ~}}",
            "x {{#> a}}{{/a}}",
        ] {
            assert!(names_parts(text), "{text}");
        }
        for text in ["{{a}} > {{b}}", "{{#if a}}>{{/if}}", "a"] {
            assert!(!names_parts(text), "{text}");
        }
    }
}
