//! What holds for every manifest, however it is written.

mod manifests;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use manifests::manifest;

/// The dependencies that a wmigen of these tests may render.
const NAMES: [&str; 4] = ["bitflags", "jiff", "windows-core", "uuid"];

/// A dependency as one wmigen wants it: version, features, and whether the default ones are on.
type Wanted = (u8, Vec<&'static str>, bool);

/// What one wmigen renders.
type Version = BTreeMap<&'static str, Wanted>;

fn version() -> impl Strategy<Value = Version> {
    let features = prop::sample::subsequence(vec!["std", "alloc", "v4"], 0..=3);
    prop::collection::btree_map(
        prop::sample::select(&NAMES[..]),
        (0..3u8, features, any::<bool>()),
        0..=4,
    )
}

/// How wmigen writes a dependency.
fn entry((version, features, default_features): &Wanted) -> String {
    let features = if features.is_empty() {
        String::new()
    } else {
        format!(", features = {features:?}")
    };
    match (features.as_str(), default_features) {
        ("", true) => format!("\"0.{version}\""),
        (features, true) => format!("{{ version = \"0.{version}\"{features} }}"),
        (features, false) => {
            format!("{{ version = \"0.{version}\", default-features = false{features} }}")
        }
    }
}

fn rendered(version: &Version) -> String {
    let mut text =
        "[package]\nname = \"a\"\n\n[lib]\ncrate-type = [\"cdylib\"]\n\n[dependencies]\n"
            .to_owned();
    for (name, wanted) in version {
        text.extend(["# For ", name, ".\n", name, " = ", &entry(wanted), "\n"].map(str::to_owned));
    }
    text + "\n[profile.release]\nlto = true\n"
}

/// What a manifest says about wmigen's keys, read by another reader.
fn owned(manifest: &[u8]) -> Version {
    let manifest: toml::Table = std::str::from_utf8(manifest).unwrap().parse().unwrap();
    assert!(
        manifest["lib"]["crate-type"]
            .as_array()
            .unwrap()
            .contains(&"cdylib".into())
    );
    let dependencies = manifest["dependencies"].as_table().unwrap().iter();
    let dependencies = dependencies.filter_map(|(name, value)| {
        let name = *NAMES.iter().find(|known| *known == name)?;
        let version = value.as_str().or_else(|| value.get("version")?.as_str())?;
        let features = value
            .get("features")
            .and_then(toml::Value::as_array)
            .cloned()
            .unwrap_or_default();
        let features = ["std", "alloc", "v4"]
            .into_iter()
            .filter(|known| features.contains(&(*known).into()));
        let default_features = value
            .get("default-features")
            .is_none_or(|on| on.as_bool().unwrap());
        Some((
            name,
            (
                version[2..].parse().unwrap(),
                features.collect(),
                default_features,
            ),
        ))
    });
    dependencies.collect()
}

/// How a user's editor may leave a file: with CRLF on some lines, a byte order mark, no last line end.
#[derive(Debug, Clone)]
struct Written {
    crlf: Vec<bool>,
    bom: bool,
    cut: bool,
}

impl Written {
    fn any() -> impl Strategy<Value = Self> {
        let crlf = prop_oneof![
            any::<bool>().prop_map(|all| vec![all]),
            prop::collection::vec(any::<bool>(), 1..9),
        ];
        (crlf, any::<bool>(), any::<bool>()).prop_map(|(crlf, bom, cut)| Self { crlf, bom, cut })
    }

    fn file(&self, text: &str) -> String {
        let ends = self
            .crlf
            .iter()
            .cycle()
            .map(|crlf| if *crlf { "\r\n" } else { "\n" });
        let lines = text.lines().zip(ends).flat_map(|(line, end)| [line, end]);
        let mut file: String = self
            .bom
            .then_some("\u{feff}")
            .into_iter()
            .chain(lines)
            .collect();
        if self.cut {
            file.truncate(file.trim_end().len());
        }
        file
    }
}

/// A base, if it is known.
fn base() -> impl Strategy<Value = Option<Version>> {
    prop::option::weighted(0.8, version())
}

proptest! {
    /// The user has added lines of their own, and wmigen's are as they were.
    #[test]
    fn an_unedited_manifest_has_the_new_keys(
        base in version(),
        new in version(),
        written in Written::any(),
        extra in any::<bool>(),
    ) {
        let mut yours = rendered(&base);
        if extra {
            yours = yours.replace("[dependencies]\n", "[dependencies]\nserde = \"1\" # mine\n");
        }
        let merge = merge_manifest(Some(&rendered(&base)), written.file(&yours).as_bytes(), &rendered(&new)).unwrap();
        let bytes = merge.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&merge.bytes);
        prop_assert_eq!(owned(bytes), new);
        prop_assert_eq!(merge.disagreements, Vec::<String>::new());
    }

    #[test]
    fn a_second_merge_changes_nothing(
        base in base(),
        new in version(),
        yours in manifest(),
        written in Written::any(),
    ) {
        let (base, new) = (base.map(|base| rendered(&base)), rendered(&new));
        let once = merge_manifest(base.as_deref(), written.file(&yours).as_bytes(), &new).unwrap();
        prop_assert_eq!(once.keys.is_empty(), once.bytes == written.file(&yours).as_bytes());
        let twice = merge_manifest(base.as_deref(), &once.bytes, &new).unwrap();
        prop_assert_eq!(&twice.bytes, &once.bytes);
        prop_assert_eq!(twice.keys, Vec::<String>::new());
        prop_assert_eq!(&twice.disagreements, &once.disagreements);
        // From then on the base is what was just merged.
        let later = merge_manifest(Some(&new), &once.bytes, &new).unwrap();
        prop_assert_eq!(later.bytes, once.bytes);
        prop_assert_eq!(later.disagreements.iter().filter(|sentence| sentence.contains("wrote")).count(), 0);
    }

    /// Every line stays, with its end, but for what is inserted into it; only the values change that are
    /// replaced by wmigen's.
    #[test]
    fn no_line_of_the_users_is_lost(
        base in base(),
        new in version(),
        yours in manifest(),
        written in Written::any(),
    ) {
        let yours = written.file(&yours);
        let base = base.map(|base| rendered(&base));
        let merge = merge_manifest(base.as_deref(), yours.as_bytes(), &rendered(&new)).unwrap();
        let merged = String::from_utf8(merge.bytes).unwrap();
        let mut rest = merged.split_inclusive('\n');
        for line in yours.split_inclusive('\n') {
            prop_assert!(rest.any(|other| keeps(other, line)), "{:?} is not in {}", line, merged);
        }
    }

    #[test]
    fn what_is_not_wmigens_says_the_same(base in base(), new in version(), yours in manifest()) {
        let base = base.map(|base| rendered(&base));
        let merge = merge_manifest(base.as_deref(), yours.as_bytes(), &rendered(&new)).unwrap();
        let read = |text: &str| -> toml::Table {
            let mut table: toml::Table = text.parse().unwrap();
            for key in ["lib", "dependencies", "target"] {
                table.remove(key);
            }
            table
        };
        prop_assert_eq!(read(&String::from_utf8(merge.bytes).unwrap()), read(&yours));
    }

    #[test]
    fn any_bytes_are_merged_or_refused(yours in prop::collection::vec(any::<u8>(), 0..40), text in "\\PC{0,60}|([\\[\\]{}=.,\"'\n #]|lib|jiff|dependencies|1){0,20}") {
        for yours in [&yours, text.as_bytes()] {
            let new = rendered(&Version::from([("jiff", (0, vec!["std"], false))]));
            if let Ok(merge) = merge_manifest(None, yours, &new) {
                let again = merge_manifest(None, &merge.bytes, &new).unwrap();
                prop_assert_eq!(again.bytes, merge.bytes);
            }
        }
    }
}

/// Whether `line` is `before` with digits of versions and `true` or `false` changed and text inserted.
fn keeps(line: &str, before: &str) -> bool {
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let line = line.strip_prefix('\u{feff}').unwrap_or(line);
    let mut rest = line.chars();
    let stays = |c: &char| !c.is_ascii_digit();
    let before = before.replace("true", "").replace("false", "");
    before
        .trim_end_matches(['\r', '\n'])
        .chars()
        .filter(stays)
        .all(|c| rest.any(|other| other == c))
        && (!before.ends_with("\r\n") || line.ends_with("\r\n"))
        && (!before.ends_with('\n') || line.ends_with('\n'))
}
