//! A Windows of the crate's own: a Wine prefix in its target directory.
//!
//! A prefix holds a registry and a disk. The tests register COM classes, so they must not share one with the
//! user's own Windows programs. The providers of a workspace share one, as they share the target directory: each
//! test program keeps to a registry key of its own, so that even runs at the same time do not meet.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use anyhow::{Context, ensure};

use super::keeper::Keeper;
use super::tools::Tools;
use crate::cli::needs::TARGET;
use crate::diagnostics::shown;

/// C source of the library that Wine 8 lacks.
const SHIM: &str = include_str!("shim.c");

/// A prefix that is ready for use.
#[derive(Debug, Clone)]
pub struct Wine {
    program: PathBuf,
    prefix: PathBuf,
    /// Shared by all copies of this value.
    keeper: Option<Arc<Keeper>>,
}

impl Wine {
    /// Makes the prefix in the folder `home`, or takes the one that an earlier run made there. The first
    /// time takes some seconds. Runs at the same time wait for each other.
    ///
    /// # Errors
    /// When Wine cannot be started, or the folder cannot be written.
    pub fn prepare(tools: &Tools, home: &Path) -> anyhow::Result<Self> {
        // Wine takes no other.
        let home = std::path::absolute(home)?;
        let cannot = || format!("cannot prepare Wine in {}", shown(&home));
        fs::create_dir_all(&home).with_context(cannot)?;
        let lock = File::create(home.join("lock")).with_context(cannot)?;
        // Held until the file is closed, at the end of this function.
        lock.lock().with_context(cannot)?;
        let mut wine = Self {
            program: tools.wine.clone(),
            prefix: home.join("prefix"),
            keeper: None,
        };
        wine.make_once(tools, &home).with_context(cannot)?;
        let keeper = Keeper::start(wine.command("cmd.exe")).with_context(cannot)?;
        wine.keeper = Some(Arc::new(keeper));
        Ok(wine)
    }

    /// A verb of cargo's for Windows, in the crate in `dir`.
    pub fn cargo(&self, verb: &str, dir: &Path) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args([verb, "--target", TARGET]).current_dir(dir);
        self.set_environment(&mut cargo);
        cargo
    }

    /// Lets `command`, and the Windows programs that it starts itself or through cargo, run in this prefix.
    pub fn set_environment(&self, command: &mut Command) {
        command
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", self.runner())
            .env("WINEPREFIX", &self.prefix)
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            // Else Wine offers to download a .NET and a browser, in a window that nobody sees.
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            // Tests have no windows; a display that is there but unreachable would make Wine wait.
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
    }

    /// Runs a Windows program, or one that is part of Wine, in this prefix.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(program);
        self.set_environment(&mut command);
        command
    }

    /// The folder that Windows programs see as `C:\windows\system32`.
    pub fn system32(&self) -> PathBuf {
        self.prefix.join("drive_c/windows/system32")
    }

    /// What cargo starts test programs with. Cargo splits it at spaces, and finds a bare name on `PATH`.
    fn runner(&self) -> &std::ffi::OsStr {
        let splits = self.program.to_string_lossy().contains(char::is_whitespace);
        let name = self.program.file_name().filter(|_| splits);
        name.unwrap_or(self.program.as_os_str())
    }

    /// Makes the prefix, unless this version of Wine has done so to the end before.
    fn make_once(&self, tools: &Tools, home: &Path) -> anyhow::Result<()> {
        let version = run(Command::new(&self.program)
            .arg("--version")
            .env("WINEDEBUG", "-all"))?
        .stdout;
        let marker = home.join("ready");
        if fs::read(&marker).is_ok_and(|made_by| made_by == version) {
            return Ok(());
        }
        if self.prefix.exists() {
            fs::remove_dir_all(&self.prefix)?;
        }
        run(self.command("wineboot").arg("--init"))?;
        // The registry is written when the last process of the prefix has ended, not before.
        let mut wait = Command::new(&tools.wineserver);
        wait.arg("-w");
        self.set_environment(&mut wait);
        run(&mut wait)?;
        self.add_random_numbers(tools, home)?;
        Ok(fs::write(marker, version)?)
    }

    /// Builds the library that Rust's standard library takes random numbers from, where Wine has none.
    fn add_random_numbers(&self, tools: &Tools, home: &Path) -> anyhow::Result<()> {
        let library = self.system32().join("bcryptprimitives.dll");
        if library.exists() {
            return Ok(());
        }
        let source = home.join("bcryptprimitives.c");
        fs::write(&source, SHIM)?;
        run(Command::new(&tools.gcc)
            .args(["-shared", "-O2", "-o"])
            .arg(library)
            .arg(source)
            .arg("-ladvapi32"))?;
        Ok(())
    }
}

/// Runs a command to its end, and fails with what it said if it fails.
fn run(command: &mut Command) -> anyhow::Result<Output> {
    let name = command.get_program().display().to_string();
    let output = command
        .output()
        .with_context(|| format!("cannot run {name}"))?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "{name} failed ({}): {}",
        output.status,
        complaint.trim_end()
    );
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wine(program: &str) -> Wine {
        Wine {
            program: PathBuf::from(program),
            prefix: PathBuf::from("/target/wmigen-wine/prefix"),
            keeper: None,
        }
    }

    #[test]
    fn cargo_gets_a_runner_that_it_does_not_split() {
        assert_eq!(wine("/usr/bin/wine").runner(), "/usr/bin/wine");
        assert_eq!(wine("/Applications/Wine Stable/wine").runner(), "wine");
    }

    #[test]
    fn what_cargo_starts_sees_the_private_prefix_and_no_display() {
        let cargo = wine("/usr/bin/wine").cargo("test", Path::new("crate"));
        let set = |name: &str| {
            cargo
                .get_envs()
                .find(|(key, _)| *key == name)
                .and_then(|(_, value)| value)
        };
        assert_eq!(
            set("WINEPREFIX"),
            Some("/target/wmigen-wine/prefix".as_ref())
        );
        assert_eq!(
            cargo.get_envs().find(|(key, _)| *key == "DISPLAY"),
            Some(("DISPLAY".as_ref(), None))
        );
        assert_eq!(
            cargo.get_args().collect::<Vec<_>>(),
            ["test", "--target", TARGET]
        );
    }
}
