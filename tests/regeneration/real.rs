//! A crate of ten classes as wmigen really renders it, with a user's work in it, and the changes of its spec.
//!
//! The files that are the same in every crate are left out: there are a hundred of them, and one is like the other.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

use tempfile::TempDir;
use wmigen::lint;
use wmigen::regen::{Rendering, apply};
use wmigen::render::{RenderedFile, render};

use crate::faulty::FaultyDisk;
use crate::folder::{Folder, temporary};

/// Every file's bytes, by its path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The file that moves when its class is renamed, and where to.
pub const MOVED: [&str; 2] = ["src/classes/acme_disk7.rs", "src/classes/acme_volume.rs"];

/// What the user made of the files that are theirs: a text before, and one after.
const WORK: [(&str, &[u8], &[u8]); 7] = [
    ("src/classes/acme_disk0.rs", b"\xef\xbb\xbf// mine\n", b""),
    (
        "src/classes/acme_disk1.rs",
        b"",
        b"// mine, without a final newline",
    ),
    ("src/classes/acme_disk2.rs", b"", b"// mine \xff\n"),
    ("src/classes/acme_disk3.rs", b"// mine\r\n", b"// mine\r\n"),
    (
        "src/classes/acme_disk8.rs",
        b"",
        b"// the class goes, this stays\n",
    ),
    (MOVED[0], b"\xef\xbb\xbf// mine\r\n", b"// it moves"),
    (
        "Cargo.toml",
        b"# mine\n",
        b"\n[dev-dependencies]\nmine = \"1\"",
    ),
];

/// A user's file that wmigen does not know.
const OWN: (&str, &[u8]) = ("src/own/helper.rs", b"// not UTF-8: \xff");

/// A spec, by the letter that the tests give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Ten classes.
    First,
    /// Some change, two go, two come, one is renamed; a newer wmigen has other scaffolds and needs other versions.
    Second,
    /// One of those that came changes, and others too.
    Third,
}

impl Version {
    /// Its files; read-only, and made once.
    pub fn rendering(self) -> &'static Rendering {
        static ALL: [OnceLock<Rendering>; 3] = [const { OnceLock::new() }; 3];
        ALL[self as usize].get_or_init(|| self.render())
    }

    fn render(self) -> Rendering {
        let spec = self.spec();
        let (provider, found) = lint::check(&spec);
        let provider = provider.unwrap_or_else(|| panic!("{found:#?}"));
        let mut files = render(&provider).expect("templates");
        files.retain(|file| {
            let same_everywhere = ["src/wmi/", "tests/", "scripts/", "wmigen.schema.json"];
            !same_everywhere
                .iter()
                .any(|start| file.path.starts_with(start))
        });
        for file in &mut files {
            self.by_another_wmigen(file);
        }
        Rendering::new(files).expect("good paths").of_spec(&spec)
    }

    fn spec(self) -> String {
        let mut spec = "spec-version = 1\n[provider]\nname = \"AcmeStorage\"\n\
             clsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"\nnamespace = 'root\\Acme'\n\
             hosting = { model = \"NetworkServiceHost\", group = \"AcmeStorage\" }\n\
             client = { level = \"impersonate\" }\n\
             [access-denied]\nobject = \"hide\"\nproperty = \"null\"\nenumeration = \"omit\"\n"
            .to_owned();
        let mut class = |name: &str, more: &str, properties: &str| {
            write!(
                spec,
                "[class.{name}]\noperations = [\"get\", \"enumerate\"]\n{more}\n[class.{name}.properties]\n\
                 Id = {{ type = \"string\", key = true }}\n{properties}\n"
            )
            .expect("a text takes all");
        };
        let (size, label) = (
            "Size = { type = \"uint64\" }",
            "Label = { type = \"string\" }",
        );
        match self {
            Self::First => (0..10).for_each(|n| class(&format!("Acme_Disk{n}"), "", size)),
            Self::Second | Self::Third => {
                let changed = if self == Self::Second { 4 } else { 6 };
                for n in 0..7 {
                    class(
                        &format!("Acme_Disk{n}"),
                        "",
                        if n < changed { label } else { size },
                    );
                }
                class("Acme_Volume", "renamed-from = \"Acme_Disk7\"", size);
                class("Acme_Fan", "", size);
                class(
                    "Acme_Port",
                    "",
                    if self == Self::Second { size } else { label },
                );
            }
        }
        spec
    }

    /// Makes of a file what a newer wmigen might.
    fn by_another_wmigen(self, file: &mut RenderedFile) {
        if self == Self::First {
            return;
        }
        match file.path.as_str() {
            "Cargo.toml" => {
                file.text = file
                    .text
                    .replace("windows-core = \"0.100\"", "windows-core = \"0.101\"");
            }
            "README.md" => file.text += "\nBy a newer wmigen.\n",
            path if path.starts_with("src/classes/") => {
                file.text = format!("// By a newer wmigen.\n{}", file.text);
            }
            _ => {}
        }
    }
}

/// A crate in a folder of its own.
pub struct Crate {
    pub folder: Folder,
    _temporary: TempDir,
}

impl Crate {
    /// A crate with these files.
    pub fn with(files: &Files) -> Self {
        let temporary = temporary();
        let folder = Folder::new(temporary.path());
        for (path, bytes) in files {
            folder.write(path, bytes);
        }
        Self {
            folder,
            _temporary: temporary,
        }
    }

    /// Makes the crate follow a spec.
    pub fn generate(&self, version: Version, disk: &FaultyDisk) -> anyhow::Result<()> {
        apply(
            &self.folder.plan_for(version.rendering()),
            self.folder.root(),
            disk,
        )
    }

    /// The same, with nothing failing.
    pub fn follow(&self, version: Version) {
        self.generate(version, &FaultyDisk::sound())
            .expect("nothing failed");
    }

    /// Its files, without copies, and without what stays in wmigen's own folder of a run whose journal was cut short.
    pub fn files(&self) -> Files {
        let mut files = self.folder.snapshot();
        files.retain(|path, _| {
            !path.starts_with(".wmigen/backup/") && !path.starts_with(".wmigen/.wmigen-")
        });
        files
    }
}

/// The crate as it was generated from [`Version::First`], and then worked in.
pub fn worked_in() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let made = Crate::with(&Files::new());
        made.follow(Version::First);
        let folder = &made.folder;
        for (path, before, after) in WORK {
            folder.write(path, &[before, &folder.read(path), after].concat());
        }
        folder.write(OWN.0, OWN.1);
        made.files()
    })
}

/// Checks that what the user wrote is as it was: a file whose class was renamed under either name, and the manifest
/// perhaps as `merged`.
pub fn assert_users_files_safe(files: &Files, merged: &Files) {
    let start = worked_in();
    let paths = WORK.iter().map(|(path, ..)| *path).chain([OWN.0]);
    for path in paths {
        let mut allowed = vec![(path, &start[path])];
        if path == MOVED[0] {
            allowed.push((MOVED[1], &start[path]));
        }
        if path == "Cargo.toml" {
            allowed.push((path, &merged[path]));
        }
        let is_there = allowed
            .iter()
            .any(|(at, bytes)| files.get(*at) == Some(*bytes));
        assert!(is_there, "{path} is not as the user left it");
    }
}
