//! The user's file of a class that is new, where there was one before the class.

use std::str;

use super::Change;
use super::code::Code;
use super::syntax::impls;
use crate::diagnostics::quoted;

/// The user's file of a class, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnFile {
    /// Its path.
    pub path: String,
    /// The trait that the user implements for the class.
    pub trait_name: String,
}

/// Says of each class that is new whether its file was there before, and whether the user's files, which are given by
/// their paths, have what it is for.
pub fn tell_of_own_files(
    changes: &mut [Change],
    was_there: impl Fn(&str) -> bool,
    files: &[(String, Vec<u8>)],
) {
    for change in changes {
        let (Some(own), Some(class)) = (&change.own_file, &change.class) else {
            continue;
        };
        if !was_there(&own.path) {
            continue;
        }
        let consequence = if has_impl(&own.trait_name, files) {
            ", and is used as it is".to_owned()
        } else {
            format!(
                " and has no `impl` of `{}`, without which the crate does not compile: write it there",
                own.trait_name
            )
        };
        change.message = format!(
            "the class {} is new, and its file `{}` was there before{consequence}",
            quoted(class),
            own.path,
        );
    }
}

/// Whether one of the user's files has an `impl` of a trait; a file that cannot be read may have one.
pub fn has_impl(trait_name: &str, files: &[(String, Vec<u8>)]) -> bool {
    let names = [trait_name.to_owned()];
    files.iter().any(|(_, bytes)| {
        let text = str::from_utf8(bytes).unwrap_or_default();
        // Most files do not have the name, and need not be taken apart.
        text.contains(trait_name)
            && Code::read(text).map_or(true, |code| {
                let names = code.with_aliases(&names);
                let all = impls(&code);
                all.iter()
                    .any(|one| one.of.is_some_and(|of| names.iter().any(|name| name == of)))
            })
    })
}
