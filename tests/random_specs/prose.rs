//! Markdown, read back as the text that a reader sees.

use pulldown_cmark::{Event, Options, Parser, TagEnd};

/// Blocks of text, in their order: paragraphs, headings, cells of tables, items of lists. Code has its backticks. What
/// is markup has no place in it, so that a text whose marks were taken for markup is another one.
pub fn blocks(markdown: &str) -> Vec<String> {
    // Typographic quotes would be other texts.
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut blocks = vec![String::new()];
    for event in Parser::new_ext(markdown, options) {
        let block = blocks.last_mut().expect("there is always one");
        match event {
            Event::Text(text) => *block += &text,
            Event::Code(text) => block.extend(["`", &text, "`"]),
            Event::SoftBreak => *block += " ",
            Event::Start(tag) if !is_inline(tag.to_end()) => blocks.push(String::new()),
            Event::End(tag) if !is_inline(tag) => blocks.push(String::new()),
            _ => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// A text as prose shows it: white space is one space, and what cannot be seen is told by its number.
pub fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    numbers_as_characters(&words.join(" "))
}

/// `(U+202E)` as the character; prose does not tell the two apart, and need not.
pub fn numbers_as_characters(prose: &str) -> String {
    let mut out = String::new();
    let mut rest = prose;
    while let Some(start) = rest.find("(U+") {
        let (before, from) = rest.split_at(start);
        out += before;
        let digits = from[3..].find(')').map(|end| &from[3..3 + end]);
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if let (Some(digits), Some(c)) = (digits, number.and_then(char::from_u32)) {
            out.push(c);
            rest = &from[3 + digits.len() + 1..];
        } else {
            out += "(U+";
            rest = &from[3..];
        }
    }
    out + rest
}

/// Whether a text says anything; one of white space alone has no prose.
pub fn says(text: Option<&String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
        .map(|text| shown(text))
}
