//! Letters that pass for others: to an eye, which does not see them, and to a file system, which takes one for another.

/// Whether a character changes how text looks without showing: control characters, and those that turn its direction,
/// which rustc refuses even in comments. Some file systems leave them out of names as well.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The same for any two names that a file system which ignores case takes for one.
pub fn folded(name: &str) -> String {
    // By way of upper case, because such systems take `ı` and `ſ` for `I` and `S`, too.
    name.to_uppercase().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_have_one_capital_are_one() {
        for (one, other) in [
            ("Build.rs", "bu\u{131}ld.r\u{17f}"),
            ("makefile", "ma\u{212a}efile"),
            ("ΣΑΣ", "σας"),
            ("É", "é"),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        assert_ne!(folded("a_b"), folded("ab"));
        assert_eq!(folded("src/Lib.rs"), "src/lib.rs");
    }

    #[test]
    fn what_does_not_show_is_invisible() {
        for c in ['\n', '\u{200b}', '\u{202e}', '\u{feff}', '\u{ad}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        assert!(!['a', ' ', 'é', '\u{a0}'].into_iter().any(is_invisible));
    }
}
