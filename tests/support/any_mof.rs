//! What holds of any text of MOF, whatever it is. `tests/mof_files.rs` and the targets of `fuzz` hold it.

use wmigen::diagnostics::Diagnostic;
use wmigen::diagnostics::Source;
use wmigen::diagnostics::rules::{MOF_SYNTAX, SCHEMA_MOF_FILE};
use wmigen::import::{Options, import};
use wmigen::mof::{Loaded, LoadedFile, Narrow, decoded, parse};
use wmigen::spec;

/// Reads bytes as the text that they are, if they are one, and as a text that mofcomp knows.
pub fn read_bytes(bytes: &[u8]) {
    for narrow in [Narrow::Ascii, Narrow::Utf8] {
        match decoded(bytes, narrow, &SCHEMA_MOF_FILE) {
            Ok(text) => read(&text),
            Err(no_text) => {
                let place = no_text.problem.primary.span;
                assert!(no_text.shown.get(place).is_some());
            }
        }
    }
}

/// Reads a text, and holds what is said of it against it.
pub fn read(text: &str) {
    let parsed = parse(text, &SCHEMA_MOF_FILE);
    assert!(parsed.problems.len() <= 100);
    hold_places(&parsed.problems, text);
    let mut end = 0;
    for item in &parsed.items {
        let span = item.span().clone();
        assert!(text.get(span.clone()).is_some(), "{span:?}");
        assert!(span.start >= end, "the items are in order");
        end = span.end;
    }
}

/// Imports a text as far as it is MOF. What comes of a text that is all MOF is a spec that reads without an error; that it may lack
/// what no MOF said is another matter.
pub fn imported(text: &str) {
    let parsed = parse(text, &MOF_SYNTAX);
    let is_sound = parsed.problems.is_empty();
    let source = Source {
        name: "any.mof".to_owned(),
        text: text.to_owned(),
    };
    let loaded = Loaded {
        files: vec![LoadedFile {
            source,
            problems: parsed.problems,
        }],
        items: parsed.items.into_iter().map(|item| (0, item)).collect(),
        unread: Vec::new(),
    };
    let imported = import(
        &loaded,
        &Options {
            classes: &[],
            name: "Imported",
            clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
        },
    );
    let notes: Vec<_> = imported.notes.into_iter().map(|(_, note)| note).collect();
    hold_places(&notes, text);
    if let Some(spec) = imported.spec
        && is_sound
    {
        let (_, found) = spec::read(&spec);
        let errors: Vec<_> = found.iter().filter(|one| one.is_error()).collect();
        assert!(errors.is_empty(), "{errors:#?} in\n{spec}");
    }
}

/// Each problem has a place in the text, in its order, and says what to do.
fn hold_places(problems: &[Diagnostic], text: &str) {
    let mut last = 0;
    for problem in problems {
        let span = problem.primary.span.clone();
        assert!(text.get(span.clone()).is_some(), "{span:?}");
        assert!(span.start >= last, "the problems are in order");
        assert!(problem.help.is_some(), "{}", problem.message);
        last = span.start;
    }
}
