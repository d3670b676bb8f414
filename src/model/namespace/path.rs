//! Namespaces as they are written.

use std::fmt;

use toml::Spanned;

use super::Namespace;
use crate::diagnostics::rules::INVALID_NAMESPACE;
use crate::diagnostics::{Checked, Diagnostic, quoted};
use crate::model::names;

/// The regular expression of namespaces, for those who check a spec by its JSON Schema; [`namespace`] is what judges them.
pub const PATTERN: &str =
    r"^[Rr][Oo][Oo][Tt](?:[\\/][A-Za-z](?:[A-Za-z0-9_]{0,253}[A-Za-z0-9])?)*$";

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
            // What follows the last `root` is the path that somebody has put behind another.
            let folded = tidy.to_ascii_lowercase();
            let last = folded
                .rfind("root\\")
                .and_then(|at| tidy.get(at..))
                .map(str::to_owned);
            let instead = [tidy, below]
                .into_iter()
                .chain(last)
                .find(|path| parts(path).is_ok());
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
    /// It begins anew in its middle.
    RootWithin,
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
            Self::RootWithin => f.write_str(
                "`root` is where all namespaces begin, and lies in none: nothing else is called so",
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
            _ if part.eq_ignore_ascii_case("root") => Err(Problem::RootWithin),
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
