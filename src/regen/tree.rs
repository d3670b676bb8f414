//! What stands in the crate where wmigen would write or delete: a picture taken once, so that the plan
//! is a function of values and every verb judges the same facts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::LazyLock;

use super::bases::Bases;
use super::lock::Lock;
use super::path::{BACKUPS, CratePath, JOURNAL, LOCK};
use super::rendering::Rendering;
use super::stale::{self, Stale};
use crate::render::Ownership;

/// A path that was not looked at must never pass for an absent one: that would be written over.
static UNSEEN: LazyLock<Place> =
    LazyLock::new(|| Place::Obstacle(Obstacle::Unreachable("it was not looked at".to_owned())));

/// The state of every path that a rendering or a lock names.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    places: BTreeMap<CratePath, Place>,
    bases: Bases,
    stale: Vec<Stale>,
    next_backup: u32,
    record: [Option<Vec<u8>>; 2],
}

/// What stands at one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Nothing, and everything above it is a real folder or absent too.
    Absent,
    /// A regular file with these bytes.
    File(Vec<u8>),
    /// Something that wmigen neither replaces nor deletes.
    Obstacle(Obstacle),
}

/// Why wmigen cannot use a path. Displayed as the reason after the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A folder has the file's name.
    Folder,
    /// A symbolic link has the file's name. Its target may be anywhere.
    Symlink,
    /// A device, a socket or a pipe has the file's name.
    Special,
    /// This folder on the way is a symbolic link, so the file may lie outside the crate.
    BehindSymlink(CratePath),
    /// This folder on the way is a file.
    BehindFile(CratePath),
    /// There is a file, and the system does not let us read it.
    Unreadable(String),
    /// The system does not let us look whether there is anything.
    Unreachable(String),
}

impl Tree {
    /// Looks at every path of `rendering` and `lock` in the crate at `root`.
    pub fn read(root: &Path, rendering: &Rendering, lock: &Lock) -> Self {
        let users = rendering
            .files()
            .filter(|(_, file)| file.ownership != Ownership::Generated);
        let taken_over = lock.files.iter().filter(|(_, entry)| entry.kind.is_users());
        let incoming: Vec<_> = users
            .map(|(path, _)| path)
            .chain(taken_over.map(|(path, _)| path))
            .map(CratePath::incoming)
            .collect();
        let rendered = rendering.files().map(|(path, _)| path);
        let paths: BTreeSet<_> = rendered.chain(lock.files.keys()).chain(&incoming).collect();
        let (bases, next_backup) = (Bases::read(root), next_backup(root));
        Self {
            stale: stale::find(root, &paths, rendering, lock, next_backup),
            places: paths
                .into_iter()
                .map(|path| (path.clone(), Place::read(root, path)))
                .collect(),
            bases,
            next_backup,
            record: [LOCK, JOURNAL].map(|name| fs::read(root.join(name)).ok()),
        }
    }

    /// What stood at `path`.
    pub fn at(&self, path: &CratePath) -> &Place {
        self.places.get(path).unwrap_or(&UNSEEN)
    }

    /// The texts that merges start from.
    pub fn bases(&self) -> &Bases {
        &self.bases
    }

    /// What an interrupted run left behind.
    pub(super) fn stale(&self) -> &[Stale] {
        &self.stale
    }

    /// The bytes of the lock and of the journal, if there are any.
    pub(super) fn record(&self) -> &[Option<Vec<u8>>; 2] {
        &self.record
    }

    /// The number of the first backup folder that is free.
    pub fn next_backup(&self) -> u32 {
        self.next_backup
    }
}

impl Place {
    /// Looks at `path` in the crate at `root`, following no link below `root`.
    pub fn read(root: &Path, path: &CratePath) -> Self {
        Self::try_read(root, path).unwrap_or_else(|error| match error.kind() {
            ErrorKind::NotFound => Self::Absent,
            _ => Self::Obstacle(Obstacle::Unreachable(error.to_string())),
        })
    }

