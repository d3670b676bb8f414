//! How many instances the contract tests saw of each class. Of a class that has none on this machine they show little,
//! and pass all the same.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::Context;

use super::package::Package;
use crate::cli::printer::Printer;
use crate::diagnostics::shown;

/// The variable that names the file to the contract tests; `tests/contract/answering.rs` says what they write to it.
pub const VARIABLE: &str = "WMIGEN_TEST_COUNTS";

/// How an enumeration ends that gave everything.
const COMPLETE: &str = "S_OK (0x00000000)";

/// The file that the contract tests write to.
#[derive(Debug)]
pub struct Counts(PathBuf);

impl Counts {
    /// Makes place for what the tests of the package have to tell, and deletes what an earlier run was told.
    ///
    /// # Errors
    /// When cargo's target folder cannot be written.
    pub fn prepare(package: &Package) -> anyhow::Result<Self> {
        let folder = package.target_directory.join("wmigen-counts");
        let file = std::path::absolute(folder.join(package.unique_name()))?;
        let prepare = || match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => fs::create_dir_all(&folder),
        };
        prepare().with_context(|| format!("cannot prepare {}", shown(&file)))?;
        Ok(Self(file))
    }

    /// The file's path, as the tests may use it. Wine shows them the root of this system as a drive.
    pub fn path_for(&self, wine: bool) -> OsString {
        let mut path = OsString::from(if wine { "Z:" } else { "" });
        path.push(&self.0);
        path
    }

    /// Says what the tests have told; nothing where the one that tells did not run, or not to its end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn say(&self, printer: &mut Printer) -> anyhow::Result<()> {
        let told = match fs::read_to_string(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            told => told.with_context(|| format!("cannot read {}", shown(&self.0)))?,
        };
        let lines: Vec<String> = told.lines().filter_map(sentence).collect();
        if !lines.is_empty() {
            printer.say("instances that a client of the contract tests saw:");
        }
        for line in lines {
            printer.say(format_args!("  {line}"));
        }
        Ok(())
    }
}

/// A line of the file, in words.
fn sentence(line: &str) -> Option<String> {
    let (class, rest) = line.split_once('\t')?;
    let (count, end) = rest.split_once('\t')?;
    let seen = match count {
        "0" => format!("{class}: none were seen, so that little of it was tested"),
        count => format!("{class}: {count}"),
    };
    Some(if end == COMPLETE {
        seen
    } else {
        format!("{seen}; the enumeration ended with {end}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_without_instances_is_told_from_one_that_has_some() {
        for (line, said) in [
            ("Acme_Disk\t2\tS_OK (0x00000000)", "Acme_Disk: 2"),
            (
                "Acme_Fan\t0\tS_OK (0x00000000)",
                "Acme_Fan: none were seen, so that little of it was tested",
            ),
            (
                "Acme_Lease\t3\tWBEM_S_ACCESS_DENIED (0x00040009)",
                "Acme_Lease: 3; the enumeration ended with WBEM_S_ACCESS_DENIED (0x00040009)",
            ),
        ] {
            assert_eq!(sentence(line).as_deref(), Some(said));
        }
        assert_eq!(sentence("half a li"), None);
    }
}
