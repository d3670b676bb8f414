//! Text of a spec can never become anything else: whatever a description says, the generated files have the structure
//! that they have when it says "plain".

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proc_macro2::{TokenStream, TokenTree};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use wmigen::lint;
use wmigen::render::{RenderedFile, render};

#[path = "support/mof/mod.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod mof;

use mof::{Item, Qualifiers, Value};

/// A spec all of whose free texts are `text`, with or without another language.
fn spec(text: &str, translated: bool) -> String {
    // A name in Rust is made of a meaning's first words: these are always the same, and more than a name has room for.
    let meaning = toml::Value::String(format!("{} {text}", "a meaning ".repeat(10)));
    let text = toml::Value::String(text.to_owned());
    let mut spec = format!(
        "spec-version = 1
[provider]
name = 'Hostile'
clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'
namespace = 'root\\Hostile'
description = {text}
hosting = {{ model = 'LocalSystemHost', reason = {text} }}
client = {{ level = 'delegate' }}
[lints]
delegate-level = 'allow'
[values]
Shared = [[{text}, {meaning}]]
Grades = [['..5', {text}], ['6..', {text}]]
[class.Hostile_Thing]
rust-name = 'Thing'
description = {text}
display-name = {text}
operations = ['get', 'enumerate']
qualifiers = {{ Own = {text}, Several = {{ value = [{text}, {text}], flavor = ['ToSubclass'] }} }}
[class.Hostile_Thing.properties]
Name = {{ type = 'string', key = true, description = {text}, values = [[{text}, {meaning}]] }}
Size = {{ type = 'uint64', units = {text}, denied = true, description = {text}, bitmap = [[3, {meaning}]] }}
State = {{ type = 'sint8', rust-name = 'condition', display-name = {text}, qualifiers = {{ Own = {text} }}, values = [[-1, {meaning}], ['0..5', {text}]] }}
Note = {{ type = 'string', default = {text} }}
Notes = {{ type = 'string[]', default = [{text}, {text}] }}
Shared = {{ type = 'string', values = 'Shared', default = {text} }}
Grade = {{ type = 'uint8', values = 'Grades' }}
Ready = {{ type = 'boolean', values = [[true, {text}]] }}
"
    );
    if translated {
        let _ = write!(
            spec,
            "[locale.MS_407.class.Hostile_Thing]
description = {text}
display-name = {text}
[locale.MS_407.class.Hostile_Thing.properties]
Name = {{ description = {text}, values = [[{text}, {meaning}]] }}
Size = {{ units = {text}, bitmap = [[3, {text}]] }}
[locale.MS_407.values]
Shared = [[{text}, {text}]]
"
        );
    }
    spec
}

fn rendered(text: &str, translated: bool) -> Vec<RenderedFile> {
    let (provider, problems) = lint::check(&spec(text, translated));
    let provider = provider.unwrap_or_else(|| panic!("{problems:?}"));
    render(&provider).unwrap()
}

/// What is left of a file when its texts are taken out.
fn structure(file: &RenderedFile) -> String {
    let extension = file.path.rsplit('.').next().unwrap();
    match extension {
        "rs" => rust_structure(&file.text),
        "md" => markdown_structure(&file.text),
        "mof" | "mfl" => mof_structure(&file.text),
        "json" => json_structure(&file.text),
        "toml" => format!("{:?}", file.text.parse::<toml::Table>().unwrap()),
        _ => file.text.clone(),
    }
}

/// The tokens but for literals; doc comments are attributes to the parser, and their texts literals.
fn rust_structure(text: &str) -> String {
    fn collect(tokens: TokenStream, out: &mut String) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                // Where a list breaks its lines, it has a comma at its end.
                TokenTree::Punct(comma) if comma.as_char() == ',' && tokens.peek().is_none() => {
                    continue;
                }
                TokenTree::Group(group) => {
                    out.push('(');
                    collect(group.stream(), out);
                    out.push(')');
                }
                TokenTree::Literal(_) => out.push('_'),
                other => out.push_str(&other.to_string()),
            }
            out.push('\n');
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

/// What the file says, with every text of a class emptied.
fn mof_structure(text: &str) -> String {
    let mut items = mof::read(text).unwrap();
    for item in &mut items {
        match item {
            Item::Class(class) => {
                empty_all(&mut class.qualifiers);
                for property in &mut class.properties {
                    empty_all(&mut property.qualifiers);
                    empty(&mut property.default);
                }
            }
            Item::Instance(instance) => empty_all(&mut instance.qualifiers),
            Item::Pragma { .. } => {}
        }
    }
    format!("{items:#?}")
}

