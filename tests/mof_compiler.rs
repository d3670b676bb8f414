//! The MOF of every golden crate compiles in a strict MOF compiler that others wrote, and then the repository has what
//! the spec says: pywbem's, which scripts/setup installs; on Windows, the system's own, which only checks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::path::PathBuf;

use support::{CASES, kept};

/// The MOF files of a golden crate: those that are installed, the main one first, and the one that removes.
fn mof_files(name: &str) -> (Vec<PathBuf>, PathBuf) {
    let folder = kept(name).join("mof");
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut installed: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    installed.sort_by_key(|path| {
        (
            path.extension().is_some_and(|extension| extension == "mfl"),
            path.clone(),
        )
    });
    let is_removal = |path: &PathBuf| path.to_string_lossy().ends_with("-remove.mof");
    let remove = installed
        .iter()
        .position(is_removal)
        .expect("one that removes");
    let remove = installed.remove(remove);
    assert!(!installed.is_empty());
    (installed, remove)
}

#[cfg(unix)]
#[path = "support/mof/mod.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod mof;
#[cfg(unix)]
#[path = "support/pywbem.rs"]
mod pywbem;
#[cfg(unix)]
#[path = "support/spec.rs"]
#[allow(dead_code, reason = "each test program uses a part of it")]
mod spec;
#[cfg(unix)]
#[path = "support/wanted/mod.rs"]
#[allow(unused_imports, reason = "each test program uses a part of it")]
mod wanted;

#[cfg(unix)]
mod with_pywbem {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::mof::{self, Class, Value};
    use super::pywbem::{Namespace, compile};
    use super::spec::Spec;
    use super::{CASES, mof_files, wanted};
    use crate::support::case;

    fn spec(name: &str) -> Spec {
        let text = fs::read_to_string(case(name).join("wmigen.toml")).unwrap();
        Spec::read(&text)
    }

    /// The namespaces that the spec's are made of, from the outside inwards, with slashes.
    fn levels(spec: &Spec) -> BTreeSet<String> {
        let namespaces = wanted::namespaces(spec).into_iter();
        let levels = namespaces.flat_map(|path| {
            let path = path.replace('\\', "/");
            let ends: Vec<usize> = path.match_indices('/').map(|(end, _)| end).collect();
            let ends = ends.into_iter().chain([path.len()]);
            ends.map(|end| path[..end].to_owned()).collect::<Vec<_>>()
        });
        levels.collect()
    }

    /// The classes that the spec's own files of MOF bring.
    fn schema(name: &str) -> Vec<Class> {
        let folder = case(name).join("schema");
        let Ok(files) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let items = texts.map(|text| mof::read(&text).unwrap());
        items
            .flat_map(|items| mof::classes(&items).cloned().collect::<Vec<_>>())
            .collect()
    }

    /// What has to be declared before the MOF of a case is compiled: not the classes that it brings itself.
    fn declarations(name: &str, spec: &Spec) -> String {
        let brought = schema(name);
        let mut spec = spec.clone();
        let externals = &mut spec.external.0;
        externals.retain(|(external, _)| brought.iter().all(|class| class.name != *external));
        wanted::declarations(&spec)
    }

