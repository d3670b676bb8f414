//! The classes that a file of the user's own declares; it may have nothing else.

use std::fmt::Write as _;

use super::parser::{Parsed, parse};
use super::tokens::Token;
use super::tree::{Class, Item, Member, Name, Pragma};
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Span, quoted};

/// A class, as a file declares it.
#[derive(Debug)]
pub struct Declared {
    /// What it is.
    pub class: Class,
    /// All of it, in ASCII and without comments.
    pub text: String,
}

/// The pragmas that say nothing to whoever makes the classes, so that they are passed over: the first is said of the file that
/// is installed, and WMI knows nothing of the other.
const PASSED_OVER: &[&str] = &["autorecover", "locale"];

/// The classes that a text declares, in its order, or all that is wrong with it.
pub fn declarations(text: &str) -> Result<Vec<Declared>, Vec<Diagnostic>> {
    let Parsed {
        items,
        tokens,
        mut problems,
    } = parse(text, &SCHEMA_MOF_FILE);
    let is_mof = problems.is_empty();
    let mut declared = Vec::new();
    for item in items {
        match item {
            Item::Pragma(pragma) => problems.extend(more_than_a_class(text, &pragma)),
            Item::Qualifier(declaration) => problems.push(no_class(
                declaration.keyword,
                "the declaration of a qualifier",
                "leave it out: WMI knows qualifiers by their values alone",
            )),
            Item::Instance(instance) => problems.push(no_class(
                instance.keyword,
                "an instance",
                "leave it out: instances are the provider's to give, or yours to compile with mofcomp",
            )),
            Item::Class(class) => {
                let inner = pragmas_within(&class);
                problems.extend(inner.iter().filter_map(|pragma| more_than_a_class(text, pragma)));
                problems.extend(class.alias.as_ref().map(aliased));
                let left_out: Vec<_> = inner.iter().map(|pragma| pragma.span.clone()).collect();
                let text = written(text, &tokens, &class.span, &left_out);
                declared.push(Declared { class, text });
            }
        }
    }
    if declared.is_empty() && is_mof && problems.is_empty() {
        problems.push(
            Diagnostic::error(&SCHEMA_MOF_FILE, 0..0, "there is no class in it")
                .with_help("declare the classes in it that the provider brings, or leave the file out of `schema-mof`"),
        );
    }
    if problems.is_empty() {
        return Ok(declared);
    }
    problems.sort_by_key(|problem| problem.primary.span.start);
    Err(problems)
}

/// What a pragma asks of the compiler is asked of all that comes after it, and so of the provider's classes.
fn more_than_a_class(text: &str, pragma: &Pragma) -> Option<Diagnostic> {
    if PASSED_OVER.iter().any(|other| pragma.name.is(other)) {
        return None;
    }
    let help = if pragma.name.is("include") {
        "leave the line out, and name that file in `schema-mof` before this one"
    } else if pragma.name.is("namespace") {
        "leave the line out: the classes are made in each namespace that the provider has classes in"
    } else {
        "leave the line out: what it asks for would be asked for the provider's own classes, too"
    };
    let line = &text[pragma.span.clone()];
    let message = format!("the line {} is more than a class", quoted(line));
    let problem = Diagnostic::error(&SCHEMA_MOF_FILE, pragma.span.clone(), message);
    Some(problem.with_help(help))
}

fn no_class(place: Span, what: &str, help: &str) -> Diagnostic {
    let message = format!("{what} is no class");
    Diagnostic::error(&SCHEMA_MOF_FILE, place, message).with_help(help)
}

fn aliased(alias: &Name) -> Diagnostic {
    let message = format!("the class has the alias {}", quoted(&alias.text));
    Diagnostic::error(&SCHEMA_MOF_FILE, alias.span.clone(), message)
        .with_help("leave `as` and the alias out: only instances are called by aliases")
}

/// The pragmas that stand in a class, and in those that are declared within.
fn pragmas_within(class: &Class) -> Vec<&Pragma> {
    let mut found = Vec::new();
    for member in &class.members {
        match member {
            Member::Pragma(pragma) => found.push(pragma),
            Member::Class(class) => found.extend(pragmas_within(class)),
            Member::Property(_) | Member::Method(_) => {}
        }
    }
    found
}

