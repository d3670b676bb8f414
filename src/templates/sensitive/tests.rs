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
}

/// Who allows a pattern does not know of every class.
#[test]
fn a_pattern_gives_no_leave_where_only_a_name_leads() {
    let allow = ["{module}.rs".to_owned(), ".gitlab/{module}.rs".to_owned()];
    for (path, written) in [
        ("build.rs", "{module}.rs"),
        (".gitlab/build.rs", ".gitlab/{module}.rs"),
    ] {
        let refused = problem(path, written, &allow).expect("not allowed");
        let help = format!("`allow = [\"{path}\"]`");
        assert!(refused.help.contains(&help), "{}", refused.help);
        assert!(problem(path, written, &[path.to_owned()]).is_none());
    }
    assert!(problem(".gitlab/disk.rs", &allow[1], &allow).is_none());
}