    fn try_read(root: &Path, path: &CratePath) -> io::Result<Self> {
        for folder in path.folders() {
            let kind = fs::symlink_metadata(folder.under(root))?.file_type();
            if kind.is_symlink() {
                return Ok(Self::Obstacle(Obstacle::BehindSymlink(folder)));
            }
            if !kind.is_dir() {
                return Ok(Self::Obstacle(Obstacle::BehindFile(folder)));
            }
        }
        let full = path.under(root);
        let kind = fs::symlink_metadata(&full)?.file_type();
        // Only a regular file is opened: reading a pipe would wait for ever.
        if kind.is_file() {
            let unreadable =
                |error: io::Error| Self::Obstacle(Obstacle::Unreadable(error.to_string()));
            return Ok(fs::read(full).map_or_else(unreadable, Self::File));
        }
        Ok(Self::Obstacle(if kind.is_symlink() {
            Obstacle::Symlink
        } else if kind.is_dir() {
            Obstacle::Folder
        } else {
            Obstacle::Special
        }))
    }
}

impl Obstacle {
    /// Whether it is the system that is in the way.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Unreachable(_))
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder => f.write_str("a folder is in its place"),
            Self::Symlink => f.write_str("a symbolic link is in its place"),
            Self::Special => f.write_str("something that is not a regular file is in its place"),
            Self::BehindSymlink(folder) => {
                write!(f, "{folder} is a symbolic link, and wmigen follows none")
            }
            Self::BehindFile(folder) => write!(f, "{folder} is not a folder"),
            Self::Unreadable(why) | Self::Unreachable(why) => write!(f, "cannot be read: {why}"),
        }
    }
}

/// The number of the first backup folder that is free in the crate at `root`: one more than the highest.
pub fn next_backup(root: &Path) -> u32 {
    let Ok(entries) = fs::read_dir(root.join(BACKUPS)) else {
        return 1;
    };
    let numbers = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers.max().unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> CratePath {
        CratePath::parse(text).expect(text)
    }

    #[test]
    fn tells_files_folders_and_nothing_apart() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(root.path().join("src/lib.rs")).expect("a folder");
        fs::write(root.path().join("file"), b"x\r\n").expect("a file");
        let read = |text: &str| Place::read(root.path(), &path(text));
        assert_eq!(read("file"), Place::File(b"x\r\n".to_vec()));
        assert_eq!(read("absent"), Place::Absent);
        assert_eq!(read("no/such/folder"), Place::Absent);
        assert_eq!(read("src/lib.rs"), Place::Obstacle(Obstacle::Folder));
        assert_eq!(
            read("file/below"),
            Place::Obstacle(Obstacle::BehindFile(path("file")))
        );
    }

    /// Only on Unix: Windows lets administrators alone make links, and has no such sockets.
    #[cfg(unix)]
    #[test]
    fn follows_no_link_and_opens_no_pipe() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().expect("a folder");
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("mine"), "x").expect("a file");
        symlink(outside.path(), root.path().join("src")).expect("a link");
        symlink("nowhere", root.path().join("dangling")).expect("a link");
        let _socket =
            std::os::unix::net::UnixListener::bind(root.path().join("socket")).expect("a socket");
        let read = |text: &str| Place::read(root.path(), &path(text));
        assert_eq!(
            read("src/mine"),
            Place::Obstacle(Obstacle::BehindSymlink(path("src")))
        );
        assert_eq!(read("src"), Place::Obstacle(Obstacle::Symlink));
        assert_eq!(read("dangling"), Place::Obstacle(Obstacle::Symlink));
        assert_eq!(read("socket"), Place::Obstacle(Obstacle::Special));
    }

    #[test]
    fn backups_are_numbered_on() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(next_backup(root.path()), 1);
        for name in ["1", "10", "9", "notes"] {
            fs::create_dir_all(root.path().join(BACKUPS).join(name)).expect("a folder");
        }
        assert_eq!(next_backup(root.path()), 11);
    }

    #[test]
    fn an_unseen_path_is_not_absent() {
        assert!(matches!(
            Tree::default().at(&path("x")),
            Place::Obstacle(Obstacle::Unreachable(_))
        ));
    }
}
