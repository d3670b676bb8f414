mod read;

use super::*;
use proptest::prelude::*;
use read::{read_markdown, read_mof, read_powershell, read_xml};

#[test]
fn prose_stays_prose() {
    let cases = [
        ("a `b` <c> [d](e)", r"a \`b\` \<c\> \[d\](e)"),
        ("# heading", r"\# heading"),
        ("12. item", r"12\. item"),
        ("one\n\n    two\r\n*/ fn main", r"one two \*\/ fn main"),
        ("a | b", r"a \| b"),
        ("/etc /* x */ a**/b", r"\/etc /\* x \*\/ a\*\*\/b"),
        ("a <!-- b --> !c", r"a \<\!-- b --\> !c"),
        ("turned \u{202e}round", "turned (U+202E)round"),
    ];
    for (text, prose) in cases {
        assert_eq!(markdown(text), prose);
    }
}

#[test]
fn an_address_in_a_comment_stays_prose() {
    for (text, prose) in [
        ("see https://example.com", r"see https\://example.com"),
        ("://", r"\://"),
        (r"\://", r"\\\://"),
        ("://://", r"\://\://"),
    ] {
        assert_eq!(doc_comment(text), prose);
    }
}

#[test]
fn mof_has_ascii_alone() {
    assert_eq!(mof_string("\u{e9}1\"\\\n"), r#""\x00E91\"\\\n""#);
    assert_eq!(mof_string("\u{1f980}"), r#""\xD83E\xDD80""#);
}

#[test]
fn a_character_of_mof_is_one_unit() {
    for (unit, literal) in [
        (0x41, "'A'"),
        (0x27, r"'\''"),
        (0x5c, r"'\\'"),
        (0x22, "'\"'"),
        (0x0a, r"'\x000A'"),
        (0xd83e, r"'\xD83E'"),
    ] {
        assert_eq!(mof_char(unit), literal);
    }
}

#[test]
fn a_long_string_of_mof_is_several_literals() {
    let text = "\u{1f980}".repeat(2000);
    let string = mof_string(&text);
    assert_eq!(read_mof(&string), Some(text.clone()));
    assert!(string.lines().count() > 4 && string.lines().all(|line| line.len() < 4020));
    assert_eq!(mof_literal(&text).lines().count(), 1);
    assert_eq!(read_mof(&mof_literal(&text)), Some(text));
}

#[test]
fn strings_of_powershell_are_ascii() {
    for (text, string) in [
        ("it's $x `n", "'it''s $x `n'"),
        ("", "''"),
        ("\u{2019}; x", r"([regex]::Unescape('\u2019; x'))"),
        // In code page 1252, its second byte is a quote.
        ("\u{d2}\\'\n", r"([regex]::Unescape('\u00D2\\''\u000A'))"),
    ] {
        assert_eq!(powershell_string(text), string);
        assert_eq!(read_powershell(string).as_deref(), Some(text));
    }
}

#[test]
fn words_of_a_shell_end_at_their_end() {
    assert_eq!(shell_string("it's $(x)"), r"'it'\''s $(x)'");
    assert_eq!(shell_string("'"), r"''\'''");
}

/// All that a shell could take for something else, in one word.
#[cfg(unix)]
#[test]
fn every_text_reads_back_from_a_shell() {
    let mut all: String = (1..=127_u8).map(char::from).collect();
    all.push_str("'' \\' \\'' $'\\n' \"'\" `id` $(id) !! {a,b} ~ \u{e9}\u{2019}\u{1f980}\n");
    for text in [&all, "'", "''", "\\", "'\\", "-n", "", "\n"] {
        let script = format!("printf %s {}", shell_string(text));
        let mut shell = std::process::Command::new("sh");
        let output = shell.args(["-c", &script]).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), text);
    }
}

#[test]
fn text_of_xml_is_on_one_line() {
    let xml = "&lt;a b=&quot;c&quot;&gt; &amp;amp; &#39;&#10;&#9;&#13;\u{fffd}\u{fffd}";
    assert_eq!(xml_text("<a b=\"c\"> &amp; '\n\t\r\u{1}\u{ffff}"), xml);
}

proptest! {
    #[test]
    fn every_text_reads_back_from_a_rust_literal(text in any::<String>()) {
        let literal: syn::LitStr = syn::parse_str(&rust_string(&text)).unwrap();
        prop_assert_eq!(literal.value(), text);
    }

    #[test]
    fn every_text_reads_back_from_toml(text in any::<String>()) {
        let document: toml::Table = format!("key = {}", toml_string(&text)).parse().unwrap();
        prop_assert_eq!(document["key"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn every_text_reads_back_from_json_in_ascii(text in any::<String>()) {
        let literal = json_string(&text);
        prop_assert!(literal.is_ascii());
        prop_assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), text);
    }

    #[test]
    fn every_text_reads_back_from_mof_in_ascii(text in any::<String>()) {
        let literal = mof_string(&text);
        prop_assert!(literal.is_ascii());
        prop_assert_eq!(read_mof(&literal), Some(text));
    }

    #[test]
    fn prose_is_one_line_that_shows_all_that_it_has(text in any::<String>()) {
        let prose = markdown(&text);
        prop_assert!(!prose.chars().any(is_invisible));
        let source = format!("/// {prose}\nstruct Only;\n");
        let file = syn::parse_file(&source).unwrap();
        prop_assert_eq!(file.items.len(), 1);
    }

    #[test]
    fn every_text_reads_back_from_powershell_in_ascii(text in any_text()) {
        let string = powershell_string(&text);
        prop_assert!(string.bytes().all(|byte| matches!(byte, b' '..=b'~')));
        prop_assert_eq!(read_powershell(&string), Some(text));
    }

    #[test]
    fn every_text_reads_back_from_xml(text in any_text()) {
        let is_forbidden = |c: char| {
            c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
        };
        let known = text.replace(is_forbidden, "\u{fffd}");
        prop_assert_eq!(read_xml(&xml_text(&text)), Some(known));
    }

    #[test]
    fn every_text_reads_back_from_yaml(text in any_text()) {
        let text = text.replace(|c| c > '\u{ffff}', "");
        let read: String = yaml_serde::from_str(&json_string(&text)).unwrap();
        prop_assert_eq!(read, text);
    }

    #[test]
    fn prose_is_plain_text_that_reads_back(text in any_text()) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let shown = words.join(" ").chars().fold(String::new(), |mut shown, c| {
            if is_invisible(c) {
                let _ = write!(shown, "(U+{:04X})", u32::from(c));
            } else {
                shown.push(c);
            }
            shown
        });
        prop_assert_eq!(read_markdown(&markdown(&text)), Some(shown.clone()));
        prop_assert_eq!(read_markdown(&doc_comment(&text)), Some(shown));
    }

    /// Whatever the template has before the text.
    #[test]
    fn prose_neither_begins_nor_ends_a_comment(text in any_text()) {
        for prose in [markdown(&text), doc_comment(&text)] {
            for before in ["", "*", "<", "--", "--!"] {
                let line = format!("{before}{prose}");
                for mark in ["*/", "/*", "<!--", "-->", "--!>"] {
                    prop_assert!(!line.contains(mark), "{} in {}", mark, line);
                }
            }
        }
    }
}

/// Texts of all characters, and of marks alone, which make something together more often.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-\\\\\"'`*_#<>|{}()\\[\\]!&~$/;:\n\r\t =+.0-9a-c\u{2018}-\u{201b}\u{d2}]{0,40}",
        "[*/<!> -]{0,12}",
    ]
}
