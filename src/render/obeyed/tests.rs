use super::*;

#[test]
fn each_place_is_known_in_each_folder_and_each_case() {
    for (place, why) in SENSITIVE {
        assert_eq!(*place, place.to_lowercase(), "rows are folded");
        let path = match place.strip_suffix('/') {
            Some(folder) => format!("{folder}/a/b.txt"),
            None => place.replace('*', "yml"),
        };
        for path in [path.clone(), format!("a/b/{path}"), path.to_uppercase()] {
            assert_eq!(obeyed_by(&path), Some(*why), "{path}");
        }
        if place.starts_with('*') {
            continue;
        }
        // What only ends so is another file.
        assert_eq!(obeyed_by(&format!("a/x{path}")), None, "{path}");
    }
}

#[test]
fn names_that_windows_takes_for_others_need_leave() {
    for path in [
        "CARGO~1/config.toml",
        "GITHUB~1/x",
        "bu\u{131}ld.rs",
        "buil\u{64}.r\u{17f}",
    ] {
        assert!(obeyed_by(path).is_some(), "{path}");
    }
}

#[test]
fn what_is_run_only_when_somebody_calls_it_needs_none() {
    for path in [
        "Makefile",
        "justfile",
        "scripts/extra.ps1",
        "src/build.rs/../x",
        "docs/.cargo.md",
        ".github/ISSUE_TEMPLATE/bug.md",
        "src/acme_build.rs",
        "a~b/~c",
    ] {
        assert_eq!(obeyed_by(path), None, "{path}");
    }
}
