//! The front matter of a further template: whose what it makes is, what it is made for, and where.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::rules::TEMPLATE_FRONT_MATTER;
use crate::diagnostics::{Diagnostic, Span, closest, list, quoted};
use crate::render::{Each, Ownership};

/// The line before it and the line behind it.
const FENCE: &str = "+++";

/// What a whole one looks like.
const EXAMPLE: &str = "begin the file with\n+++\nowner = \"generated\"\n+++";

const KEYS: [&str; 3] = ["owner", "each", "path"];

/// What it says.
#[derive(Debug)]
pub struct FrontMatter {
    /// Whose it is what is made.
    pub ownership: Ownership,
    /// What it is made for.
    pub each: Each,
    /// Where `each` stands, if it does.
    pub each_span: Option<Span>,
    /// Where it is made, if that is said.
    pub path: Option<String>,
    /// Where that is said; the first line if it is not.
    pub path_span: Span,
    /// Where what is rendered begins.
    pub start: usize,
}

/// Reads the front matter of a text.
///
/// # Errors
/// All that is wrong with it.
pub fn read(text: &str) -> Result<FrontMatter, Vec<Diagnostic>> {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != FENCE {
        let span = 0..first.trim_end().len();
        return Err(vec![without(first.trim_end(), span)]);
    }
    let inner = first.len();
    let lines = text[inner..].split_inclusive('\n');
    let mut end = inner;
    let closing = lines.into_iter().find_map(|line| {
        let start = end;
        end += line.len();
        (line.trim_end() == FENCE).then_some(start)
    });
    let Some(closing) = closing else {
        let problem = error(0..FENCE.len(), "the front matter has no end");
        return Err(vec![problem.with_help("write a line `+++` behind it")]);
    };
    let found = Reader {
        inner,
        problems: Vec::new(),
    };
    found.read(&text[inner..closing], end)
}

/// Why a text has no front matter.
fn without(first: &str, span: Span) -> Diagnostic {
    let why = match first {
        "---" => "front matter is TOML between lines of `+++`, not YAML",
        _ if first.trim_start_matches('\u{feff}').trim() == FENCE => {
            "nothing stands before `+++` in its line"
        }
        _ => "a further template begins with front matter, which says who owns what it makes",
    };
    error(span, why).with_help(EXAMPLE)
}

fn error(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&TEMPLATE_FRONT_MATTER, span, message)
}

struct Reader {
    /// Where the TOML begins in the text.
    inner: usize,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn read(mut self, toml: &str, start: usize) -> Result<FrontMatter, Vec<Diagnostic>> {
        let table = match DeTable::parse(toml) {
            Ok(table) => table.into_inner(),
            Err(broken) => {
                let span = self.at(broken.span().unwrap_or_default());
                let problem = error(span, broken.message());
                return Err(vec![
                    problem.with_help("front matter is TOML, as `owner = \"generated\"`"),
                ]);
            }
        };
        self.check_keys(&table);
        let owner = self.word(&table, "owner", &["generated", "once"]);
        let each = self.word(&table, "each", &["class", "provider"]);
        if !table.contains_key("owner") {
            let problem = error(
                0..FENCE.len(),
                "`owner` is missing, which says whose it is what is made",
            );
            self.problems.push(problem.with_help(
                "write `owner = \"generated\"` if wmigen keeps it up to date, or `owner = \"once\"` if it is the user's \
                 once it was written",
            ));
        }
        let path = table.get("path");
        let written = path.and_then(|path| self.string("path", path));
        let path_span = path.map_or(0..FENCE.len(), |path| self.at(path.span()));
        let each_span = table.get("each").map(|each| self.at(each.span()));
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        Ok(FrontMatter {
            ownership: match owner {
                Some("once") => Ownership::Once,
                _ => Ownership::Generated,
            },
            each: match each {
                Some("class") => Each::Class,
                _ => Each::Crate,
            },
            each_span,
            path: written,
            path_span,
            start,
        })
    }

    /// A place in the TOML as one in the text.
    fn at(&self, span: Span) -> Span {
        span.start + self.inner..span.end + self.inner
    }

    fn check_keys(&mut self, table: &DeTable<'_>) {
        for key in table.keys() {
            let name: &Cow<'_, str> = key.get_ref();
            if KEYS.contains(&name.as_ref()) {
                continue;
            }
            let message = format!("{} is no key of front matter", quoted(name));
            let help = match closest(name, KEYS) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the keys are {}", list(&KEYS, "and")),
            };
            let problem = error(self.at(key.span()), message).with_help(help);
            self.problems.push(problem);
        }
    }

    /// The value of a key that is one of these words.
    fn word(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let value = table.get(key)?;
        let written = self.string(key, value)?;
        let known = words.iter().find(|word| **word == written);
        if known.is_none() {
            let message = format!("`{key}` is {}, not {}", list(words, "or"), quoted(&written));
            let help = match closest(&written, words.iter().copied()) {
                Some(meant) => format!("did you mean `{key} = \"{meant}\"`?"),
                None => format!("write `{key} = \"{}\"`", words[0]),
            };
            let problem = error(self.at(value.span()), message).with_help(help);
            self.problems.push(problem);
        }
        known.copied()
    }

    fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            let problem = error(self.at(value.span()), format!("`{key}` is a string"));
            let help = match key {
                "path" => "write it in quotes, as in `path = \"docs/{module}.md\"`".to_owned(),
                "each" => "write `each = \"class\"` or `each = \"provider\"`".to_owned(),
                _ => "write `owner = \"generated\"` or `owner = \"once\"`".to_owned(),
            };
            self.problems.push(problem.with_help(help));
        }
        text
    }
}
