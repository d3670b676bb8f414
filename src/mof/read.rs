//! Reading the files that a spec names.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::check::check;
use super::declarations::{Declared, declarations};
use super::known::differences;
use super::text::decoded;
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Source, quoted, shown};
use crate::model::Provider;
use crate::spec;

/// The largest file that is read, in bytes: far above any schema.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Files as they stand there: their paths from the crate's folder, and their bytes.
pub type Files = Vec<(String, Vec<u8>)>;

/// What has been read.
#[derive(Debug, Default)]
pub struct Reading {
    /// The files, in the order of the spec.
    pub files: Files,
    /// What is wrong with the spec's text, or with a file's, a text at a time.
    pub problems: Vec<(Source, Vec<Diagnostic>)>,
}

/// Reads the files that the provider of this spec names, from the folder that their paths begin at, and puts the classes that
/// they declare into the provider.
pub fn read(folder: &Path, provider: &mut Provider, source: &Source) -> Reading {
    let mut reading = Reading::default();
    let mut absent = Vec::new();
    let mut texts = Vec::new();
    for (number, file) in provider.schema_mofs.iter().enumerate() {
        let path = folder.join(&file.path);
        match bytes(&path) {
            Ok(bytes) => {
                texts.push((number, named(&path), decoded(&bytes)));
                reading.files.push((file.path.clone(), bytes));
            }
            Err(why) => absent.push(unread(number, &file.path, &why, source)),
        }
    }
    if !absent.is_empty() {
        reading.problems.push((source.clone(), absent));
    }
    let mut wrong = Vec::new();
    let mut sound: Vec<(usize, Source, Vec<Declared>)> = Vec::new();
    for (number, name, text) in texts {
        let (text, problem) = match text {
            Ok(text) => match declarations(&text) {
                Ok(classes) => {
                    sound.push((number, Source { name, text }, classes));
                    continue;
                }
                Err(problem) => (text, *problem),
            },
            Err(no_text) => (no_text.shown, no_text.problem),
        };
        wrong.push((number, Source { name, text }, vec![problem]));
    }
    let of_files: Vec<_> = sound
        .iter()
        .map(|(number, _, classes)| (*number, &classes[..]))
        .collect();
    let mut found = check(&of_files, provider);
    if !of_files.is_empty() {
        let (written, _) = spec::read(&source.text);
        found.extend(differences(&of_files, &written, source));
    }
    for (number, source, classes) in sound {
        let (of_this, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(file, _)| *file == number);
        found = others;
        if of_this.is_empty() {
            let texts: Vec<_> = classes.into_iter().map(|class| class.text).collect();
            provider.schema_mofs[number].classes = Some(texts.join("\n\n"));
        } else {
            let of_this = of_this.into_iter().map(|(_, problem)| problem).collect();
            wrong.push((number, source, of_this));
        }
    }
    wrong.sort_by_key(|(number, ..)| *number);
    let wrong = wrong.into_iter();
    reading
        .problems
        .extend(wrong.map(|(_, source, problems)| (source, problems)));
    reading
}

/// The file as messages call it, with forward slashes.
fn named(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = shown(path);
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown
    }
}

/// Why a file gives no bytes.
enum Unread {
    Absent,
    NoFile,
    TooLarge,
    Io(io::Error),
}

fn bytes(path: &Path) -> Result<Vec<u8>, Unread> {
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

/// Says of the file with this number at its place in the spec why it is not read.
fn unread(number: usize, path: &str, why: &Unread, source: &Source) -> Diagnostic {
    let (written, _) = spec::read(&source.text);
    let written = written.provider.and_then(|provider| provider.schema_mof);
    let written = written.as_ref().and_then(|all| all.get_ref().get(number));
    let span = written.map_or(0..0, toml::Spanned::span);
    let path = quoted(path);
    let (message, help) = match why {
        Unread::Absent => (
            format!("there is no file {path}"),
            "put it there, or leave it out of `schema-mof`; the path begins at the folder of the spec",
        ),
        Unread::NoFile => (format!("{path} is no file"), "name a file"),
        Unread::TooLarge => (
            format!(
                "the file {path} is larger than {} MiB",
                MAX_BYTES / (1024 * 1024)
            ),
            "leave out what the provider does not need of it",
        ),
        Unread::Io(error) => (
            format!("the file {path} cannot be read: {error}"),
            "make it readable for whoever generates the crate",
        ),
    };
    Diagnostic::error(&SCHEMA_MOF_FILE, span, message).with_help(help)
}
