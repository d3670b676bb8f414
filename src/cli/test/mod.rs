//! `wmigen test`: runs a provider's tests for Windows, on Windows or with Wine.
//!
//! No file in the crate could do it: a Wine runner in `.cargo/config.toml` breaks Windows hosts and is not read
//! from the root of a workspace, and plain `cargo test` elsewhere passes without having tested a line of COM.
//! The repository's own tests run the golden crates through [`Wine`], too.

mod conformance;
mod counts;
mod keeper;
mod package;
mod tools;
mod wine;

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use clap::Args;

use super::Status;
use super::needs;
use super::printer::Printer;
use super::project::Project;

pub use super::needs::{Need, TARGET};
pub use conformance::{Conformance, Difference};
use counts::Counts;
pub use package::Package;
pub use tools::Tools;
pub use wine::Wine;

/// How much debug information cargo has written.
const DEBUG: &str = "CARGO_PROFILE_DEV_DEBUG";

/// Run the provider's tests for Windows: there directly, elsewhere with Wine
///
/// Elsewhere it needs Rust's x86_64-pc-windows-gnu target, mingw-w64 and Wine, and says how to get what is missing.
/// Wine is given a folder of its own in the target directory; your own is not touched.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The crate's folder [default: the nearest one upwards with a wmigen.toml]
    dir: Option<PathBuf>,

    /// Test the crate's runtime itself, and the small WMI core that its tests run in, instead of the provider
    ///
    /// The runtime is the same in every crate, and these tests have passed before wmigen was published. Run them on a
    /// Windows that nobody has tried, or where a file of `src/wmi` or `tests/wmi_core` is yours (`wmigen eject`). A runtime
    /// that they do not compile against is a finding, too: exit status 1, and the files that differ from wmigen's own.
    #[arg(long)]
    conformance: bool,

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
    let Some(machine) = Machine::find(project.folder(), printer)? else {
        return Ok(Status::CouldNotRun);
    };
    let package = Package::read(project.folder())?;
    let mut cargo = machine.cargo(&package, printer)?;
    if arguments.conformance {
        return conformance::run(&project, &package, &arguments.args, &mut cargo);
    }
    cargo
        .test(&package, project.folder(), &arguments.args)
        .map(of_tests)
}

/// What tests for Windows are run with here.
#[derive(Debug)]
pub struct Machine {
    /// Where this is not Windows.
    tools: Option<Tools>,
}

impl Machine {
    /// Looks for what the tests of the crate in this folder need. None if something is missing, which is printed with the
    /// way to get it.
    ///
    /// # Errors
    /// When rustc cannot be run.
    pub fn find(dir: &Path, printer: &mut Printer) -> anyhow::Result<Option<Self>> {
        if cfg!(windows) {
            return Ok(Some(Self { tools: None }));
        }
        Ok(match Tools::find(dir)? {
            Ok(tools) => Some(Self { tools: Some(tools) }),
            Err(missing) => {
                printer.error("the provider's tests need Windows, or what stands in for it:");
                printer.say(needs::how_to_get(&missing));
                None
            }
        })
    }

    /// Cargo for this package, with a Wine in its target directory where that is needed.
    fn cargo<'p>(&self, package: &Package, printer: &'p mut Printer) -> anyhow::Result<Cargo<'p>> {
        let tools = self.tools.as_ref();
        let wine = tools.map(|tools| prepare(tools, &package.target_directory, printer));
        Ok(Cargo {
            wine: wine.transpose()?,
            environment: Vec::new(),
            printer,
        })
    }

    /// Builds the package in this folder for Windows, into its target directory as this value has it, and runs its tests.
    /// Whether they pass. Nobody debugs what is built, and debug information takes most of the time and the space.
    ///
    /// # Errors
    /// When cargo or Wine cannot be run.
    pub fn test(
        &self,
        package: &Package,
        folder: &Path,
        printer: &mut Printer,
    ) -> anyhow::Result<bool> {
        let mut cargo = self.cargo(package, printer)?;
        let target = package.target_directory.clone().into_os_string();
        cargo.environment = vec![("CARGO_TARGET_DIR", target)];
        if env::var_os(DEBUG).is_none() {
            cargo.environment.push((DEBUG, "0".into()));
        }
        cargo.test(package, folder, &[])
    }
}

/// Cargo, as the tests for Windows are built and run with.
struct Cargo<'p> {
    /// Where this is not Windows.
    wine: Option<Wine>,
    /// What is set for it besides.
    environment: Vec<(&'static str, OsString)>,
    printer: &'p mut Printer,
}

impl Cargo<'_> {
    /// A verb of cargo's, in that folder.
    fn command(&self, verb: &str, folder: &Path) -> Command {
        let mut cargo = if let Some(wine) = &self.wine {
            wine.cargo(verb, folder)
        } else {
            let mut cargo = Command::new("cargo");
            cargo.arg(verb).current_dir(folder);
            cargo
        };
        cargo.envs(self.environment.iter().map(|(name, value)| (name, value)));
        cargo
    }

    /// Builds the DLL of the package in this folder, and runs its tests with these arguments. Whether they pass.
    fn test(
        &mut self,
        package: &Package,
        folder: &Path,
        arguments: &[OsString],
    ) -> anyhow::Result<bool> {
        // Some tests load the finished DLL, and `cargo test` alone builds none.
        let (build, test) = package.arguments(arguments);
        let counts = Counts::prepare(package)?;
        let mut run = |verb, arguments: &[OsString]| {
            let mut command = self.command(verb, folder);
            command.args(arguments);
            command.env(counts::VARIABLE, counts.path_for(self.wine.is_some()));
            self.run(command)
        };
        let passed = run("build", &build)? && run("test", &test)?;
        counts.say(self.printer)?;
        Ok(passed)
    }

    /// Whether cargo succeeds.
    fn run(&mut self, mut cargo: Command) -> anyhow::Result<bool> {
        // Where stdout is for programs, cargo's words would stand between their lines.
        if !self.printer.shares_stdout() {
            cargo.stdout(io::stderr());
        }
        self.printer.detail(format_args!("run {cargo:?}"));
        let status = cargo.status().context("cannot run cargo")?;
        Ok(status.success())
    }
}

/// What tests that passed or did not are to the shell.
fn of_tests(passed: bool) -> Status {
    if passed {
        Status::Done
    } else {
        Status::Findings
    }
}

/// Wine, in a prefix of the target directory's own.
fn prepare(tools: &Tools, target: &Path, printer: &mut Printer) -> anyhow::Result<Wine> {
    let home = target.join("wmigen-wine");
    if !home.exists() {
        printer.say("preparing Wine for the tests; this takes up to a minute, once");
    }
    Wine::prepare(tools, &home)
}