fn empty_all(qualifiers: &mut Qualifiers) {
    for qualifier in qualifiers.values_mut() {
        empty(&mut qualifier.value);
    }
}

fn empty(value: &mut Value) {
    match value {
        Value::Text(text) => text.clear(),
        Value::Array(items) => items.iter_mut().for_each(empty),
        _ => {}
    }
}

fn json_structure(text: &str) -> String {
    assert!(text.is_ascii());
    text.parse::<serde_json::Value>().unwrap().to_string()
}

fn check(text: &str) {
    if text.contains('\0') {
        // WMI would cut the text off there.
        let (provider, found) = lint::check(&spec(text, true));
        let refused = found.iter().any(|problem| problem.rule == "nul-character");
        assert!(provider.is_none() && refused, "{found:?}");
        return check(&format!("{}.", text.replace('\0', "")));
    }
    for translated in [false, true] {
        let plain = rendered("plain", translated);
        let hostile = rendered(text, translated);
        assert_eq!(plain.len(), hostile.len());
        for (plain, hostile) in plain.iter().zip(&hostile) {
            assert_eq!(plain.path, hostile.path);
            // Most files have nothing of the spec in them.
            if plain.text != hostile.text {
                let (wanted, found) = (structure(plain), structure(hostile));
                let difference = similar::TextDiff::from_lines(&wanted, &found);
                assert!(
                    wanted == found,
                    "{}\n{}",
                    plain.path,
                    difference.unified_diff()
                );
            }
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

/// Rendering takes time in proportion to a text, and what is long reads back as whole as what is short.
#[test]
fn a_text_of_a_megabyte_comes_through() {
    for piece in ["word ", "\u{1f980}", "\\\"", "\n", "*_`", "\u{202e}"] {
        let text = format!("a{}", piece.repeat((1 << 20) / piece.len()));
        let started = Instant::now();
        let spec = format!(
            "spec-version = 1
[provider]
name = 'Long'
clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'
namespace = 'root\\Long'
[class.Long_Thing]
description = {text}
operations = ['get']
[class.Long_Thing.properties]
Name = {{ type = 'string', key = true, values = [['a', {text}]] }}
Note = {{ type = 'string', default = {text} }}
",
            text = toml::Value::String(text.clone())
        );
        let (provider, problems) = lint::check(&spec);
        let provider = provider.unwrap_or_else(|| panic!("{problems:?}"));
        let files = render(&provider).unwrap();
        let file = files
            .iter()
            .find(|file| file.path == "mof/long.mof")
            .unwrap();
        let longest = file.text.lines().map(str::len).max().unwrap();
        assert!(longest < 5000, "a line of {longest} characters");
        let items = mof::read(&file.text).unwrap();
        let class = mof::classes(&items).next().unwrap();
        let properties = &class.properties;
        let wanted = Value::Text(text);
        assert!(class.qualifiers["description"].value == wanted);
        assert!(properties[0].qualifiers["values"].value == Value::Array(vec![wanted.clone()]));
        assert!(properties[1].default == wanted);
        for file in files
            .iter()
            .filter(|file| file.path.starts_with("src/generated/long"))
        {
            syn::parse_file(&file.text).unwrap();
        }
        let took = started.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{took:?} for a megabyte of {piece:?}"
        );
    }
}

/// What a spec cannot say is not said at length either.
#[test]
fn a_megabyte_that_is_wrong_is_refused() {
    let long = "x".repeat(1 << 20);
    let text = toml::Value::String(long.clone());
    for (right, wrong) in [
        ("name = 'Hostile'", format!("name = {text}")),
        ("namespace = 'root\\Hostile'", format!("namespace = {text}")),
        ("[class.Hostile_Thing]", format!("[class.{long}]")),
        ("type = 'sint8'", format!("type = {text}")),
        (
            "type = 'sint8'",
            format!("type = 'sint8', default = {text}"),
        ),
        (
            "type = 'sint8'",
            format!("type = 'sint8', default = {}", "9".repeat(1 << 20)),
        ),
        (
            "type = 'sint8'",
            format!("type = 'datetime', default = {text}"),
        ),
        (
            "type = 'sint8'",
            format!("type = 'string', max-len = 9, default = {text}"),
        ),
        ("[-1, ", format!("[{text}, ")),
        ("Own = ", format!("{long} = ")),
    ] {
        let started = Instant::now();
        let spec = spec("plain", false);
        assert!(spec.contains(right));
        let (provider, found) = lint::check(&spec.replacen(right, &wrong, 1));
        assert!(provider.is_none() && found.iter().any(wmigen::diagnostics::Diagnostic::is_error));
        let took = started.elapsed();
        assert!(took < Duration::from_secs(20), "{took:?} for {right}");
    }
}
