//! The classes that a file of MOF declares; it may have nothing else.

use std::fmt::Write as _;

use super::members::{Member, members};
use super::tokens::{Kind, Token, tokens};
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Checked, Diagnostic, Span, quoted};

/// A class, as a file declares it.
#[derive(Debug)]
pub struct Declared {
    pub name: String,
    /// The place of the name.
    pub place: Span,
    /// The class that it derives from, and where it says so.
    pub superclass: Option<(String, Span)>,
    /// The qualifiers of the class itself, with their places.
    pub qualifiers: Vec<(String, Span)>,
    /// Its properties.
    pub members: Vec<Member>,
    /// All of it, in ASCII and without comments.
    pub text: String,
}

/// The pragmas that say nothing to whoever makes the classes, so that they are passed over: the first is said of the file that
/// is installed, and WMI knows nothing of the other.
const PASSED_OVER: &[&str] = &["autorecover", "locale"];

/// The classes that a text declares, in its order.
pub fn declarations(text: &str) -> Checked<Vec<Declared>> {
    let tokens = tokens(text)?;
    let mut reader = Reader {
        text,
        tokens: &tokens,
        at: 0,
    };
    let mut declared = Vec::new();
    while let Some(token) = reader.peek() {
        if token.kind == Kind::Directive {
            directive(text, token)?;
            reader.at += 1;
        } else {
            declared.push(reader.class()?);
        }
    }
    if declared.is_empty() {
        return Diagnostic::error(&SCHEMA_MOF_FILE, 0..0, "there is no class in it")
            .with_help("declare the classes in it that the provider brings, or leave the file out of `schema-mof`")
            .refuse();
    }
    Ok(declared)
}

