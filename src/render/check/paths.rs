//! What a path of a template says.

use handlebars::{Path, PathSeg};

/// A path, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference<'p> {
    /// As it is written.
    pub raw: &'p str,
    /// Where it begins.
    pub begins: Begins<'p>,
    /// The names on the way, in order.
    pub names: Vec<&'p str>,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins<'p> {
    /// This many scopes further out.
    Out(usize),
    /// With what the first template is rendered with.
    Root,
    /// It is one of handlebars' own variables, `@index` for instance, this many scopes further out.
    Local(usize, &'p str),
}

/// Takes a path apart, if it is of a form that is served: handlebars reads others in ways that nobody would expect.
pub fn reference(path: &Path) -> Option<Reference<'_>> {
    match path {
        Path::Relative((segments, raw)) => {
            let reference = parse(raw)?;
            let names = segments.iter().filter_map(|segment| match segment {
                PathSeg::Named(name) => Some(name.as_str()),
                _ => None,
            });
            let is_local = matches!(reference.begins, Begins::Local(..));
            // Both must have read the same.
            (!is_local && names.eq(reference.names.iter().copied())).then_some(reference)
        }
        Path::Local((level, name, raw)) => {
            let reference = parse(raw)?;
            let same = reference.begins == Begins::Local(*level, name);
            (same && reference.names.is_empty()).then_some(reference)
        }
    }
}

fn parse(raw: &str) -> Option<Reference<'_>> {
    let mut rest = raw;
    for current in ["this.", "this/", "./"] {
        if let Some(after) = rest.strip_prefix(current) {
            rest = after;
            break;
        }
    }
    let root = ["@root.", "@root/"];
    let from_root = root.iter().find_map(|root| rest.strip_prefix(root));
    let local = rest.strip_prefix('@');
    rest = from_root.or(local).unwrap_or(rest);
    let mut level = 0;
    while let Some(after) = rest.strip_prefix("../") {
        level += 1;
        rest = after;
    }
    let mut names = items(rest)?;
    let begins = match (from_root, local) {
        (Some(_), _) if level > 0 => return None,
        (Some(_), _) => Begins::Root,
        (None, Some(_)) => {
            let name = names.first().copied()?;
            names.remove(0);
            Begins::Local(level, name)
        }
        (None, None) => Begins::Out(level),
    };
    Some(Reference { raw, begins, names })
}

/// The names between the separators, without `this`, as handlebars leaves it out.
fn items(path: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = path;
    loop {
        let (name, after) = if let Some(inner) = rest.strip_prefix('[') {
            inner.split_once(']')?
        } else {
            rest.split_at(rest.find(['.', '/']).unwrap_or(rest.len()))
        };
        if name.starts_with('@') || (name.is_empty() && !rest.starts_with('[')) {
            return None;
        }
        if name != "this" {
            names.push(name);
        }
        match after.strip_prefix(['.', '/']) {
            Some(more) => rest = more,
            None => return after.is_empty().then_some(names),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<(Begins<'_>, Vec<&str>)> {
        let path = Path::parse(raw).unwrap();
        let read = reference(&path).map(|_| ());
        read.map(|()| {
            let parsed = parse(raw).unwrap();
            (parsed.begins, parsed.names)
        })
    }

    #[test]
    fn paths_are_taken_apart() {
        for (raw, begins, names) in [
            ("this", Begins::Out(0), vec![]),
            ("a", Begins::Out(0), vec!["a"]),
            ("./a", Begins::Out(0), vec!["a"]),
            ("this.a", Begins::Out(0), vec!["a"]),
            ("this/a", Begins::Out(0), vec!["a"]),
            ("a.b/c", Begins::Out(0), vec!["a", "b", "c"]),
            ("a.[b c].d", Begins::Out(0), vec!["a", "b c", "d"]),
            ("[a.b]", Begins::Out(0), vec!["a.b"]),
            ("../this", Begins::Out(1), vec![]),
            ("../../a.b", Begins::Out(2), vec!["a", "b"]),
            ("@root.a", Begins::Root, vec!["a"]),
            ("@root/a.b", Begins::Root, vec!["a", "b"]),
            ("@index", Begins::Local(0, "index"), vec![]),
            ("@../../key", Begins::Local(2, "key"), vec![]),
            ("thisx.é", Begins::Out(0), vec!["thisx", "é"]),
        ] {
            assert_eq!(read(raw), Some((begins, names)), "{raw}");
        }
    }

    /// handlebars takes each of these for something else than it looks like.
    #[test]
    fn what_is_misread_is_refused() {
        for raw in ["@index.a", "@root/../a", "@root.@index"] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }
}
