//! The files of the store: a line for each value.

use crate::wmi::{Error, Result};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

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
    let new = path.with_extension("new");
    fs::write(&new, text)?;
    fs::rename(new, path)?;
    Ok(())
}

/// Whether this client may write a guard: a file that has nothing in it, and whose rights say who may write something else. What
/// has none is open to all.
pub fn pass(guard: &Path) -> Result<()> {
    match fs::OpenOptions::new().write(true).open(guard) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // As the client: a denial is the client's.
        Err(error) => Err(error.into()),
    }
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
