//! `wmigen templates test`: what the templates make of each case is held against what is kept of it.

mod build;
mod cases;
mod own;
mod told;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::cli::interrupt::Stoppable;
use crate::cli::printer::{Printer, Stage};
use crate::cli::step::Step;
use crate::cli::{Status, shell};
use crate::cores;
use crate::diagnostics::shown;
use crate::regen::RealDisk;
use crate::templates::snapshots::{Accepted, accept};
use cases::{Case, Outcome, Reading};
use own::Tested;

/// Render the cases of your templates, and hold the files against those that are kept
///
/// A case is a folder with a wmigen.toml. Its folder `expected` has the files that depend on the spec or on a template of
/// yours, as they are to be; what is wmigen's and the same in every crate is not kept. Prints which files are missing,
/// changed or surplus there, and how they differ. Line ends do not count.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of templates [default: that of the crate's spec, or the one that you are in]
    dir: Option<PathBuf>,

    /// The same folder, as the other verbs take it
    #[arg(long, value_name = "DIR", conflicts_with = "dir")]
    templates: Option<PathBuf>,

    /// The folder of the cases [default: tests in the folder of templates]; without a folder of templates, wmigen's own are
    /// tested
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,

    /// Keep what is rendered now: write, replace and delete files in `expected`
    #[arg(long)]
    accept: bool,

    /// Also build the crate of each case for Windows, and run its tests as `wmigen test` does
    ///
    /// What a case has in a folder `yours` is laid over the crate: code as a user writes it. The crates are written to a
    /// temporary folder or, if `CARGO_TARGET_DIR` is set, below that, where the next run builds only what has changed.
    #[arg(long)]
    build: bool,
}

/// Runs the verb.
///
/// # Errors
/// When there are no templates or cases to test, or what is kept cannot be written.
pub fn run(arguments: &Arguments, printer: &mut Printer) -> anyhow::Result<Status> {
    let named = arguments.dir.as_ref().or(arguments.templates.as_ref());
    let Some(tested) = Tested::find(named.map(PathBuf::as_path), printer)? else {
        return Ok(Status::Findings);
    };
    let cases_folder = match (&arguments.cases, tested.folder()) {
        (Some(cases), _) => cases.clone(),
        (None, Some(folder)) => folder.join(crate::templates::CASES),
        (None, None) => anyhow::bail!(
            "there is no folder of templates here; name one, or the folder of the cases with `--cases DIR`"
        ),
    };
    let cases = cases::find(&cases_folder, arguments.cases.is_none())?;
    let readings = cores::map(&cases, |case| case.read(tested.folder()));
    for reading in &readings {
        reading.tell(printer);
    }
    // What one case lets the templates make, all do: the folder is one.
    let allow: Vec<_> = readings.iter().flat_map(Reading::allow).collect();
    let Some(templates) = tested.read(&allow, printer) else {
        printer.error("the templates have errors");
        return Ok(Status::Findings);
    };
    let read: Vec<_> = cases.iter().zip(&readings).collect();
    let outcomes = cores::map(&read, |(case, reading)| {
        case.outcome(reading, &templates, &allow)
    });
    let mut test = Test {
        arguments,
        folder: &cases_folder,
        printer,
    };
    let as_expected = test.compare(&cases, &outcomes)?;
    if !arguments.build {
        return Ok(status(as_expected));
    }
    let rendered = read.iter().zip(&outcomes);
    let rendered = rendered.filter(|(_, outcome)| !outcome.has_failed());
    let rendered: Vec<_> = rendered.map(|(read, _)| *read).collect();
    match build::run(&rendered, &templates, &cases_folder, test.printer)? {
        Status::Done => Ok(status(as_expected)),
        other => Ok(other),
    }
}

fn status(is_well: bool) -> Status {
    if is_well {
        Status::Done
    } else {
        Status::Findings
    }
}

/// A run of the verb.
struct Test<'a> {
    arguments: &'a Arguments,
    /// Where the cases are.
    folder: &'a Path,
    printer: &'a mut Printer,
}

impl Test<'_> {
    /// Says how each case has come out, and keeps what is rendered if that is asked. Whether all is well then.
    fn compare(&mut self, cases: &[Case], outcomes: &[Outcome]) -> anyhow::Result<bool> {
        let mut steps = Vec::new();
        let mut diffs = Vec::new();
        let (mut wrong, mut unlike) = (0, 0);
        for (case, outcome) in cases.iter().zip(outcomes) {
            outcome.tell(self.printer);
            let found = told::steps(case, outcome);
            let failed = outcome.has_failed();
            let accepted = self.arguments.accept && !failed && self.accept(case, outcome)?;
            if accepted {
                continue;
            }
            wrong += usize::from(failed || !found.is_empty());
            unlike += usize::from(!failed && !found.is_empty());
            steps.extend(found);
            diffs.extend(told::diffs(case, outcome));
        }
        self.printer.steps(&steps, self.folder, Stage::Planned)?;
        self.printer.file_diffs(&diffs)?;
        if wrong == 0 {
            let are = told::counted(cases.len(), "case is", "cases are");
            self.printer.say(format_args!("{are} as expected"));
            return Ok(true);
        }
        let all = told::counted(cases.len(), "case", "cases");
        let are = if wrong == 1 { "is" } else { "are" };
        self.printer
            .error(format_args!("{wrong} of {all} {are} not as expected"));
        if self.arguments.accept {
            self.printer
                .help("nothing was accepted of that; correct it and run the command again");
        } else if unlike > 0 {
            let command = self.accepting();
            self.printer.help(format_args!(
                "if what is rendered now is as it should be, `{command}` keeps it"
            ));
        }
        Ok(false)
    }

    /// Keeps what is rendered of a case now, unless something is in the way.
    fn accept(&mut self, case: &Case, outcome: &Outcome) -> anyhow::Result<bool> {
        let differences = outcome.differences();
        if differences.iter().any(told::is_blocked) {
            return Ok(false);
        }
        let disk = Stoppable::new(RealDisk);
        let (folder, printer) = (self.folder, &mut *self.printer);
        let mut done = |Accepted { word, path }: Accepted| {
            let step = Step::of_snapshot(word, None, told::kept_path(case, &path), None);
            printer.steps(&[step], folder, Stage::Done)
        };
        accept(&case.folder, differences, &disk, &mut done).with_context(|| {
            format!(
                "cannot accept all of {}; every file is either as it was or complete",
                shown(&case.folder)
            )
        })?;
        Ok(true)
    }

    /// The command that keeps what is rendered.
    fn accepting(&self) -> String {
        let command = shell::command("templates test", self.arguments.dir.as_deref());
        match &self.arguments.cases {
            Some(cases) => format!("{command} --cases {} --accept", shell::quoted(cases)),
            None => format!("{command} --accept"),
        }
    }
}
