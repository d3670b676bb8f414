//! What cargo is asked to build and test: the provider's package and no other, the DLL in the same way as its tests.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::diagnostics::shown;

/// A crate, as cargo sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// What cargo calls it, whatever other packages are called.
    id: String,
    /// Its name, which no other package of its workspace has.
    name: String,
    /// The folder of its workspace, which has the versions of what it depends on.
    pub workspace_root: PathBuf,
    /// Where cargo builds it: the user may have moved that, and a workspace shares it.
    pub target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Member>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

/// One of the packages of a workspace.
#[derive(Deserialize)]
struct Member {
    id: String,
    name: String,
    manifest_path: PathBuf,
}

impl Package {
    /// The package of the crate in `dir`.
    ///
    /// # Errors
    /// When cargo does not take the folder for a crate.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        let output = Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .current_dir(dir)
            .output()
            .context("cannot run cargo")?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success(),
            "cargo cannot read the crate:\n{}",
            complaint.trim_end()
        );
        let metadata: Metadata =
            serde_json::from_slice(&output.stdout).context("cannot read cargo's metadata")?;
        let manifest = dir.join("Cargo.toml");
        // Cargo searches upwards, and would take a workspace around for the crate.
        let own = manifest.canonicalize().ok();
        let package = metadata
            .packages
            .into_iter()
            .find(|package| own.is_some() && package.manifest_path.canonicalize().ok() == own)
            .with_context(|| format!("there is no package in {}", shown(&manifest)))?;
        Ok(Self {
            id: package.id,
            name: package.name,
            workspace_root: metadata.workspace_root,
            target_directory: metadata.target_directory,
        })
    }

    /// Its name, as its manifest has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A name for its own things in the target folder, which other workspaces may build into, too.
    pub fn unique_name(&self) -> String {
        let hash = Sha256::digest(&self.id);
        let hash = hash.iter().take(4).map(|byte| format!("{byte:02x}"));
        format!("{}-{}", self.name, hash.collect::<String>())
    }

    /// The arguments for `cargo build` and for `cargo test`, of those that the user gave for the latter.
    pub fn arguments(&self, given: &[OsString]) -> (Vec<OsString>, Vec<OsString>) {
        let (mut build, mut test) = (shared_with_build(given), given.to_vec());
        if !chooses_packages(given) {
            // At the root of a workspace, cargo may have other packages in mind.
            for arguments in [&mut build, &mut test] {
                let own = ["--package".into(), OsString::from(&self.id)];
                arguments.splice(0..0, own);
            }
        }
        (build, test)
    }
}

/// Whether the user says which packages are meant.
fn chooses_packages(arguments: &[OsString]) -> bool {
    const CHOICES: &[&str] = &["--package", "-p", "--workspace", "--all", "--manifest-path"];
    shared_with_build(arguments).iter().any(|argument| {
        let text = argument.to_string_lossy();
        let name = text.split_once('=').map_or(&*text, |(name, _)| name);
        CHOICES.contains(&name) || is_joined("-p", &text)
    })
}

/// Whether a short option has its value joined on, as in `-j4`.
fn is_joined(option: &str, argument: &str) -> bool {
    argument.len() > option.len() && argument.starts_with(option)
}

