//! The files of the store: a line for each value.

use crate::wmi::{Error, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The values of a file, by their names.
pub type Values = BTreeMap<String, String>;

/// The file of what is called so, in a folder; none where no file can be called so.
pub fn of(folder: &Path, name: &str, kind: &str) -> Option<PathBuf> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_ ".contains(letter);
    let is_name = !name.is_empty() && name.chars().all(is_plain) && name.trim() == name;
    is_name.then(|| folder.join(format!("{}.{kind}", name.to_ascii_lowercase())))
}

/// The values of a file.
pub fn read(path: &Path) -> Result<Values> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().filter_map(|line| line.split_once('='));
    let values = lines.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(values.collect())
}

/// Writes a file that is not there yet: of two clients, one is told that the name is taken.
pub fn create(path: &Path, values: &Values) -> Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(text_of(values)?.as_bytes())?;
    Ok(())
}

/// Writes a file that is there: all of it, or nothing.
pub fn replace(path: &Path, values: &Values) -> Result<()> {
    let text = text_of(values)?;
    // Only who may write the file may put another in its place.
    drop(fs::OpenOptions::new().write(true).open(path)?);
    let new = path.with_extension("new");
    fs::write(&new, text)?;
    fs::rename(new, path)?;
    Ok(())
}

fn text_of(values: &Values) -> Result<String> {
    let mut text = String::new();
    for (name, value) in values {
        if value.contains(['\r', '\n']) {
            return Err(Error::invalid(format!("{name} has several lines")));
        }
        text += &format!("{name}={value}\n");
    }
    Ok(text)
}

/// What the files of a kind in a folder are called, in order.
pub fn names(folder: &Path, kind: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == kind)
            && let Some(name) = path.file_stem()
        {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
