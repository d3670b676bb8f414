//! The namespace that the classes live in.

use std::fmt;

use toml::Spanned;

use super::names;
use crate::diagnostics::rules::INVALID_NAMESPACE;
use crate::diagnostics::{Checked, Diagnostic, quoted};

/// A WMI namespace on the machine itself: `root`, or one below it.
///
/// It displays as WMI writes it: `root\Acme\Storage`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Namespace {
    below_root: Vec<String>,
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
            None => Ok(part.to_owned()),
        })
        .collect()
}
