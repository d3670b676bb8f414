//! Packages that clippy looks at with a list, and what it finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{cargo, mirror, succeed, tree, write};

const TARGET: &str = "x86_64-pc-windows-gnu";

/// A package in a folder of its own, with a list of what is disallowed.
pub struct Package(PathBuf);

/// The file, the line and the path of what was refused; or, of another finding, its text.
pub type Finding = Result<(String, usize, String), String>;

impl Package {
    fn new(name: &str, mut files: BTreeMap<String, Vec<u8>>, list: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disallowed");
        let folder = folder.join(name);
        // Two of one name would be the same package to cargo, since they share what they are built of.
        let manifest = String::from_utf8(files["Cargo.toml"].clone()).unwrap();
        let manifest = manifest.replacen("\"disallowed\"", &format!("\"{name}\""), 1);
        files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
        files.insert("clippy.toml".to_owned(), list.as_bytes().to_owned());
        mirror(&files, &folder);
        write(
            &folder.join("Cargo.lock"),
            &fs::read(ways_out().join("Cargo.lock")).unwrap(),
        );
        Package(folder)
    }

    /// The package that does all that is listed.
    pub fn of_all(name: &str, list: &str) -> Self {
        Package::new(name, tree(&ways_out()), list)
    }

    /// A package with a few of the crates, and of those a part.
    pub fn of_a_few(name: &str, list: &str) -> Self {
        let manifest = "
            package = { name = \"disallowed\", edition = '2024' }
            dependencies.tokio = { version = '1', default-features = false, features = ['rt'] }
            dependencies.windows-sys = { version = '0.61', features = ['Win32_Security'] }
            workspace = {}";
        let code = "
            #[expect(clippy::disallowed_methods, reason = \"this serves no client\")]
            pub fn task() {
                tokio::spawn(async {});
            }
            pub fn valid(token: &windows_sys::Win32::Security::TOKEN_USER) -> bool {
                !token.User.Sid.is_null()
            }";
        let files = [("Cargo.toml", manifest), ("src/lib.rs", code)];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_owned()));
        Package::new(name, files.into(), list)
    }

    /// What clippy finds.
    pub fn findings(&self) -> BTreeSet<Finding> {
        let arguments = ["clippy", "--message-format", "json", "--target", TARGET];
        let output = succeed(&mut cargo(&self.0, &arguments));
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().filter_map(finding).collect()
    }

    /// Where the source of each of the crates is.
    pub fn sources(&self) -> BTreeMap<String, PathBuf> {
        let output = succeed(&mut cargo(&self.0, &["metadata", "--format-version", "1"]));
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap().iter();
        packages
            .map(|package| {
                let text = |key: &str| package[key].as_str().unwrap();
                let manifest = Path::new(text("manifest_path"));
                (
                    text("name").to_owned(),
                    manifest.parent().unwrap().join("src"),
                )
            })
            .collect()
    }
}

/// The package's own folder.
pub fn ways_out() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/disallowed/ways-out")
}

fn finding(line: &str) -> Option<Finding> {
    let line: Value = serde_json::from_str(line).unwrap();
    if line["reason"] != "compiler-message" {
        return None;
    }
    let message = &line["message"];
    if message["code"]["code"] != "clippy::disallowed_methods" {
        return Some(Err(message["rendered"].as_str().unwrap().to_owned()));
    }
    let text = message["message"].as_str().unwrap();
    let place = &message["spans"][0];
    let path = text.split('`').nth(1).unwrap().to_owned();
    let file = place["file_name"].as_str().unwrap().replace('\\', "/");
    let line = usize::try_from(place["line_start"].as_u64().unwrap()).unwrap();
    Some(Ok((file, line, path)))
}
