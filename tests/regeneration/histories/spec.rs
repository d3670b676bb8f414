//! A spec small enough to be rendered a thousand times a second: classes with properties, as far as they matter to the
//! files of a crate.

use std::collections::BTreeMap;
use std::fmt::Write;

use wmigen::regen::Rendering;
use wmigen::render::{Ownership, RenderedFile};

use crate::scene::file;

/// How many classes a history knows.
pub const CLASSES: usize = 4;

/// What a crate is generated from.
#[derive(Debug, Clone)]
pub struct Spec {
    classes: BTreeMap<usize, Class>,
    /// The number of the newest comment.
    comment: usize,
    /// The wmigen that generates: another one writes other scaffolds, and needs other versions.
    wmigen: usize,
}

/// A class of a spec.
#[derive(Debug, Clone, Default)]
struct Class {
    properties: u8,
    enumerates: bool,
    renamed_from: Option<usize>,
}

/// An edit of a spec.
#[derive(Debug, Clone, Copy)]
pub enum SpecEdit {
    AddClass(usize),
    RemoveClass(usize),
    RenameClass {
        from: usize,
        to: usize,
    },
    /// Adds a property, or removes it.
    Property(usize, u8),
    /// Adds an operation, or removes it.
    Operation(usize),
    Comment,
    NewerWmigen,
}

impl Spec {
    /// Two classes.
    pub fn first() -> Self {
        Self {
            classes: [(0, Class::default()), (1, Class::default())].into(),
            comment: 0,
            wmigen: 0,
        }
    }

    pub fn edit(&mut self, edit: SpecEdit) {
        match edit {
            SpecEdit::AddClass(class) => {
                self.named_anew(class);
                self.classes.entry(class).or_default();
            }
            SpecEdit::RemoveClass(class) => {
                self.classes.remove(&class);
            }
            SpecEdit::RenameClass { from, to } => {
                if !self.classes.contains_key(&to)
                    && let Some(mut class) = self.classes.remove(&from)
                {
                    self.named_anew(to);
                    class.renamed_from = Some(from);
                    self.classes.insert(to, class);
                }
            }
            SpecEdit::Property(class, property) => {
                if let Some(class) = self.classes.get_mut(&class) {
                    class.properties ^= 1 << property;
                }
            }
            SpecEdit::Operation(class) => {
                if let Some(class) = self.classes.get_mut(&class) {
                    class.enumerates = !class.enumerates;
                }
            }
            SpecEdit::Comment => self.comment += 1,
            SpecEdit::NewerWmigen => self.wmigen += 1,
        }
    }

    /// A name that is in the spec is nobody's former one.
    fn named_anew(&mut self, class: usize) {
        for other in self.classes.values_mut() {
            other.renamed_from = other.renamed_from.filter(|former| *former != class);
        }
    }

    /// The files of the crate.
    pub fn rendering(&self) -> Rendering {
        let wmigen = self.wmigen;
        let mut files = vec![
            file(
                "Cargo.toml",
                Ownership::Keys,
                &format!(
                    "[package]\nname = \"acme\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\nwindows-core = \"0.{wmigen}\"\n"
                ),
            ),
            file(
                "README.md",
                Ownership::Once,
                &format!("# Acme\n\nFirst.\n\nMade by {wmigen}.\n\nLast.\n"),
            ),
            file("src/lib.rs", Ownership::Once, "mod generated;\n"),
            file("src/generated/mod.rs", Ownership::Generated, &self.module()),
            file("docs/page.md", Ownership::Generated, "Always the same.\n"),
        ];
        for (number, class) in &self.classes {
            files.push(class.file("src/generated", *number, Ownership::Generated, "provided"));
            files.push(class.file("src/classes", *number, Ownership::Once, "to be written"));
        }
        let spec = format!("{self:?}\n");
        Rendering::new(files).expect("good paths").of_spec(&spec)
    }

    fn module(&self) -> String {
        let mut text = "// The classes.\n".to_owned();
        for class in self.classes.keys() {
            writeln!(text, "mod acme_{class};").expect("a text takes all");
        }
        text
    }
}

impl Class {
    fn file(&self, folder: &str, number: usize, ownership: Ownership, word: &str) -> RenderedFile {
        let path = |number| format!("{folder}/acme_{number}.rs");
        let mut text = format!("// The class {number}, {word}.\n\nstruct Class;\n\n");
        for property in (0..8).filter(|property| self.properties & (1 << property) != 0) {
            write!(text, "// property {property}\n\n").expect("a text takes all");
        }
        if self.enumerates {
            text += "fn enumerate() {}\n\n";
        }
        text += "// The end.\n";
        RenderedFile {
            former_path: self.renamed_from.map(path),
            ..file(&path(number), ownership, &text)
        }
    }
}
