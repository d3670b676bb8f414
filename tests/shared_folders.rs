//! Two providers in one folder, or in one namespace: whatever their names are, no script takes a file of one for the
//! other's. What PowerShell decides is not run here; what it decides by is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wmigen::lint;
use wmigen::render::{RenderedFile, render};

const CLSIDS: [&str; 2] = [
    "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
    "{6a1f2f0e-3f59-4f0c-8d0b-5a0c1e7a9c42}",
];

/// A provider as it is delivered: what lies in `mof` and `scripts`.
struct Package {
    clsid: &'static str,
    mofs: BTreeMap<String, String>,
    scripts: BTreeMap<String, String>,
    record_file: String,
    record: Value,
}

impl Package {
    fn new(name: &str, namespace: &str, clsid: &'static str) -> Self {
        let spec = format!(
            "spec-version = 1
[provider]
name = '{name}'
clsid = '{clsid}'
namespace = '{namespace}'
[class.Acme_Disk]
description = 'A disk.'
operations = ['get', 'enumerate']
properties.DeviceID = {{ type = 'string', key = true }}
[locale.MS_407.class.Acme_Disk]
description = 'Eine Platte.'
"
        );
        let (provider, findings) = lint::check(&spec);
        let provider = provider.unwrap_or_else(|| panic!("{name}: {findings:?}"));
        let files = render(&provider).unwrap();
        let scripts = folder(&files, "scripts/");
        let records: Vec<_> = scripts
            .keys()
            .filter(|path| path.ends_with(".provider.json"))
            .cloned()
            .collect();
        let [record_file] = <[String; 1]>::try_from(records).expect("one record");
        Package {
            clsid,
            mofs: folder(&files, "mof/"),
            record: serde_json::from_str(&scripts[&record_file]).unwrap(),
            record_file,
            scripts,
        }
    }

    fn said(&self, key: &str) -> String {
        self.record[key].as_str().expect(key).to_owned()
    }

    /// The names of the MOF files that the scripts look for, in their order.
    fn mof_names(&self) -> Vec<String> {
        let mut names = vec![self.said("Mof"), self.said("RemoveMof")];
        let texts = self.record["Localizations"].as_array().unwrap();
        names.extend(
            texts
                .iter()
                .map(|one| one["File"].as_str().unwrap().to_owned()),
        );
        names
    }

    /// The names that the scripts give files in the folder where the provider is installed, or know them by there.
    fn installed_names(&self) -> Vec<String> {
        let stem = self.said("FileStem");
        let mut names = self.mof_names();
        names.extend(names.clone().iter().map(|name| format!("{name}.old")));
        // Of a language that another version has.
        names.push(format!("{stem}.ms_40c.mfl"));
        for dll in [format!("{stem}.dll"), format!("{stem}-20261128083531.dll")] {
            names.push(format!("{dll}.{}.removed", "0".repeat(32)));
            names.push(dll);
        }
        names
    }

    /// What `Get-InstalledText`, `Test-OwnDllName` and `Remove-Aside` take for the provider's, by its name.
    fn takes(&self, file: &str) -> bool {
        let Some(rest) = file
            .to_lowercase()
            .strip_prefix(&self.said("FileStem"))
            .map(str::to_owned)
        else {
            return false;
        };
        let text = rest
            .strip_prefix(".ms_")
            .and_then(|rest| rest.strip_suffix(".mfl"));
        if text.is_some_and(|text| text.chars().all(|c| c.is_ascii_hexdigit())) {
            return true;
        }
        let rest = match rest.strip_prefix('-') {
            Some(rest) if rest.len() > 14 => {
                let (time, rest) = rest.split_at(14);
                if !time.chars().all(|c| c.is_ascii_digit()) {
                    return false;
                }
                rest
            }
            _ => &rest,
        };
        let aside = rest
            .strip_prefix(".dll.")
            .and_then(|rest| rest.strip_suffix(".removed"));
        rest == ".dll" || aside.is_some_and(|mark| mark.len() == 32)
    }

    /// What `Get-InstalledRemoval` holds a `remove.mof` of before against.
    fn removes(&self, mof: &str) -> bool {
        let says = self.record["FormerRemoval"]["Says"].as_array().unwrap();
        let mof = mof.to_lowercase();
        says.iter()
            .all(|text| mof.contains(&text.as_str().unwrap().to_lowercase()))
    }
}

fn folder(files: &[RenderedFile], folder: &str) -> BTreeMap<String, String> {
    files
        .iter()
        .filter_map(|file| {
            Some((
                file.path.strip_prefix(folder)?.to_owned(),
                file.text.clone(),
            ))
        })
        .collect()
}

/// Providers whose names are not the same, and of which one may be the beginning of the other.
const NAMES: [&str; 8] = [
    "Acme",
    "AcmeStorage",
    "AcmeStorageRemove",
    "AcmeStorage_Ms_407",
    "AcmeStorage_20261128083531",
    "Acme_Storages",
    "Remove",
    "Provider",
];

