//! A crate whose user has worked in it, and what wmigen and the compiler say of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use serde_json::Value;
use snapbox::cmd::Command;

use crate::sandbox::Sandbox;
use crate::support;

/// The file with the user's code for the class `Acme_Disk`.
pub const CODE: &str = "src/classes/acme_disk.rs";

/// A second class, to be added to the spec.
pub const POOL: &str = "
[class.Acme_Pool]
operations = [\"get\", \"enumerate\"]

[class.Acme_Pool.properties]
PoolID = { type = \"string\", key = true }
Size = { type = \"uint64\" }
";

/// The golden crate `disk`, in the folder `disk` of a sandbox, with the code that its user has written.
pub struct Project {
    sandbox: Sandbox,
    /// The user's files, as they were written last, and when.
    yours: BTreeMap<String, (Vec<u8>, SystemTime)>,
}

/// The result of a run of wmigen.
pub struct Run {
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub fn worked_in() -> Self {
        let mut project = Self {
            sandbox: Sandbox::with_disk(),
            yours: BTreeMap::new(),
        };
        for (path, text) in support::tree(&support::case("disk").join("yours")) {
            project.keep(&path, text);
        }
        project
    }

    /// Writes one of the user's files; from then on it is to stay as it is.
    pub fn keep(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        self.write(path, bytes.as_ref());
        let written = self.written(path);
        self.yours
            .insert(path.to_owned(), (bytes.as_ref().to_vec(), written));
    }

    /// One of the user's files is no longer expected to stay as it is. Gives what is in it.
    pub fn let_go(&mut self, path: &str) -> Vec<u8> {
        self.yours.remove(path).expect(path).0
    }

    /// No byte of the user's files has changed, and not even their times.
    pub fn assert_yours_untouched(&self) {
        for (path, (bytes, written)) in &self.yours {
            let now = fs::read(self.path(path)).expect(path);
            assert!(
                now == *bytes,
                "{path} was changed:\n{}",
                String::from_utf8_lossy(&now)
            );
            assert_eq!(self.written(path), *written, "{path} was written");
        }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.sandbox.path("disk").join(path)
    }

    pub fn read(&self, path: &str) -> String {
        self.sandbox.read(&format!("disk/{path}"))
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        self.sandbox.write(&format!("disk/{path}"), bytes);
    }

    pub fn remove(&self, path: &str) {
        self.sandbox.remove(&format!("disk/{path}"));
    }

    pub fn exists(&self, path: &str) -> bool {
        self.sandbox.exists(&format!("disk/{path}"))
    }

    pub fn edit_spec(&self, from: &str, to: &str) {
        self.sandbox.edit_spec(from, to);
    }

    pub fn append_to_spec(&self, text: &str) {
        self.sandbox.append("disk/wmigen.toml", text);
    }

    /// When a file was written last.
    pub fn written(&self, path: &str) -> SystemTime {
        let found = fs::metadata(self.path(path)).expect(path);
        found.modified().expect("a time")
    }

    /// All files of the crate, by path.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        support::tree(&self.path(""))
    }

    /// When each file of the crate was written last.
    pub fn times(&self) -> BTreeMap<String, SystemTime> {
        let files = self.tree();
        let times = files.keys().map(|path| (path.clone(), self.written(path)));
        times.collect()
    }

    /// The files that were written, made or deleted since.
    pub fn touched_since(&self, before: &BTreeMap<String, SystemTime>) -> BTreeSet<String> {
        let now = self.times();
        let all: BTreeSet<_> = now.keys().chain(before.keys()).collect();
        let touched = all
            .into_iter()
            .filter(|path| now.get(*path) != before.get(*path));
        touched.cloned().collect()
    }

    /// wmigen with `arguments`, to be started in the crate.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.sandbox.run_in("disk", arguments)
    }

    /// Runs wmigen in the crate; it must end with the exit status `code`.
    pub fn wmigen(&self, arguments: &[&str], code: i32) -> Run {
        Run::of(self.command(arguments)).ended_with(code)
    }

    /// Runs git in the crate; no setting of this machine's counts.
    pub fn git(&self, arguments: &[&str]) {
        let mut git = std::process::Command::new("git");
        git.args([
            "-c",
            "user.name=somebody",
            "-c",
            "user.email=somebody@example.com",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .current_dir(self.path(""));
        support::succeed(&mut git);
    }

    /// The crate as somebody else gets it who has what is committed, and nothing more.
    pub fn clone_of_commit(&self) -> Self {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Work"]);
        let sandbox = Sandbox::new();
        let disk = sandbox.path("disk");
        self.git(&["clone", "--quiet", ".", &disk.to_string_lossy()]);
        std::fs::remove_dir_all(self.path(".git")).unwrap();
        Self {
            sandbox,
            yours: BTreeMap::new(),
        }
    }

    /// What a new crate of the same spec would hold.
    pub fn fresh(&self) -> BTreeMap<String, Vec<u8>> {
        let sandbox = Sandbox::new();
        sandbox.write("wmigen.toml", self.read("wmigen.toml"));
        sandbox
            .run(&["new", "disk", "--spec", "wmigen.toml"])
            .assert()
            .code(0);
        support::tree(&sandbox.path("disk"))
    }

    /// Every file but the user's is as in a new crate, and there is none but `more`. What wmigen keeps for itself depends on
    /// what has been before.
    pub fn assert_as_new_but_for(&self, more: &[&str]) {
        let (fresh, now) = (self.fresh(), self.tree());
        let paths: BTreeSet<_> = fresh.keys().chain(now.keys()).collect();
        for path in paths {
            let expected = more.contains(&path.as_str())
                || self.yours.contains_key(path)
                || path.starts_with(".wmigen/");
            assert!(
                expected || fresh.get(path) == now.get(path),
                "{path} is not what it is in a new crate"
            );
        }
    }

    /// The errors that the compiler finds, each as its code and the file it is in.
    pub fn compile(&self) -> BTreeSet<(String, String)> {
        // To cargo, all these crates are one crate, and so they take turns in one place.
        static TURN: Mutex<()> = Mutex::new(());
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers/disk");
        support::mirror(&self.tree(), &folder);
        let check = support::cargo(&folder, &["check", "--message-format", "json"])
            .output()
            .unwrap();
        let errors = errors(&check.stdout);
        assert_eq!(
            check.status.success(),
            errors.is_empty(),
            "{}",
            String::from_utf8_lossy(&check.stderr)
        );
        errors
    }
}

/// The errors among what cargo prints.
fn errors(stdout: &[u8]) -> BTreeSet<(String, String)> {
    let lines = std::str::from_utf8(stdout).unwrap().lines();
    let messages = lines
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|line| line["message"].clone())
        .filter(|message| message["level"] == "error");
    messages
        .filter_map(|message| {
            let spans = message["spans"].as_array().cloned().unwrap_or_default();
            let primary = spans.into_iter().find(|span| span["is_primary"] == true)?;
            Some((
                message["code"]["code"].as_str()?.to_owned(),
                // The generated code declares the user's files, and the compiler names them by the way there.
                primary["file_name"]
                    .as_str()?
                    .replace('\\', "/")
                    .replace("src/generated/../", "src/"),
            ))
        })
        .collect()
}

/// A compiler error, as [`Project::compile`] gives it.
pub fn error(code: &str, file: &str) -> (String, String) {
    (code.to_owned(), file.to_owned())
}

impl Run {
    pub fn of(command: Command) -> Self {
        let output = command.output().expect("wmigen starts");
        let run = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        };
        assert!(!run.said().contains("panicked"), "{}", run.said());
        run
    }

    pub fn ended_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.said());
        self
    }

    /// All that was printed.
    pub fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Some line begins with `word` and names `path`, as in `update     src/lib.rs`.
    pub fn lists(&self, word: &str, path: &str) -> bool {
        self.said().lines().any(|line| {
            let mut parts = line.split_whitespace();
            parts.next() == Some(word)
                && parts.next().map(|named| named.trim_end_matches(':')) == Some(path)
        })
    }

    pub fn assert_lists(&self, word: &str, path: &str) {
        assert!(
            self.lists(word, path),
            "`{word} {path}` is not in\n{}",
            self.said()
        );
    }

    /// Each of these texts was printed.
    pub fn assert_says(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                self.said().contains(text),
                "{text:?} is not in\n{}",
                self.said()
            );
        }
    }
}
