//! A user's file as its tokens: what is a name, and not a comment, a string or a part of a longer name.
//!
//! Tokens and not a syntax tree: code in a macro's braces has no tree, and a file that is being edited may have none
//! either.

use std::collections::HashMap;

use proc_macro2::{Delimiter, LexError, Span, TokenStream, TokenTree, token_stream};

/// The tokens of a file, in their order.
pub struct Code {
    tokens: Vec<Token>,
    by_name: HashMap<String, Vec<usize>>,
    /// The names that a `use` has given, by the original names.
    aliases: HashMap<String, Vec<String>>,
}

/// A token, and where it is.
pub struct Token {
    pub kind: Kind,
    pub line: usize,
    pub column: usize,
}

/// What a token is.
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword, without the `r#` of a raw one.
    Name(String),
    /// A character of punctuation.
    Sign(char),
    /// The opening of a group, and where its end is.
    Open(Delimiter, usize),
    /// The end of a group.
    Close,
    /// A literal or a lifetime.
    Other,
}

impl Code {
    /// Reads a file.
    ///
    /// # Errors
    /// If it is not made of Rust's tokens.
    pub fn read(text: &str) -> Result<Self, LexError> {
        let tokens = flat(text.parse()?);
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            if let Kind::Name(name) = &token.kind {
                by_name.entry(name.clone()).or_default().push(at);
            }
        }
        let code = Code {
            tokens,
            by_name,
            aliases: HashMap::new(),
        };
        let aliases = code.find_aliases();
        Ok(Code { aliases, ..code })
    }

    fn find_aliases(&self) -> HashMap<String, Vec<String>> {
        let mut aliases: HashMap<String, Vec<String>> = HashMap::new();
        for &at in self.places_of("as") {
            if let (Some(name), Some(alias)) = (self.name(at.wrapping_sub(1)), self.name(at + 1))
                && alias != "_"
            {
                let (name, alias) = (name.to_owned(), alias.to_owned());
                aliases.entry(name).or_default().push(alias);
            }
        }
        aliases
    }

    /// The token at a place.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The name at a place, if there is one.
    pub fn name(&self, at: usize) -> Option<&str> {
        match &self.token(at)?.kind {
            Kind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether this sign is at a place.
    pub fn is_sign(&self, at: usize, sign: char) -> bool {
        matches!(self.token(at), Some(Token { kind: Kind::Sign(there), .. }) if *there == sign)
    }

    /// Whether these two signs are at a place and behind it.
    pub fn are_signs(&self, at: usize, [first, second]: [char; 2]) -> bool {
        self.is_sign(at, first) && self.is_sign(at + 1, second)
    }

    /// Whether the two signs of a path end before a place.
    pub fn follows_path(&self, at: usize) -> bool {
        at >= 2 && self.are_signs(at - 2, [':', ':'])
    }

    /// Whether a group ends at a place.
    pub fn is_close(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == Kind::Close)
    }

    /// Where the group ends that opens at a place with this delimiter.
    pub fn end_of(&self, at: usize, delimiter: Delimiter) -> Option<usize> {
        match self.token(at)?.kind {
            Kind::Open(there, end) if there == delimiter => Some(end),
            _ => None,
        }
    }

    /// Where a name is, in the order of the file.
    pub fn places_of(&self, name: &str) -> &[usize] {
        let bare = name.strip_prefix("r#").unwrap_or(name);
        self.by_name.get(bare).map_or(&[], Vec::as_slice)
    }

    /// Whether a name is in the file.
    pub fn mentions(&self, name: &str) -> bool {
        !self.places_of(name).is_empty()
    }

    /// These names, and the others that a `use` gives them.
    pub fn with_aliases(&self, names: &[String]) -> Vec<String> {
        let aliases = names.iter().filter_map(|name| self.aliases.get(name));
        let mut all: Vec<_> = names.iter().chain(aliases.flatten()).cloned().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The tokens of the group between two places, each inner group by its opening alone.
    pub fn inside(&self, open: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        let next = |at: usize| match self.token(at)?.kind {
            Kind::Open(_, end) => Some(end + 1),
            _ => Some(at + 1),
        };
        std::iter::successors(Some(open + 1), move |&at| next(at)).take_while(move |&at| at < end)
    }

    /// Every `use`, from the word to its semicolon.
    pub fn imports(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        self.places_of("use").iter().map(|&start| {
            let end = self.inside(start, self.tokens.len());
            let mut end = end.skip_while(|&at| !self.is_sign(at, ';') && !self.is_close(at));
            start..end.next().unwrap_or(start)
        })
    }
}

/// The tokens of a stream, without the contents of attributes, which are the compiler's and not about values. There is
/// no recursion here, whatever the text: it may be nested as deeply as it likes.
fn flat(stream: TokenStream) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut outer: Vec<Group> = Vec::new();
    let mut rest = stream.into_iter();
    loop {
        match rest.next() {
            Some(TokenTree::Group(group)) => {
                let is_attribute = group.delimiter() == Delimiter::Bracket && after_hash(&tokens);
                let inner = if is_attribute {
                    TokenStream::new()
                } else {
                    group.stream()
                };
                let open = tokens.len();
                // Where it ends is not known yet.
                let kind = Kind::Open(group.delimiter(), open);
                tokens.push(token(kind, group.span_open()));
                outer.push(Group {
                    open,
                    delimiter: group.delimiter(),
                    close: group.span_close(),
                    rest: std::mem::replace(&mut rest, inner.into_iter()),
                });
            }
            Some(TokenTree::Ident(name)) => {
                let span = name.span();
                let name = name.to_string();
                let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
                let is_lifetime = tokens
                    .last()
                    .is_some_and(|last| last.kind == Kind::Sign('\''));
                let kind = if is_lifetime {
                    Kind::Other
                } else {
                    Kind::Name(name)
                };
                tokens.push(token(kind, span));
            }
            Some(TokenTree::Punct(sign)) => {
                tokens.push(token(Kind::Sign(sign.as_char()), sign.span()));
            }
            Some(TokenTree::Literal(literal)) => tokens.push(token(Kind::Other, literal.span())),
            None => {
                let Some(group) = outer.pop() else {
                    return tokens;
                };
                tokens[group.open].kind = Kind::Open(group.delimiter, tokens.len());
                tokens.push(token(Kind::Close, group.close));
                rest = group.rest;
            }
        }
    }
}

/// A group that is being read, and what comes behind it.
struct Group {
    open: usize,
    delimiter: Delimiter,
    close: Span,
    rest: token_stream::IntoIter,
}

fn token(kind: Kind, span: Span) -> Token {
    let start = span.start();
    Token {
        kind,
        line: start.line,
        column: start.column + 1,
    }
}

/// Whether the last tokens begin an attribute.
fn after_hash(tokens: &[Token]) -> bool {
    let mut last = tokens.iter().rev().map(|token| &token.kind);
    match last.next() {
        Some(Kind::Sign('#')) => true,
        Some(Kind::Sign('!')) => last.next() == Some(&Kind::Sign('#')),
        _ => false,
    }
}
