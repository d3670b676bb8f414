//! What the inside of a class declares, as far as a spec knows it too: its properties and their types.
//!
//! Only what has the form of a property is one: about all else `mofcomp` says what there is to say.

use super::tokens::{Kind, Token};
use crate::diagnostics::Span;

/// A property, as a class declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    /// The place of the name.
    pub place: Span,
    /// Its type, without brackets: a word of MOF's or the name of a class.
    pub element: String,
    /// Whether it refers to instances of that class.
    pub is_reference: bool,
    pub is_array: bool,
    pub is_key: bool,
}

impl Member {
    /// Its type as MOF has it.
    pub fn written(&self) -> String {
        let reference = if self.is_reference { " ref" } else { "" };
        let brackets = if self.is_array { "[]" } else { "" };
        format!("{}{reference}{brackets}", self.element)
    }
}

/// The properties that stand between the braces of a class.
pub fn members(text: &str, inside: &[Token]) -> Vec<Member> {
    let mut depth = 0_usize;
    let declarations = inside.split(|token| {
        match token.kind {
            Kind::Mark('(' | '{' | '[') => depth += 1,
            Kind::Mark(')' | '}' | ']') => depth = depth.saturating_sub(1),
            Kind::Mark(_) | Kind::Word | Kind::Text | Kind::Directive => {}
        }
        depth == 0 && token.kind == Kind::Mark(';')
    });
    declarations.filter_map(|one| member(text, one)).collect()
}

fn member(text: &str, declaration: &[Token]) -> Option<Member> {
    let tokens: Vec<&Token> = declaration
        .iter()
        .filter(|token| token.kind != Kind::Directive)
        .collect();
    let (qualifiers, rest) = behind_qualifiers(&tokens);
    let is_word = |token: &&&Token| token.kind == Kind::Word;
    let words: Vec<&Token> = rest.iter().take_while(is_word).copied().collect();
    let word = |token: &Token| &text[token.span.clone()];
    let (element, name, is_reference) = match words[..] {
        [element, name] => (element, name, false),
        [element, reference, name] if word(reference).eq_ignore_ascii_case("ref") => {
            (element, name, true)
        }
        _ => return None,
    };
    let next = rest.get(words.len()).map(|token| token.kind);
    let is_array = match next {
        None | Some(Kind::Mark('=')) => false,
        Some(Kind::Mark('[')) => true,
        // A method, or nothing that MOF knows.
        Some(_) => return None,
    };
    Some(Member {
        name: word(name).to_owned(),
        place: name.span.clone(),
        element: word(element).to_owned(),
        is_reference,
        is_array,
        is_key: is_key(text, qualifiers),
    })
}

/// What stands in the brackets at the beginning, and what comes behind them.
fn behind_qualifiers<'t, 's>(tokens: &'s [&'t Token]) -> (&'s [&'t Token], &'s [&'t Token]) {
    let opens = |token: &&Token| token.kind == Kind::Mark('[');
    let closes = |token: &&Token| token.kind == Kind::Mark(']');
    // No bracket stands in the value of a qualifier: that is in braces, or in quotes.
    match (
        tokens.first().filter(|one| opens(one)),
        tokens.iter().position(closes),
    ) {
        (Some(_), Some(end)) => (&tokens[1..end], &tokens[end + 1..]),
        _ => (&[], tokens),
    }
}

/// Whether these qualifiers make a property a key.
fn is_key(text: &str, qualifiers: &[&Token]) -> bool {
    let is = |at: usize, word: &str| {
        let token: Option<&&Token> = qualifiers.get(at);
        token.is_some_and(|token| text[token.span.clone()].eq_ignore_ascii_case(word))
    };
    (0..qualifiers.len()).any(|at| {
        let begins = at == 0 || is(at - 1, ",");
        begins && is(at, "key") && !(is(at + 1, "(") && is(at + 2, "false"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::declarations::declarations;

    #[test]
    fn properties_are_told_from_all_else() {
        let text = "class A : B {\n\
             [Key, Description(\"a; b\")] string Name;\n\
             [ValueMap{\"key\", \"b\"}, Values{\"1\", \"2\"}] uint8 State = 2;\n\
             [KEY(True)] uint32 Id; [key(FALSE), read] uint32 Other;\n\
             sint64 Sizes[4] = {1, 2}; Acme_Path Way; object Any; datetime Since\n#pragma locale(1)\n;\n\
             [key] Acme_Disk ref Disk; Acme_Disk REF Disks[];\n\
             [implemented] uint32 Format([in] string Label, [out] A ref B);\n\
             void Stop(); ;\n};";
        let classes = declarations(text).expect("MOF");
        let members = classes[0].members.iter();
        let found: Vec<_> = members
            .map(|one| {
                assert_eq!(&text[one.place.clone()], one.name);
                (&*one.name, one.written(), one.is_key)
            })
            .collect();
        let found: Vec<_> = found
            .iter()
            .map(|(name, written, is_key)| (*name, &**written, *is_key))
            .collect();
        assert_eq!(
            found,
            [
                ("Name", "string", true),
                ("State", "uint8", false),
                ("Id", "uint32", true),
                ("Other", "uint32", false),
                ("Sizes", "sint64[]", false),
                ("Way", "Acme_Path", false),
                ("Any", "object", false),
                ("Since", "datetime", false),
                ("Disk", "Acme_Disk ref", true),
                ("Disks", "Acme_Disk ref[]", false),
            ]
        );
    }
}