#[test]
fn providers_of_different_names_share_no_file() {
    for (index, one) in NAMES.iter().enumerate() {
        for other in &NAMES[index + 1..] {
            let one = Package::new(one, r"root\Acme", CLSIDS[0]);
            let other = Package::new(other, r"root\Acme", CLSIDS[1]);
            let names = |package: &Package| -> BTreeSet<String> {
                let mut names: BTreeSet<_> = package.installed_names().into_iter().collect();
                names.extend(package.mofs.keys().cloned());
                names.insert(package.record_file.clone());
                names
            };
            let shared: Vec<_> = names(&one).intersection(&names(&other)).cloned().collect();
            assert!(shared.is_empty(), "{shared:?}");
            for (package, neighbour) in [(&one, &other), (&other, &one)] {
                for name in neighbour.installed_names() {
                    assert!(!package.takes(&name), "{}: {name}", package.record_file);
                }
            }
        }
    }
}

#[test]
fn the_record_names_the_files_of_the_package_and_no_others() {
    for name in NAMES {
        let package = Package::new(name, r"root\Acme", CLSIDS[0]);
        let named: BTreeSet<_> = package.mof_names().into_iter().collect();
        let there: BTreeSet<_> = package.mofs.keys().cloned().collect();
        assert_eq!(named, there);
        // Nobody's file is named as all providers' was before.
        assert!(!there.contains("remove.mof"), "{there:?}");
        for text in named.iter().filter(|name| name.contains(".ms_")) {
            assert!(package.takes(text), "{text}");
        }
        assert!(package.takes(&format!("{}.dll", package.said("FileStem"))));
    }
}

/// Names with the same files, in one namespace or in two: `Test-ForeignMof` tells them apart by the CLSID.
#[test]
fn every_mof_file_tells_whose_it_is() {
    let pairs = [
        ("AcmeStorage", r"root\Acme", "Acme_Storage", r"root\Acme"),
        ("AcmeStorage", r"root\Acme", "acmeStorage", r"root\Acme"),
        ("Acmestorage", r"root\Acme", "ACMESTORAGE", r"root\Acme"),
        ("AcmeStorage", r"root\Acme", "AcmeStorage", r"root\Beta"),
    ];
    for (name, namespace, other, elsewhere) in pairs {
        let one = Package::new(name, namespace, CLSIDS[0]);
        let other = Package::new(other, elsewhere, CLSIDS[1]);
        assert_eq!(one.mof_names(), other.mof_names());
        for (package, neighbour) in [(&one, &other), (&other, &one)] {
            assert_eq!(package.said("Clsid"), package.clsid);
            for (file, text) in &package.mofs {
                let text = text.to_lowercase();
                assert!(text.contains(package.clsid), "{file}");
                assert!(!text.contains(neighbour.clsid), "{file}");
            }
        }
    }
}

#[test]
fn a_remove_mof_of_before_is_known_by_whom_it_removes() {
    let former = include_str!("cli/former/remove.mof");
    let ours = [("AcmeStorage", r"root\Acme"), ("ACMESTORAGE", r"ROOT\acme")];
    for (name, namespace) in ours {
        assert!(
            Package::new(name, namespace, CLSIDS[0]).removes(former),
            "{name}"
        );
    }
    for (name, namespace) in [
        ("Acme", r"root\Acme"),
        ("Storage", r"root\Acme"),
        ("AcmeStorageRemove", r"root\Acme"),
        ("AcmeStorage", r"root\Acm"),
        ("AcmeStorage", r"root\Acme\Storage"),
    ] {
        assert!(
            !Package::new(name, namespace, CLSIDS[0]).removes(former),
            "{name}"
        );
    }
    // What it removes by now is told as it was before.
    let package = Package::new("AcmeStorage", r"root\Acme", CLSIDS[0]);
    assert!(package.removes(&package.mofs[&package.said("RemoveMof")]));
}

/// Files of a folder that `verify.ps1` makes for one run, and a part of Windows.
const FIXED: [&str; 3] = ["answer.json", "kernel32.dll", "task.json"];

#[test]
fn no_script_names_a_file_that_another_provider_could_have() {
    let package = Package::new("AcmeStorage", r"root\Acme", CLSIDS[0]);
    let mut scripts = package.scripts;
    scripts.remove(&package.record_file);
    assert!(scripts.len() >= 9, "{:?}", scripts.keys());
    let mut found = BTreeSet::new();
    for (script, text) in &scripts {
        for word in code(text).split(|c: char| !(c.is_ascii_alphanumeric() || "$_-.".contains(c))) {
            let (stem, extension) = word.rsplit_once('.').unwrap_or_default();
            let is_file = ["mof", "mfl", "json", "dll", "ps1", "psm1"].contains(&extension);
            // A name that is made while the script runs has a `$` in it, or begins with the extension.
            let is_fixed = !word.starts_with('.') && !stem.contains('$');
            // The scripts name each other.
            if is_file && is_fixed && !scripts.contains_key(word) {
                assert!(FIXED.contains(&word), "{script}: {word}");
                found.insert(word.to_owned());
            }
        }
    }
    assert!(found.iter().eq(FIXED), "{found:?}");
}

/// A script without its comments.
fn code(script: &str) -> String {
    let (before, rest) = script.split_once("<#").unwrap_or((script, "#>"));
    let (_, after) = rest.split_once("#>").unwrap();
    let lines = before.lines().chain(after.lines());
    let code: Vec<_> = lines
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    code.join("\n")
}