/// What a line that begins with `#` asks of the compiler is asked of all that comes after it, and so of the provider's classes.
fn directive(text: &str, token: &Token) -> Checked<()> {
    let line = &text[token.span.clone()];
    let words = line[1..].split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    if is(first, "pragma") && PASSED_OVER.iter().any(|other| is(second, other)) {
        return Ok(());
    }
    let help = if is(first, "include") || is(second, "include") {
        "leave the line out, and name that file in `schema-mof` before this one"
    } else if is(second, "namespace") {
        "leave the line out: the classes are made in each namespace that the provider has classes in"
    } else {
        "leave the line out: what it asks for would be asked for the provider's own classes, too"
    };
    let message = format!("the line {} is more than a class", quoted(line.trim_end()));
    Diagnostic::error(&SCHEMA_MOF_FILE, token.span.clone(), message)
        .with_help(help)
        .refuse()
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    fn word(&self, token: &Token) -> &'t str {
        &self.text[token.span.clone()]
    }

    /// The next token, which has to be this mark.
    fn mark(&mut self, mark: char, what: &str) -> Checked<()> {
        match self.peek() {
            Some(token) if token.kind == Kind::Mark(mark) => {
                self.at += 1;
                Ok(())
            }
            found => self.expected(found, &format!("`{mark}` {what}")),
        }
    }

    fn is_mark(&self, mark: char) -> bool {
        self.peek()
            .is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn expected<T>(&self, found: Option<&Token>, what: &str) -> Checked<T> {
        let end = self.text.len();
        let (span, message) = match found {
            Some(token) => (
                token.span.clone(),
                format!("{} stands here", quoted(self.word(token))),
            ),
            None => (end..end, "the file ends here".to_owned()),
        };
        Diagnostic::error(&SCHEMA_MOF_FILE, span, message)
            .with_label(format!("expected {what}"))
            .with_help("write whole declarations of classes: `class Acme_Base { … };`")
            .refuse()
    }

    /// The name of a class.
    fn name(&mut self, what: &str) -> Checked<(String, Span)> {
        let found = self.peek();
        let is_name = |word: &str| {
            let first = word.bytes().next().unwrap_or(b' ');
            let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            (first.is_ascii_alphabetic() || first == b'_') && word.bytes().all(is_of_name)
        };
        match found {
            Some(token) if token.kind == Kind::Word && is_name(self.word(token)) => {
                self.at += 1;
                Ok((self.word(token).to_owned(), token.span.clone()))
            }
            found => self.expected(found, what),
        }
    }

    /// A whole declaration.
    fn class(&mut self) -> Checked<Declared> {
        let begun = self.at;
        let qualifiers = if self.is_mark('[') {
            let inner = self.enclosed()?;
            self.qualifiers(inner)
        } else {
            Vec::new()
        };
        let found = self.peek();
        match found {
            Some(token) if self.word(token).eq_ignore_ascii_case("class") => self.at += 1,
            Some(token) if token.kind == Kind::Word => return self.no_class(token),
            found => return self.expected(found, "a class"),
        }
        let (name, place) = self.name("the name of the class")?;
        let superclass = if self.is_mark(':') {
            self.at += 1;
            Some(self.name("the name of the superclass")?)
        } else {
            None
        };
        if !self.is_mark('{') {
            return self.expected(self.peek(), "`{` and what the class has");
        }
        let inside = self.enclosed()?;
        self.mark(';', "behind the class")?;
        Ok(Declared {
            text: self.written(begun..self.at),
            name,
            place,
            superclass,
            qualifiers,
            members: members(self.text, &self.tokens[inside]),
        })
    }

    fn no_class<T>(&self, token: &Token) -> Checked<T> {
        let word = self.word(token);
        let (what, help) = match word.to_ascii_lowercase().as_str() {
            "instance" => (
                "an instance",
                "leave it out: instances are the provider's to give, or yours to compile with mofcomp",
            ),
            "qualifier" => (
                "the declaration of a qualifier",
                "leave it out: WMI knows qualifiers by their values alone",
            ),
            _ => return self.expected(Some(token), "a class"),
        };
        Diagnostic::error(
            &SCHEMA_MOF_FILE,
            token.span.clone(),
            format!("{what} is no class"),
        )
        .with_help(help)
        .refuse()
    }

    /// The numbers of the tokens between the bracket that stands here and the one that closes it.
    fn enclosed(&mut self) -> Checked<std::ops::Range<usize>> {
        let begun = self.at;
        let mut open: Vec<(char, &Token)> = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Mark(mark @ ('[' | '(' | '{')) => open.push((closing(mark), token)),
                Kind::Mark(mark @ (']' | ')' | '}')) => match open.pop() {
                    Some((expected, _)) if expected == mark => {}
                    Some((expected, _)) => {
                        return self.expected(Some(token), &format!("`{expected}`"));
                    }
                    None => return self.expected(Some(token), "a class"),
                },
                Kind::Directive => directive(self.text, token)?,
                Kind::Word | Kind::Text | Kind::Mark(_) => {}
            }
            self.at += 1;
            if open.is_empty() {
                return Ok(begun + 1..self.at - 1);
            }
        }
        let place = open.pop().map_or(0..0, |(_, token)| token.span.clone());
        Diagnostic::error(
            &SCHEMA_MOF_FILE,
            place,
            "a bracket is opened here and not closed",
        )
        .with_help("close it: what comes behind the file would stand in it")
        .refuse()
    }

    /// The names of the qualifiers in brackets: what stands at the beginning and behind each comma that is in no value.
    fn qualifiers(&self, inner: std::ops::Range<usize>) -> Vec<(String, Span)> {
        let mut depth = 0_usize;
        let mut is_next = true;
        let mut names = Vec::new();
        for token in &self.tokens[inner] {
            match token.kind {
                Kind::Mark('(' | '{' | '[') => depth += 1,
                Kind::Mark(')' | '}' | ']') => depth = depth.saturating_sub(1),
                Kind::Mark(',') if depth == 0 => is_next = true,
                Kind::Word if is_next => {
                    names.push((self.word(token).to_owned(), token.span.clone()));
                    is_next = false;
                }
                Kind::Mark(_) | Kind::Word | Kind::Text | Kind::Directive => {}
            }
        }
        names
    }

    /// These tokens as they are written, with what is not ASCII in escapes. Comments between them are left out: what a compiler
    /// makes of a comment in another encoding, or of one with a line of the preprocessor's in it, nobody says.
    fn written(&self, tokens: std::ops::Range<usize>) -> String {
        let mut written = String::new();
        let mut end = None;
        for token in &self.tokens[tokens] {
            if token.kind == Kind::Directive {
                continue;
            }
            if let Some(end) = end {
                written.push_str(&between(&self.text[end..token.span.start]));
            }
            for letter in self.word(token).chars() {
                escape(letter, &mut written);
            }
            end = Some(token.span.end);
        }
        written
    }
}

