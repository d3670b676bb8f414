//! What holds of any text of a spec, whatever it is. `tests/any_spec.rs` and the targets of `fuzz` hold it.

use wmigen::diagnostics::{Diagnostic, Lines, RULES, Source, render_human};
use wmigen::lint;

/// Checks a text, and of what is found everything that holds for any text.
pub fn check(text: &str) -> Vec<Diagnostic> {
    let (provider, found) = lint::check(text);
    assert_eq!(provider.is_none(), found.iter().any(Diagnostic::is_error));
    for diagnostic in &found {
        assert!(RULES.iter().any(|rule| rule.id == diagnostic.rule));
        assert!(!diagnostic.message.is_empty() && diagnostic.help.is_some());
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
            assert!(text.get(label.span.clone()).is_some(), "{diagnostic:#?}");
        }
    }
    found
}

/// What is shown on a terminal, without wmigen's own styles.
pub fn shown(found: &[Diagnostic], text: &str) -> String {
    let source = Source {
        name: "wmigen.toml".to_owned(),
        text: text.to_owned(),
    };
    let rendered = render_human(found, &source);
    let shown = anstream::adapter::strip_str(&rendered).to_string();
    let lines = Lines::new(text);
    for diagnostic in found {
        let place = lines.position(diagnostic.primary.span.start);
        let place = format!("wmigen.toml:{}:{}\n", place.line, place.column);
        assert!(shown.contains(&place), "{place} is not in:\n{shown}");
    }
    shown
}