    fn named<'n>(namespaces: &'n [Namespace], name: &str) -> &'n Namespace {
        let found = namespaces.iter().find(|namespace| namespace.name == name);
        found.unwrap_or_else(|| panic!("there is no namespace {name}: {namespaces:#?}"))
    }

    /// A repository has its classes in an order of its own.
    fn by_name(mut classes: Vec<Class>) -> Vec<Class> {
        classes.sort_by(|one, other| one.name.cmp(&other.name));
        classes
    }

    /// Whether instances of a class make or secure namespaces.
    fn is_of_namespaces(class: &str) -> bool {
        ["__Namespace", "__SystemSecurity"].contains(&class)
    }

    /// Who may open the namespaces that have been made.
    fn security(made: &[Namespace]) -> wanted::Security {
        let mut all = wanted::Security::new();
        for namespace in made {
            let path = namespace.name.replace('/', "\\");
            for (class, values) in &namespace.instances {
                if class == "__SystemSecurity" {
                    assert_eq!(values["WmigenEncryption"], Value::Boolean(true));
                    all.entry(path.clone()).or_default().1 = true;
                }
                if let (Some(Value::Text(sddl)), Some(Value::Text(name))) =
                    (values.get("WmigenSecurity"), values.get("Name"))
                {
                    let secured = format!(r"{path}\{name}");
                    all.entry(secured).or_default().0 = Some(sddl.clone());
                }
            }
        }
        all
    }

    /// Who may open them by the spec.
    fn wanted_security(spec: &Spec) -> wanted::Security {
        let namespaces = wanted::namespaces(spec);
        let mut all = wanted::security(spec, &namespaces);
        for namespace in &namespaces {
            for (language, _) in wanted::languages(spec, namespace) {
                all.extend(wanted::security_of_texts(spec, namespace, &language));
            }
        }
        all
    }

    #[test]
    #[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
    fn every_golden_crate_registers_what_its_spec_says() {
        for name in CASES {
            let spec = spec(name);
            let (installed, _) = mof_files(name);
            let made = compile(&declarations(name, &spec), &installed).unwrap();
            let namespaces = wanted::namespaces(&spec);
            let mut texts = 0;
            for namespace in &namespaces {
                let own = named(&made, &namespace.replace('\\', "/"));
                let mut expected = schema(name);
                expected.extend(wanted::classes(&spec, namespace));
                assert_eq!(by_name(own.classes.clone()), by_name(expected), "{name}");
                let registered = own
                    .instances
                    .iter()
                    .filter(|(class, _)| !is_of_namespaces(class));
                let by_class = |mut all: Vec<(String, _)>| {
                    all.sort_by(|(one, _), (other, _)| one.cmp(other));
                    all
                };
                let registered = by_class(registered.cloned().collect());
                let expected = by_class(wanted::instances(&spec, namespace));
                assert_eq!(registered, expected, "{name}");
                let languages = wanted::languages(&spec, namespace);
                for (language, classes) in &languages {
                    let namespace = named(&made, &format!("{}/{language}", own.name));
                    assert_eq!(namespace.classes, *classes, "{name}, {language}");
                }
                texts += languages.len();
            }
            assert_eq!(security(&made), wanted_security(&spec), "{name}");
            let levels = levels(&spec);
            let others = levels
                .iter()
                .filter(|level| !namespaces.contains(&level.replace('/', "\\")));
            for level in others {
                assert!(named(&made, level).classes.is_empty(), "{name}");
            }
            assert_eq!(made.len(), levels.len() + texts, "{name}");
        }
    }

    #[test]
    #[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
    fn what_every_golden_crate_registers_can_be_removed() {
        for name in CASES {
            let spec = spec(name);
            let (mut files, remove) = mof_files(name);
            // Twice, since what is gone already must be no error.
            files.extend([remove.clone(), remove]);
            let left = compile(&declarations(name, &spec), &files).unwrap();
            for namespace in left {
                // The namespaces stay: classes of others may live in them.
                let registered = namespace
                    .instances
                    .iter()
                    .find(|(class, _)| !is_of_namespaces(class));
                // And so do the classes that came with it: others may have derived some from them.
                let is_own = wanted::namespaces(&spec).contains(&namespace.name.replace('/', "\\"));
                let left = if is_own { schema(name) } else { Vec::new() };
                assert_eq!(by_name(namespace.classes), by_name(left), "{name}");
                assert_eq!(registered, None, "{name}");
            }
        }
    }

    /// The main MOF of a golden crate with something wrong in it.
    fn refused(right: &str, wrong: &str) -> String {
        let (installed, _) = mof_files("disk");
        let text = fs::read_to_string(&installed[0]).unwrap();
        assert!(text.contains(right), "{right} is not there");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("wrong.mof");
        fs::write(&file, text.replace(right, wrong)).unwrap();
        match compile("", &[file]) {
            Ok(made) => panic!("{wrong} was compiled: {made:#?}"),
            Err(said) => said,
        }
    }

    #[test]
    #[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
    fn the_compiler_refuses_what_is_wrong() {
        for (right, wrong, said) in [
            ("Units(", "Unit(", "'Unit'"),
            (
                "Description(\"A disk",
                "Key, Description(\"A disk",
                "invalid scope",
            ),
            ("uint32 Spindle", "uint33 Spindle", "grammar"),
            (
                "uint32 Spindle;",
                "uint32 Spindle = 4294967296;",
                "out of range",
            ),
            (
                "uint32 Spindle;",
                "uint32 Spindle = \"x\";",
                "invalid literal",
            ),
            ("boolean Online;", "boolean Online", "grammar"),
            (
                "datetime Installed;",
                "datetime Installed = \"2026\";",
                "datetime",
            ),
            (
                "datetime Installed;",
                "datetime Installed = \"****1331******.******+000\";",
                "month must be",
            ),
            ("Pure = TRUE", "Pur = TRUE", "'Pur'"),
            (
                "of __Win32Provider",
                "of __Win16Provider",
                "__Win16Provider",
            ),
            ("Provider = $Provider", "Provider = $Other", "$Other"),
            (
                "#pragma autorecover",
                "#pragma autorecovered",
                "autorecovered",
            ),
            (
                "    Name = \"Acme\";",
                "    Name = \"Other\";",
                "no namespace",
            ),
            (
                "#pragma namespace(\"\\\\\\\\.\\\\root\")",
                "",
                "before the first",
            ),
            (
                "\"The size of the disk.\"",
                "\"The size \\q of the disk.\"",
                "illegal character",
            ),
            ("[key, read", "[key: Always, read", "grammar"),
        ] {
            let found = refused(right, wrong);
            assert!(
                found.to_lowercase().contains(&said.to_lowercase()),
                "{wrong}: {found}"
            );
        }
    }

    /// Whoever adds a kind of file to the MOF folder has it compiled.
    #[test]
    #[ignore = "needs what scripts/setup installs into target/python; scripts/test runs it"]
    fn every_kind_of_mof_file_is_compiled() {
        for name in CASES {
            let (installed, _) = mof_files(name);
            let known = |path: &PathBuf| {
                let extension = path.extension().and_then(|extension| extension.to_str());
                matches!(extension, Some("mof" | "mfl"))
            };
            assert!(installed.iter().all(known), "{installed:?}");
            assert!(installed.iter().all(|path| Path::new(path).is_file()));
        }
    }
}

/// mofcomp needs no rights and changes nothing when it only checks; it knows nothing of pywbem's strictness, and pywbem
/// nothing of its own.
#[cfg(windows)]
#[test]
fn the_compiler_of_windows_reads_every_golden_crate() {
    let windows = std::env::var_os("SystemRoot").expect("SystemRoot");
    let mofcomp = PathBuf::from(windows).join("System32/wbem/mofcomp.exe");
    for name in CASES {
        let (installed, remove) = mof_files(name);
        for file in installed.iter().chain([&remove]) {
            let output = std::process::Command::new(&mofcomp)
                .arg("-check")
                .arg(file)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{}: {said}", file.display());
        }
    }
}
