use super::*;
use crate::diagnostics::RULES;

const PLAIN: Look = Look {
    width: 60,
    is_styled: false,
};

const STYLED: Look = Look {
    width: 60,
    is_styled: true,
};

#[test]
fn a_page_is_read_without_marks() {
    let page = "# some-rule\n\n*An error.*\n\nWrite `a = [1]`, see [the\nspec](../spec.md).\n\n## Wrong\n\n\
                ```toml wrong\n[a]\n\nb = [1]\n```\n\n## What to do\n\nWrite **it**.\n";
    assert_eq!(
        render(page, PLAIN),
        "some-rule\n\nAn error.\n\nWrite `a = [1]`, see the spec.\n\nWrong\n\n    [a]\n\n    b = [1]\n\n\
         What to do\n\nWrite it.\n"
    );
}

#[test]
fn what_is_marked_has_a_style_where_there_are_styles() {
    let page = "# rule\n\nWrite `a` *and* **b**, see [c](https://c.example).\n";
    assert_eq!(
        render(page, STYLED),
        "\u{1b}[1mrule\u{1b}[0m\n\nWrite \u{1b}[36ma\u{1b}[0m \u{1b}[3mand\u{1b}[0m \u{1b}[1mb\u{1b}[0m, see \
         \u{1b}[4mc\u{1b}[0m (https://c.example).\n"
    );
}

#[test]
fn lists_hang_and_are_as_tight_as_they_are_written() {
    let page = "Before:\n\n- one two three four\n- five\n  1. six\n  2. seven\n\nAfter.\n\n- a\n\n  b\n\n- c\n";
    let look = Look { width: 20, ..PLAIN };
    assert_eq!(
        render(page, look),
        "Before:\n\n- one two three four\n- five\n  1. six\n  2. seven\n\nAfter.\n\n- a\n\n  b\n\n- c\n"
    );
    let page = "- one two three four five\n\n> quoted text that is long\n";
    assert_eq!(
        render(page, look),
        "- one two three four\n  five\n\n| quoted text that\n| is long\n"
    );
}

#[test]
fn a_table_has_columns() {
    let page = "| Client | `get` |\n|---|---|\n| any | nothing<br>at all |\n| `x` | |\n";
    assert_eq!(
        render(page, PLAIN),
        "Client  `get`\n------  -------\nany     nothing\n        at all\n\n`x`\n"
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    for look in [PLAIN, STYLED] {
        let page = "a\u{1b}[31mb `\u{9b}c`\n\n```\n\u{7}\n```\n";
        let text = render(page, look);
        let text = anstream::adapter::strip_str(&text).to_string();
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{7}']), "{text:?}");
    }
}

#[test]
fn no_page_of_a_rule_keeps_a_mark_or_is_too_wide() {
    for rule in RULES {
        for look in [PLAIN, STYLED] {
            let text = render(rule.page, look);
            let text = anstream::adapter::strip_str(&text).to_string();
            for line in text.lines().filter(|line| !line.starts_with(EXAMPLE)) {
                let marked =
                    line.starts_with("# ") || line.starts_with("##") || line.starts_with('|');
                let fenced = ["```", "](", "**"].iter().any(|mark| line.contains(mark));
                let is_wide = line.chars().count() > look.width && line.trim().contains(' ');
                assert!(!marked && !fenced && !is_wide, "{}: {line}", rule.id);
            }
        }
    }
}
