//! MOF that has been imported says what it said: nothing of a file is dropped in silence, and the MOF that is generated of its spec
//! declares what the file did. This holds for the MOF of the golden crates; and where a collection of the MOF that others ship
//! lies in a `shared/mof` beside the repository, for all of that, whose crates are built and tested, too.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "it says what it does without")]

mod complete;
mod crates;
mod declared;
mod round_trip;
mod spec;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::diagnostics::{Diagnostic, Span};
use wmigen::import::{Imported, Options, import};
use wmigen::mof::{Loaded, load};

/// What is imported together: the files of one provider.
struct Sample {
    name: String,
    loaded: Loaded,
    imported: Imported,
}

impl Sample {
    fn of(name: String, files: &[PathBuf]) -> Self {
        let loaded = load(files, &[], &MOF_SYNTAX);
        // To cargo, crates of one name in one target folder are the same crate.
        let provider: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let options = Options {
            classes: &[],
            name: &provider,
            clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
        };
        let imported = import(&loaded, &options);
        Self {
            name,
            loaded,
            imported,
        }
    }

    /// Whether something in this place of a file is told.
    fn tells(&self, file: usize, place: &Span) -> bool {
        let mut notes = self.imported.notes.iter();
        notes.any(|(of, note)| {
            let told = &note.primary.span;
            *of == file && place.start <= told.start && told.end <= place.end
        })
    }

    /// The spec, if it lacks nothing.
    fn whole(&self) -> Option<&str> {
        let spec = self.imported.spec.as_deref()?;
        let (_, found) = wmigen::lint::check(spec);
        (!found.iter().any(Diagnostic::is_error)).then_some(spec)
    }

    /// Makes the crate of the spec in a folder; gives its MOF.
    fn generate(&self, spec: &str, folder: &Path) -> Vec<PathBuf> {
        let parent = folder.parent().unwrap();
        fs::create_dir_all(parent).unwrap();
        let file = parent.join(format!("{}.toml", self.name));
        fs::write(&file, spec).unwrap();
        let mut new = Command::new(env!("CARGO_BIN_EXE_wmigen"));
        support::succeed(new.arg("new").arg(folder).arg("--spec").arg(&file));
        mof_of(&folder.join("mof"))
    }
}

/// The files of MOF and of texts in a folder, but for the one that removes.
fn mof_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = files(folder);
    files.retain(|path| !path.to_string_lossy().ends_with("-remove.mof"));
    files
}

/// All files of a folder, by their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// The samples of a part of the collection that can be read; none if it is not there.
fn collected(part: &str) -> Vec<Sample> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = folders.find_map(|folder| {
        let path = folder.join("shared/mof").join(part);
        path.exists().then_some(path)
    });
    let Some(folder) = folder else {
        println!("there is no {part} beside the repository");
        return Vec::new();
    };
    let samples = files(&folder).into_iter().map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        Sample::of(name, &[file])
    });
    samples
        .filter(|sample| !sample.loaded.has_errors())
        .collect()
}

/// The MOF of the golden crates, with its texts in all languages.
fn golden() -> Vec<Sample> {
    let cases = support::CASES.iter();
    let samples = cases.map(|case| {
        let mut files = mof_of(&support::kept(case).join("mof"));
        // The order makes no difference.
        files.reverse();
        Sample::of((*case).to_owned(), &files)
    });
    samples.collect()
}
