//! Values.

use super::Parser;
use crate::diagnostics::{Checked, Span};
use crate::mof::literals;
use crate::mof::tokens::{Kind, Token};
use crate::mof::tree::{Value, ValueKind};

const VALUE: &str = "a value reads `1`, `0x1F`, `1.5`, `\"text\"`, `'c'`, `TRUE`, `NULL`, `{1, 2}`, `$Alias` or `instance of …`";

impl Parser<'_> {
    /// A value.
    pub fn value(&mut self) -> Checked<Value> {
        let span = self.place();
        let Some(token) = self.peek() else {
            return self.expected("a value", VALUE);
        };
        let kind = match token.kind {
            Kind::Text => {
                let (text, span) = self.texts();
                return Ok(Value {
                    kind: ValueKind::Text(text),
                    span,
                });
            }
            Kind::Character => self.character(token),
            Kind::Number => {
                self.at += 1;
                let number = literals::number_of(self.word(token));
                number.unwrap_or(ValueKind::Null)
            }
            Kind::Alias => {
                self.at += 1;
                ValueKind::Alias(self.word(token)[1..].to_owned())
            }
            Kind::Mark(b'{') => self.deeper(|parser| {
                parser.begin(b'{', "", VALUE)?;
                parser.list(b'}', Self::value, VALUE).map(ValueKind::Array)
            })?,
            Kind::Mark(b'[') => self.deeper(|parser| {
                let qualifiers = parser.qualifiers()?;
                if !parser.is_word("instance") {
                    return parser.expected("`instance of`", VALUE);
                }
                let instance = parser.instance(qualifiers, span.clone())?;
                Ok(ValueKind::Instance(Box::new(instance)))
            })?,
            Kind::Word if self.is_word("instance") => {
                let instance = self.instance(Vec::new(), span.clone())?;
                ValueKind::Instance(Box::new(instance))
            }
            Kind::Word => self.constant(token)?,
            Kind::Mark(_) | Kind::Pragma | Kind::Line => return self.expected("a value", VALUE),
        };
        Ok(Value {
            kind,
            span: self.since(&span),
        })
    }

    fn constant(&mut self, token: Token) -> Checked<ValueKind> {
        let word = self.word(token);
        let kind = match word.to_ascii_lowercase().as_str() {
            "null" => ValueKind::Null,
            "true" => ValueKind::Boolean(true),
            "false" => ValueKind::Boolean(false),
            _ => return self.expected("a value", VALUE),
        };
        self.at += 1;
        Ok(kind)
    }

    fn character(&mut self, token: Token) -> ValueKind {
        self.at += 1;
        let units = literals::units(self.word(token));
        let [unit] = units[..] else {
            let help = "write one character between single quotes, and a text between double ones";
            self.problems
                .tell(token.span(), "this is not one character", help);
            return ValueKind::Character(0);
        };
        ValueKind::Character(unit)
    }

    /// The texts that stand here, as the one that they are.
    pub fn texts(&mut self) -> (String, Span) {
        let begun = self.place();
        let mut units = Vec::new();
        while let Some(token) = self.peek().filter(|token| token.kind == Kind::Text) {
            self.at += 1;
            units.extend(literals::units(self.word(token)));
        }
        let span = self.since(&begun);
        let text = String::from_utf16(&units).unwrap_or_else(|_| {
            let help = "write both of its halves, as `\\xD83E\\xDD80`";
            self.problems
                .tell(span.clone(), "the text has half of a character", help);
            String::from_utf16_lossy(&units)
        });
        if text.contains('\0') {
            let help = "leave it out: a text of WMI ends at it";
            self.problems
                .tell(span.clone(), "the text has a NUL character", help);
        }
        (text, span)
    }
}
