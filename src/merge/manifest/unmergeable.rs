//! Why a manifest cannot be merged.

use std::error::Error;
use std::fmt;

/// Why a manifest cannot be merged; displayed as a sentence without a final full stop, with the place where that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unmergeable {
    /// It is not UTF-8.
    NotText,
    /// It is not TOML.
    Syntax(At, String),
    /// A merge was left unfinished in it, at this line.
    Conflict(usize),
    /// It is the root of a workspace that is no crate itself. A library in it would break that.
    NoCrate,
    /// Something else stands where a key of wmigen's belongs.
    Misplaced {
        /// Where, if that is known.
        at: Option<At>,
        /// The dotted name of the key.
        path: String,
        /// The type of what stands there.
        found: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// These keys were set, and are not all set after that.
    Stuck(Vec<String>),
    /// The manifest that wmigen renders is wrong itself.
    Rendered(Box<Unmergeable>),
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The line, from 1.
    line: usize,
    /// The character in it, from 1.
    column: usize,
}

impl At {
    /// The place of this byte.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
        Self { line, column }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

impl fmt::Display for Unmergeable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => f.write_str("it is not UTF-8 text"),
            Self::Syntax(at, message) => write!(f, "{at}: {message}"),
            Self::Conflict(line) => {
                let at = At {
                    line: *line,
                    column: 1,
                };
                write!(f, "{at}: a conflict begins here; resolve it first")
            }
            Self::NoCrate => {
                f.write_str("it has a `[workspace]` and no `[package]`, and so is no crate's")
            }
            Self::Misplaced {
                at,
                path,
                found,
                expected,
            } => {
                if let Some(at) = at {
                    write!(f, "{at}: ")?;
                }
                write!(f, "`{path}` is of the type {found}; it must be {expected}")
            }
            Self::Stuck(keys) => {
                let keys = keys.join("`, `");
                write!(
                    f,
                    "`{keys}` cannot be set as the file is written; set them by hand"
                )
            }
            Self::Rendered(why) => write!(f, "what wmigen renders is wrong: {why}"),
        }
    }
}

impl Error for Unmergeable {}
