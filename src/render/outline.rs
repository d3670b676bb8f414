//! The files of a provider's crate before they are rendered: which there are, whose they are, and what each is made of.

use super::context::access::used_rules;
use super::context::{ProviderContext, TypeOfProvider, file_names_of_languages, shared_types};
use super::files::{self, Each};
use super::own::{Extra, MODULE, SNAKE_NAME};
use super::parts::{Part, parts};
use super::{MadeOf, Ownership, RenderedFile, Templates};
use crate::model::Provider;
use crate::schema;
use std::collections::HashMap;

/// One file of the generated crate, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlinedFile {
    /// Path within the crate, with forward slashes.
    pub path: String,
    /// Where the file was while its class had its former name, in WMI or in Rust, if that was elsewhere.
    pub former_path: Option<String>,
    /// Who may change the file later.
    pub ownership: Ownership,
    pub(super) source: Source,
}

/// What the text of a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// This file of the templates as it is, the same in every crate.
    Fixed(&'static str),
    /// The JSON Schema of the spec.
    Schema,
    /// This template, for the crate.
    Crate(&'static str),
    /// This template, for a language, by its number.
    Language(&'static str, usize),
    /// This template, for a class, by its number.
    Class(&'static str, usize),
    /// This one of the user's further templates, for the crate.
    Extra(usize),
    /// The same, for a class.
    ExtraOfClass(usize, usize),
}

impl OutlinedFile {
    fn new(path: impl Into<String>, ownership: Ownership, source: Source) -> Self {
        OutlinedFile {
            path: path.into(),
            former_path: None,
            ownership,
            source,
        }
    }

    /// Whether the file is the same in every crate, whatever its spec: a file of wmigen's that nothing is filled into.
    pub fn is_the_same_everywhere(&self, templates: &Templates) -> bool {
        match self.source {
            Source::Fixed(path) => templates.in_place_of(path).is_none(),
            Source::Schema => true,
            Source::Crate(_)
            | Source::Language(..)
            | Source::Class(..)
            | Source::Extra(_)
            | Source::ExtraOfClass(..) => false,
        }
    }

    /// The user's further template that makes it, by its number, if one does.
    pub fn extra(&self) -> Option<usize> {
        match self.source {
            Source::Extra(number) | Source::ExtraOfClass(number, _) => Some(number),
            _ => None,
        }
    }

    /// The file with this text.
    pub fn with_text(self, text: String) -> RenderedFile {
        RenderedFile {
            path: self.path,
            former_path: self.former_path,
            ownership: self.ownership,
            text,
        }
    }
}

/// All files of the crate that is made of this, but for the spec itself and the lock. They know from the provider of the last
/// spec, if it is given, where they were before.
pub fn outline(previous: Option<&Provider>, made_of: MadeOf<'_>) -> Vec<OutlinedFile> {
    let MadeOf {
        provider,
        besides,
        templates,
    } = made_of;
    let parts = parts(provider, besides);
    let is_there = |path: &str| {
        let part = Part::of_file(path);
        part.is_none_or(|of| parts.iter().any(|part| part.module == of.module))
    };
    let fixed = files::fixed()
        .filter(|(path, _)| is_there(path))
        .map(|(path, _)| {
            // What is rendered in the place of a file that is the same in every crate knows the crate.
            let own = templates.in_place_of(path);
            let source = match own {
                Some(own) if own.is_rendered() => Source::Crate(path),
                _ => Source::Fixed(path),
            };
            OutlinedFile::new(path, files::ownership(path), source)
        });
    let schema = OutlinedFile::new(schema::FILE, Ownership::Generated, Source::Schema);
    let context = ProviderContext::new(provider);
    let are_shared = shared_types(provider).next().is_some();
    let of_crate = files::templates_for(Each::Crate);
    let of_crate = of_crate.filter(|template| *template != files::SHARED_TYPES || are_shared);
    let has_rules = used_rules(provider).next().is_some();
    let of_crate = of_crate.filter(|template| *template != files::ACCESS || has_rules);
    let of_crate = of_crate.map(|template| {
        let path = path_in_crate(template, &context);
        OutlinedFile::new(path, files::ownership(template), Source::Crate(template))
    });
    let languages = file_names_of_languages(provider).enumerate();
    let of_languages = languages.flat_map(|(number, name)| {
        files::templates_for(Each::Language).map(move |template| {
            let source = Source::Language(template, number);
            OutlinedFile::new(renamed(template, &name), files::ownership(template), source)
        })
    });
    let classes = provider.classes.iter().enumerate();
    // An abstract class has none.
    let classes = classes.filter(|(_, class)| class.has_code());
    let of_classes = classes.flat_map(|(number, class)| {
        let former_module = class.former_module(previous);
        let templates = files::templates_for(Each::Class);
        // Nobody's code says where objects in properties come from.
        let templates =
            templates.filter(|template| class.is_served() || *template != files::SCAFFOLD);
        templates.map(move |template| {
            let path = of_class(template, &class.module);
            let former = of_class(template, &former_module);
            let source = Source::Class(template, number);
            OutlinedFile {
                former_path: (former != path).then_some(former),
                ..OutlinedFile::new(path, files::ownership(template), source)
            }
        })
    });
    let extras = templates.own().extras.iter().enumerate();
    let extras = extras.flat_map(|(number, extra)| of_extra(number, extra, previous, provider));
    let common = fixed.chain([schema]).chain(of_crate);
    let common = common.chain(of_languages).chain(of_classes);
    common.chain(extras).collect()
}

/// The files that one of the user's further templates makes.
fn of_extra(
    number: usize,
    extra: &Extra,
    previous: Option<&Provider>,
    provider: &Provider,
) -> Vec<OutlinedFile> {
    let path = extra.path.replace(SNAKE_NAME, &provider.snake_name);
    if extra.each != Each::Class {
        return vec![OutlinedFile::new(
            path,
            extra.ownership,
            Source::Extra(number),
        )];
    }
    let classes = provider.classes.iter().enumerate();
    let classes = classes.filter(|(_, class)| class.has_code());
    let files = classes.map(|(at, class)| {
        let now = path.replace(MODULE, &class.module);
        let former = path.replace(MODULE, &class.former_module(previous));
        let source = Source::ExtraOfClass(number, at);
        OutlinedFile {
            former_path: (former != now).then_some(former),
            ..OutlinedFile::new(now, extra.ownership, source)
        }
    });
    files.collect()
}

/// Parts the files of a provider's outline: those that have the text that they had for the provider `previous`, and the rest.
/// A class's files are made of the class and of the name of the provider's type alone.
pub fn part_unchanged(
    previous: &Provider,
    provider: &Provider,
    outline: Vec<OutlinedFile>,
) -> (Vec<OutlinedFile>, Vec<OutlinedFile>) {
    let of_type = TypeOfProvider::new(previous) == TypeOfProvider::new(provider);
    let classes = previous.classes.iter();
    let classes: HashMap<_, _> = classes.map(|class| (&class.name, class)).collect();
    let is_unchanged = |file: &OutlinedFile| match file.source {
        Source::Fixed(_) | Source::Schema => true,
        // A further template knows the whole provider.
        Source::Crate(_) | Source::Language(..) | Source::Extra(_) | Source::ExtraOfClass(..) => {
            false
        }
        Source::Class(_, number) => {
            let class = &provider.classes[number];
            of_type && classes.get(&class.name) == Some(&class)
        }
    };
    outline.into_iter().partition(is_unchanged)
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
