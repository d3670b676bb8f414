//! The few constructs of Rust that generated names reach: literals and patterns of structs, `impl`s and `match`es.

use proc_macro2::Delimiter;

use super::code::{Code, Kind};

/// Words before a type and its braces that are no literal.
const HEADS: &[&str] = &[
    "impl", "struct", "enum", "union", "trait", "mod", "dyn", "where",
];

/// An `impl` and its braces.
pub struct Impl<'c> {
    /// Where the word is.
    pub at: usize,
    /// The last name of the trait's path, if it is one of a trait.
    pub of: Option<&'c str>,
    /// The last name of the type's path.
    pub by: Option<&'c str>,
    /// Where its braces open.
    pub open: usize,
    /// Where they end.
    pub end: usize,
}

/// Every `impl` that has braces.
pub fn impls(code: &Code) -> Vec<Impl<'_>> {
    let all = code.places_of("impl").iter();
    all.filter_map(|&at| implementation(code, at)).collect()
}

fn implementation(code: &Code, at: usize) -> Option<Impl<'_>> {
    let (mut of, mut by) = (None, None);
    let mut depth = 0_usize;
    let mut in_where = false;
    let mut here = at + 1;
    loop {
        match &code.token(here)?.kind {
            &Kind::Open(Delimiter::Brace, end) => {
                let open = here;
                return Some(Impl {
                    at,
                    of,
                    by,
                    open,
                    end,
                });
            }
            &Kind::Open(_, end) => here = end,
            Kind::Close | Kind::Sign(';') => return None,
            Kind::Sign('<') => depth += 1,
            // The end of `->` ends no list of parameters.
            Kind::Sign('>') if !code.is_sign(here - 1, '-') => depth = depth.saturating_sub(1),
            Kind::Name(name) if depth == 0 && !in_where => match name.as_str() {
                // `for<'a>` is no part of the type.
                "for" if !code.is_sign(here + 1, '<') => of = by.take(),
                "where" => in_where = true,
                name => by = Some(name),
            },
            _ => {}
        }
        here += 1;
    }
}

/// The braces of a literal or a pattern of a struct.
#[derive(Clone, Copy)]
pub struct Braces {
    /// Where the struct's name is.
    pub at: usize,
    /// Where the braces open.
    pub open: usize,
    /// Where they end.
    pub end: usize,
}

/// Every literal and pattern of these structs, be it by the name `Self`.
pub fn literals(code: &Code, types: &[String]) -> Vec<Braces> {
    let types = code.with_aliases(types);
    let is_one = |name: &str| types.iter().any(|one| one == name);
    let impls = impls(code);
    let own = impls.iter().filter(|one| one.by.is_some_and(is_one));
    let own: Vec<_> = own.map(|one| one.open..one.end).collect();
    let selves = code.places_of("Self").iter();
    let selves = selves.filter(|at| own.iter().any(|own| own.contains(at)));
    let named = types.iter().flat_map(|name| code.places_of(name));
    named
        .chain(selves)
        .filter_map(|&at| literal(code, at))
        .collect()
}

fn literal(code: &Code, at: usize) -> Option<Braces> {
    let open = at + 1;
    let end = code.end_of(open, Delimiter::Brace)?;
    let mut start = at;
    // The path, and then what may stand before it where a type is meant: `&'a mut`.
    while code.follows_path(start) {
        start -= 2;
        if start > 0 && code.name(start - 1).is_some() {
            start -= 1;
        }
    }
    while start > 0 && is_reference(code, start - 1) {
        start -= 1;
    }
    let is_literal = match start.checked_sub(1) {
        None => true,
        // The body of a loop over such structs is no `impl`'s.
        Some(before) if code.name(before) == Some("for") => code.name(end + 1) == Some("in"),
        Some(before) if code.is_sign(before, '>') => before > 0 && code.is_sign(before - 1, '='),
        Some(before) => !code.name(before).is_some_and(|name| HEADS.contains(&name)),
    };
    is_literal.then_some(Braces { at, open, end })
}

