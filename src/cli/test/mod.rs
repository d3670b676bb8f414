//! `wmigen test`: runs a provider's tests for Windows, on Windows or with Wine.
//!
//! No file in the crate could do it: a Wine runner in `.cargo/config.toml` breaks Windows hosts and is not read
//! from the root of a workspace, and plain `cargo test` elsewhere passes without having tested a line of COM.
//! The repository's own tests run the golden crates through [`Wine`], too.

mod missing;
mod package;
mod tools;
mod wine;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use clap::Args;

use super::Status;
use super::printer::Printer;
use super::project::Project;

pub use missing::Missing;
use package::Package;
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
    let tools = if cfg!(windows) {
        None
    } else {
        match Tools::find(project.folder())? {
            Ok(tools) => Some(tools),
            Err(missing) => {
                printer.error("the provider's tests need Windows, or what stands in for it:");
                printer.say(missing::how_to_get(&missing));
                return Ok(Status::CouldNotRun);
            }
        }
    };
    let package = Package::read(project.folder())?;
    let wine = tools
        .map(|tools| prepare(&tools, &package.target_directory, printer))
        .transpose()?;
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
    let (build, test) = package.arguments(&arguments.args);
    let passed = cargo("build", &build)? && cargo("test", &test)?;
    Ok(if passed {
        Status::Done
    } else {
        Status::Findings
    })
}

/// Wine, in a prefix of the target directory's own.
fn prepare(tools: &Tools, target: &Path, printer: &mut Printer) -> anyhow::Result<Wine> {
    let home = target.join("wmigen-wine");
    if !home.exists() {
        printer.say("preparing Wine for the tests; this takes up to a minute, once");
    }
    Wine::prepare(tools, &home)
}
