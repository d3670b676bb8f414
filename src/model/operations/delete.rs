//! `delete`: an instance is taken away.

use super::{Does, Row, Writing};

pub const ROW: Row = Row {
    word: "delete",
    registration: "SupportsDelete",
    does: Does::Writes(Writing {
        takes_values: false,
        of_singleton: false,
        verb: "delete",
    }),
    takes_key: true,
    authorized_by: None,
    runtime_names: &["Delete", "Keys"],
    scaffold_names: &["Error"],
};
