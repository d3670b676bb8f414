//! Classes that are declared again.

use crate::mof::tree::Class;
use crate::mof::{Kind, Loaded, tokens_of};

/// Whether two declarations are the same but for comments, line ends and capital letters of names; each with the number of its
/// file.
pub fn says_the_same(loaded: &Loaded, first: (usize, &Class), second: (usize, &Class)) -> bool {
    let words = |(file, class): (usize, &Class)| -> Option<Vec<String>> {
        let text = loaded
            .files
            .get(file)?
            .source
            .text
            .get(class.span.clone())?;
        let tokens = tokens_of(text).into_iter();
        let words = tokens.map(|token| {
            let word = &text[token.span()];
            match token.kind {
                Kind::Text | Kind::Character => word.to_owned(),
                _ => word.to_ascii_lowercase(),
            }
        });
        Some(words.collect())
    };
    words(first) == words(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Source;
    use crate::diagnostics::rules::MOF_IMPORT;
    use crate::mof::tree::Item;
    use crate::mof::{LoadedFile, parse};

    fn same(text: &str) -> bool {
        let parsed = parse(text, &MOF_IMPORT);
        assert_eq!(parsed.problems, []);
        let [Item::Class(first), Item::Class(second)] = &parsed.items[..] else {
            panic!("two classes: {text}");
        };
        let source = Source {
            name: "two.mof".to_owned(),
            text: text.to_owned(),
        };
        let file = LoadedFile {
            source,
            problems: Vec::new(),
        };
        let loaded = Loaded {
            files: vec![file],
            ..Loaded::default()
        };
        says_the_same(&loaded, (0, first), (0, second))
    }

    #[test]
    fn comments_and_capital_letters_make_no_difference() {
        assert!(same(
            "class A { [key] string B; };\nCLASS a { // b\r\n [Key] String b; };"
        ));
    }

    #[test]
    fn another_type_or_text_is_something_else() {
        assert!(!same("class A { uint8 B; }; class A { uint16 B; };"));
        assert!(!same(
            "class A { string B = \"a\"; }; class A { string B = \"A\"; };"
        ));
        assert!(!same("class A { uint8 B; }; class A : C { uint8 B; };"));
    }
}
