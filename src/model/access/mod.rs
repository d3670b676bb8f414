//! Who may do what: the rules of `[access]`, by which WMI's clients are asked for their rights before the provider's code
//! runs.

mod groups;
mod lists;
mod privileges;
mod right;
mod rules;

#[cfg(test)]
mod tests;

use super::sddl::{Descriptor, Entry, Sid};

pub use groups::PATTERN as TRUSTEE_PATTERN;
pub use privileges::PRIVILEGES;
pub use right::{DESCRIPTOR, Right};
pub use rules::{Rules, of_property};

/// A rule: who has which rights, and which privileges it takes besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRule {
    /// Its name in the spec; WMI does not have it.
    pub name: String,
    /// Its security descriptor; none if the privileges alone decide.
    pub descriptor: Option<Descriptor>,
    /// The privileges that the client must hold, each once, by their names in Windows.
    pub privileges: Vec<&'static str>,
}

impl AccessRule {
    /// Whether somebody may have a right, as far as the list alone tells.
    pub fn has_holder(&self, right: Right) -> bool {
        let Some(Descriptor { entries, .. }) = &self.descriptor else {
            return true;
        };
        let bears = |entry: &&Entry| entry.mask & right.bit() != 0;
        let denied: Vec<_> = entries
            .iter()
            .filter(bears)
            .filter(|one| one.denies)
            .collect();
        let is_denied = |sid: &Sid| {
            denied
                .iter()
                .any(|one| one.sid == *sid || one.sid.is_everyone())
        };
        let mut allowed = entries.iter().filter(bears).filter(|one| !one.denies);
        allowed.any(|one| !is_denied(&one.sid))
    }

    /// Whether two rules say the same of every client, whatever they are called.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let entries = |rule: &Self| rule.descriptor.as_ref().map(|one| one.entries.clone());
        entries(self) == entries(other) && self.privileges == other.privileges
    }

    /// Those to whom it gives a right, by their SIDs.
    pub fn allowed(&self, right: Right) -> Vec<String> {
        let entries = self.descriptor.iter().flat_map(|one| &one.entries);
        let allowing = entries.filter(|one| !one.denies && one.mask & right.bit() != 0);
        allowing.map(|one| one.sid.to_string()).collect()
    }

    /// Who has a right, in words: by the names of groups where there are such, else by SIDs.
    pub fn holders(&self, right: Right) -> Holders {
        let Some(Descriptor { entries, .. }) = &self.descriptor else {
            return Holders {
                allowed: vec!["everyone".to_owned()],
                denied: Vec::new(),
            };
        };
        holders(&entries.iter(), right.bit())
    }
}

/// Who has a right by these entries, in words.
pub fn holders<'e>(entries: &(impl Iterator<Item = &'e Entry> + Clone), bit: u32) -> Holders {
    let named = |denies: bool| {
        let bearing = entries.clone();
        let bearing = bearing.filter(|one| one.denies == denies && one.mask & bit != 0);
        let mut names: Vec<String> = Vec::new();
        for entry in bearing {
            let name = name_of(&entry.sid);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    Holders {
        allowed: named(false),
        denied: named(true),
    }
}

/// The word for somebody, if there is one, or the SID.
pub fn name_of(sid: &Sid) -> String {
    groups::word_of(sid).map_or_else(|| sid.to_string(), str::to_owned)
}

/// Who has a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holders {
    /// Those that are allowed.
    pub allowed: Vec<String>,
    /// Those that are denied, whatever else they are.
    pub denied: Vec<String>,
}
