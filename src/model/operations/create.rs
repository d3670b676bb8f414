//! `create`: an instance that was not there, by WMI's put.

use super::{Does, Row, Writing};

pub const ROW: Row = Row {
    word: "create",
    registration: "SupportsPut",
    does: Does::Writes(Writing {
        takes_values: true,
        of_singleton: false,
        verb: "create",
    }),
    takes_key: false,
    authorized_by: Some("authorize_create"),
    runtime_names: &["Create", "Values"],
    scaffold_names: &["Error"],
};
