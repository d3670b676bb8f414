//! What the helpers of the templates take and make: the check of templates reads it, and the page about them.

use super::language::Language;

/// A helper.
#[derive(Debug, PartialEq, Eq)]
pub struct HelperRow {
    /// How a template calls it.
    pub name: &'static str,
    /// Where it may stand.
    pub stands: Stands,
    /// What it takes, in this order; all of it is needed.
    pub takes: &'static [Takes],
    /// Whether the last of what it takes may come again and again.
    pub more: bool,
    /// What it makes.
    pub makes: Makes,
    /// What it escapes text for.
    pub escapes: Escapes,
    /// What it is for, in a sentence.
    pub does: &'static str,
}

/// What a helper escapes text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escapes {
    /// It prints no free text.
    Nothing,
    /// Code in files of this language.
    For(Language),
    /// Comments, and anywhere in files of this language.
    Prose(Option<Language>),
}

/// Where a helper may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// `{{name …}}`, or `(name …)` where a value is taken.
    Inline,
    /// `{{#name …}}…{{/name}}`.
    Block,
    /// Only where a part is named: `{{> (lookup this "key")}}`.
    Part,
}

/// What a helper takes at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// A text that needs no escaping.
    Word,
    /// A list of texts that need no escaping.
    Words,
    /// A text that is not free, a number or a flag, or null.
    Scalar,
    /// A number, or a text that is not free.
    Ordered,
    /// What can be absent or empty: a flag, a text, a group, a list, or null.
    Condition,
    /// What has a length: a list, a map, or a text that is not free.
    Countable,
    /// A list or a map.
    Items,
    /// A group of names.
    Group,
}

/// What a helper makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makes {
    /// Text that can be printed.
    Text,
    /// A number.
    Number,
    /// A flag.
    Flag,
}

/// Every helper that a template may call.
pub const HELPERS: &[HelperRow] = &[
    escapes(
        "doc",
        Escapes::Prose(None),
        "Text in a Rust doc comment, a line of it; with a space before `*/`.",
    ),
    escapes(
        "rust_str",
        Escapes::For(Language::Rust),
        "A Rust string literal, with its quotes.",
    ),
    escapes(
        "toml_str",
        Escapes::For(Language::Toml),
        "A TOML string, with its quotes.",
    ),
    escapes(
        "mof_str",
        Escapes::For(Language::Mof),
        "A MOF string literal, with its quotes.",
    ),
    escapes(
        "json_str",
        Escapes::For(Language::Json),
        "A JSON string, with its quotes, in ASCII. YAML reads it as well, unless it has characters beyond U+FFFF.",
    ),
    escapes(
        "ps_str",
        Escapes::For(Language::PowerShell),
        "A PowerShell string in ASCII: a literal in single quotes, or `([regex]::Unescape('…'))` if it has other characters.",
    ),
    escapes(
        "sh_str",
        Escapes::For(Language::Shell),
        "A word of a POSIX shell, in single quotes, with the lines of the text: a comment would end at the first.",
    ),
    escapes(
        "xml",
        Escapes::For(Language::Xml),
        "Text of XML or HTML, or of an attribute between quotes, on one line; U+FFFD for what XML cannot have.",
    ),
    escapes(
        "md",
        Escapes::Prose(Some(Language::Markdown)),
        "Text in Markdown, or in a comment by `#`, Rust's `//`, `/* … */` or `<!-- … -->`, a line of it; with a space before `*/`.",
    ),
    HelperRow {
        name: "use_list",
        takes: &[Takes::Word, Takes::Words],
        does: "A `use` declaration of these names below the path, as rustfmt breaks it.",
        ..inline("")
    },
    HelperRow {
        name: "rustfmt",
        does: "The heads of items in it, a line each, as rustfmt leaves them.",
        ..block("", &[])
    },
    HelperRow {
        name: "if",
        does: "What is in it if the flag is true, the list is not empty, or the value is there; else what follows `{{else}}`.",
        ..block("", &[Takes::Condition])
    },
    HelperRow {
        name: "unless",
        does: "The opposite of `if`.",
        ..block("", &[Takes::Condition])
    },
    HelperRow {
        name: "each",
        does: "What is in it for each item of a list or a map; what follows `{{else}}` if there is none.",
        ..block("", &[Takes::Items])
    },
    HelperRow {
        name: "with",
        does: "What is in it, with the names of a group; what follows `{{else}}` if the group is null.",
        ..block("", &[Takes::Group])
    },
    HelperRow {
        name: "lookup",
        stands: Stands::Part,
        takes: &[Takes::Group, Takes::Word],
        does: "The name of a part, which a value of the group holds.",
        ..inline("")
    },
    compares("eq", Takes::Scalar, "Whether both are the same."),
    compares("ne", Takes::Scalar, "Whether they differ."),
    compares("gt", Takes::Ordered, "Whether the first is greater."),
    compares(
        "gte",
        Takes::Ordered,
        "Whether the first is greater or the same.",
    ),
    compares("lt", Takes::Ordered, "Whether the first is less."),
    compares(
        "lte",
        Takes::Ordered,
        "Whether the first is less or the same.",
    ),
    HelperRow {
        more: true,
        ..compares(
            "and",
            Takes::Condition,
            "Whether all of them are true, and not empty.",
        )
    },
    HelperRow {
        more: true,
        ..compares(
            "or",
            Takes::Condition,
            "Whether one of them is true, or not empty.",
        )
    },
    HelperRow {
        name: "not",
        takes: &[Takes::Condition],
        makes: Makes::Flag,
        does: "Whether it is false, null or empty.",
        ..inline("")
    },
    HelperRow {
        name: "len",
        takes: &[Takes::Countable],
        makes: Makes::Number,
        does: "How many items a list or a map has, or how many bytes a text.",
        ..inline("")
    },
];

