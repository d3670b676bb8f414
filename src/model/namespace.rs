//! The namespaces that the classes live in: the provider's, and those that have a table of their own.

use std::fmt;

use toml::Spanned;

use super::names;
use crate::diagnostics::rules::{DUPLICATE_NAME, INVALID_NAMESPACE, UNKNOWN_NAMESPACE};
use crate::diagnostics::{Checked, Diagnostic, keep, list, quoted};
use crate::spec::Spec;

/// The regular expression of namespaces, for those who check a spec by its JSON Schema; [`namespace`] is what judges them.
pub const PATTERN: &str =
    r"^[Rr][Oo][Oo][Tt](?:[\\/][A-Za-z](?:[A-Za-z0-9_]{0,253}[A-Za-z0-9])?)*$";

/// A WMI namespace on the machine itself: `root`, or one below it.
///
/// It displays as WMI writes it: `root\Acme\Storage`.
#[derive(Clone, Debug, Default, Eq)]
pub struct Namespace {
    below_root: Vec<String>,
}

/// As WMI compares them, which ignores case.
impl PartialEq for Namespace {
    fn eq(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|namespace| namespace.below_root.join("\\"));
        one.eq_ignore_ascii_case(&other)
    }
}

/// The namespaces that a class may be in.
#[derive(Default)]
pub struct Namespaces {
    /// The provider's; none if that is absent or wrong, which has been reported.
    own: Option<Namespace>,
    /// Those that have a table, in the order of the spec.
    others: Vec<Namespace>,
    /// Whether each table could be read as one.
    complete: bool,
}

impl Namespaces {
    /// The namespaces of a spec, whose provider is in `own`.
    pub fn of(spec: &Spec, own: Option<Namespace>, found: &mut Vec<Diagnostic>) -> Self {
        let mut namespaces = Namespaces {
            own,
            others: Vec::new(),
            complete: true,
        };
        let mut taken: Vec<&Spanned<String>> = Vec::new();
        for table in &spec.namespaces {
            let Some(namespace) = keep(namespace(&table.name), found) else {
                namespaces.complete = false;
                continue;
            };
            let first = namespaces.others.iter().position(|one| *one == namespace);
            if let Some(first) = first.and_then(|at| taken.get(at)) {
                found.push(duplicate(&table.name, first));
                continue;
            }
            taken.push(&table.name);
            namespaces.others.push(namespace);
        }
        namespaces
    }

    /// The one that a class is in that says this; the provider's if it says nothing.
    pub fn of_class(
        &self,
        written: Option<&Spanned<String>>,
        found: &mut Vec<Diagnostic>,
    ) -> Namespace {
        let Some(written) = written else {
            return self.own.clone().unwrap_or_default();
        };
        let Some(meant) = keep(namespace(written), found) else {
            return Namespace::default();
        };
        let known = self.all().find(|one| **one == meant).cloned();
        // Where one of them could not be read, it may be the one that is meant.
        if known.is_none() && self.complete && self.own.is_some() {
            found.push(self.unknown(written, &meant));
        }
        known.unwrap_or_default()
    }

    fn all(&self) -> impl Iterator<Item = &Namespace> {
        self.own.iter().chain(&self.others)
    }

    fn unknown(&self, written: &Spanned<String>, meant: &Namespace) -> Diagnostic {
        let message = format!(
            "{} is no namespace of this provider",
            quoted(written.get_ref())
        );
        let known: Vec<_> = self.all().map(|one| format!("'{one}'")).collect();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        Diagnostic::error(&UNKNOWN_NAMESPACE, written.span(), message)
            .with_label(format!("expected {}", list(&known, "or")))
            .with_help(format!("add a table `[namespace.'{meant}']`"))
    }
}

fn duplicate(second: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the namespace {} exists already: WMI ignores the case of names",
        quoted(second.get_ref())
    );
    Diagnostic::error(&DUPLICATE_NAME, second.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of the two tables out")
}

impl Namespace {
    /// The names below `root`, from the outside inwards; none for `root` itself.
    pub fn below_root(&self) -> &[String] {
        &self.below_root
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("root")?;
        self.below_root
            .iter()
            .try_for_each(|name| write!(f, "\\{name}"))
    }
}

/// The namespace that was written, or what there is to say about it. `/` is read as `\`.
pub fn namespace(written: &Spanned<String>) -> Checked<Namespace> {
    let path = written.get_ref().replace('/', "\\");
    let report = |why: Problem, instead: Option<String>| {
        let message = format!(
            "{} is no namespace for a provider: {why}",
            quoted(written.get_ref())
        );
        let help = match instead {
            Some(instead) => format!("write '{instead}'"),
            None => "write for instance 'root\\Acme'".to_owned(),
        };
        Diagnostic::error(&INVALID_NAMESPACE, written.span(), message)
            .with_help(help)
            .refuse()
    };
    if let Some(remote) = path.strip_prefix("\\\\") {
        let local = remote.split_once('\\').map(|(_, local)| local.to_owned());
        return report(Problem::Server, local.filter(|local| parts(local).is_ok()));
    }
    match parts(&path) {
        Ok(below_root) => Ok(Namespace { below_root }),
        Err(why) => {
            let tidy = path.split('\\').filter(|part| !part.is_empty());
            let tidy = tidy.collect::<Vec<_>>().join("\\");
            let below = format!("root\\{tidy}");
            let instead = [tidy, below].into_iter().find(|path| parts(path).is_ok());
            report(why, instead)
        }
    }
}

