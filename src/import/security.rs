//! Who may open the namespaces, where the files say so.

use super::chosen::Chosen;
use super::found::{Found, qualifier, text_of};
use super::notes::Notes;
use super::toml_text;
use crate::diagnostics::{Span, quoted};
use crate::model::namespace_security_problem;
use crate::mof::tree::{Instance, Value, ValueKind};

/// What an instance says of a namespace.
#[derive(Debug)]
pub struct Secured<'l> {
    /// The path of the namespace, as a spec writes it.
    path: String,
    says: Says<'l>,
    /// The number of the file, and the place there.
    file: usize,
    span: &'l Span,
}

#[derive(Debug)]
enum Says<'l> {
    Sddl(&'l str),
    Encryption,
}

/// What an instance in a namespace says of the security of that, or of the one that it makes.
pub fn secured<'l>(instance: &'l Instance, namespace: &str, file: usize) -> Option<Secured<'l>> {
    let secured = |path, says| Secured {
        path,
        says,
        file,
        span: &instance.class.span,
    };
    if instance.class.is("__Namespace") {
        let name = super::found::text(instance.value("Name")?)?;
        let sddl = text_of(&instance.qualifiers, "NamespaceSecuritySDDL")?;
        return Some(secured(format!(r"{namespace}\{name}"), Says::Sddl(sddl)));
    }
    let encryption = qualifier(&instance.qualifiers, "RequiresEncryption")?;
    let is_set = |value: &Value| matches!(value.kind, ValueKind::Boolean(true));
    let is_set = encryption.value.as_ref().is_none_or(is_set);
    (instance.class.is("__SystemSecurity") && is_set)
        .then(|| secured(namespace.to_owned(), Says::Encryption))
}

/// The tables of the namespaces that classes are in, beside the provider's own, and of those that are secured.
pub fn tables(found: &Found<'_>, chosen: &Chosen<'_>, notes: &mut Notes) -> String {
    let others = chosen.other_namespaces().into_iter();
    let others: Vec<&str> = others.map(|other| &*found.namespaces[other]).collect();
    let own = &*found.namespaces[chosen.namespace];
    let used = |path: &str| {
        std::iter::once(own)
            .chain(others.iter().copied())
            .any(|one| lies_in(one, path))
    };
    let mut paths: Vec<&str> = Vec::new();
    for secured in &found.secured {
        if !used(&secured.path) {
            let what = format!("the security of {} is left out", quoted(&secured.path));
            let help = "no class of the provider is in it, nor in one that lies in it";
            notes.tell(secured.file, secured.span, what, help);
        } else if !paths
            .iter()
            .any(|one| one.eq_ignore_ascii_case(&secured.path))
        {
            paths.push(&secured.path);
        }
    }
    for other in others {
        if !paths.iter().any(|one| one.eq_ignore_ascii_case(other)) {
            paths.push(other);
        }
    }
    paths.iter().map(|path| table(found, path, notes)).collect()
}

/// Whether a namespace is this one or lies in it.
fn lies_in(namespace: &str, around: &str) -> bool {
    let [namespace, around] = [namespace, around].map(str::to_ascii_lowercase);
    namespace
        .strip_prefix(&around)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('\\'))
}

/// The table of a namespace, with what the files say of its security; what a spec cannot say is noted, and stands there as a
/// comment.
fn table(found: &Found<'_>, path: &str, notes: &mut Notes) -> String {
    let mut written = format!("\n[namespace.{}]\n", toml_text::key(path));
    let of_it = found.secured.iter();
    let of_it: Vec<_> = of_it
        .filter(|one| one.path.eq_ignore_ascii_case(path))
        .collect();
    // The last instance holds, as it does for WMI.
    let sddl = of_it.iter().rev().find_map(|one| match one.says {
        Says::Sddl(text) => Some((*one, text)),
        Says::Encryption => None,
    });
    let encryption = of_it
        .iter()
        .find(|one| matches!(one.says, Says::Encryption));
    if let Some((secured, text)) = sddl {
        let line = format!("sddl = {}\n", toml_text::text(text));
        written += &judged(
            secured,
            namespace_security_problem(path, Some(text)),
            line,
            notes,
        );
    }
    if let Some(secured) = encryption {
        let line = "requires-encryption = true\n".to_owned();
        written += &judged(secured, namespace_security_problem(path, None), line, notes);
    }
    written
}

/// A line, or a comment in its place where a spec refuses it.
fn judged(
    secured: &Secured<'_>,
    problem: Option<String>,
    line: String,
    notes: &mut Notes,
) -> String {
    let Some(problem) = problem else {
        return line;
    };
    let help = "it is left out: say who may open the namespace by `sddl` and `requires-encryption`, or with the WMI control (wmimgmt.msc)";
    let comment = format!("The MOF secures the namespace otherwise: {problem}.");
    notes.tell(secured.file, secured.span, problem, help);
    toml_text::comment(&comment)
}
