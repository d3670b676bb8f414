//! Getting a spec's text from its file, whatever lies there.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Lines, Position, Source, shown};

/// The largest spec that is read, in bytes: far above any spec and far below what would trouble a machine.
pub const SPEC_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// A spec's file that gives no text. Its message says what to do about it.
#[derive(Debug)]
pub struct FileError {
    path: PathBuf,
    kind: FileErrorKind,
}

/// Why a file gives no text.
#[derive(Debug)]
enum FileErrorKind {
    Missing,
    Directory,
    Special,
    TooLarge,
    Utf16,
    NotUtf8 { at: Position, byte: u8 },
    Io(io::Error),
}

/// Reads a spec's file. A byte-order mark at its start is accepted and left out.
///
/// # Errors
/// If there is no such file or it is a folder, a pipe or a device, which may never end; if it cannot be read, is larger
/// than [`SPEC_MAX_BYTES`] or is not UTF-8.
pub fn read_file(path: &Path) -> Result<Source, FileError> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() && !found.is_dir() => Err(FileError {
            path: path.to_owned(),
            kind: FileErrorKind::Special,
        }),
        _ => read_stream(path),
    }
}

/// Reads a spec from whatever the user names, be it a pipe.
///
/// # Errors
/// As [`read_file`], but for pipes and devices.
pub fn read_stream(path: &Path) -> Result<Source, FileError> {
    let fail = |kind| FileError {
        path: path.to_owned(),
        kind,
    };
    let bytes = read_bytes(path).map_err(fail)?;
    let text = decode(bytes).map_err(fail)?;
    Ok(Source {
        name: shown(path),
        text,
    })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, FileErrorKind> {
    // Opening a folder fails on Windows with "access denied", which would be misleading.
    if fs::metadata(path)?.is_dir() {
        return Err(FileErrorKind::Directory);
    }
    let mut bytes = Vec::new();
    // The length that a file claims may be wrong (a pipe, a device), so that what is read is limited instead.
    File::open(path)?
        .take(SPEC_MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SPEC_MAX_BYTES {
        return Err(FileErrorKind::TooLarge);
    }
    Ok(bytes)
}

fn decode(bytes: Vec<u8>) -> Result<String, FileErrorKind> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileErrorKind::Utf16);
    }
    let mut text =
        String::from_utf8(bytes).map_err(|error| not_utf8(error.as_bytes(), error.utf8_error()))?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> FileErrorKind {
    let (valid, rest) = bytes.split_at(error.valid_up_to());
    let valid = String::from_utf8_lossy(valid);
    FileErrorKind::NotUtf8 {
        at: Lines::new(&valid).position(valid.len()),
        byte: rest[0],
    }
}

impl From<io::Error> for FileErrorKind {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.kind {
            FileErrorKind::Missing => {
                write!(
                    f,
                    "there is no {path}; `wmigen new DIR` makes a crate with a spec"
                )
            }
            FileErrorKind::Directory => {
                write!(
                    f,
                    "{path} is a folder; a spec is a file, usually {path}/wmigen.toml"
                )
            }
            FileErrorKind::Special => {
                write!(f, "{path} is a pipe or a device; a spec is a file")
            }
            FileErrorKind::TooLarge => {
                let limit = SPEC_MAX_BYTES / (1024 * 1024);
                write!(
                    f,
                    "{path} is larger than {limit} MiB, which no spec needs to be; is it the right file?"
                )
            }
            FileErrorKind::Utf16 => {
                write!(f, "{path} is UTF-16; a spec is UTF-8: save it as such")
            }
            FileErrorKind::NotUtf8 { at, byte } => {
                let Position { line, column } = at;
                write!(
                    f,
                    "{path}:{line}:{column}: the byte 0x{byte:02X} is not UTF-8; save the spec as UTF-8"
                )
            }
            FileErrorKind::Io(error) => write!(f, "cannot read {path}: {error}"),
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The cause of `Io` is part of the message already.
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wmigen.toml");
        fs::write(&path, bytes).expect("a file");
        let error = read_file(&path).expect_err("no text");
        let shown = folder.path().display().to_string();
        error.to_string().replace(&shown, "DIR")
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = read_file(&folder.path().join("no/wmigen.toml")).expect_err("missing");
        assert!(missing.to_string().contains("there is no "), "{missing}");
        let directory = read_file(folder.path()).expect_err("a folder");
        assert!(
            directory.to_string().contains(" is a folder"),
            "{directory}"
        );
    }

    #[test]
    fn bytes_that_are_not_utf8_are_located() {
        assert_eq!(
            message(b"spec-version = 1\nname = \"\xc3\xa9\xff\"\n"),
            "DIR/wmigen.toml:2:10: the byte 0xFF is not UTF-8; save the spec as UTF-8",
        );
        assert_eq!(
            message(b"\xff\xfes\0"),
            "DIR/wmigen.toml is UTF-16; a spec is UTF-8: save it as such",
        );
    }

    #[test]
    fn a_huge_file_is_refused() {
        let huge = vec![b'#'; usize::try_from(SPEC_MAX_BYTES).expect("a size") + 1];
        assert!(message(&huge).contains("larger than 16 MiB"));
    }

    #[test]
    fn a_byte_order_mark_is_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("wmigen.toml");
        fs::write(&path, "\u{feff}spec-version = 1").expect("a file");
        assert_eq!(read_file(&path).expect("a text").text, "spec-version = 1");
    }
}
