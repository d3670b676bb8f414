//! What a run of wmigen tells the shell.

use std::process::ExitCode;

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Done, or nothing to do.
    Done,
    /// There is something to put right: errors in the spec, drift, files in the way, failed tests.
    Findings,
    /// It could not be done: usage, unreadable input, a tool that is missing, I/O.
    CouldNotRun,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Done => 0,
            Status::Findings => 1,
            // clap ends with 2 by itself for a command line that it cannot read.
            Status::CouldNotRun => 2,
        })
    }
}