/// Those of the arguments for `cargo test` that say what, where and how to build: the DLL is to be built likewise.
fn shared_with_build(arguments: &[OsString]) -> Vec<OsString> {
    const FLAGS: &[&str] = &[
        "--release",
        "-r",
        "--all-features",
        "--no-default-features",
        "--locked",
        "--offline",
        "--frozen",
        "--quiet",
        "-q",
        "--workspace",
        "--all",
    ];
    const WITH_VALUE: &[&str] = &[
        "--profile",
        "--features",
        "-F",
        "--target-dir",
        "--config",
        "-j",
        "--jobs",
        "--manifest-path",
        "--package",
        "-p",
        "--exclude",
    ];
    let joined = |text: &str| {
        ["-F", "-j", "-p"]
            .iter()
            .any(|option| is_joined(option, text))
    };
    let mut shared = Vec::new();
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        let name = text.split_once('=').map_or(&*text, |(name, _)| name);
        if FLAGS.contains(&name) || joined(&text) {
            shared.push(argument.clone());
        } else if WITH_VALUE.contains(&name) {
            shared.push(argument.clone());
            if !text.contains('=') {
                shared.extend(arguments.next().cloned());
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dll_is_built_as_its_tests_are() {
        let given = [
            "--release",
            "--test",
            "contract",
            "--features",
            "a,b",
            "--profile=slow",
            "-Fc",
            "-j4",
            "-j",
            "2",
            "-p",
            "inner",
            "--package=other",
            "--workspace",
            "--exclude",
            "third",
            "--manifest-path",
            "inner/Cargo.toml",
            "--manifest-path=Cargo.toml",
            "name",
            "--",
            "--quiet",
        ];
        let shared = shared_with_build(&given.map(OsString::from));
        let expected = [
            "--release",
            "--features",
            "a,b",
            "--profile=slow",
            "-Fc",
            "-j4",
            "-j",
            "2",
            "-p",
            "inner",
            "--package=other",
            "--workspace",
            "--exclude",
            "third",
            "--manifest-path",
            "inner/Cargo.toml",
            "--manifest-path=Cargo.toml",
        ];
        assert_eq!(shared, expected);
    }

    #[test]
    fn the_provider_is_meant_unless_the_user_says_otherwise() {
        let package = Package {
            id: "path+file:///disk#0.1.0".to_owned(),
            name: "disk".to_owned(),
            workspace_root: PathBuf::from("."),
            target_directory: PathBuf::from("target"),
        };
        let own = ["--package", "path+file:///disk#0.1.0"];
        let arguments = |given: &[&str]| {
            let given: Vec<_> = given.iter().map(OsString::from).collect();
            package.arguments(&given)
        };
        let (build, test) = arguments(&["--test", "contract", "-q", "--", "-p", "name"]);
        assert_eq!(build, [&own[..], &["-q"]].concat());
        let asked = ["--test", "contract", "-q", "--", "-p", "name"];
        assert_eq!(test, [&own[..], &asked].concat());
        for given in [
            &["--workspace"][..],
            &["-p", "other"],
            &["-pother"],
            &["--package=other"],
            &["--manifest-path", "other/Cargo.toml"],
        ] {
            let (build, test) = arguments(given);
            assert_eq!(build, given);
            assert_eq!(test, given);
        }
    }

    #[test]
    fn two_packages_of_one_name_keep_their_things_apart() {
        let package = |id: &str| Package {
            id: id.to_owned(),
            name: "disk".to_owned(),
            workspace_root: PathBuf::from("."),
            target_directory: PathBuf::from("target"),
        };
        let [one, other] = ["path+file:///a/disk#0.1.0", "path+file:///b/disk#0.1.0"]
            .map(|id| package(id).unique_name());
        assert_ne!(one, other);
        assert!(
            one.starts_with("disk-") && one.len() == "disk-".len() + 8,
            "{one}"
        );
    }

    #[test]
    fn a_folder_in_a_workspace_is_not_taken_for_it() {
        let root = tempfile::tempdir().expect("a folder");
        let manifest = "[package]\nname = 'outer'\nedition = '2024'\n[workspace]\n";
        std::fs::write(root.path().join("Cargo.toml"), manifest).expect("a file");
        std::fs::create_dir_all(root.path().join("src")).expect("a folder");
        std::fs::write(root.path().join("src/lib.rs"), "").expect("a file");
        let outer = Package::read(root.path()).expect("a package");
        assert!(outer.id.contains("outer"), "{outer:?}");
        let error = Package::read(&root.path().join("src")).expect_err("no package");
        assert!(
            error.to_string().starts_with("there is no package in "),
            "{error}"
        );
    }
}