/// What handlebars has besides, and why no template may call it.
pub const REFUSED: &[(&str, &str)] = &[
    ("log", "rendering writes nothing but the file"),
    ("raw", "write `\\{{` for braces that are text"),
];

/// The row of a helper.
pub fn helper(name: &str) -> Option<&'static HelperRow> {
    HELPERS.iter().find(|row| row.name == name)
}

const fn inline(name: &'static str) -> HelperRow {
    HelperRow {
        name,
        stands: Stands::Inline,
        takes: &[],
        more: false,
        makes: Makes::Text,
        escapes: Escapes::Nothing,
        does: "",
    }
}

const fn block(name: &'static str, takes: &'static [Takes]) -> HelperRow {
    HelperRow {
        stands: Stands::Block,
        takes,
        ..inline(name)
    }
}

const fn escapes(name: &'static str, escapes: Escapes, does: &'static str) -> HelperRow {
    HelperRow {
        takes: &[Takes::Text],
        escapes,
        does,
        ..inline(name)
    }
}

const fn compares(name: &'static str, both: Takes, does: &'static str) -> HelperRow {
    let takes: &'static [Takes] = match both {
        Takes::Ordered => &[Takes::Ordered, Takes::Ordered],
        Takes::Scalar => &[Takes::Scalar, Takes::Scalar],
        _ => &[Takes::Condition, Takes::Condition],
    };
    HelperRow {
        takes,
        makes: Makes::Flag,
        does,
        ..inline(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::helpers;
    use handlebars::{Handlebars, RenderErrorReason};

    /// Whether strict templates take the name for a helper rather than for a value that is missing.
    fn is_helper(registry: &Handlebars, name: &str) -> bool {
        let rendered = registry.render_template(&format!("{{{{{name}}}}}"), &());
        !rendered.is_err_and(|why| matches!(why.reason(), RenderErrorReason::MissingVariable(_)))
    }

    #[test]
    fn the_rows_are_helpers() {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        helpers::register(&mut registry);
        assert!(!is_helper(&registry, "nmae"));
        for row in HELPERS {
            assert!(is_helper(&registry, row.name), "{}", row.name);
            assert!(row.does.ends_with('.'), "{}", row.name);
        }
        for (name, why) in REFUSED {
            assert!(is_helper(&registry, name) && !why.is_empty(), "{name}");
            assert!(helper(name).is_none(), "{name}");
        }
    }

    #[test]
    fn every_helper_of_ours_has_its_row() {
        let text = include_str!("helpers.rs");
        let names: Vec<&str> = text
            .split("register_helper(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(names.len() > 5, "{names:?}");
        for name in names {
            assert!(helper(name).is_some(), "{name}");
        }
    }
}
