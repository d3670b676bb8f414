//! What the files of a folder name and call. Their tokens are read, so that what stands inside a macro counts and what a
//! comment or a string says does not. An import is no use.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// The names that stand in some files.
#[derive(Default)]
pub struct Uses {
    /// Those that stand for themselves: functions, constants, types.
    pub named: BTreeSet<String>,
    /// Those after a dot or a path: methods.
    pub called: BTreeSet<String>,
}

/// What stands before a token.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    Dot,
    Path,
    Fn,
    Other,
}

impl Uses {
    /// Adds the files of a folder and of those below it, bindings excepted.
    pub fn add_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add_folder(&path);
            } else if path.extension() == Some(OsStr::new("rs"))
                && path.file_name() != Some(OsStr::new("bindings.rs"))
            {
                let text = fs::read_to_string(&path).unwrap();
                self.add(text.parse().unwrap());
            }
        }
    }

    /// Adds the names in a text.
    pub fn add(&mut self, text: TokenStream) {
        let mut tokens = text.into_iter().peekable();
        let mut before = Before::Other;
        while let Some(token) = tokens.next() {
            before = match token {
                TokenTree::Ident(word) if word == "use" => {
                    tokens.find(|token| is_punct(token, ';'));
                    Before::Other
                }
                TokenTree::Ident(word) if word == "fn" => Before::Fn,
                TokenTree::Ident(name) => {
                    self.add_name(name.to_string(), before);
                    Before::Other
                }
                TokenTree::Group(group) if is_test_only(&group.stream()) => {
                    // The module after `#[cfg(test)]`.
                    tokens.find(|token| matches!(token, TokenTree::Group(_)));
                    Before::Other
                }
                TokenTree::Group(group) => {
                    self.add(group.stream());
                    Before::Other
                }
                // The second dot of a range is none before a method.
                TokenTree::Punct(dot) if dot.as_char() == '.' && before != Before::Dot => {
                    Before::Dot
                }
                TokenTree::Punct(colon) if colon.as_char() == ':' => Before::Path,
                TokenTree::Punct(_) | TokenTree::Literal(_) => Before::Other,
            };
        }
    }

    fn add_name(&mut self, name: String, before: Before) {
        if matches!(before, Before::Dot | Before::Path) {
            self.called.insert(name.clone());
        }
        // A method of that name is no use of a function, nor is the function that has it.
        if !matches!(before, Before::Dot | Before::Fn) {
            self.named.insert(name);
        }
    }
}

fn is_punct(token: &TokenTree, punct: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == punct)
}

/// Whether this is the inside of `#[cfg(test)]`.
fn is_test_only(attribute: &TokenStream) -> bool {
    attribute.to_string().replace(' ', "") == "cfg(test)"
}
