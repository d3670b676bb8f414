//! Text of a spec can never become anything else: whatever a description says, the generated files have the structure
//! that they have when it says "plain".

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use wmigen::lint;
use wmigen::render::{RenderedFile, render};

/// A spec all of whose free texts are `text`.
fn spec(text: &str) -> String {
    let text = toml::Value::String(text.to_owned());
    format!(
        "spec-version = 1
[provider]
name = 'Hostile'
clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'
namespace = 'root\\Hostile'
description = {text}
hosting = {{ model = 'LocalSystemHost', reason = {text} }}
[class.Hostile_Thing]
description = {text}
operations = ['get', 'enumerate']
[class.Hostile_Thing.properties]
Name = {{ type = 'string', key = true, description = {text} }}
Size = {{ type = 'uint64', units = {text}, denied = true, description = {text} }}
"
    )
}

fn rendered(text: &str) -> Vec<RenderedFile> {
    let (provider, problems) = lint::check(&spec(text));
    let provider = provider.unwrap_or_else(|| panic!("{problems:?}"));
    render(&provider).unwrap()
}

/// What is left of a file when its texts are taken out.
fn structure(file: &RenderedFile) -> String {
    let extension = file.path.rsplit('.').next().unwrap();
    match extension {
        "rs" => rust_structure(&file.text),
        "md" => markdown_structure(&file.text),
        "mof" => mof_structure(&file.text),
        "json" => json_structure(&file.text),
        "toml" => format!("{:?}", file.text.parse::<toml::Table>().unwrap()),
        _ => file.text.clone(),
    }
}

/// The tokens but for literals; doc comments are attributes to the parser, and their texts literals.
fn rust_structure(text: &str) -> String {
    fn collect(tokens: TokenStream, out: &mut String) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    out.push('(');
                    collect(group.stream(), out);
                    out.push(')');
                }
                TokenTree::Literal(_) => out.push('_'),
                other => out.push_str(&other.to_string()),
            }
            out.push(' ');
        }
    }
    syn::parse_file(text).unwrap();
    let mut out = String::new();
    collect(text.parse().unwrap(), &mut out);
    out
}

fn markdown_structure(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::all());
    let events = parser.filter(|event| !matches!(event, Event::Text(_)));
    format!("{:#?}", events.collect::<Vec<_>>())
}

/// The text with every string emptied; strings end where the MOF specification says.
fn mof_structure(text: &str) -> String {
    assert!(text.is_ascii());
    let mut out = String::new();
    let mut chars = text.chars();
    let mut inside = false;
    let mut line_start = 0;
    while let Some(c) = chars.next() {
        let in_comment = !inside && out[line_start..].contains("//");
        match c {
            '"' if !in_comment => {
                inside = !inside;
                out.push('"');
            }
            '\\' if inside => {
                chars.next();
            }
            c if !inside => out.push(c),
            '\n' => panic!("a string goes over the end of its line"),
            _ => {}
        }
        if c == '\n' {
            line_start = out.len();
        }
    }
    assert!(!inside);
    out
}

fn json_structure(text: &str) -> String {
    assert!(text.is_ascii());
    text.parse::<serde_json::Value>().unwrap().to_string()
}

fn check(text: &str) {
    let plain = rendered("plain");
    let hostile = rendered(text);
    assert_eq!(plain.len(), hostile.len());
    for (plain, hostile) in plain.iter().zip(&hostile) {
        assert_eq!(plain.path, hostile.path);
        // Most files have nothing of the spec in them.
        if plain.text != hostile.text {
            assert_eq!(structure(plain), structure(hostile), "{}", plain.path);
        }
    }
}

#[test]
fn texts_that_try_to_break_out_do_not() {
    for text in [
        "*/ fn main() { } /*",
        "\n}\nfn injected() {}\n//",
        "\r\n#![feature(x)]",
        "\" } ; instance of __Win32Provider { Name = \"x",
        "\\\"); #pragma deleteclass(\"Win32_Process\", NOFAIL) //",
        "\\",
        "\u{202e}reversed\u{2066}",
        "`code` ```\nfence\n```",
        "| a | b |\n|---|---|",
        "<script>alert(1)</script> <!-- -->",
        "[link](javascript:x) ![i](y) https://example.com",
        "# heading\n\n- list\n1. list\n> quote\n    code",
        "$(Remove-Item C:\\) `$x @'",
        "'''\"\"\" = [table]",
        "{{provider.name}} {{{x}}} {{> partial}}",
        "\0\u{1}\u{7f}\u{85}\u{2028}",
        "a\u{feff}b\u{301}\u{e0061}",
        "$x^2$ ~~gone~~ a^b^ :tag: [^note] {#id}",
    ] {
        check(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_out(text in any::<String>()) {
        prop_assume!(!text.trim().is_empty());
        check(&text);
    }

    #[test]
    fn no_text_of_marks_breaks_out(text in "[-\\\\\"'`*_#<>|{}()\\[\\]!&~$/\n\r\t =+.0-9a-c]{1,40}") {
        prop_assume!(!text.trim().is_empty());
        check(&text);
    }
}
