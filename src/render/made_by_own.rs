//! What is not wmigen's: the files of a crate that templates of the user's own make, and what rests on them.

use super::built_in::{BuiltIn, stake};
use super::own::{OwnTemplates, PARTIALS};

/// A template of the user's, and what it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeByOwn {
    /// Its path in the folder of templates.
    pub template: String,
    /// The path in the crate of what it makes, or is part of, perhaps with `{module}` and the like in it.
    pub makes: String,
    /// Whether it is only part of that.
    pub is_part: bool,
    /// What the guarantees of the crate have from wmigen's own; none if nothing rests on it.
    pub stake: Option<&'static str>,
}

/// What these templates make, in the order of their paths: first those in the place of wmigen's. Partials of the user's own are
/// left out: they are in what names them.
pub fn made_by_own(own: &OwnTemplates) -> Vec<MadeByOwn> {
    let files = own.files.iter();
    let files = files.filter(|file| !file.path.starts_with(PARTIALS));
    let files = files.filter_map(|file| {
        let in_place_of = BuiltIn::named(file.name())?;
        let makes = in_place_of.makes();
        let is_part = makes.is_none();
        let makes = makes.unwrap_or_else(|| file.name().to_owned());
        Some(MadeByOwn {
            template: file.path.clone(),
            stake: stake(&makes),
            makes,
            is_part,
        })
    });
    let extras = own.extras.iter().map(|extra| MadeByOwn {
        template: extra.file.path.clone(),
        makes: extra.path.clone(),
        is_part: false,
        stake: stake(&extra.path),
    });
    files.chain(extras).collect()
}
