//! Names that have changed, in texts that have the old ones or the new ones.

use std::borrow::Cow;
use std::collections::HashMap;

/// New names by the old ones. Both are made of letters, digits and underscores.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// These names; each pair is an old one and its new one.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// A text with the new names in place of the old ones. A part of a longer name is none.
    pub fn renew<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut renewed = String::new();
        let mut kept = 0;
        let mut at = 0;
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
            if let Some(new) = self.0.get(word) {
                renewed += &text[kept..at];
                renewed += new;
                kept = at + word.len();
            }
            let rest = text[at + word.len()..].chars().next();
            at += word.len() + rest.map_or(0, char::len_utf8);
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        Cow::Owned(renewed + &text[kept..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_renewed_and_nothing_else() {
        let pairs = [("Disk", "Drive"), ("disk", "drive"), ("a", "b"), ("b", "a")];
        let names = Names::new(pairs.map(|(old, new)| (old.to_owned(), new.to_owned())));
        for (text, renewed) in [
            ("Disk", "Drive"),
            ("Disk\n", "Drive\n"),
            (
                "use x::disk::{Disk, DiskKey};",
                "use x::drive::{Drive, DiskKey};",
            ),
            ("é Disk日 `Disk`é", "é Disk日 `Drive`é"),
            ("a b ab", "b a ab"),
            ("_Disk Disk_ Disk1", "_Disk Disk_ Disk1"),
            ("", ""),
        ] {
            assert_eq!(names.renew(text), renewed);
        }
        assert_eq!(Names::default().renew("Disk"), "Disk");
    }
}
