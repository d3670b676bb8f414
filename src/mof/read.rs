//! Reading the files that a spec names.

use std::path::Path;

use super::check::check;
use super::declarations::{Declared, declarations};
use super::disk::{MAX_BYTES, Unread, bytes, named};
use super::known::differences;
use super::text::{Narrow, decoded};
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Source, quoted};
use crate::model::Provider;
use crate::spec;

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
                texts.push((
                    number,
                    named(&path),
                    decoded(&bytes, Narrow::Ascii, &SCHEMA_MOF_FILE),
                ));
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
        let (text, problems) = match text {
            Ok(text) => match declarations(&text) {
                Ok(classes) => {
                    sound.push((number, Source { name, text }, classes));
                    continue;
                }
                Err(problems) => (text, problems),
            },
            Err(no_text) => (no_text.shown, vec![no_text.problem]),
        };
        wrong.push((number, Source { name, text }, problems));
    }
    let of_files: Vec<_> = sound
        .iter()
        .map(|(number, _, declared)| (*number, declared.iter().map(|one| &one.class).collect()))
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
