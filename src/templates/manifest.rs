//! `templates.toml`: the version of the contexts that the templates were written for.

use toml::de::DeTable;

use super::problems::Problems;
use crate::diagnostics::rules::TEMPLATE_VERSION;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::render::CONTEXT_VERSION;

/// The manifest's name.
pub const MANIFEST: &str = "templates.toml";

/// Its one key.
const VERSION: &str = "context-version";

/// Checks the manifest's text.
pub fn check(text: &str, problems: &mut Problems) {
    for problem in problems_of(text) {
        problems.add(MANIFEST, text, problem);
    }
}

fn problems_of(text: &str) -> Vec<Diagnostic> {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            return vec![wrong(span, error.message())];
        }
    };
    let mut found = Vec::new();
    for (key, value) in table.get_ref() {
        if key.get_ref() != VERSION {
            let message = format!("{} is no key of {MANIFEST}", quoted(key.get_ref()));
            found.push(wrong(key.span(), &message));
            continue;
        }
        let version = value.get_ref().as_integer();
        let version =
            version.and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        match version {
            None => found.push(wrong(value.span(), &format!("`{VERSION}` is not a number"))),
            Some(version) if version < 0 => {
                found.push(wrong(
                    value.span(),
                    &format!("there is no version {version}"),
                ));
            }
            Some(version) if version > i64::from(CONTEXT_VERSION) => {
                let message = format!(
                    "the templates are for version {version} of what templates get, and this wmigen has version \
                     {CONTEXT_VERSION}"
                );
                let problem = Diagnostic::error(&TEMPLATE_VERSION, value.span(), message);
                found.push(
                    problem.with_help("use the wmigen that they were written for, or a newer one"),
                );
            }
            Some(_) => {}
        }
    }
    found
}

fn wrong(span: Span, message: &str) -> Diagnostic {
    let help =
        format!("write `{VERSION} = {CONTEXT_VERSION}` and nothing else, or delete the file");
    Diagnostic::error(&TEMPLATE_VERSION, span, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_version_that_is_served_passes() {
        for sound in [
            "",
            "# none\n",
            "context-version = 0\n",
            "context-version = 0x0\n",
        ] {
            assert_eq!(problems_of(sound), [], "{sound}");
        }
        for (wrong, word) in [
            ("context-version = 1\n", "version 1 of"),
            ("context-version = -1\n", "no version -1"),
            ("context-version = 99999999999999999999\n", "not a number"),
            ("context-version = \"0\"\n", "not a number"),
            ("context_version = 0\n", "no key"),
            ("name = 1\n", "no key"),
            ("context-version\n", ""),
        ] {
            let found = problems_of(wrong);
            assert_eq!(found.len(), 1, "{wrong}");
            assert!(found[0].message.contains(word), "{found:?}");
        }
    }
}
