//! Which key is meant by one that is none: it is misspelt, or it is a word of WMI, of MOF or of another generator.

mod words;

use self::words::{Here, WORDS};
use super::keys::{Key, Table, same};
use crate::diagnostics::closest;

/// What a key that is none was meant to say.
#[derive(Clone, Copy)]
pub enum Meant {
    /// This key, misspelt.
    Misspelt(&'static Key),
    /// What this key says.
    Word(&'static Key),
    /// What no key says; what to write, or why nothing.
    Nothing(&'static str),
    /// What is not served yet; what to do until then.
    Later(&'static str),
}

/// What was meant by a key that is none of this table's.
pub fn key(table: &'static Table, written: &str) -> Option<Meant> {
    let rows = WORDS.iter().filter(|(called, _)| *called == table.name);
    let rows = rows.flat_map(|(_, rows)| *rows);
    let singular = written.strip_suffix('s').unwrap_or(written);
    let is = |word| same(word, written) || same(word, singular);
    if let Some((_, here)) = rows.clone().find(|(word, _)| is(word)) {
        return match here {
            Here::Key(name) => table.key(name).map(Meant::Word),
            Here::Nothing(instead) => Some(Meant::Nothing(instead)),
            Here::Later(until_then) => Some(Meant::Later(until_then)),
        };
    }
    let known = table.served().chain(table.unserved());
    let meant = closest(written, known).and_then(|name| table.key(name));
    meant.map(Meant::Misspelt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::keys::TABLES;

    #[test]
    fn each_word_stands_in_a_table_for_a_key_of_it_that_it_is_not() {
        for (called, rows) in WORDS {
            let table = TABLES.iter().find(|table| table.name == *called);
            let table = table.unwrap_or_else(|| panic!("{called} is no table"));
            for (word, here) in *rows {
                assert!(table.key(word).is_none(), "{word} is a key of {called}");
                if let Here::Key(name) = here {
                    assert!(table.key(name).is_some(), "{name} is no key of {called}");
                }
            }
        }
    }
}
