//! Copies of the runtime with breaks in them, the conformance tests beside, and a Windows to run these in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Output;

use wmigen::cli::test::{Conformance, Tools, Wine};

use crate::support::{build_in_place, fixed, mirror, target};
use crate::{Break, CaughtBy};

/// What says in a run which break is switched on, by its number in the build.
const VARIABLE: &str = "WMIGEN_BROKEN";

/// Stands in for `BROKEN`, beside the runtime's own modules.
const SWITCH: &str = r#"
pub fn is_broken(number: usize) -> bool {
    static BROKEN: std::sync::LazyLock<Option<usize>> =
        std::sync::LazyLock::new(|| std::env::var("WMIGEN_BROKEN").ok()?.parse().ok());
    *BROKEN == Some(number)
}
"#;

/// A text of the runtime, and the breaks that are in it.
pub struct Build<'b> {
    pub breaks: Vec<&'b Break>,
    /// What depends on them, by its path below the runtime.
    changed: BTreeMap<String, String>,
}

/// As few builds as it takes: a break that can be switched goes into the first one in which all that it replaces is
/// still there.
pub fn builds<'b>(breaks: &[&'b Break], runtime: &BTreeMap<String, Vec<u8>>) -> Vec<Build<'b>> {
    let mut builds: Vec<Build<'b>> = Vec::new();
    let (switched, alone): (Vec<&Break>, Vec<&Break>) =
        breaks.iter().partition(|broken| broken.is_switched());
    for broken in switched {
        if !builds.iter_mut().any(|build| build.add(broken, runtime)) {
            let mut build = Build::new(runtime);
            assert!(build.add(broken, runtime), "{}", broken.guarantee);
            builds.push(build);
        }
    }
    for broken in alone {
        let mut build = Build::new(&BTreeMap::new());
        assert!(build.add(broken, runtime), "{}", broken.guarantee);
        builds.push(build);
    }
    builds
}

impl<'b> Build<'b> {
    /// The runtime with nothing but the switch, if it has a file to stand in.
    fn new(runtime: &BTreeMap<String, Vec<u8>>) -> Self {
        let path = "src/wmi/mod.rs";
        let text = runtime.get(path).map(|bytes| text(bytes) + SWITCH);
        Build {
            breaks: Vec::new(),
            changed: text
                .map(|text| (path.to_owned(), text))
                .into_iter()
                .collect(),
        }
    }

    /// Adds a break, unless another has replaced what it replaces.
    fn add(&mut self, broken: &'b Break, runtime: &BTreeMap<String, Vec<u8>>) -> bool {
        let mut changed = self.changed.clone();
        let switch = format!("crate::wmi::is_broken({})", self.breaks.len());
        for (file, from, to) in broken.edits {
            let path = format!("src/wmi/{file}");
            let whole = changed
                .entry(path)
                .or_insert_with_key(|path| text(&runtime[path]));
            if whole.matches(from).count() != 1 {
                return false;
            }
            *whole = whole.replace(from, &to.replace("BROKEN", &switch));
        }
        self.changed = changed;
        self.breaks.push(broken);
        true
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A copy of the runtime to break, the tests beside it, and a Windows to run them in.
pub struct Scene {
    runtime: PathBuf,
    tests: Conformance,
    wine: Wine,
}

impl Scene {
    pub fn new(lane: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("broken-{lane}"));
        let runtime = folder.join("runtime");
        mirror(&reached(), &runtime);
        let tests = Conformance::write(&runtime, &folder.join("conformance")).unwrap();
        let tools = Tools::find(tests.folder()).unwrap();
        let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
        let wine = Wine::prepare(&tools, &target(&runtime).join("wmigen-wine")).unwrap();
        Self {
            runtime,
            tests,
            wine,
        }
    }

    /// Which breaks of a build the tests that are named do not catch, and why.
    pub fn complaints(&mut self, build: &Build) -> Vec<String> {
        let mut files = reached();
        let changed = build.changed.iter();
        files.extend(changed.map(|(path, text)| (path.clone(), text.clone().into_bytes())));
        mirror(&files, &self.runtime);
        let breaks = build.breaks.iter().enumerate();
        let mut complaints: Vec<_> = breaks
            .filter_map(|(number, broken)| self.complaint(number, broken))
            .collect();
        if build.breaks.iter().all(|broken| broken.is_switched()) {
            complaints.extend(self.complaints_of_the_whole());
        }
        complaints
    }

    /// Why the test that is named does not catch the break, if so.
    fn complaint(&self, number: usize, broken: &Break) -> Option<String> {
        let caught_by = broken.caught_by;
        let output = self.run(caught_by.program(), &[caught_by.name()], Some(number));
        let said = String::from_utf8_lossy(&output.stdout);
        let caught = match caught_by {
            CaughtBy::Test(name) | CaughtBy::Portable(name) => {
                said.contains(&format!("---- {name} stdout ----"))
            }
            CaughtBy::DeathIn(_) => {
                said.contains("running 1 test") && !said.contains("test result:")
            }
        };
        let complaint = String::from_utf8_lossy(&output.stderr);
        (output.status.success() || !caught)
            .then(|| format!("{}\n{said}\n{complaint}", broken.guarantee))
    }

    /// Each test is seen to fail; it passes where nothing is switched on.
    fn complaints_of_the_whole(&self) -> Vec<String> {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for broken in crate::breaks() {
            let program = names.entry(broken.caught_by.program()).or_default();
            program.insert(broken.caught_by.name());
        }
        let mut complaints = Vec::new();
        for (program, names) in names {
            let names: Vec<_> = names.into_iter().collect();
            let output = self.run(program, &names, None);
            let said = String::from_utf8_lossy(&output.stdout);
            let passed = format!("test result: ok. {} passed", names.len());
            if !output.status.success() || !said.contains(&passed) {
                let why = String::from_utf8_lossy(&output.stderr);
                complaints.push(format!("with nothing broken: {said}\n{why}"));
            }
        }
        complaints
    }

    /// Runs these tests of a program, with this break or with none.
    fn run(&self, program: &str, names: &[&str], broken: Option<usize>) -> Output {
        let mut cargo = self.wine.cargo("test", self.tests.folder());
        cargo.args(["--quiet", "--test", program, "--", "--exact"]);
        cargo.env_remove(VARIABLE);
        cargo.envs(broken.map(|number| (VARIABLE, number.to_string())));
        build_in_place(cargo.args(names), self.tests.folder());
        cargo.output().unwrap()
    }
}

/// What the conformance tests reach, unbroken.
fn reached() -> BTreeMap<String, Vec<u8>> {
    let reached = |path: &str| path.starts_with("src/wmi/") || path.starts_with("tests/wmi_core/");
    let mut files = fixed();
    files.retain(|path, _| reached(path));
    files
}
