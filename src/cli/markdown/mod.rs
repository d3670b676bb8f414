//! Markdown for people at a terminal: what it marks for a renderer says nothing to somebody who reads it there.

mod flow;
mod table;

use std::iter::Peekable;

use clap::builder::styling::{AnsiColor, Effects, Style};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

pub use flow::Flow;
use table::Table;
pub use table::rows;

use crate::diagnostics::visible;

/// How a text is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// How many columns there are.
    pub width: usize,
    /// Whether words can be bold and the like. Code stands between backticks if not, as in every message.
    pub is_styled: bool,
}

impl Look {
    fn style(self, style: Style) -> Style {
        if self.is_styled { style } else { Style::new() }
    }
}

/// The fewest columns that a text is wrapped to.
const WIDTH_MIN: usize = 10;

/// How far an example is set in.
const EXAMPLE: &str = "    ";

/// A page as it is shown.
pub fn render(page: &str, look: Look) -> String {
    let mut writer = Writer::new(look);
    let mut events = Parser::new_ext(page, Options::ENABLE_TABLES).peekable();
    while let Some(event) = events.next() {
        writer.take(event, &mut events);
    }
    writer.flush();
    writer.out
}

/// What stands before the lines of a block.
struct Margin {
    /// Before the first line, until that is written.
    first: Option<String>,
    /// Before the others.
    rest: String,
}

struct Writer {
    out: String,
    look: Look,
    margins: Vec<Margin>,
    /// What is read of the paragraph, or of the cell.
    flow: Flow,
    styles: Vec<Style>,
    /// The lists around, each with the number of its next item, if it has numbers.
    lists: Vec<Option<u64>>,
    /// Where the links around lead.
    links: Vec<String>,
    table: Option<Table>,
    /// The lines of an example, while one is read.
    example: Option<String>,
}

impl Writer {
    fn new(look: Look) -> Self {
        Self {
            out: String::new(),
            look,
            margins: Vec::new(),
            flow: Flow::default(),
            styles: Vec::new(),
            lists: Vec::new(),
            links: Vec::new(),
            table: None,
            example: None,
        }
    }

    fn take<'p>(
        &mut self,
        event: Event<'p>,
        following: &mut Peekable<impl Iterator<Item = Event<'p>>>,
    ) {
        match event {
            Event::Start(Tag::Item) => {
                let is_loose = matches!(following.peek(), Some(Event::Start(Tag::Paragraph)));
                self.begin_item(is_loose);
            }
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.example {
                Some(example) => *example += &text,
                None => self.push(&text),
            },
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.flow.break_line(),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Rule => {
                self.gap();
                let rule = "-".repeat(self.width());
                self.line(&rule);
            }
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.gap(),
            Tag::Heading { .. } => {
                self.gap();
                self.styles.push(Style::new().effects(Effects::BOLD));
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.margins.push(Margin {
                    first: Some("| ".to_owned()),
                    rest: "| ".to_owned(),
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.gap();
                self.example = Some(String::new());
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.gap();
                } else {
                    self.flush();
                }
                self.lists.push(first);
            }
            Tag::Emphasis => self.styles.push(Style::new().effects(Effects::ITALIC)),
            Tag::Strong => self.styles.push(Style::new().effects(Effects::BOLD)),
            Tag::Link { dest_url, .. } => {
                self.links.push(dest_url.into_string());
                self.styles.push(Style::new().effects(Effects::UNDERLINE));
            }
            Tag::Table(_) => {
                self.gap();
                self.table = Some(Table::default());
            }
            Tag::TableHead => {
                self.styles.push(Style::new().effects(Effects::BOLD));
                self.in_table(Table::begin_head);
            }
            Tag::TableRow => self.in_table(Table::begin_row),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.margins.pop();
            }
            TagEnd::CodeBlock => self.end_example(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.styles.pop();
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => {
                self.styles.pop();
                self.in_table(Table::end_head);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.flow);
                self.in_table(|table| table.add(cell));
            }
            _ => {}
        }
    }

    fn begin_item(&mut self, is_loose: bool) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        if is_loose {
            self.gap();
        }
        self.margins.push(Margin {
            rest: " ".repeat(marker.len()),
            first: Some(marker),
        });
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        for line in table.lines(self.width()) {
            self.line(&line);
        }
    }

    fn end_example(&mut self) {
        let example = self.example.take().unwrap_or_default();
        for line in example.lines() {
            let indent = if line.is_empty() { "" } else { EXAMPLE };
            self.line(&format!("{indent}{}", visible(line)));
        }
    }

    /// A link to a page of the book is its own words; where another leads stands behind it.
    fn end_link(&mut self) {
        self.styles.pop();
        if let Some(to) = self.links.pop().filter(|to| to.contains("://")) {
            self.push(&format!(" ({to})"));
        }
    }

    fn code(&mut self, code: &str) {
        if self.look.is_styled {
            let style = self.style().fg_color(Some(AnsiColor::Cyan.into()));
            self.flow.push(&visible(code), style);
        } else {
            self.push(&format!("`{code}`"));
        }
    }

    fn html(&mut self, html: &str) {
        let name = html.trim().trim_matches(['<', '>', '/', ' ']);
        if name.eq_ignore_ascii_case("br") {
            self.flow.break_line();
        } else if !html.trim_start().starts_with("<!--") {
            self.push(html);
        }
    }

    fn push(&mut self, text: &str) {
        let style = self.style();
        // A break of the page's own is a space, and everything else that a terminal would obey is shown.
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.flow.push(" ", style);
            }
            self.flow.push(&visible(line), style);
        }
    }

    /// The style that all of those around make together.
    fn style(&self) -> Style {
        let all = self.styles.iter().map(|style| style.get_effects());
        let effects = all.fold(Effects::new(), |all, one| all | one);
        self.look.style(Style::new().effects(effects))
    }

    /// How many columns the margins leave.
    fn width(&self) -> usize {
        let margins: usize = self.margins.iter().map(|margin| margin.rest.len()).sum();
        self.look.width.saturating_sub(margins).max(WIDTH_MIN)
    }

    /// Writes what is read of a paragraph.
    fn flush(&mut self) {
        let flow = std::mem::take(&mut self.flow);
        for (line, _) in flow.lines(self.width()) {
            self.line(&line);
        }
    }

    /// Sets the next block off from the one before. The first of an item stands behind its marker.
    fn gap(&mut self) {
        self.flush();
        let begins = self
            .margins
            .last()
            .is_some_and(|margin| margin.first.is_some());
        let is_apart = self.out.is_empty() || self.out.ends_with("\n\n");
        if !is_apart && !begins {
            self.line("");
        }
    }

    fn line(&mut self, text: &str) {
        let margins = self.margins.iter_mut();
        let margin: String = margins
            .map(|margin| margin.first.take().unwrap_or_else(|| margin.rest.clone()))
            .collect();
        self.out += format!("{margin}{text}").trim_end();
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests;
