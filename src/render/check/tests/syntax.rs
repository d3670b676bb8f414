//! What is no template, and where.

use super::{all, fails, passes, told};

#[test]
fn what_is_no_template_has_its_place() {
    fails(&[
        (
            "é{{#if flag}}",
            "Syntax at {{#if flag}}: this block is never closed",
        ),
        (
            "{{/if}}",
            "Syntax at {{/if}}: this closes nothing; no block is open here",
        ),
        (
            "{{#if flag}}\n{{#each words}}\n{{/if}}",
            "Syntax at {{/if}}: this closes `if`, but the block that is open is `{{#each}}` of line 2",
        ),
        ("{{else}}", "Syntax at {{else}}: this belongs to no block"),
        ("{{^}}", "Syntax at {{^}}: this belongs to no block"),
        ("{{name", "Syntax at {{: this tag is never closed"),
        (
            "{{name}",
            "Syntax at }: this is no tag of a template; not expected here",
        ),
        ("{{! x", "Syntax at {{!: this comment is never closed"),
        ("{{!-- x }}", "Syntax at {{!: this comment is never closed"),
        ("{{md \"x}}", "Syntax at \": this text is never closed"),
        ("{{md [x}}", "Syntax at [: this bracket is never closed"),
        ("{{}}", "Syntax at {{}}: this is no tag of a template"),
        (
            "a\n{{na,me}}",
            "Syntax at ,: this is no tag of a template; not expected here",
        ),
        ("é\r\né{{md name |x|}}", "Syntax at "),
        ("{{md 1.}}", "Syntax at 1.: this is no value"),
        ("{{.}}", "Syntax at "),
        (
            "{{#if flag}}{{else}}{{else}}{{/if}}",
            "Syntax at {{else}}: ",
        ),
        ("{{{{raw}}}}x{{{{/raw}}}}", "NotServed at {{{{: raw blocks"),
        ("{{md {\"a\":1}}}", "NotServed at {: "),
        ("{{md [[1]]}}", "NotServed at [[1]: lists and groups"),
        ("{{* deco}}", "NotServed at {{* deco}}: decorators"),
        // handlebars takes it for `{{else where}}`.
        (
            "{{elsewhere}}",
            "Syntax at {{elsewhere}}: this belongs to no block",
        ),
    ]);
    passes(&[
        "{{this.elsewhere}}",
        "}} { }",
        "{{#if flag}}{{^}}{{/if}}",
        "{{!-- }} --}}",
        "{{!}}",
        "\\{{{{a",
    ]);
}

#[test]
fn places_are_right_after_other_scripts_and_line_ends() {
    for before in [
        "é𝄞",
        "é\r\n",
        "\r",
        "\r\r\n\n",
        "a\u{2028}b\n\té ",
        "{{! é }}\r\n",
        "{{#if flag}}é{{/if}}\n",
    ] {
        let text = format!("{before}{{{{nmae}}}}");
        let faults = all(&text, &[]);
        assert_eq!(faults.len(), 1, "{text:?} {faults:#?}");
        assert_eq!(faults[0].span, text.len() - 6..text.len() - 2, "{text:?}");
        let text = format!("{before}{{{{#if flag}}}}é\r\n{{{{~else if nmae}}}}{{{{/if}}}}");
        let faults = all(&text, &[]);
        let at = text.find("nmae").unwrap();
        assert_eq!(faults[0].span, at..at + 4, "{text:?}");
    }
}

#[test]
fn a_word_is_found_where_it_is_an_argument() {
    let text = "{{md md}}";
    assert_eq!(all(text, &[])[0].span, 5..7);
    let text = "{{> p inner inner=nmae}}";
    assert_eq!(all(text, &[("p", "")])[0].span, 18..22);
}

#[test]
fn depth_is_bounded() {
    let nested = |levels: usize| {
        format!(
            "{}{}",
            "{{#if flag}}".repeat(levels),
            "{{/if}}".repeat(levels)
        )
    };
    assert_eq!(told(&nested(64)), [""; 0]);
    for levels in [65, 10_000] {
        fails(&[(
            &nested(levels),
            "Recursion at {{#if flag}}: blocks are more than 64 deep here",
        )]);
    }
    let chained = |links: usize| {
        format!(
            "{{{{#if flag}}}}{}{{{{/if}}}}",
            "{{else if flag}}".repeat(links)
        )
    };
    assert_eq!(told(&chained(63)), [""; 0]);
    fails(&[(
        &chained(10_000),
        "Recursion at {{else if flag}}: blocks are more than 64 deep here",
    )]);
    let parentheses = |levels: usize| {
        format!(
            "{{{{#if {}flag{}}}}}{{{{/if}}}}",
            "(not ".repeat(levels),
            ")".repeat(levels)
        )
    };
    assert_eq!(told(&parentheses(16)), [""; 0]);
    fails(&[(
        &parentheses(10_000),
        "NotServed at (: parentheses are more than 16 deep here",
    )]);
}
