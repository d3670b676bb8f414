//! Keeps a Wine prefix running between two programs.
//!
//! The first program in a prefix starts Wine's services, which takes a second, and hands them its output. They stay a while
//! after the last program has ended, and until then whoever reads that output waits for its end. A program that was there
//! before and outlives the others has started them already, with an output that nobody reads.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, bail};

/// What the program says once Wine runs.
const READY: &str = "wmigen-ready";

/// How often the program is started at most.
const ATTEMPTS: usize = 2;

/// A Windows program that reads its input until this value is dropped, or until this process has ended in any way.
#[derive(Debug)]
pub struct Keeper {
    program: Child,
    input: Option<ChildStdin>,
}

impl Keeper {
    /// Starts `shell`, which is Wine's `cmd.exe`, and waits until it answers.
    ///
    /// It is started again if it ends at once: where the last program of the prefix has just ended, Wine's server ends too, and
    /// takes a program with it that comes at that moment. The next one starts a server of its own.
    ///
    /// # Errors
    /// When it does not start, or ends both times.
    pub fn start(mut shell: Command) -> anyhow::Result<Self> {
        shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        for _ in 0..ATTEMPTS {
            if let Some(keeper) = Self::attempt(&mut shell)? {
                return Ok(keeper);
            }
        }
        bail!("Wine's cmd.exe has ended {ATTEMPTS} times before it was asked to")
    }

    /// `None` if the program has ended without an answer.
    fn attempt(shell: &mut Command) -> anyhow::Result<Option<Self>> {
        let mut program = shell.spawn().context("cannot start Wine")?;
        let input = program.stdin.take();
        let output = program.stdout.take().context("cmd.exe has no output")?;
        let mut keeper = Self { program, input };
        let input = keeper.input.as_mut().context("cmd.exe has no input")?;
        if write!(input, "echo {READY}\r\n").is_err() {
            return Ok(None);
        }
        let mut lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
        let ready = lines.any(|line| String::from_utf8_lossy(&line).contains(READY));
        Ok(ready.then_some(keeper))
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
    fn a_shell_that_ends_at_once_is_started_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let shell = |ends: u8| {
            let mut shell = Command::new("sh");
            let script = "echo >> starts; [ $(wc -l < starts) -le $0 ] || exec cat";
            shell.args(["-c", script, &ends.to_string()]);
            shell.current_dir(folder.path());
            shell
        };
        let starts = || std::fs::read(folder.path().join("starts")).map_or(0, |text| text.len());
        drop(Keeper::start(shell(1)).expect("the second one answers"));
        assert_eq!(starts(), 2);
        Keeper::start(shell(9)).expect_err("none answers");
        assert_eq!(starts(), 4);
    }

    #[test]
    fn a_shell_that_does_not_answer_is_an_error() {
        let error = Keeper::start(Command::new("true")).expect_err("nothing is said");
        assert!(!error.to_string().is_empty());
        Keeper::start(Command::new("no-such-program")).expect_err("nothing runs");
    }
}
