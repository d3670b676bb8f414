//! Types.

use super::Parser;
use crate::diagnostics::{Checked, quoted};
use crate::model::{Choice, CimType};
use crate::mof::tokens::Kind;
use crate::mof::tree::{Count, Name, Type, TypeKind, ValueKind};

/// MOF's type of this name; it knows no type of lengths of time beside that of points in time.
fn intrinsic(word: &str) -> Option<CimType> {
    let mut all = CimType::ALL.iter().copied();
    all.find(|one| one.row().mof.eq_ignore_ascii_case(word))
}

impl Parser<'_> {
    /// A type, without what its name has behind it: `uint8`, `object`, `object:Class`, `Class`, `class Class` or `Class ref`.
    pub fn type_of_value(&mut self, form: &str) -> Checked<Type> {
        let begun = self.place();
        let is_class = self.take_word("class");
        let word = self.name("a type", form)?;
        if word.is("void") {
            let help = "give it a type; only a method returns nothing";
            return self
                .problems
                .problem(
                    word.span,
                    "nothing is `void` but what a method returns",
                    help,
                )
                .refuse();
        }
        let is_object = word.is("object") && !is_class;
        let intrinsic = if is_class {
            None
        } else {
            intrinsic(&word.text)
        };
        // A property may have the name `ref`.
        let is_reference = self.is_word("ref") && self.is_name_at(self.at + 1);
        if is_reference {
            self.at += 1;
        }
        let kind = match (intrinsic, is_reference) {
            (Some(intrinsic), true) => {
                let message = format!(
                    "{} is no class, and only instances of classes have paths",
                    quoted(&word.text)
                );
                let help = "leave `ref` out, or write the class that it refers to";
                self.problems.tell(word.span, message, help);
                TypeKind::Intrinsic(intrinsic)
            }
            (Some(intrinsic), false) => TypeKind::Intrinsic(intrinsic),
            (None, true) => TypeKind::Reference((!is_object).then_some(word)),
            (None, false) if is_object && self.take_mark(b':') => {
                TypeKind::Object(Some(self.name("the class of the object", form)?))
            }
            (None, false) => TypeKind::Object((!is_object).then_some(word)),
        };
        Ok(Type {
            kind,
            count: Count::One,
            span: self.since(&begun),
        })
    }

    fn is_name_at(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Word)
    }

    /// `[]` or `[3]`, if that stands here.
    pub fn array(&mut self, form: &str) -> Checked<Count> {
        if !self.is(Kind::Mark(b'[')) {
            return Ok(Count::One);
        }
        self.begin(b'[', "", form)?;
        let mut length = None;
        if self.is(Kind::Number) {
            let Name { text, span } = self.number_as_written();
            length = match crate::mof::literals::number_of(&text) {
                Some(ValueKind::Integer(length, _)) => u32::try_from(length)
                    .ok()
                    .filter(|length| *length > 0 && i32::try_from(*length).is_ok()),
                _ => None,
            };
            if length.is_none() {
                let message = format!("{} is no length of an array", quoted(&text));
                let help = "write how many values it has at most, or `[]`";
                self.problems.tell(span, message, help);
            }
        }
        self.end(b']', "behind the length of the array", form)?;
        Ok(length.map_or(Count::Any, Count::AtMost))
    }

    fn number_as_written(&mut self) -> Name {
        let span = self.place();
        self.at += 1;
        Name {
            text: self.text[span.clone()].to_owned(),
            span,
        }
    }
}
