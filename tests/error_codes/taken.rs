//! Names that say that something is there already. Each is sorted as a name that is taken, or left to be the failure that any code is.

use super::all;
use super::search::{LISTS, is_like, published_that};
use std::collections::BTreeSet;

/// What is in such a name.
const LOOKS: &[&str] = &[
    "ALREADY_EXISTS",
    "ALREADYEXISTS",
    "AlreadyExists",
    "DuplicateShare",
    "FILE_EXISTS",
    "GROUP_EXISTS",
    "GroupExists",
    "MEMBER_IN_",
    "OBJECT_EXISTS",
    "SERVICE_EXISTS",
    "USER_EXISTS",
    "UserExists",
];

/// Why one is left out, and the names, with blanks between them. A `*` stands for any part of a name.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "it comes from what Windows does by itself, or asks a user about, and no provider asks for it",
        "COPYENGINE_E_* ERROR_CNU_* ERROR_CRM_* ERROR_DEVINST_* ERROR_DS_DRA_* ERROR_GRAPHICS_* ERROR_PACKAGE_ALREADY_EXISTS \
         ERROR_SERVICE_EXISTS_AS_* ERROR_STORAGE_RESERVE_* ERROR_VID_* STATUS_CRM_* STATUS_GRAPHICS_* \
         STATUS_STORAGE_RESERVE_* STATUS_VID_*",
    ),
    (
        "it is a state of the thing, or a part of a question, and nothing was to be made",
        "ERROR_CLASS_ALREADY_EXISTS ERROR_HTTP_HEADER_* ERROR_VOLMGR_* ERROR_WINHTTP_* STATUS_ADDRESS_* \
         STATUS_VOLMGR_*",
    ),
    ("it is a success", "WBEM_S_ALREADY_EXISTS"),
];

fn reads_so(name: &str) -> bool {
    LISTS.iter().any(|list| name.starts_with(list)) && LOOKS.iter().any(|look| name.contains(look))
}

fn patterns() -> impl Iterator<Item = &'static str> {
    LEFT_OUT
        .iter()
        .flat_map(|(_, names)| names.split_whitespace())
}

#[test]
fn every_published_name_that_says_that_something_is_there_already_is_sorted() {
    let taken = all().into_iter().filter(|row| row.meaning == "Taken");
    let taken: BTreeSet<String> = taken.map(|row| row.name).collect();
    let names = published_that(reads_so);
    assert!(names.len() > 30, "{}", names.len());
    let is_missing =
        |name: &&String| !taken.contains(*name) && !patterns().any(|out| is_like(name, out));
    let missing: Vec<&String> = names.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_left_out_has_its_reason_and_is_not_sorted_as_well() {
    let taken = all().into_iter().filter(|row| row.meaning == "Taken");
    let names: Vec<String> = taken.map(|row| row.name).collect();
    for (reason, _) in LEFT_OUT {
        assert!(reason.len() > 10, "{reason}");
    }
    let twice = names
        .iter()
        .filter(|name| patterns().any(|out| is_like(name, out)));
    let twice: Vec<&String> = twice.collect();
    assert!(twice.is_empty(), "{twice:?}");
}
