//! The pages, taken apart.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::support::tree;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A page of the book, or the README.
pub struct Page {
    /// Its path from the repository's root.
    pub path: String,
    /// Where its links lead, as they are written.
    pub links: Vec<String>,
    /// What a link to one of its headings has behind the `#`.
    pub anchors: BTreeSet<String>,
    /// What stands between backticks.
    pub code: Vec<String>,
    /// Its blocks of code.
    pub blocks: Vec<Block>,
    /// The rows of its tables, heads included.
    pub rows: Vec<Vec<String>>,
}

/// A block of code.
pub struct Block {
    /// What stands behind the opening fence.
    pub language: String,
    /// The line of the opening fence.
    pub line: usize,
    /// The code.
    pub text: String,
}

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Pages for those who work on wmigen, which are not in the book.
pub const FOR_CONTRIBUTORS: [&str; 2] = ["CONTRIBUTING.md", "tests/README.md"];

/// All pages of the book with its summary, the README, and those for contributors.
pub fn all() -> Vec<Page> {
    let in_docs = tree(&root().join("docs"));
    let in_docs = in_docs.keys().filter(|name| {
        let extension = Path::new(name.as_str()).extension();
        extension.is_some_and(|extension| extension == "md")
    });
    let mut pages: Vec<_> = in_docs.map(|name| page(&format!("docs/{name}"))).collect();
    pages.push(page("README.md"));
    pages.extend(FOR_CONTRIBUTORS.map(page));
    pages
}

/// The text of a page, whatever ends git has given its lines.
pub fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(path)).unwrap();
    text.replace("\r\n", "\n")
}

/// The page at that path.
pub fn page(path: &str) -> Page {
    let text = read(path);
    let mut page = Page {
        path: path.to_owned(),
        links: Vec::new(),
        anchors: BTreeSet::new(),
        code: Vec::new(),
        blocks: Vec::new(),
        rows: Vec::new(),
    };
    page.read(&text);
    page
}

impl Page {
    /// Goes through the Markdown once; `gathered` is the text since the beginning of what is being read.
    fn read(&mut self, text: &str) {
        let mut gathered = String::new();
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::TableCell) => gathered.clear(),
                Event::Start(Tag::TableRow | Tag::TableHead) => self.rows.push(Vec::new()),
                Event::Start(Tag::Link { dest_url, .. }) => self.links.push(dest_url.to_string()),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    gathered.clear();
                    self.blocks.push(Block {
                        language: language.to_string(),
                        line: text[..range.start].matches('\n').count() + 1,
                        text: String::new(),
                    });
                }
                Event::End(TagEnd::Heading(_)) => self.add_anchor(&gathered),
                Event::End(TagEnd::TableCell) => {
                    self.rows.last_mut().unwrap().push(gathered.clone());
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let Some(block) = self.blocks.last_mut() {
                        block.text.clone_from(&gathered);
                    }
                }
                Event::Text(text) => gathered += &text,
                Event::Code(code) => {
                    gathered += &code;
                    self.code.push(code.to_string());
                }
                Event::SoftBreak => gathered.push(' '),
                _ => {}
            }
        }
    }

    /// GitHub and mdBook make the same anchor of a heading, and number those that are alike.
    fn add_anchor(&mut self, heading: &str) {
        let letters = heading.trim().chars().filter_map(|c| match c {
            c if c.is_whitespace() => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
            _ => None,
        });
        let anchor: String = letters.collect();
        let numbered = (1..).map(|number| format!("{anchor}-{number}"));
        let free = std::iter::once(anchor.clone())
            .chain(numbered)
            .find(|anchor| !self.anchors.contains(anchor));
        self.anchors.extend(free);
    }
}

#[test]
fn a_page_is_taken_apart() {
    let mut page = page("docs/SUMMARY.md");
    page.links.clear();
    page.read(
        "# A `b`: c\n\n# A b c\n\nSee [this](x.md#y) and `z`.\n\n```rust\nlet a = 1;\n```\n\n| a | `b` |\n|---|---|\n| 1 | |\n",
    );
    assert!(page.anchors.contains("a-b-c") && page.anchors.contains("a-b-c-1"));
    assert_eq!(page.links, ["x.md#y"]);
    assert_eq!(page.code, ["b", "z", "b"]);
    let [block] = &page.blocks[..] else {
        panic!("one block")
    };
    assert_eq!((block.language.as_str(), block.line), ("rust", 7));
    assert_eq!(block.text, "let a = 1;\n");
    assert_eq!(page.rows, [vec!["a", "b"], vec!["1", ""]]);
}
