//! `update`: other values in an instance that is there, by WMI's put.

use super::{Does, Row, Writing};

pub const ROW: Row = Row {
    word: "update",
    registration: "SupportsPut",
    does: Does::Writes(Writing {
        takes_values: true,
        of_singleton: true,
        verb: "update",
    }),
    takes_key: true,
    authorized_by: None,
    runtime_names: &["Change", "Changes", "Keys", "Update"],
    scaffold_names: &["Error"],
};
