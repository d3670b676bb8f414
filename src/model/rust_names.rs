//! What a class or a field is called in Rust: `rust-name` says it, or else it follows from the name in WMI.

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use toml::Spanned;

use super::collisions::Placed;
use super::idents;
use crate::diagnostics::rules::RUST_NAME;
use crate::diagnostics::{Checked, Diagnostic, Span, quoted};
use crate::spec::{ClassTable, ExternalTable, FieldTable, MethodTable};

/// The regular expression of a class's name in Rust, for those who check a spec by its JSON Schema; [`check_type`] is what
/// judges it.
pub const TYPE_PATTERN: &str = "^[A-Z][A-Za-z0-9]*$";

/// The regular expression of a field's name in Rust; [`check_field`] is what judges it.
pub const FIELD_PATTERN: &str = "^[a-z][a-z0-9_]*$";

/// The most characters of a name, as in WMI.
const LENGTH_MAX: usize = 255;

/// Something that has a name in WMI, and perhaps one of its own in Rust.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'s> {
    /// The name in WMI.
    pub name: &'s Spanned<String>,
    rust_name: Option<&'s Spanned<String>>,
}

impl<'s> Naming<'s> {
    /// The naming of a thing that takes no `rust-name`.
    pub fn plain(name: &'s Spanned<String>) -> Self {
        let rust_name = None;
        Self { name, rust_name }
    }

    /// The naming of a class.
    pub fn of_class(class: &'s ClassTable) -> Self {
        let (name, rust_name) = (&class.name, class.rust_name.as_ref());
        Self { name, rust_name }
    }

    /// The naming of a class that the namespace has already.
    pub fn of_external(class: &'s ExternalTable) -> Self {
        let (name, rust_name) = (&class.name, class.rust_name.as_ref());
        Self { name, rust_name }
    }

    /// The naming of a field.
    pub fn of_field(name: &'s Spanned<String>, field: &'s FieldTable) -> Self {
        let rust_name = field.rust_name.as_ref();
        Self { name, rust_name }
    }

    /// The naming of a method.
    pub fn of_method(method: &'s MethodTable) -> Self {
        let (name, rust_name) = (&method.name, method.rust_name.as_ref());
        Self { name, rust_name }
    }

    /// What its names in Rust are made of: `rust-name`, or else the name in WMI.
    pub fn written(&self) -> &'s Spanned<String> {
        self.rust_name.unwrap_or(self.name)
    }

    /// The text that its names in Rust are made of.
    pub fn stem(&self) -> &'s str {
        self.written().get_ref()
    }

    /// Whether the spec chooses its name in Rust.
    pub fn is_chosen(&self) -> bool {
        self.rust_name.is_some()
    }

    /// Checks the name in Rust of a class.
    pub fn check_type(&self) -> Checked<()> {
        self.rust_name.map_or(Ok(()), check_type)
    }

    /// Checks the name in Rust of a field or a method.
    pub fn check_field(&self) -> Checked<()> {
        self.rust_name.map_or(Ok(()), check_field)
    }
}

impl Placed for Naming<'_> {
    fn span(&self) -> Span {
        self.written().span()
    }
}

/// Whether a class can be called so.
pub fn is_type(name: &str) -> bool {
    CLASS.is_in_case(name) && obstacle_to_type(name).is_none()
}

/// Checks that a class can be called so: its type and its module are to be what is written.
fn check_type(written: &Spanned<String>) -> Checked<()> {
    CLASS.check(written)?;
    let name = written.get_ref();
    match obstacle_to_type(name) {
        Some(why) => taken(written, &why, &format!("{name}Item")),
        None => Ok(()),
    }
}

/// Why a name in the right case cannot be that of a class.
fn obstacle_to_type(name: &str) -> Option<String> {
    let module = idents::module(name);
    if idents::type_name(name) != name {
        return Some("generated code uses that type itself".to_owned());
    }
    let taken = module.strip_suffix('_')?;
    Some(format!("no module can be called `{taken}` here"))
}

/// Checks that a field can be called so.
fn check_field(written: &Spanned<String>) -> Checked<()> {
    FIELD.check(written)?;
    let name = written.get_ref();
    if idents::field(name) == *name {
        return Ok(());
    }
    taken(written, "it is a keyword", &format!("{name}_value"))
}

/// How a name is written in Rust.
struct Case {
    name: &'static str,
    letters: &'static str,
    convert: fn(&str) -> String,
    /// A name for those that cannot be repaired.
    example: &'static str,
}

const CLASS: Case = Case {
    name: "UpperCamelCase",
    letters: "letters from A to Z and digits",
    convert: |name| name.to_upper_camel_case(),
    example: "Disk",
};

const FIELD: Case = Case {
    name: "snake_case",
    letters: "letters from a to z, digits and underscores",
    convert: |name| name.to_snake_case(),
    example: "free_space",
};

impl Case {
    /// Whether a name is written so.
    fn is_in_case(&self, name: &str) -> bool {
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let first = name.starts_with(|c: char| c.is_ascii_alphabetic());
        first
            && name.len() <= LENGTH_MAX
            && name.chars().all(letters)
            && (self.convert)(name) == name
    }

    /// Checks that a name is written so.
    fn check(&self, written: &Spanned<String>) -> Checked<()> {
        let name = written.get_ref();
        if self.is_in_case(name) {
            return Ok(());
        }
        let problem = if name.is_empty() {
            "is empty".to_owned()
        } else if name.len() > LENGTH_MAX {
            format!("is longer than {LENGTH_MAX} characters")
        } else {
            format!("is not in {}", self.name)
        };
        let repaired = (self.convert)(name);
        let near = if self.is_in_case(&repaired) {
            &repaired
        } else {
            self.example
        };
        let message = format!("the name in Rust {} {problem}", quoted(name));
        Diagnostic::error(&RUST_NAME, written.span(), message)
            .with_label(format!("expected {}: {}", self.name, self.letters))
            .with_help(format!("write for instance `rust-name = \"{near}\"`"))
            .refuse()
    }
}

/// Refuses a name that cannot stand as it is written.
fn taken(written: &Spanned<String>, why: &str, instead: &str) -> Checked<()> {
    let name = quoted(written.get_ref());
    let message = format!("{name} cannot be a name in Rust: {why}");
    Diagnostic::error(&RUST_NAME, written.span(), message)
        .with_label("taken")
        .with_help(format!("write for instance `rust-name = \"{instead}\"`"))
        .refuse()
}
