//! Tests in a separate process: for what ends the process, or counts in the whole process.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{self, Child, Command, ExitStatus};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::gate::PATIENCE;

/// Set in the child, to the name of the test that it is there for.
const CHILD: &str = "WMI_PROVIDER_TEST_CHILD";

/// What a test harness exits with when a test failed.
const TEST_FAILED: i32 = 101;

/// How often a child is started that does not come as far as its test: Wine cannot always start a process when the
/// machine is busy (ERROR_INTERNAL_ERROR).
const STARTS: usize = 10;

/// What the harness of a child says before its test.
const BEGINS: &str = "running 1 test";

/// How a child ended.
pub struct Ended {
    code: Option<i32>,
    said: String,
}

/// In the parent, runs the test of that name in a process of its own, and tells how that ended. In the child, runs
/// the body, and gives `None`.
pub fn run(test: &str, body: impl FnOnce()) -> Option<Ended> {
    run_within(3 * PATIENCE, test, body)
}

/// The same, for a test that takes at most so long.
pub fn run_within(most: Duration, test: &str, body: impl FnOnce()) -> Option<Ended> {
    // The harness knows a test by its path without the program's name.
    let name = test.split_once("::").map_or(test, |(_program, name)| name);
    if env::var_os(CHILD).is_some_and(|child| child == name) {
        body();
        return None;
    }
    let file = env::temp_dir().join(format!(
        "wmi-test-{}-{}.txt",
        process::id(),
        name.replace("::", "-")
    ));
    let mut failed = Vec::new();
    for _ in 0..STARTS {
        match run_once(name, &file, most) {
            Ok(ended) if ended.said.contains(BEGINS) => return Some(ended),
            Ok(ended) => failed.push(format!("ended with {:?}: {}", ended.code, ended.said)),
            Err(error) => failed.push(error.to_string()),
        }
        thread::sleep(Duration::from_millis(500));
    }
    panic!("the test cannot be started again: {failed:#?}")
}

fn run_once(name: &str, file: &Path, most: Duration) -> io::Result<Ended> {
    let output = File::create(file)?;
    let code = wait(start(name, output)?, most).code();
    let said = fs::read_to_string(file)?;
    // Left behind, it would do no harm.
    let _ = fs::remove_file(file);
    Ok(Ended { code, said })
}

#[allow(
    clippy::disallowed_methods,
    reason = "the process is the test's, not the provider's"
)]
fn start(name: &str, output: File) -> io::Result<Child> {
    let errors = output.try_clone()?;
    Command::new(env::current_exe()?)
        .args([
            name,
            "--exact",
            "--include-ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(CHILD, name)
        .stdout(output)
        .stderr(errors)
        .spawn()
}

fn wait(mut child: Child, most: Duration) -> ExitStatus {
    let end = Instant::now() + most;
    loop {
        if let Some(status) = child.try_wait().expect("the child is ours") {
            return status;
        }
        if Instant::now() > end {
            let _ = child.kill();
            panic!("the child did not end");
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// In the child, says how far it has got.
pub fn say(mark: &str) {
    println!("[{mark}]");
}

impl Ended {
    /// The child ended its process itself, after exactly these marks.
    pub fn assert_aborted_after(&self, marks: &[&str]) {
        let ended = !matches!(self.code, Some(0 | TEST_FAILED));
        assert!(ended, "ended with {:?}:\n{}", self.code, self.said);
        assert_eq!(self.marks(), marks, "{}", self.said);
    }

    /// The child's test passed, after exactly these marks.
    pub fn assert_passed_after(&self, marks: &[&str]) {
        assert_eq!(self.code, Some(0), "{}", self.said);
        assert_eq!(self.marks(), marks, "{}", self.said);
    }

    fn marks(&self) -> Vec<&str> {
        let mark = |line: &'_ str| line.rfind('[').map(|start| start + 1);
        let marks = self.said.lines().filter(|line| line.ends_with(']'));
        marks
            .filter_map(|line| mark(line).map(|start| &line[start..line.len() - 1]))
            .collect()
    }
}

/// The full name of a test of the calling module.
macro_rules! test_name {
    ($function:ident) => {
        concat!(module_path!(), "::", stringify!($function))
    };
}

pub(crate) use test_name;
