//! Keeps a Wine prefix running between two programs.
//!
//! The first program in a prefix starts Wine's services, which takes a second, and hands them its output. They stay a while
//! after the last program has ended, and until then whoever reads that output waits for its end. A program that was there
//! before and outlives the others has started them already, with an output that nobody reads.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, ensure};

/// What the program says once Wine runs.
const READY: &str = "wmigen-ready";

/// A Windows program that reads its input until this value is dropped, or until this process has ended in any way.
#[derive(Debug)]
pub struct Keeper {
    program: Child,
    input: Option<ChildStdin>,
}

impl Keeper {
    /// Starts `shell`, which is Wine's `cmd.exe`, and waits until it answers.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(mut shell: Command) -> anyhow::Result<Self> {
        shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut program = shell.spawn().context("cannot start Wine")?;
        let input = program.stdin.take();
        let output = program.stdout.take().context("cmd.exe has no output")?;
        let mut keeper = Self { program, input };
        let input = keeper.input.as_mut().context("cmd.exe has no input")?;
        write!(input, "echo {READY}\r\n").context("cannot write to cmd.exe")?;
        let mut lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
        let ready = lines.any(|line| String::from_utf8_lossy(&line).contains(READY));
        ensure!(ready, "Wine's cmd.exe has ended before it was asked to");
        Ok(keeper)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.input = None;
        // It ends by itself once its input does.
        let _ = self.program.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_shell_that_answers_is_kept_until_the_drop() {
        // It ends with its input only.
        let shell = || Command::new("cat");
        let mut keeper = Keeper::start(shell()).expect("cat answers");
        assert!(keeper.program.try_wait().expect("a state").is_none());
        drop(keeper);
    }

    #[test]
    fn a_shell_that_does_not_answer_is_an_error() {
        let error = Keeper::start(Command::new("true")).expect_err("nothing is said");
        assert!(!error.to_string().is_empty());
        Keeper::start(Command::new("no-such-program")).expect_err("nothing runs");
    }
}
