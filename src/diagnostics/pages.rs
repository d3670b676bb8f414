//! The pages of `docs/rules`, embedded, so that `wmigen explain` has them wherever wmigen is. A test holds this list
//! against the rules and the folder.

/// The pages of these rules.
macro_rules! pages {
    ($($id:literal,)*) => {
        &[$((
            $id,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/", $id, ".md")),
        )),*]
    };
}

/// Each rule's id and its page, in Markdown.
pub const PAGES: &[(&str, &str)] = pages![
    "toml-syntax",
    "empty-spec",
    "unknown-key",
    "not-served-yet",
    "refused-key",
    "wrong-type",
    "missing-key",
    "unsupported-spec-version",
    "unknown-value",
    "out-of-range",
    "invalid-name",
    "duplicate-name",
    "colliding-names",
    "renamed-from",
    "invalid-clsid",
    "invalid-namespace",
    "refused-hosting-model",
    "hosting-without-reason",
    "refused-client-level",
    "class-without-key",
    "class-without-operation",
    "duplicate-operation",
    "too-many-properties",
    "null-key",
    "key-type",
    "key-default",
    "unfit-for-type",
    "wrong-default",
    "wrong-meaning",
    "reserved-qualifier",
    "nul-character",
    "qualifier-value",
    "contradicting-flavors",
    "invalid-locale",
    "nothing-to-translate",
    "hide-beside-revealing-enumeration",
    "held-limit-without-effect",
    "local-system-host",
    "delegate-level",
    "class-without-schema",
    "reserved-word",
    "untranslated-text",
    "lock-syntax",
    "lock-version",
    "lock-path",
    "lock-duplicate",
    "lock-hash",
    "missing-file",
    "outdated-file",
    "leftover-file",
    "orphaned-file",
    "edited-file",
    "foreign-file",
    "manifest-keys",
    "conflict-markers",
    "blocked-file",
    "outdated-lock",
    "newer-lock",
];

/// The page of a rule, in Markdown.
pub fn page(id: &str) -> Option<&'static str> {
    let page = PAGES.iter().find(|(rule, _)| *rule == id);
    page.map(|(_, text)| *text)
}

/// What a page says before its first example: what the rule asks for, and why.
pub fn summary_of(page: &str) -> &str {
    let body = page.split_once('\n').map_or("", |(_, body)| body);
    let summary = body
        .split_once("\n## ")
        .map_or(body, |(summary, _)| summary);
    summary.trim()
}