fn closing(mark: char) -> char {
    match mark {
        '[' => ']',
        '(' => ')',
        _ => '}',
    }
}

/// What there is between two tokens: a new line, as far indented as the last one, if there was one, behind an empty line, if
/// there was one; or a blank, if something was.
fn between(gap: &str) -> String {
    let Some((before, last)) = gap.rsplit_once('\n') else {
        return if gap.is_empty() { "" } else { " " }.to_owned();
    };
    let inner = before.split('\n').skip(1);
    let empty = if inner.into_iter().any(|line| line.trim().is_empty()) {
        "\n"
    } else {
        ""
    };
    let end = last.find(|letter| !matches!(letter, ' ' | '\t'));
    format!("{empty}\n{}", &last[..end.unwrap_or(last.len())])
}

/// Writes a letter of a text; those that are not ASCII as MOF escapes them, a UTF-16 unit at a time and always in four digits, so
/// that a digit behind it is none of the escape's.
fn escape(letter: char, into: &mut String) {
    // A control character in a text says nothing to people, and to a compiler perhaps something.
    if letter.is_ascii_graphic() || matches!(letter, ' ' | '\t') {
        into.push(letter);
        return;
    }
    for unit in letter.encode_utf16(&mut [0; 2]) {
        // Writing to a string cannot fail.
        let _ = write!(into, "\\x{unit:04X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_taken_with_what_they_say() {
        let text = "#pragma autorecover\r\n// \u{e9}\r\n[Abstract, Description(\"a, \u{e9}\u{1f980}1\") : Amended,\r\n  Version(\"1\")]\r\n\
                    class A {\r\n\r\n  /* #pragma */ uint8/**/B; // b\r\n};\r\nclass C:A{};";
        let [a, c] = &declarations(text).expect("MOF")[..] else {
            panic!("two classes");
        };
        assert_eq!(
            a.text,
            "[Abstract, Description(\"a, \\x00E9\\xD83E\\xDD801\") : Amended,\n  Version(\"1\")]\nclass A {\n\n  uint8 B;\n};"
        );
        let names: Vec<_> = a.qualifiers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Abstract", "Description", "Version"]);
        assert_eq!((c.name.as_str(), c.text.as_str()), ("C", "class C:A{};"));
        assert_eq!(
            c.superclass.as_ref().map(|(name, _)| name.as_str()),
            Some("A")
        );
        assert_eq!(a.superclass, None);
    }

    #[test]
    fn what_is_more_than_a_class_or_less_is_told_with_its_place() {
        for (text, at, word) in [
            ("", 0, "no class"),
            ("// class A {};", 0, "no class"),
            ("#pragma namespace(\"root\")\nclass A {};", 0, "namespace"),
            ("class A {\n#include <b.mof>\n};", 10, "include"),
            (
                "class A { #pragma classflags(\"forceupdate\")\n};",
                10,
                "classflags",
            ),
            ("#pragma deleteclass(\"A\", NOFAIL)", 0, "deleteclass"),
            ("instance of A {};", 0, "an instance"),
            (
                "class A {}; Qualifier Key : boolean = false;",
                12,
                "a qualifier",
            ),
            ("[a] instance of A {};", 4, "an instance"),
            ("class A { uint8 B; }", 20, "ends here"),
            ("class A { uint8 B;", 8, "not closed"),
            ("class A { uint8 B[; };", 20, "`}`"),
            ("class A;", 7, "`;`"),
            ("class A as $B {};", 8, "`as`"),
            ("class 1A {};", 6, "`1A`"),
            ("class A : {};", 10, "`{`"),
            ("class A {}; };", 12, "`}`"),
            ("[a", 0, "not closed"),
            ("uint8 A;", 0, "`uint8`"),
            ("\"a\"", 0, "`\"a\"`"),
        ] {
            let problem = declarations(text).expect_err(text);
            assert_eq!(problem.primary.span.start, at, "{text}");
            assert!(
                problem.message.contains(word),
                "{text}: {}",
                problem.message
            );
            assert!(problem.help.is_some(), "{text}");
        }
    }
}
