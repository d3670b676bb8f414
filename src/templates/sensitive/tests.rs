use super::*;
use crate::render::SENSITIVE;

#[test]
fn each_place_needs_leave() {
    for (place, _) in SENSITIVE {
        let path = match place.strip_suffix('/') {
            Some(folder) => format!("{folder}/a/b.txt"),
            None => place.replace('*', "yml"),
        };
        for path in [path.clone(), format!("a/b/{path}"), path.to_uppercase()] {
            assert!(problem(&path, &path, &[]).is_some(), "{path}");
            let allow = ["other".to_owned(), path.clone()];
            assert!(problem(&path, &path, &allow).is_none(), "{path}");
        }
    }
}

#[test]
fn a_path_is_allowed_as_it_is_written_as_well() {
    let allow = [".github/workflows/{module}.yml".to_owned()];
    let path = ".github/workflows/acme_disk.yml";
    assert!(problem(path, &allow[0], &allow).is_none());
    let refused = problem(path, ".github/{module}.yml", &allow).expect("not allowed");
    assert!(
        refused
            .help
            .contains("`allow = [\".github/{module}.yml\"]`"),
        "{}",
        refused.help
    );
}
