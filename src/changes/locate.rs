//! Where a change of the spec meets the user's code.
//!
//! The places are those that the compiler will complain of, and now and then one more: without types, the field of
//! another struct of the same name looks the same. Code that names nothing of a class, and gets at its instances by
//! inference alone, is left to the compiler.

use std::str;

use super::code::Code;
use super::syntax::{impls, literals, matches_of};
use super::{Change, Location};
use crate::diagnostics::{list, visible};

/// The most places that a change lists.
pub const PLACES_MAX: usize = 20;

/// What a change looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seek {
    /// These names of types, wherever they are.
    Names(Vec<String>),
    /// This module, in a path or a `use`.
    Module(String),
    /// A field: in literals of these types, and behind any dot of a file that mentions one of those names.
    Field {
        name: String,
        types: Vec<String>,
        mentions: Vec<String>,
    },
    /// Literals and patterns of these types that lack a field.
    Literals { types: Vec<String>, without: String },
    /// The `impl`s of these traits.
    Impl(Vec<String>),
    /// The method of this name in them.
    Method { traits: Vec<String>, name: String },
    /// A variant, a flag, a constant or a function of these types.
    Variant { types: Vec<String>, name: String },
    /// Every `match` on them that names all variants.
    Matches(Vec<String>),
}

/// A user's file, as far as it can be read.
struct File<'f> {
    path: &'f str,
    code: Option<Code>,
}

/// Fills in where each change meets the user's files, which are given by their paths after the change. Files that are
/// not called `.rs` are not looked at. One that is no Rust has no places, and is named in the message.
pub fn locate(changes: &mut [Change], files: &[(String, Vec<u8>)]) {
    let rust = files.iter().filter(|(path, _)| {
        let extension = std::path::Path::new(path).extension();
        extension.is_some_and(|extension| extension == "rs")
    });
    let files: Vec<File<'_>> = rust
        .map(|(path, bytes)| File {
            path,
            code: str::from_utf8(bytes)
                .ok()
                .and_then(|text| Code::read(text).ok()),
        })
        .collect();
    for change in changes.iter_mut().filter(|change| !change.seek.is_empty()) {
        fill(change, &files);
    }
}

