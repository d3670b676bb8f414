//! The files of `templates/`, embedded, and what each becomes.
//!
//! A file there is one of the crate, under its own path, and wmigen's. What ends in `.hbs` is rendered first. Only what
//! is more than that is named below.

use super::Ownership;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/templates.rs"));
}

/// How the name of a template ends.
pub const TEMPLATE: &str = ".hbs";

/// The files that are the user's from the start, or but for a few keys. All others stay wmigen's.
///
/// `.gitattributes` needs nothing of the spec, and is a template for its name: git would obey it in the templates' own
/// folder.
const USERS: &[(&str, Ownership)] = &[
    (".gitattributes", Ownership::Once),
    (".github/workflows/provider.yml", Ownership::Once),
    (".gitignore", Ownership::Once),
    ("Cargo.toml", Ownership::Keys),
    ("README.md", Ownership::Once),
    ("clippy.toml", Ownership::Once),
    (SCAFFOLD, Ownership::Once),
    ("src/lib.rs", Ownership::Once),
    ("tests/data.rs", Ownership::Once),
];

/// The spec that `wmigen new` starts with, which is no file of a rendering.
pub const STARTER: &str = "wmigen.toml";

/// The texts of one language.
pub const TEXTS: &str = "mof/provider.mfl";

/// The document about who sees what.
pub const REVIEW: &str = "docs/access-denied.md";

/// The classes and the registration, for WMI.
pub const MOF: &str = "mof/provider.mof";

/// The file that takes them out of WMI again.
pub const REMOVAL: &str = "mof/provider-remove.mof";

/// What of them is of one class.
pub const CLASS_IN_MOF: &str = "mof/class";

/// What the classes in MOF have of one method.
pub const METHOD_IN_MOF: &str = "mof/method";

/// What the document about who sees what has of one class.
pub const CLASS_IN_REVIEW: &str = "docs/class";

/// What the contract tests know of one class.
pub const CLASS_IN_HARNESS: &str = "tests/harness/class";

/// What the contract tests know of one method.
pub const METHOD_IN_HARNESS: &str = "tests/harness/method";

/// What the contract tests know of one property.
pub const PROPERTY_IN_HARNESS: &str = "tests/harness/property";

/// What the scripts know of the provider.
pub const RECORD: &str = "scripts/provider.provider.json";

/// What the contract tests know of it.
pub const HARNESS: &str = "tests/harness/provider.rs";

/// What a class's generated file has of one property.
pub const PROPERTY: &str = "src/generated/property";

/// The types of the lists in `[values]`, which only a spec with such lists has.
pub const SHARED_TYPES: &str = "src/generated/meanings.rs";

/// The type that values with meanings make, of a property or of such a list.
pub const MEANING: &str = "src/generated/meaning";

/// What a class's generated file has of one method.
pub const METHOD: &str = "src/generated/method";

/// The function of a method in the user's file of a class.
pub const METHOD_STUB: &str = "src/classes/method";

/// The function of a method in the trait of a class.
pub const METHOD_IN_TRAIT: &str = "src/generated/function";

/// Where the methods of the user's files stand, an operation each.
pub const STUBS: &str = "src/classes/operations/";

/// The user's file of a class.
pub const SCAFFOLD: &str = "src/classes/class.rs";

/// What a template is rendered for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// Once, for the crate.
    Crate,
    /// For each class; its module stands in the path for the template's name.
    Class,
    /// For each language that has texts.
    Language,
    /// For no file alone: it is part of others, or made by its name.
    Part,
}

/// All files of `templates/`: the path, and the text.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::FILES.iter().copied()
}

/// Files that are the same in every crate: the path, and the text.
pub fn fixed() -> impl Iterator<Item = (&'static str, &'static str)> {
    all().filter(|(path, _)| !path.ends_with(TEMPLATE))
}

/// What is rendered from the spec: the path without `.hbs`, and the text.
pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    all().filter_map(|(path, text)| Some((path.strip_suffix(TEMPLATE)?, text)))
}

/// Whether the template of this path is only part of others.
pub fn is_part(template: &str) -> bool {
    let is_one = || templates().any(|(name, _)| name == template);
    each(template) == Each::Part && template != STARTER && is_one()
}

/// Whether a part is also rendered by itself, and put into others then.
pub fn is_rendered_alone(template: &str) -> bool {
    [CLASS_IN_MOF, CLASS_IN_REVIEW, CLASS_IN_HARNESS, METHOD_STUB].contains(&template)
        || template.starts_with(STUBS)
}

/// The paths of the templates that are rendered for this, without `.hbs`.
pub fn templates_for(this: Each) -> impl Iterator<Item = &'static str> {
    templates()
        .map(|(template, _)| template)
        .filter(move |template| each(template) == this)
}

/// What the template of this path is rendered for.
pub fn each(template: &str) -> Each {
    let name = template.rsplit('/').next().unwrap_or(template);
    match (template, name.split_once('.')) {
        (STARTER, _) | (_, None) => Each::Part,
        (TEXTS, _) => Each::Language,
        (_, Some(("class", _))) => Each::Class,
        _ => Each::Crate,
    }
}

/// Whose the file of this path in `templates/` is, without `.hbs`.
pub fn ownership(path: &str) -> Ownership {
    let named = USERS.iter().find(|(users, _)| *users == path);
    named.map_or(Ownership::Generated, |(_, ownership)| *ownership)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn files_below(folder: &Path, into: &mut BTreeSet<String>, root: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path, into, root);
            } else {
                let relative = path.strip_prefix(root).unwrap();
                into.insert(relative.to_str().unwrap().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_templates_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut there = BTreeSet::new();
        files_below(&root, &mut there, &root);
        let embedded: BTreeSet<String> = embedded::FILES
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(embedded, there);
    }

    #[test]
    fn what_is_named_is_there() {
        let there: BTreeSet<&str> = fixed().chain(templates()).map(|(path, _)| path).collect();
        let named = USERS.iter().map(|(path, _)| *path);
        let parts = [
            CLASS_IN_MOF,
            CLASS_IN_REVIEW,
            CLASS_IN_HARNESS,
            METHOD,
            METHOD_STUB,
            METHOD_IN_TRAIT,
            METHOD_IN_MOF,
            METHOD_IN_HARNESS,
            PROPERTY_IN_HARNESS,
        ];
        let chosen = [STARTER, TEXTS, REVIEW, MOF, REMOVAL, RECORD, HARNESS];
        let chosen = chosen.into_iter().chain(parts);
        for path in named.chain(chosen) {
            assert!(there.contains(path), "{path}");
        }
    }

    #[test]
    fn a_template_is_rendered_for_what_its_path_says() {
        for (path, made) in [
            (".gitattributes", Each::Crate),
            ("Cargo.toml", Each::Crate),
            ("src/generated/class.rs", Each::Class),
            ("src/classes.rs", Each::Crate),
            ("src/classes/get", Each::Part),
            ("mof/provider.mfl", Each::Language),
            ("mof/provider.mof", Each::Crate),
            ("wmigen.toml", Each::Part),
        ] {
            assert_eq!(each(path), made, "{path}");
        }
    }
}
