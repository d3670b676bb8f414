//! The crates of what others ship: made, compiled for Windows, and tested.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::support::{build_in_place, cargo, succeed};
use super::{Sample, collected};

const GNU: &str = "x86_64-pc-windows-gnu";

/// Why the others are not among them, by their names: what their spec lacks, or why there is none.
const NOT_WHOLE: &[(&str, &str)] = &[
    ("MSFT_Qualifiers", "it has no class"),
    ("BasicPlugins", "a class of objects is elsewhere"),
    ("RoleBasedPlugins", "a class of objects is elsewhere"),
    ("ClassProv", "it has no class: the provider makes them"),
    ("event_consumer", "consumers are not served yet"),
    ("event_provider", "events are not served yet"),
    ("SampleViewer", "consumers are not served yet"),
    ("EvProv", "events are not served yet"),
    (
        "BasicHiPerf",
        "performance counters have interfaces of their own",
    ),
    ("PropProv", "a provider of properties gives the values"),
];

/// The crates of the samples that are whole, in folders that share a target folder.
fn crates(purpose: &str) -> Vec<PathBuf> {
    let samples = collected("windows-samples");
    let made = samples.iter().filter_map(|sample| {
        let known = NOT_WHOLE
            .iter()
            .find(|(part, _)| sample.name.contains(part));
        let Some(spec) = sample.whole() else {
            assert!(known.is_some(), "{} is not whole", sample.name);
            return None;
        };
        assert!(known.is_none(), "{} is whole now", sample.name);
        Some(folder_of(sample, spec, purpose))
    });
    made.collect()
}

fn folder_of(sample: &Sample, spec: &str, purpose: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(purpose)
        .join(&sample.name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    sample.generate(spec, &folder);
    folder
}

#[test]
#[ignore = "needs Rust's Windows targets, and takes a minute; scripts/test runs it"]
fn each_sample_that_is_whole_compiles_for_windows() {
    for folder in crates("imported") {
        let check = [
            "check", "--quiet", "--lib", "--test", "contract", "--target", GNU,
        ];
        succeed(cargo(&folder, &check).env("RUSTFLAGS", "-D warnings"));
    }
}

#[test]
#[ignore = "needs Wine, and takes minutes; scripts/test runs it"]
fn each_sample_that_is_whole_passes_its_contract_on_windows() {
    for folder in crates("imported-run") {
        let mut test = Command::new(env!("CARGO_BIN_EXE_wmigen"));
        test.arg("test")
            .arg(&folder)
            .args(["--", "--test", "contract"]);
        let output = succeed(build_in_place(&mut test, &folder));
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("test result: ok"), "{said}");
        assert!(!said.contains(" 0 passed"), "{said}");
    }
}