fn fill(change: &mut Change, files: &[File<'_>]) {
    change.places.clear();
    change.more_places = 0;
    let mut unread = Vec::new();
    let mut first_code = None;
    for file in files {
        if change.except.as_deref() == Some(file.path) {
            continue;
        }
        let Some(code) = &file.code else {
            unread.push(visible(file.path));
            continue;
        };
        let places = places(&change.seek, code);
        if !places.is_empty() {
            first_code = first_code.or(Some(code));
        }
        for (line, column) in places {
            if change.places.len() == PLACES_MAX {
                change.more_places += 1;
            } else {
                let path = file.path.to_owned();
                change.places.push(Location { path, line, column });
            }
        }
    }
    if let Some(code) = first_code {
        change.imports.retain(|path| !is_imported(code, path));
    }
    if !unread.is_empty() {
        let files: Vec<_> = unread.iter().map(String::as_str).collect();
        change.message += "; wmigen finds no places in ";
        change.message += &list(&files, "and");
        change.message += ", which cannot be read as Rust";
    }
}

/// One place a line: that of its first token.
fn places(seek: &[Seek], code: &Code) -> Vec<(usize, usize)> {
    let mut tokens: Vec<_> = seek.iter().flat_map(|seek| seek.find(code)).collect();
    tokens.sort_unstable();
    let place = |at| code.token(at).map(|token| (token.line, token.column));
    let mut places: Vec<_> = tokens.into_iter().filter_map(place).collect();
    places.dedup_by_key(|(line, _)| *line);
    places
}

/// Whether the last name of a path stands in a `use` of the file.
fn is_imported(code: &Code, path: &str) -> bool {
    let name = path.rsplit("::").next().unwrap_or(path);
    let places = code.places_of(name);
    let mut imports = code.imports();
    imports.any(|range| places.iter().any(|at| range.contains(at)))
}

impl Seek {
    /// Whether a file has anything to do with it; most have not.
    fn is_in(&self, code: &Code) -> bool {
        let names = match self {
            Self::Module(name) => return code.mentions(name),
            Self::Names(names) | Self::Impl(names) | Self::Matches(names) => names,
            Self::Literals { types, .. } | Self::Variant { types, .. } => types,
            Self::Method { traits, .. } => traits,
            Self::Field { mentions, .. } => mentions,
        };
        names.iter().any(|name| code.mentions(name))
    }

    /// The tokens that are meant.
    fn find(&self, code: &Code) -> Vec<usize> {
        if !self.is_in(code) {
            return Vec::new();
        }
        match self {
            Self::Names(names) => all(code, names),
            Self::Module(name) => module(code, name),
            Self::Field { name, types, .. } => field(code, name, types),
            Self::Literals { types, without } => literals(code, types)
                .into_iter()
                .filter(|one| !one.has_rest(code) && one.field(code, without).is_none())
                .map(|one| one.at)
                .collect(),
            Self::Impl(traits) => bodies(code, traits).iter().map(|body| body.at).collect(),
            Self::Method { traits, name } => bodies(code, traits)
                .iter()
                .filter_map(|body| method(code, body.open, body.end, name))
                .collect(),
            Self::Variant { types, name } => variant(code, types, name),
            Self::Matches(types) => matches_of(code, types),
        }
    }
}

fn all(code: &Code, names: &[String]) -> Vec<usize> {
    let places = names.iter().flat_map(|name| code.places_of(name));
    places.copied().collect()
}

fn module(code: &Code, name: &str) -> Vec<usize> {
    let places = code.places_of(name).iter().copied();
    let imports: Vec<_> = code.imports().collect();
    places
        .filter(|&at| {
            code.follows_path(at)
                || code.are_signs(at + 1, [':', ':'])
                || imports.iter().any(|range| range.contains(&at))
        })
        .collect()
}

fn field(code: &Code, name: &str, types: &[String]) -> Vec<usize> {
    let in_literals = literals(code, types).into_iter();
    let in_literals = in_literals.filter_map(|one| one.field(code, name));
    let behind_dots = code.places_of(name).iter().copied().filter(|&at| {
        let behind_dot = at > 0 && code.is_sign(at - 1, '.');
        let is_range = at > 1 && code.is_sign(at - 2, '.');
        let is_call = code
            .end_of(at + 1, proc_macro2::Delimiter::Parenthesis)
            .is_some();
        behind_dot && !is_range && !is_call
    });
    in_literals.chain(behind_dots).collect()
}

fn bodies<'c>(code: &'c Code, traits: &[String]) -> Vec<super::syntax::Impl<'c>> {
    let traits = code.with_aliases(traits);
    let mut all = impls(code);
    all.retain(|one| {
        one.of
            .is_some_and(|of| traits.iter().any(|name| name == of))
    });
    all
}

fn method(code: &Code, open: usize, end: usize, name: &str) -> Option<usize> {
    let mut inside = code.inside(open, end);
    inside.find(|&at| code.name(at) == Some("fn") && code.name(at + 1) == Some(name))
}

fn variant(code: &Code, types: &[String], name: &str) -> Vec<usize> {
    let types = code.with_aliases(types);
    let is_type = |at: usize| {
        let name = code.name(at);
        name.is_some_and(|name| types.iter().any(|one| one == name))
    };
    let imported = code.imports().any(|range| {
        let mut tokens = range.clone();
        tokens.any(|at| is_type(at) && code.are_signs(at + 1, [':', ':']))
    });
    let places = code.places_of(name).iter().copied();
    places
        .filter(|&at| imported || code.follows_path(at) && at > 2 && is_type(at - 3))
        .collect()
}
