//! What stands at one path of a crate.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::path::CratePath;

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

/// What is known of the folders of a crate, each looked at once: why nothing below it can be used, if so.
#[derive(Debug, Default)]
pub(super) struct Folders(BTreeMap<CratePath, Option<Place>>);

impl Folders {
    /// Looks at the folders that these paths are in, in the crate at `root`.
    pub fn look<'a>(root: &Path, paths: impl Iterator<Item = &'a CratePath>) -> Self {
        let mut folders = Self::default();
        for path in paths {
            if let Some(folder) = path.folders().next_back() {
                folders.add(root, folder);
            }
        }
        folders
    }

    /// Looks at a folder and those around it, unless that has been done.
    fn add(&mut self, root: &Path, folder: CratePath) -> Option<Place> {
        if let Some(known) = self.0.get(&folder) {
            return known.clone();
        }
        let around = folder.folders().next_back();
        let around = around.and_then(|around| self.add(root, around));
        let in_the_way = around.or_else(|| in_the_way(root, &folder));
        self.0.insert(folder, in_the_way.clone());
        in_the_way
    }

    /// Why nothing at `path` can be used, if its folder is the reason.
    fn in_the_way_of(&self, path: &CratePath) -> Option<Place> {
        self.0.get(&path.folders().next_back()?).cloned().flatten()
    }
}

/// Why nothing in this folder can be used, if so. The folders around it can.
fn in_the_way(root: &Path, folder: &CratePath) -> Option<Place> {
    match fs::symlink_metadata(folder.under(root)) {
        Ok(found) if found.is_dir() => None,
        Ok(found) if found.is_symlink() => {
            Some(Place::Obstacle(Obstacle::BehindSymlink(folder.clone())))
        }
        Ok(_) => Some(Place::Obstacle(Obstacle::BehindFile(folder.clone()))),
        Err(error) => Some(Place::unreachable(&error)),
    }
}

impl Place {
    /// Looks at `path` in the crate at `root`, following no link below `root`.
    pub fn read(root: &Path, path: &CratePath) -> Self {
        let folders = Folders::look(root, std::iter::once(path));
        Self::read_in(&folders, root, path)
    }

    /// The same, where the path's folders have been looked at.
    pub(super) fn read_in(folders: &Folders, root: &Path, path: &CratePath) -> Self {
        let place = folders.in_the_way_of(path);
        place.unwrap_or_else(|| {
            Self::try_read(&path.under(root)).unwrap_or_else(|error| Self::unreachable(&error))
        })
    }

    fn unreachable(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Absent,
            _ => Self::Obstacle(Obstacle::Unreachable(error.to_string())),
        }
    }

    fn try_read(full: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(full)?;
        let kind = found.file_type();
        // Only a regular file is opened: reading a pipe would wait for ever.
        if kind.is_file() {
            let unreadable =
                |error: io::Error| Self::Obstacle(Obstacle::Unreadable(error.to_string()));
            return Ok(read(full, found.len()).map_or_else(unreadable, Self::File));
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

/// The bytes of a file that has had this many: with room for them all, nothing has to be asked of the file once more.
pub(super) fn read(full: &Path, length: u64) -> io::Result<Vec<u8>> {
    let length = usize::try_from(length).unwrap_or_default();
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length.saturating_add(1))?;
    fs::File::open(full)?.read_to_end(&mut bytes)?;
    Ok(bytes)
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
}
