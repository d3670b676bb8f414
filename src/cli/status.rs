//! What a run of wmigen tells the shell.

use std::process::ExitCode;

/// How a verb ended; the worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Done, or nothing to do.
    Done,
    /// There is something to put right: errors in the spec, drift, files in the way, failed tests.
    Findings,
    /// It could not be done: usage, unreadable input, a tool that is missing, I/O.
    CouldNotRun,
}

impl Status {
    /// The number that the shell is told.
    pub fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::CouldNotRun => 2,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}
