//! What it takes to build and run Windows programs on another system, and where it is on this one.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::cli::needs::{LINKER, Need, has_standard_library, on};

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
    pub fn find(dir: &Path) -> anyhow::Result<Result<Self, Vec<Need>>> {
        let has_target = has_standard_library(dir)?;
        let path = env::var_os("PATH").unwrap_or_default();
        Ok(Self::among(&path, has_target))
    }

    /// The same with the programs that are in the folders of `path`.
    fn among(path: &OsStr, has_target: bool) -> Result<Self, Vec<Need>> {
        let (gcc, wine, wineserver) = (on(path, LINKER), on(path, "wine"), on(path, "wineserver"));
        let mut missing = Vec::new();
        if !has_target {
            missing.push(Need::Target);
        }
        if gcc.is_none() {
            missing.push(Need::Linker);
        }
        if wine.is_none() || wineserver.is_none() {
            missing.push(Need::Wine);
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What is missing where only `programs` are installed.
    fn missing(programs: &[&str], has_target: bool) -> Vec<Need> {
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
            [Need::Target, Need::Linker, Need::Wine]
        );
        assert_eq!(missing(&[LINKER, "wine", "wineserver"], true), []);
    }

    #[test]
    fn each_part_can_be_the_missing_one() {
        assert_eq!(
            missing(&[LINKER, "wine", "wineserver"], false),
            [Need::Target]
        );
        assert_eq!(missing(&["wine", "wineserver"], true), [Need::Linker]);
        assert_eq!(missing(&[LINKER, "wineserver"], true), [Need::Wine]);
        assert_eq!(missing(&[LINKER, "wine"], true), [Need::Wine]);
    }
}
