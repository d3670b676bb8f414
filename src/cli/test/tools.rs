//! What it takes to build and run Windows programs on another system, and where it is on this one.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use super::missing::Missing;

/// The target whose programs can be linked without Microsoft's tools.
pub const TARGET: &str = "x86_64-pc-windows-gnu";

/// The linker that rustc calls for [`TARGET`].
const LINKER: &str = "x86_64-w64-mingw32-gcc";

/// The programs that run Windows tests on another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tools {
    /// Runs Windows programs.
    pub wine: PathBuf,
    /// Knows when Wine has come to rest.
    pub wineserver: PathBuf,
    /// Links Windows programs, and compiles C for them.
    pub gcc: PathBuf,
}

impl Tools {
    /// Looks for everything that the tests of the crate in `dir` need, and names all that is missing.
    ///
    /// # Errors
    /// When rustc cannot be run.
    pub fn find(dir: &Path) -> anyhow::Result<Result<Self, Vec<Missing>>> {
        let has_target = has_standard_library(dir)?;
        let path = env::var_os("PATH").unwrap_or_default();
        Ok(Self::among(&path, has_target))
    }

    /// The same with the programs that are in the folders of `path`.
    fn among(path: &OsStr, has_target: bool) -> Result<Self, Vec<Missing>> {
        let (gcc, wine, wineserver) = (on(path, LINKER), on(path, "wine"), on(path, "wineserver"));
        let mut missing = Vec::new();
        if !has_target {
            missing.push(Missing::Target);
        }
        if gcc.is_none() {
            missing.push(Missing::Linker);
        }
        if wine.is_none() || wineserver.is_none() {
            missing.push(Missing::Wine);
        }
        match (gcc, wine, wineserver) {
            (Some(gcc), Some(wine), Some(wineserver)) if missing.is_empty() => Ok(Self {
                wine,
                wineserver,
                gcc,
            }),
            _ => Err(missing),
        }
    }
}

/// Whether the toolchain that the crate in `dir` is built with can build for [`TARGET`].
fn has_standard_library(dir: &Path) -> anyhow::Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .current_dir(dir)
        .output()
        .context("cannot run rustc")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "rustc does not say where its libraries are: {}",
        complaint.trim_end()
    );
    let folder = String::from_utf8(output.stdout)?;
    let Ok(libraries) = fs::read_dir(folder.trim_end()) else {
        return Ok(false);
    };
    Ok(libraries
        .flatten()
        .any(|library| library.file_name().to_string_lossy().starts_with("libstd-")))
}

/// The program called `name` in the first of the folders of `path` that has one.
fn on(path: &OsStr, name: &str) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is missing where only `programs` are installed.
    fn missing(programs: &[&str], has_target: bool) -> Vec<Missing> {
        let folder = tempfile::tempdir().expect("a folder");
        for program in programs {
            fs::write(folder.path().join(program), "").expect("a file");
        }
        Tools::among(folder.path().as_os_str(), has_target)
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once() {
        assert_eq!(
            missing(&[], false),
            [Missing::Target, Missing::Linker, Missing::Wine]
        );
        assert_eq!(missing(&[LINKER, "wine", "wineserver"], true), []);
    }

    #[test]
    fn each_part_can_be_the_missing_one() {
        assert_eq!(
            missing(&[LINKER, "wine", "wineserver"], false),
            [Missing::Target]
        );
        assert_eq!(missing(&["wine", "wineserver"], true), [Missing::Linker]);
        assert_eq!(missing(&[LINKER, "wineserver"], true), [Missing::Wine]);
        assert_eq!(missing(&[LINKER, "wine"], true), [Missing::Wine]);
    }
}
