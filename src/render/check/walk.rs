//! Goes through a template as handlebars renders it, but into every branch.

use super::scan::{Tag, Tags, scan};
use super::scope::Scope;
use super::syntax::{Problem, compile, not_served};
use super::{Checked, Fault, FaultKind};
use crate::render::language::Language;
use handlebars::Template;
use handlebars::template::TemplateElement;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// The most tags that are looked at, those of a part again wherever it is included.
const TAGS_MAX: usize = 200_000;

/// The most faults that are told.
const FAULTS_MAX: usize = 500;

/// A template that handlebars has read.
pub struct File<'t> {
    name: String,
    text: &'t str,
    tags: Tags,
    template: Template,
}

/// A tag of a template.
#[derive(Clone, Copy)]
pub struct At<'f> {
    file: &'f File<'f>,
    tag: &'f Tag,
}

impl<'f> At<'f> {
    /// Another tag of the same template.
    pub fn tag(self, number: usize) -> Option<Self> {
        let tag = self.file.tags.all.get(number)?;
        Some(Self { tag, ..self })
    }

    /// What is before the tag on its line.
    pub fn line_before(self) -> &'f str {
        let before = &self.file.text[..self.tag.span.start];
        before.rsplit('\n').next().unwrap_or(before)
    }

    /// The tags that go on with the block that begins here.
    pub fn chain(self) -> &'f [usize] {
        &self.tag.chain
    }

    /// The place of a word of the tag, or of all of it. A helper or a part is the first word, and `argument`s are the others.
    pub fn word(self, word: &str, argument: bool) -> Range<usize> {
        let text = |range: &Range<usize>| &self.file.text[range.clone()];
        let mut words = self.tag.words.iter().skip(usize::from(argument));
        let found = words
            .find(|range| text(range) == word || text(range).trim_matches(['"', '\'']) == word);
        found.unwrap_or(&self.tag.span).clone()
    }
}

/// The check of a template and its parts.
pub struct Walk<'t, 'w> {
    /// What can be seen at the place that is looked at.
    pub scope: Scope<'t>,
    /// The parts.
    pub partial: &'w dyn Fn(&str) -> Option<&'t str>,
    /// Their names, for messages.
    pub partial_names: &'w [&'w str],
    /// The language of the file that the template makes.
    pub language: Option<Language>,
    /// The templates that the place is in, the first one first.
    pub inside: Vec<String>,
    /// How many blocks and templates are around the place.
    pub depth: usize,
    read: HashMap<String, Option<Rc<File<'t>>>>,
    tags: usize,
    faults: Vec<Fault>,
    told: HashSet<Fault>,
}

impl<'t, 'w> Walk<'t, 'w> {
    /// A check of what is rendered with data of this schema.
    pub fn new(
        schema: &'t Value,
        partial: &'w dyn Fn(&str) -> Option<&'t str>,
        partial_names: &'w [&'w str],
    ) -> Self {
        Self {
            scope: Scope::new(schema),
            partial,
            partial_names,
            language: None,
            inside: Vec::new(),
            depth: 0,
            read: HashMap::new(),
            tags: 0,
            faults: Vec::new(),
            told: HashSet::new(),
        }
    }

    /// All faults of a template and its parts.
    pub fn whole(mut self, template: &Checked<'t>) -> Vec<Fault> {
        self.language = template.language;
        self.file(template.name, template.text);
        self.faults
    }

    /// Looks at a template in the scope that it has here.
    pub fn file(&mut self, name: &str, text: &'t str) {
        let file = self.read.get(name).cloned().unwrap_or_else(|| {
            let file = self.read(name, text).map(Rc::new);
            self.read.insert(name.to_owned(), file.clone());
            file
        });
        if let Some(file) = file {
            self.inside.push(name.to_owned());
            self.elements(&file, &file.template);
            self.inside.pop();
        }
    }

    fn read(&mut self, name: &str, text: &'t str) -> Option<File<'t>> {
        let tags = match scan(text) {
            Ok(tags) => tags,
            Err(problems) => {
                for (span, problem) in problems {
                    self.tell(name, span, problem);
                }
                return None;
            }
        };
        match compile(text, &tags) {
            Ok(template) => Some(File {
                name: name.to_owned(),
                text,
                tags,
                template,
            }),
            Err((span, problem)) => {
                self.tell(name, span, problem);
                None
            }
        }
    }

    /// Looks at what is in a block.
    pub fn body(&mut self, at: At, template: Option<&Template>) {
        if let Some(template) = template {
            self.elements(at.file, template);
        }
    }

    fn elements(&mut self, file: &File, template: &Template) {
        for (number, element) in template.elements.iter().enumerate() {
            if matches!(
                element,
                TemplateElement::RawString(_) | TemplateElement::Comment(_)
            ) {
                continue;
            }
            if self.is_too_much(file) {
                return;
            }
            let place = template.mapping.get(number);
            let tag = place.and_then(|place| file.tags.by_place.get(&(place.0, place.1)));
            let tag = tag.and_then(|tag| file.tags.all.get(*tag));
            let Some(tag) = tag else {
                self.tell(
                    &file.name,
                    0..0,
                    not_served("a tag of the template is not understood"),
                );
                continue;
            };
            self.element(At { file, tag }, element);
        }
    }

    fn element(&mut self, at: At, element: &TemplateElement) {
        match element {
            TemplateElement::Expression(printed) | TemplateElement::HtmlExpression(printed) => {
                self.print(at, printed);
            }
            TemplateElement::HelperBlock(block) => self.block(at, block, at.chain()),
            TemplateElement::PartialExpression(part) => self.part(at, part),
            TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
            _ => {
                self.fault(
                    at,
                    at.tag.span.clone(),
                    not_served("decorators are not served"),
                );
            }
        }
    }

    /// Whether no more is looked at.
    fn is_too_much(&mut self, file: &File) -> bool {
        self.tags += 1;
        if self.tags == TAGS_MAX {
            let message = format!("the template and its parts come to more than {TAGS_MAX} tags");
            self.tell(&file.name, 0..0, not_served(message));
        }
        self.tags >= TAGS_MAX || self.faults.len() >= FAULTS_MAX
    }

    /// Tells a fault of a place, once.
    pub fn fault(&mut self, at: At, span: Range<usize>, problem: Problem) {
        self.tell(&at.file.name, span, problem);
    }

    fn tell(&mut self, template: &str, span: Range<usize>, problem: Problem) {
        let fault = Fault {
            template: template.to_owned(),
            span,
            kind: problem.kind,
            message: problem.message,
            label: problem.label,
            help: problem.help,
        };
        if self.told.insert(fault.clone()) {
            self.faults.push(fault);
        }
    }

    /// The value of an outcome, if it is none; its fault is told at a word of the tag.
    pub fn keep<T>(&mut self, at: At, word: &str, outcome: Result<T, Problem>) -> Option<T> {
        let argument = at.tag.words.len() > 1;
        outcome
            .map_err(|problem| self.fault(at, at.word(word, argument), problem))
            .ok()
    }

    /// Tells what is wrong with a whole tag.
    pub fn refuse(&mut self, at: At, problem: Problem) {
        self.fault(at, at.tag.span.clone(), problem);
    }

    /// A fault of a number of values, or of their kind.
    pub fn wrong(&mut self, at: At, message: impl Into<String>, help: impl Into<String>) {
        let problem = Problem::new(FaultKind::WrongType, message, "");
        self.refuse(at, problem.help(help));
    }
}
