//! `wmigen test`: runs a provider's tests for Windows, on Windows or with Wine.
//!
//! No file in the crate could do it: a Wine runner in `.cargo/config.toml` breaks Windows hosts and is not read
//! from the root of a workspace, and plain `cargo test` elsewhere passes without having tested a line of COM.
//! The repository's own tests run the golden crates through [`Wine`], too.

mod missing;
mod tools;
mod wine;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use clap::Args;

use super::Status;
use super::printer::Printer;
use super::project::Project;

pub use missing::Missing;
pub use tools::{TARGET, Tools};
pub use wine::Wine;

/// Run the provider's tests for Windows: there directly, elsewhere with Wine
///
/// Elsewhere it needs Rust's x86_64-pc-windows-gnu target, mingw-w64 and Wine, and says how to get what is missing.
/// Wine is given a folder of its own in the target directory; your own is not touched.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,

    /// Arguments for `cargo test`
    #[arg(last = true)]
    args: Vec<OsString>,
}

/// Runs the verb.
///
/// # Errors
/// When cargo or Wine cannot be run.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let project = Project::find(arguments.dir.as_deref())?;
    // Cargo would search upwards from a folder that is no provider, and test whatever it finds there.
    project.source()?;
    let wine = if cfg!(windows) {
        None
    } else {
        match Tools::find(project.folder())? {
            Ok(tools) => Some(prepare(&tools, project.folder(), printer)?),
            Err(missing) => {
                printer.error("the provider's tests need Windows, or what stands in for it:");
                printer.say(missing::how_to_get(&missing));
                return Ok(Status::CouldNotRun);
            }
        }
    };
    let mut cargo = |verb: &str, arguments: &[OsString]| {
        let mut cargo = if let Some(wine) = &wine {
            wine.cargo(verb, project.folder())
        } else {
            let mut cargo = Command::new("cargo");
            cargo.arg(verb).current_dir(project.folder());
            cargo
        };
        cargo.args(arguments);
        // Where stdout is for programs, cargo's words would stand between their lines.
        if !printer.shares_stdout() {
            cargo.stdout(io::stderr());
        }
        printer.detail(format_args!("run {cargo:?}"));
        cargo
            .status()
            .context("cannot run cargo")
            .map(|status| status.success())
    };
    // Some tests load the finished DLL, and `cargo test` alone builds none.
    let passed =
        cargo("build", &shared_with_build(&arguments.args))? && cargo("test", &arguments.args)?;
    Ok(if passed {
        Status::Done
    } else {
        Status::Findings
    })
}

/// Wine, in a prefix of the crate's own.
fn prepare(tools: &Tools, dir: &Path, printer: &mut Printer) -> anyhow::Result<Wine> {
    let home = target_directory(dir)?.join("wmigen-wine");
    if !home.exists() {
        printer.say("preparing Wine for the tests; this takes up to a minute, once");
    }
    Wine::prepare(tools, &home)
}

/// Those of the arguments for `cargo test` that say where and how to build: the DLL is to be built likewise.
fn shared_with_build(arguments: &[OsString]) -> Vec<OsString> {
    const FLAGS: &[&str] = &[
        "--release",
        "-r",
        "--all-features",
        "--no-default-features",
        "--locked",
        "--offline",
        "--frozen",
        "--quiet",
        "-q",
    ];
    const WITH_VALUE: &[&str] = &[
        "--profile",
        "--features",
        "-F",
        "--target-dir",
        "--config",
        "-j",
        "--jobs",
        "--manifest-path",
    ];
    // Short options may have their values joined on, as in `-j4`.
    let joined = |text: &str| {
        ["-F", "-j"]
            .iter()
            .any(|flag| text.len() > flag.len() && text.starts_with(flag))
    };
    let mut shared = Vec::new();
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        let name = text.split_once('=').map_or(&*text, |(name, _)| name);
        if FLAGS.contains(&name) || joined(&text) {
            shared.push(argument.clone());
        } else if WITH_VALUE.contains(&name) {
            shared.push(argument.clone());
            if !text.contains('=') {
                shared.extend(arguments.next().cloned());
            }
        }
    }
    shared
}

/// Where cargo builds the crate in `dir`: the user may have moved it, and a workspace shares it.
///
/// # Errors
/// When cargo does not take the folder for a crate.
pub fn target_directory(dir: &Path) -> anyhow::Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(dir)
        .output()
        .context("cannot run cargo")?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "cargo cannot read the crate:\n{}",
        complaint.trim_end()
    );
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).context("cannot read cargo's metadata")?;
    let directory = metadata["target_directory"]
        .as_str()
        .context("cargo names no target directory")?;
    Ok(PathBuf::from(directory))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dll_is_built_as_its_tests_are() {
        let given = [
            "--release",
            "--test",
            "contract",
            "--features",
            "a,b",
            "--profile=slow",
            "-Fc",
            "-j4",
            "-j",
            "2",
            "--manifest-path",
            "inner/Cargo.toml",
            "--manifest-path=Cargo.toml",
            "name",
            "--",
            "--quiet",
        ];
        let shared = shared_with_build(&given.map(OsString::from));
        let expected = [
            "--release",
            "--features",
            "a,b",
            "--profile=slow",
            "-Fc",
            "-j4",
            "-j",
            "2",
            "--manifest-path",
            "inner/Cargo.toml",
            "--manifest-path=Cargo.toml",
        ];
        assert_eq!(shared, expected);
    }
}
