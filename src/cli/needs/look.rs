//! Looks for what is needed.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use semver::Version;

use super::Need;

/// The target whose programs can be linked without Microsoft's tools.
pub const TARGET: &str = "x86_64-pc-windows-gnu";

/// The linker that rustc calls for [`TARGET`].
pub const LINKER: &str = "x86_64-w64-mingw32-gcc";

/// What Visual Studio's own finder is asked: where an installation with a linker is.
const ASKED: [&str; 7] = [
    "-latest",
    "-products",
    "*",
    "-requires",
    "Microsoft.VisualStudio.Component.VC.Tools.x86.x64",
    "-property",
    "installationPath",
];

/// What a look has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is there: its version, or where it is.
    There(String),
    /// It is there, in a version that is too old.
    TooOld(String),
    /// It is not there.
    Missing,
}

impl Found {
    fn of(said: Option<String>) -> Self {
        said.map_or(Self::Missing, Self::There)
    }

    /// Whether it will do.
    pub fn is_there(&self) -> bool {
        matches!(self, Self::There(_))
    }

    /// What is known of it.
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::There(said) | Self::TooOld(said) => Some(said),
            Self::Missing => None,
        }
    }
}

/// A machine, from the folder of a crate: that may have a toolchain of its own.
#[derive(Debug)]
pub struct Machine {
    /// The folders with programs.
    path: OsString,
    folder: PathBuf,
}

impl Machine {
    /// This one.
    pub fn here(folder: &Path) -> Self {
        Self {
            path: env::var_os("PATH").unwrap_or_default(),
            folder: folder.to_owned(),
        }
    }

    /// Whether there is a program of this name.
    pub fn has(&self, program: &str) -> bool {
        on(&self.path, program).is_some()
    }

    /// Whether rustup is there, and can get what is Rust's.
    pub fn has_rustup(&self) -> bool {
        self.has("rustup")
    }

    /// Looks for one thing.
    pub fn look(&self, need: Need) -> Found {
        match need {
            Need::Rust => self.rust(),
            Need::Target => {
                let has_one = has_standard_library(&self.folder).unwrap_or(false);
                Found::of(has_one.then(|| TARGET.to_owned()))
            }
            Need::Linker => Found::of(self.said(LINKER, &["--version"])),
            Need::Wine => {
                let has_server = self.has("wineserver");
                Found::of(self.said("wine", &["--version"]).filter(|_| has_server))
            }
            Need::BuildTools => self.build_tools(),
            Need::Mofcomp => {
                let program = system32().join("wbem").join("mofcomp.exe");
                Found::of(program.is_file().then(|| program.display().to_string()))
            }
            Need::Rustfmt => Found::of(self.said("rustfmt", &["--version"])),
            Need::Clippy => Found::of(self.said("cargo", &["clippy", "--version"])),
            Need::Git => Found::of(self.said("git", &["--version"])),
        }
    }

    /// The compiler, if cargo is there as well.
    fn rust(&self) -> Found {
        let cargo = self.said("cargo", &["--version"]);
        let rustc = cargo.and_then(|_| self.said("rustc", &["--version"]));
        match rustc {
            Some(rustc) if is_too_old(&rustc) => Found::TooOld(rustc),
            rustc => Found::of(rustc),
        }
    }

    /// The linker of the Rust that is there: that for GNU brings its own.
    fn build_tools(&self) -> Found {
        let host = self.whole("rustc", &["-vV"]).unwrap_or_default();
        if host
            .lines()
            .any(|line| line.starts_with("host:") && line.ends_with("-gnu"))
        {
            return Found::There("not asked for by Rust for GNU".to_owned());
        }
        let installers = env::var_os("ProgramFiles(x86)").map(PathBuf::from);
        let installers = installers.unwrap_or_else(|| PathBuf::from(r"C:\Program Files (x86)"));
        let vswhere = installers.join(r"Microsoft Visual Studio\Installer\vswhere.exe");
        Found::of(self.said(vswhere, &ASKED))
    }

    /// The first line of what a program says; none if it is not there, fails, or says nothing.
    fn said(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let text = self.whole(program, arguments)?;
        let line = text.lines().next()?.trim();
        (!line.is_empty()).then(|| line.to_owned())
    }

    fn whole(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.folder);
        // Wine tells of its troubles otherwise, and looks for a screen.
        command.env("WINEDEBUG", "-all").env_remove("DISPLAY");
        let output = command.output().ok()?;
        let said = output.status.success().then_some(output.stdout)?;
        Some(String::from_utf8_lossy(&said).into_owned())
    }
}

/// Whether a compiler that calls itself so is older than the crates need.
fn is_too_old(rustc: &str) -> bool {
    let version = |text: &str| Version::parse(text).ok();
    let needed = version(concat!(env!("CARGO_PKG_RUST_VERSION"), ".0"));
    let own = rustc.split_whitespace().nth(1).and_then(version);
    // A nightly has the features of its number, and comes before it.
    let own = own.map(|own| Version::new(own.major, own.minor, own.patch));
    own.is_some_and(|own| needed.is_some_and(|needed| own < needed))
}

fn system32() -> PathBuf {
    let windows = env::var_os("SystemRoot").map(PathBuf::from);
    windows
        .unwrap_or_else(|| PathBuf::from(r"C:\Windows"))
        .join("System32")
}

/// Whether the toolchain that the crate in `dir` is built with can build for [`TARGET`].
///
/// # Errors
/// When rustc cannot be run.
pub fn has_standard_library(dir: &Path) -> anyhow::Result<bool> {
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
pub fn on(path: &OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path)
        .map(|folder| folder.join(&file))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compiler_is_as_old_as_it_says() {
        for (rustc, too_old) in [
            ("rustc 1.94.1 (abc 2026-01-01)", true),
            ("rustc 1.95.0 (abc 2026-01-01)", false),
            ("rustc 1.95.0-nightly (abc 2026-01-01)", false),
            ("rustc 2.0.0", false),
            ("rustc of mine", false),
        ] {
            assert_eq!(is_too_old(rustc), too_old, "{rustc}");
        }
    }
}
