//! Whether a new crate is inside a Cargo workspace that does not list it: cargo then refuses the crate with an error
//! that reads like a fault of the crate.
//!
//! Read from the manifests, because `wmigen new` must not need cargo, nor let a toolchain be fetched for it. Cargo's rules
//! are those of its `Workspace`: `members` are glob patterns, `exclude` are folders with all that is in them, and a folder
//! that `members` names beats one of `exclude`.

use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use serde::Deserialize;

/// The manifest of a crate, and that of a workspace.
pub const MANIFEST: &str = "Cargo.toml";

/// The workspace around a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The workspace's folder, in full.
    pub root: PathBuf,
    /// The crate as `members` would name it.
    pub member: String,
    /// Whether it does so already.
    pub is_member: bool,
}

#[derive(Deserialize)]
struct Manifest {
    workspace: Option<Table>,
}

/// `[workspace]` of a manifest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Table {
    members: Vec<String>,
    exclude: Vec<String>,
}

impl Workspace {
    /// The workspace that cargo counts the crate in `dir` to; none where the workspace excludes it, or a manifest cannot
    /// be read, which cargo will say better.
    pub fn around(dir: &Path) -> Option<Self> {
        let dir = dir.canonicalize().ok()?;
        for root in dir.ancestors().skip(1) {
            let Ok(text) = fs::read_to_string(root.join(MANIFEST)) else {
                continue;
            };
            let manifest: Manifest = toml::from_str(&text).ok()?;
            let Some(table) = manifest.workspace else {
                continue;
            };
            let names = dir.strip_prefix(root).ok()?.components();
            let names: Option<Vec<_>> = names.map(|name| name.as_os_str().to_str()).collect();
            let names = names?;
            // Of one that excludes the crate, cargo goes on to the next.
            if !table.excludes(&names) {
                let member = names.join("/");
                return Some(Self {
                    root: root.to_owned(),
                    is_member: table.has(&member),
                    member,
                });
            }
        }
        None
    }

    /// The workspace's manifest, from the folder `here`.
    pub fn manifest(&self, here: &Path) -> PathBuf {
        let here = here.canonicalize().unwrap_or_else(|_| here.to_owned());
        for (ups, folder) in here.ancestors().enumerate() {
            if let Ok(below) = self.root.strip_prefix(folder) {
                let up = std::iter::repeat_n(Path::new(".."), ups);
                return up.collect::<PathBuf>().join(below).join(MANIFEST);
            }
        }
        self.root.join(MANIFEST)
    }
}

impl Table {
    fn has(&self, member: &str) -> bool {
        const OPTIONS: MatchOptions = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        self.members.iter().any(|pattern| {
            let pattern = names(pattern).join("/");
            Pattern::new(&pattern).is_ok_and(|pattern| pattern.matches_with(member, OPTIONS))
        })
    }

    fn excludes(&self, member: &[&str]) -> bool {
        let holds = |folders: &[String]| {
            let mut folders = folders.iter().map(|folder| names(folder));
            folders.any(|folder| member.starts_with(&folder))
        };
        holds(&self.exclude) && !holds(&self.members)
    }
}

/// Whether the manifest in this folder is that of a workspace.
pub fn is_root(folder: &Path) -> bool {
    let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    toml::from_str(&text).is_ok_and(|manifest: Manifest| manifest.workspace.is_some())
}

/// The names that a path goes through, without those that lead nowhere.
fn names(path: &str) -> Vec<&str> {
    let components = Path::new(path).components();
    let names = components.filter(|component| *component != Component::CurDir);
    names
        .filter_map(|component| component.as_os_str().to_str())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The workspace around `member` of one with this table.
    fn around(table: &str, member: &str) -> Option<Workspace> {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join(MANIFEST), table).expect("a file");
        let dir = root.path().join(member);
        fs::create_dir_all(&dir).expect("folders");
        Workspace::around(&dir)
    }

    fn is_member(table: &str, member: &str) -> bool {
        let table = format!("[workspace]\n{table}");
        around(&table, member).expect(&table).is_member
    }

    #[test]
    fn a_member_is_named_or_matched() {
        for members in ["a/b", "./a/b/", "a/*", "*/b", "a/[bc]", "**", "x', 'a/b"] {
            assert!(
                is_member(&format!("members = ['{members}']"), "a/b"),
                "{members}"
            );
        }
        for members in ["a", "*", "a/bc", "b", "A/B", "a/[", "../a/b"] {
            assert!(
                !is_member(&format!("members = ['{members}']"), "a/b"),
                "{members}"
            );
        }
        assert!(!is_member("", "a/b"));
    }

    #[test]
    fn what_is_excluded_is_in_no_workspace() {
        for exclude in ["a", "a/b", "./a/"] {
            let table = format!("[workspace]\nexclude = ['{exclude}']\n");
            assert_eq!(around(&table, "a/b"), None, "{exclude}");
            assert!(is_member(
                &format!("exclude = ['{exclude}']\nmembers = ['a/b']"),
                "a/b"
            ));
        }
        assert!(!is_member("exclude = ['a/bc', 'b', '*']", "a/b"));
    }

    #[test]
    fn a_crate_without_a_workspace_or_a_manifest_that_is_none_says_nothing() {
        for manifest in ["[package]\nname = 'a'\n", "[workspace", "workspace = 1"] {
            assert_eq!(around(manifest, "a"), None, "{manifest}");
        }
    }

    #[test]
    fn the_manifest_is_named_from_where_the_user_stands() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path().canonicalize().expect("a folder");
        for folder in ["ws/a", "other"] {
            fs::create_dir_all(root.join(folder)).expect("folders");
        }
        let workspace = Workspace {
            root: root.join("ws"),
            member: "a".to_owned(),
            is_member: false,
        };
        for (here, manifest) in [
            ("", "ws/Cargo.toml"),
            ("ws", "Cargo.toml"),
            ("ws/a", "../Cargo.toml"),
            ("other", "../ws/Cargo.toml"),
        ] {
            assert_eq!(
                workspace.manifest(&root.join(here)),
                Path::new(manifest),
                "{here}"
            );
        }
    }
}
