//! wmigen's own templates, one by one: what each makes, and whose that is.

use super::Ownership;
use super::files::{self, Each, TEMPLATE};
use super::own::{MODULE, SNAKE_NAME};
use crate::letters::folded;

/// A file of `templates/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its path there, with `.hbs` if it is rendered.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The files of the crate, and the folders, that guarantees rest on, and what that is; of a part, what it is part of.
const STAKES: &[(&str, &str)] = &[
    ("src/wmi/", "the runtime: impersonation, policy, codes"),
    ("src/generated.rs", "the dispatch from WMI to the classes"),
    ("src/generated/", "the dispatch from WMI to the classes"),
    ("src/classes.rs", "which code serves the classes"),
    (
        "src/lib.rs",
        "which runtime is used, and where the log goes",
    ),
    ("mof/", "the classes and the registration"),
    ("scripts/", "what is installed, and where"),
    ("docs/access-denied.md", "what reviewers are told"),
    ("docs/class", "what reviewers are told"),
    ("tests/contract/", "the tests of what clients see"),
    ("tests/harness/", "the tests of what clients see"),
    ("tests/wmi_core/", "the WMI core that the tests run in"),
    (
        "clippy.toml",
        "the functions that escape the client's identity",
    ),
    ("Cargo.toml", "how the provider is built"),
    (".github/workflows/", "what CI runs"),
];

/// What rests on the file of the crate at this path, in whatever case; none if it is the user's to write, or nothing does.
pub fn stake(path: &str) -> Option<&'static str> {
    let path = folded(path);
    let is_it = |start: &str| {
        let start = folded(start);
        path == start || start.ends_with('/') && path.starts_with(&start)
    };
    let row = STAKES.iter().find(|(start, _)| is_it(start));
    row.map(|(_, what)| *what)
}

impl BuiltIn {
    /// All of them, in the order of their paths.
    pub fn all() -> impl Iterator<Item = BuiltIn> {
        files::all().map(|(path, text)| BuiltIn { path, text })
    }

    /// The one whose path is this, with or without `.hbs`.
    pub fn named(name: &str) -> Option<BuiltIn> {
        let name = name.strip_suffix(TEMPLATE).unwrap_or(name);
        Self::all().find(|one| one.name() == name)
    }

    /// The path without `.hbs`: how templates name it as a part, and what a file of the user's is in the place of.
    pub fn name(self) -> &'static str {
        self.path.strip_suffix(TEMPLATE).unwrap_or(self.path)
    }

    /// Whether it is rendered; else it is the same in every crate.
    pub fn is_rendered(self) -> bool {
        self.path.ends_with(TEMPLATE)
    }

    /// Whether it makes no file alone, and is only part of others.
    pub fn is_part(self) -> bool {
        self.is_rendered() && self.each() == Each::Part && !self.is_starter()
    }

    /// Whether it is the spec that `wmigen new` starts with.
    pub fn is_starter(self) -> bool {
        self.name() == files::STARTER
    }

    /// What it is rendered for.
    pub fn each(self) -> Each {
        if self.is_rendered() {
            files::each(self.name())
        } else {
            Each::Crate
        }
    }

    /// Whose the file is that it makes.
    pub fn ownership(self) -> Ownership {
        if self.is_starter() {
            return Ownership::Once;
        }
        files::ownership(self.name())
    }

    /// The path in the crate of what it makes, with what stands there for a class's module, the provider's name or a
    /// language; none if it is a part.
    pub fn makes(self) -> Option<String> {
        if self.is_part() {
            return None;
        }
        let name = self.name();
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let file = match (self.each(), name) {
            (Each::Class, _) => file.replacen("class", MODULE, 1),
            (Each::Language, _) => format!("{SNAKE_NAME}.{{language}}.mfl"),
            (_, files::MOF | files::REMOVAL | files::RECORD) => {
                file.replacen("provider", SNAKE_NAME, 1)
            }
            _ => file.to_owned(),
        };
        Some(if folder.is_empty() {
            file
        } else {
            format!("{folder}/{file}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint;
    use crate::render::{MadeOf, outline};

    /// What is said of a path holds for the crate of a spec with texts in two languages.
    #[test]
    fn each_makes_what_it_says() {
        let spec = include_str!("../../tests/cases/every-type/wmigen.toml");
        let provider = lint::check(spec).0.expect("a sound spec");
        let outlined = outline(None, MadeOf::spec(&provider));
        let mut said: Vec<String> = Vec::new();
        for makes in BuiltIn::all().filter_map(BuiltIn::makes) {
            let makes = makes.replace(SNAKE_NAME, &provider.snake_name);
            if makes.contains(MODULE) {
                // The user writes nothing of objects.
                let is_users = makes.starts_with("src/classes/");
                let classes = provider.classes.iter();
                let classes = classes.filter(|class| class.is_served() || !is_users);
                said.extend(classes.map(|class| makes.replace(MODULE, &class.module)));
            } else if let Some((start, end)) = makes.split_once("{language}") {
                let languages = outlined.iter().filter(|file| {
                    let path = file.path.as_str();
                    path.starts_with(start) && path.ends_with(end)
                });
                said.extend(languages.map(|file| file.path.clone()));
            } else if makes != files::STARTER {
                said.push(makes);
            }
        }
        said.push(crate::schema::FILE.to_owned());
        said.sort();
        let mut made: Vec<_> = outlined.into_iter().map(|file| file.path).collect();
        made.sort();
        assert_eq!(said, made);
    }

    #[test]
    fn all_that_is_wmigens_has_something_at_stake() {
        let generated = BuiltIn::all().filter(|one| one.ownership() == Ownership::Generated);
        for makes in generated.filter_map(BuiltIn::makes) {
            assert!(stake(&makes).is_some(), "{makes}");
        }
        for users in [
            "README.md",
            "src/classes/acme_disk.rs",
            "docs/classes/acme_disk.md",
            ".gitignore",
        ] {
            assert_eq!(stake(users), None, "{users}");
        }
    }

    /// Windows takes the one for the other.
    #[test]
    fn a_stake_is_known_in_each_case() {
        for (start, what) in STAKES {
            let path = match start.strip_suffix('/') {
                Some(folder) => format!("{folder}/further/file.x"),
                None => (*start).to_owned(),
            };
            for path in [path.to_uppercase(), path.to_lowercase(), path] {
                assert_eq!(stake(&path), Some(*what), "{path}");
            }
        }
        assert_eq!(
            stake("\u{17f}cript\u{17f}/evil.psm1"),
            stake("scripts/evil.psm1")
        );
    }

    #[test]
    fn a_template_is_found_by_its_path_and_its_name() {
        let readme = BuiltIn::named("README.md").expect("a template");
        assert_eq!(readme.path, "README.md.hbs");
        assert_eq!(BuiltIn::named("README.md.hbs"), Some(readme));
        assert_eq!(BuiltIn::named("LIESMICH.md"), None);
        let part = BuiltIn::named("mof/class").expect("a part");
        assert!(part.is_part() && part.makes().is_none());
    }
}
