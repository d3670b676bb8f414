//! A template in a list: a line for people, a record for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostics::visible;
use crate::render::{BuiltIn, Each, Extra, OwnFile, Ownership};
use crate::templates::Origin;

/// What is said of one template.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its path among the templates.
    name: String,
    kind: Group,
    /// The path in the crate of what it makes; none for a part.
    makes: Option<String>,
    /// What it is rendered for.
    each: Option<&'static str>,
    /// Whose it is what it makes.
    owner: Option<&'static str>,
    /// The user's file, as messages name it.
    yours: Option<String>,
    /// What is known of the text that the user's was made from.
    origin: Option<&'static str>,
}

/// The kinds of templates, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// It is rendered into a file of the crate.
    Template,
    /// It is part of others.
    Part,
    /// It makes a file that wmigen's templates do not.
    Extra,
    /// It is the same in every crate.
    Fixed,
}

impl Group {
    fn heading(self) -> &'static str {
        match self {
            Self::Template => "Rendered, with what each makes and who owns that",
            Self::Part => "Part of others",
            Self::Extra => "Further ones of yours",
            Self::Fixed => "The same in every crate",
        }
    }
}

impl Row {
    /// A template of wmigen's.
    pub fn of_wmigens(template: BuiltIn) -> Self {
        let is_part = template.is_part();
        Self {
            name: template.path.to_owned(),
            kind: match (is_part, template.is_rendered()) {
                (true, _) => Group::Part,
                (false, true) => Group::Template,
                (false, false) => Group::Fixed,
            },
            makes: template.makes(),
            each: (!is_part).then(|| each(template.each())),
            owner: (!is_part).then(|| owner(template.ownership())),
            yours: None,
            origin: None,
        }
    }

    /// A part of the user's own.
    pub fn of_users_part(file: &OwnFile) -> Self {
        Self {
            name: file.path.clone(),
            kind: Group::Part,
            makes: None,
            each: None,
            owner: None,
            yours: Some(file.shown.clone()),
            origin: None,
        }
    }

    /// A template of the user's that makes further files.
    pub fn of_extra(extra: &Extra) -> Self {
        Self {
            kind: Group::Extra,
            makes: Some(extra.path.clone()),
            each: Some(each(extra.each)),
            owner: Some(owner(extra.ownership)),
            ..Self::of_users_part(&extra.file)
        }
    }

    /// Says that a file of the user's stands in its place.
    pub fn put_in_its_place(&mut self, yours: String, origin: Origin) {
        self.yours = Some(yours);
        self.origin = Some(match origin {
            Origin::Current => "current",
            Origin::Drifted => "drifted",
            Origin::NotRecorded => "not-recorded",
        });
    }

    /// The kind, by which the list is sorted.
    pub fn group(&self) -> Group {
        self.kind
    }

    /// The cells of a line, for people.
    fn cells(&self) -> [String; 4] {
        let makes = match self.kind {
            // It goes without saying.
            Group::Fixed | Group::Part => "",
            Group::Template | Group::Extra => self.makes.as_deref().unwrap_or_default(),
        };
        let yours = match (&self.yours, self.origin) {
            (Some(yours), Some(origin)) => format!("{yours} ({})", origin.replace('-', " ")),
            (Some(yours), None) => yours.clone(),
            (None, _) => String::new(),
        };
        let owner = self.owner.unwrap_or_default();
        [&self.name, makes, owner, &yours].map(visible)
    }
}

fn each(each: Each) -> &'static str {
    match each {
        Each::Class => "class",
        Each::Language => "language",
        Each::Crate | Each::Part => "provider",
    }
}

fn owner(ownership: Ownership) -> &'static str {
    match ownership {
        Ownership::Generated => "generated",
        Ownership::Once => "once",
        Ownership::Keys => "keys",
    }
}

/// The list for people, with a heading for each kind. It is sorted.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    for group in rows.chunk_by(|one, other| one.kind == other.kind) {
        let cells: Vec<_> = group.iter().map(Row::cells).collect();
        let width = |column: usize| {
            let widths = cells.iter().map(|cells| cells[column].chars().count());
            widths.max().unwrap_or(0)
        };
        let widths = [width(0), width(1), width(2)];
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}:", group[0].kind.heading());
        for cells in &cells {
            let mut line = String::from(" ");
            for (cell, width) in cells.iter().zip(widths) {
                if width > 0 {
                    let _ = write!(line, " {cell:<width$} ");
                }
            }
            let _ = writeln!(text, "{}", format!("{line} {}", cells[3]).trim_end());
        }
    }
    text
}