/// Why a path is no namespace for a provider.
enum Problem {
    /// It names a server.
    Server,
    /// It begins elsewhere.
    NotBelowRoot,
    /// Nothing stands between two of its backslashes.
    EmptyPart,
    /// This part is no name, and why.
    Name(String, &'static str),
    /// WMI takes it for the texts of a language.
    Language(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server => f.write_str(
                "a provider is installed on the machine that it runs on, so no server is named",
            ),
            Self::NotBelowRoot => f.write_str("it does not start with `root`"),
            Self::EmptyPart => f.write_str("it has an empty part"),
            Self::Name(part, problem) => write!(f, "{} {problem}", quoted(part)),
            Self::Language(part) => write!(
                f,
                "WMI keeps the texts of a language in namespaces called like {}",
                quoted(part)
            ),
        }
    }
}

/// The names below `root` of a path with backslashes, or why it is not one.
fn parts(path: &str) -> Result<Vec<String>, Problem> {
    let mut parts = path.split('\\');
    if !parts
        .next()
        .is_some_and(|first| first.eq_ignore_ascii_case("root"))
    {
        return Err(Problem::NotBelowRoot);
    }
    parts
        .map(|part| match names::problem(part) {
            _ if part.is_empty() => Err(Problem::EmptyPart),
            Some(problem) => Err(Problem::Name(part.to_owned(), problem)),
            None if is_language(part) => Err(Problem::Language(part.to_owned())),
            None => Ok(part.to_owned()),
        })
        .collect()
}

/// Whether a namespace of this name is one of a language (WMI: "Localizing WMI Class Information").
fn is_language(part: &str) -> bool {
    let number = part
        .get(3..)
        .filter(|_| part[..3].eq_ignore_ascii_case("ms_"));
    number.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|digit| digit.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::check;
    use crate::model::Provider;

    /// Classes that say these namespaces, or none, in a spec with these tables.
    fn spec(tables: &[&str], classes: &[Option<&str>]) -> String {
        let tables = tables
            .iter()
            .map(|table| format!("[namespace.'{table}']\n"));
        let classes = classes.iter().enumerate().map(|(number, namespace)| {
            let namespace = namespace.map(|path| format!("namespace = '{path}'\n"));
            let namespace = namespace.unwrap_or_default();
            format!(
                "[class.Acme_{number}]\noperations = ['get']\n{namespace}\
                 properties.Id = {{ type = 'string', key = true }}\n"
            )
        });
        let head = "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root/Acme'\n\
             clsid = '{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}'\n";
        let parts = std::iter::once(head.to_owned())
            .chain(tables)
            .chain(classes);
        parts.collect()
    }

    fn provider(tables: &[&str], classes: &[Option<&str>]) -> Provider {
        let (provider, found) = check(&spec(tables, classes));
        provider.unwrap_or_else(|| panic!("{found:#?}"))
    }

    fn rules(tables: &[&str], classes: &[Option<&str>]) -> Vec<&'static str> {
        let found = check(&spec(tables, classes)).1;
        found.into_iter().map(|one| one.rule).collect()
    }

    const ADMIN: &str = r"root\Acme\Admin";

    #[test]
    fn a_class_is_in_the_provider_s_namespace_or_in_one_with_a_table() {
        let elsewhere = Some("ROOT/acme/ADMIN");
        let provider = provider(&[ADMIN], &[elsewhere, None, Some("root/ACME"), elsewhere]);
        let namespaces = provider.namespaces();
        let written: Vec<_> = namespaces.iter().map(ToString::to_string).collect();
        assert_eq!(written, [r"root\Acme", ADMIN]);
        let names = |at: usize| -> Vec<&str> {
            let classes = provider.classes_in(namespaces[at]).into_iter();
            classes.map(|class| class.name.as_str()).collect()
        };
        assert_eq!(names(0), ["Acme_1", "Acme_2"]);
        assert_eq!(names(1), ["Acme_0", "Acme_3"]);
    }

    #[test]
    fn only_namespaces_with_classes_are_made() {
        let all_elsewhere = provider(&[ADMIN, "root"], &[Some(ADMIN)]);
        let written: Vec<_> = all_elsewhere
            .namespaces()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(written, [ADMIN]);
        assert_eq!(
            rules(&[ADMIN, "root"], &[Some(ADMIN)]),
            ["unused-namespace"]
        );
        assert!(rules(&["root/acme"], &[None]).is_empty());
    }

    #[test]
    fn a_namespace_that_is_none_is_told_once() {
        assert_eq!(rules(&[], &[Some(ADMIN)]), ["unknown-namespace"]);
        assert_eq!(rules(&[], &[Some("Acme")]), ["invalid-namespace"]);
        assert_eq!(rules(&["root/Ms_4a"], &[None]), ["invalid-namespace"]);
        assert_eq!(rules(&["root/Ms_4g"], &[None]), ["unused-namespace"]);
        // The one that is meant may be the one that cannot be read.
        assert_eq!(rules(&["Acme"], &[Some(ADMIN)]), ["invalid-namespace"]);
        assert_eq!(
            rules(&[ADMIN, "root/acme/admin"], &[Some(ADMIN)]),
            ["duplicate-name"]
        );
    }
}
