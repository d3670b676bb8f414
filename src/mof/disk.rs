//! Files of MOF on the disk: their bytes, and why there are none.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::diagnostics::shown;

/// The largest file that is read, in bytes: far above any schema.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The file as messages call it, with forward slashes.
pub fn named(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = shown(path);
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown
    }
}

/// Why a file gives no bytes.
#[derive(Debug)]
pub enum Unread {
    Absent,
    NoFile,
    TooLarge,
    Io(io::Error),
}

/// All bytes of a file that is no larger than [`MAX_BYTES`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unread::Absent,
        _ => Unread::Io(error),
    };
    // A pipe or a device may never end.
    if !fs::metadata(path).map_err(unread)?.is_file() {
        return Err(Unread::NoFile);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unread)?;
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unread)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unread::TooLarge);
    }
    Ok(bytes)
}