/// The tokens at this place as they are written, with what is not ASCII in escapes. Comments between them are left out: what a
/// compiler makes of a comment in another encoding, or of one with a line of the preprocessor's in it, nobody says.
fn written(text: &str, tokens: &[Token], place: &Span, left_out: &[Span]) -> String {
    let first = tokens.partition_point(|token| token.span().start < place.start);
    let inner = tokens[first..].iter().map(|token| token.span());
    let mut written = String::new();
    let mut end = None;
    for token in inner.take_while(|token| token.end <= place.end) {
        if left_out
            .iter()
            .any(|span| span.start <= token.start && token.end <= span.end)
        {
            continue;
        }
        if let Some(end) = end {
            written.push_str(&between(&text[end..token.start]));
        }
        for letter in text[token.clone()].chars() {
            escape(letter, &mut written);
        }
        end = Some(token.end);
    }
    written
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
                    class A {\r\n#pragma locale(\"en\")\r\n\r\n  /* #pragma */ uint8/**/B; // b\r\n};\r\nclass C:A{};";
        let [a, c] = &declarations(text).expect("MOF")[..] else {
            panic!("two classes");
        };
        assert_eq!(
            a.text,
            "[Abstract, Description(\"a, \\x00E9\\xD83E\\xDD801\") : Amended,\n  Version(\"1\")]\nclass A {\n\n  uint8 B;\n};"
        );
        let names: Vec<_> = a
            .class
            .qualifiers
            .iter()
            .map(|one| one.name.text.as_str())
            .collect();
        assert_eq!(names, ["Abstract", "Description", "Version"]);
        assert_eq!(
            (c.class.name.text.as_str(), c.text.as_str()),
            ("C", "class C:A{};")
        );
        let superclass = c.class.superclass.as_ref();
        assert_eq!(superclass.map(|name| name.text.as_str()), Some("A"));
        assert_eq!(a.class.superclass, None);
    }

    #[test]
    fn what_is_more_than_a_class_or_less_is_told_with_its_place() {
        for (text, at, word) in [
            ("", 0, "no class"),
            ("// class A {};", 0, "no class"),
            ("#pragma namespace(\"root\")\nclass A {};", 0, "namespace"),
            ("class A {\n#include <b.mof>\n};", 10, "include"),
            ("class A {\n#include \"b.mof\"\n};", 10, "include"),
            ("#if A\nclass A {};\n#endif", 0, "preprocessor"),
            (
                "class A { #pragma classflags(\"forceupdate\")\n};",
                10,
                "classflags",
            ),
            (
                "class A { class B { #pragma include(\"c\")\n}; };",
                20,
                "include",
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
            ("class A { uint8 B[; };", 18, "`;`"),
            ("class A;", 7, "`;`"),
            ("class A as $B {};", 11, "alias"),
            ("class 1A {};", 6, "`1A`"),
            ("class A : {};", 10, "`{`"),
            ("class A {}; };", 12, "`}`"),
            ("[a", 0, "not closed"),
            ("uint8 A;", 0, "`uint8`"),
            ("\"a\"", 0, "`\"a\"`"),
        ] {
            let problems = declarations(text).expect_err(text);
            let problem = &problems[0];
            assert_eq!(problem.primary.span.start, at, "{text}: {problems:?}");
            assert!(
                problem.message.contains(word),
                "{text}: {}",
                problem.message
            );
            assert!(problem.help.is_some(), "{text}");
        }
    }

    #[test]
    fn everything_is_told_in_one_run() {
        let text =
            "#pragma namespace(\"root\")\nclass A { uint8 B\n uint8 C; };\ninstance of A { };\n";
        let problems = declarations(text).expect_err("three problems");
        let places: Vec<_> = problems.iter().map(|one| one.primary.span.start).collect();
        assert_eq!(places, [0, 43, 57], "{problems:?}");
    }
}