fn is_reference(code: &Code, at: usize) -> bool {
    let lifetime = || at > 0 && code.is_sign(at - 1, '\'');
    code.is_sign(at, '&') || code.is_sign(at, '\'') || code.name(at) == Some("mut") || lifetime()
}

impl Braces {
    /// Whether the rest of the fields comes from elsewhere, or is not looked at.
    pub fn has_rest(self, code: &Code) -> bool {
        let first = |at: usize| at == self.open + 1 || code.is_sign(at - 1, ',');
        let mut inside = code.inside(self.open, self.end);
        inside.any(|at| first(at) && code.are_signs(at, ['.', '.']))
    }

    /// Where a field is.
    pub fn field(self, code: &Code, name: &str) -> Option<usize> {
        let bare = name.strip_prefix("r#").unwrap_or(name);
        let mut inside = code.inside(self.open, self.end);
        inside.find(|&at| code.name(at) == Some(bare) && self.is_field(code, at))
    }

    fn is_field(self, code: &Code, at: usize) -> bool {
        let before = at - 1;
        let starts = before == self.open
            || code.is_sign(before, ',')
            // The end of an attribute.
            || code.is_close(before)
            || matches!(code.name(before), Some("ref" | "mut"));
        let after = at + 1;
        let ends = after == self.end
            || code.is_sign(after, ',')
            || code.is_sign(after, '@')
            || code.is_sign(after, ':') && !code.is_sign(after + 1, ':');
        starts && ends
    }
}

/// Every `match` that has an arm for a variant of these enums and none for whatever else there is.
pub fn matches_of(code: &Code, types: &[String]) -> Vec<usize> {
    let types = code.with_aliases(types);
    let variants = types.iter().flat_map(|name| code.places_of(name));
    let variants: Vec<_> = variants
        .copied()
        .filter(|at| code.are_signs(at + 1, [':', ':']))
        .collect();
    let all = code.places_of("match").iter().copied();
    all.filter(|&at| names_variants(code, at, &variants))
        .collect()
}

fn names_variants(code: &Code, at: usize, variants: &[usize]) -> bool {
    let Some((open, end)) = body_of_match(code, at) else {
        return false;
    };
    let mut in_pattern = true;
    let mut arm = open + 1;
    let mut named = false;
    for here in code.inside(open, end) {
        let after = match code.token(here).map(|token| &token.kind) {
            Some(Kind::Open(_, end)) => end + 1,
            _ => here + 1,
        };
        if in_pattern && code.are_signs(here, ['=', '>']) {
            in_pattern = false;
            if here == arm + 1 && code.name(arm).is_some_and(takes_all) {
                return false;
            }
        } else if in_pattern {
            named |= variants
                .iter()
                .any(|variant| (here..after).contains(variant));
        } else if code.is_sign(here, ',')
            || code.end_of(here, Delimiter::Brace).is_some() && code.is_sign(here - 1, '>')
        {
            in_pattern = true;
            arm = after + usize::from(code.is_sign(after, ','));
        }
    }
    named
}

/// Whether a pattern of one word is `_` or a name for whatever is there.
fn takes_all(word: &str) -> bool {
    word.starts_with(|first: char| first == '_' || first.is_lowercase())
}

fn body_of_match(code: &Code, at: usize) -> Option<(usize, usize)> {
    let mut here = at + 1;
    loop {
        match code.token(here)?.kind {
            // Of two pairs of braces, the second is the body.
            Kind::Open(Delimiter::Brace, end) => match code.end_of(end + 1, Delimiter::Brace) {
                Some(_) => here = end + 1,
                None => return Some((here, end)),
            },
            Kind::Open(_, end) => here = end + 1,
            Kind::Close | Kind::Sign(';') => return None,
            _ => here += 1,
        }
    }
}
