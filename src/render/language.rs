//! The languages of a crate's files, as far as something escapes for them.

use super::files::{self, Each};
use std::fmt;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Rust.
    Rust,
    /// Markdown.
    Markdown,
    /// MOF.
    Mof,
    /// TOML.
    Toml,
    /// JSON, and YAML, which takes JSON's strings.
    Json,
    /// PowerShell.
    PowerShell,
    /// The language of POSIX's shell.
    Shell,
    /// XML, and HTML.
    Xml,
}

/// How the names of files in each language end.
const ENDINGS: &[(Language, &[&str])] = &[
    (Language::Rust, &["rs"]),
    (Language::Markdown, &["md", "markdown"]),
    (Language::Mof, &["mof", "mfl"]),
    (Language::Toml, &["toml"]),
    (Language::Json, &["json", "yml", "yaml"]),
    (Language::PowerShell, &["ps1", "psm1", "psd1"]),
    (Language::Shell, &["sh", "bash"]),
    (
        Language::Xml,
        &[
            "xml", "html", "htm", "svg", "wxs", "wxi", "wxl", "config", "manifest", "props",
            "targets",
        ],
    ),
];

/// The parts of wmigen's templates that are rendered by themselves, whose names have no ending, and what they are part of.
const PARTS: &[(&str, Language)] = &[
    ("docs/", Language::Markdown),
    ("mof/", Language::Mof),
    ("src/", Language::Rust),
    ("tests/", Language::Rust),
];

impl Language {
    /// The language of the file that wmigen's template of this name makes or is part of; none if nothing here escapes for it.
    pub fn of_template(name: &str) -> Option<Self> {
        if files::each(name) != Each::Part {
            return Self::of_file(name);
        }
        let part = PARTS.iter().find(|(folder, _)| name.starts_with(folder));
        let part = part.map(|(_, language)| *language);
        part.or_else(|| Self::of_file(name))
    }

    /// The language of the file at this path; none if nothing here escapes for it.
    pub fn of_file(path: &str) -> Option<Self> {
        let file = path.rsplit('/').next().unwrap_or(path);
        let (_, ending) = file.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let row = ENDINGS
            .iter()
            .find(|(_, endings)| endings.contains(&ending.as_str()));
        row.map(|(language, _)| *language)
    }

    /// The language of code with this format in the schema of a context.
    pub fn of_format(format: &str) -> Option<Self> {
        [Self::Rust, Self::Markdown, Self::Mof]
            .into_iter()
            .find(|language| language.format() == format)
    }

    /// How a line begins whose rest is a comment, where there is such a thing.
    pub fn comment(self) -> Option<&'static str> {
        match self {
            Self::Rust | Self::Mof => Some("//"),
            Self::Toml | Self::Json | Self::PowerShell | Self::Shell => Some("#"),
            Self::Xml => Some("<!--"),
            Self::Markdown => None,
        }
    }

    /// The format of its code in the schemas of contexts.
    pub fn format(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Markdown => "markdown",
            Self::Mof => "mof",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::PowerShell => "powershell",
            Self::Shell => "shell",
            Self::Xml => "xml",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rust => "Rust",
            Self::Markdown => "Markdown",
            Self::Mof => "MOF",
            Self::Toml => "TOML",
            Self::Json => "JSON or YAML",
            Self::PowerShell => "PowerShell",
            Self::Shell => "a shell",
            Self::Xml => "XML or HTML",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_in_the_language_of_its_ending_or_its_folder() {
        for (name, language) in [
            ("src/lib.rs", Some(Language::Rust)),
            ("docs/{module}.MD", Some(Language::Markdown)),
            ("mof/provider.mfl", Some(Language::Mof)),
            ("mof/class", Some(Language::Mof)),
            ("docs/class", Some(Language::Markdown)),
            ("tests/harness/class", Some(Language::Rust)),
            ("src/classes/operations/get", Some(Language::Rust)),
            (".github/workflows/x.yml", Some(Language::Json)),
            ("scripts/x.ps1", Some(Language::PowerShell)),
            ("x.wxs", Some(Language::Xml)),
            (".gitattributes", None),
            ("notes.txt", None),
            ("wmigen.toml", Some(Language::Toml)),
        ] {
            assert_eq!(Language::of_template(name), language, "{name}");
        }
    }
}
