//! The way from a spec to a crate, step by step, at 1, 10, 100 and 1,000 classes. docs/performance.md says what it shows.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;

use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, measurement::WallTime};
use tempfile::TempDir;
use wmigen::regen::{Lock, Outline, RealDisk, Rendering, Tree, create, plan, recall};
use wmigen::{lint, model, render, spec};

/// How many classes the specs have.
const CLASSES: [usize; 4] = [1, 10, 100, 1_000];

/// A spec of that many classes, each with ten properties; the first has one more, if `changed`.
fn text(classes: usize, changed: bool) -> String {
    let mut text = "spec-version = 1\n[provider]\nname = \"BenchStorage\"\nnamespace = 'root\\Bench'\n\
         clsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"\ndescription = \"What the benches generate.\"\n"
        .to_owned();
    for number in 0..classes {
        let more = if changed && number == 0 {
            "More = { type = \"string\" }\n"
        } else {
            ""
        };
        write!(
            text,
            "[class.Bench_Disk{number:04}]\noperations = [\"get\", \"enumerate\"]\n\
             description = \"Disk {number}, with a few properties.\"\n[class.Bench_Disk{number:04}.properties]\n\
             DeviceID = {{ type = \"string\", key = true, max-len = 64, description = \"The slot.\" }}\n\
             Capacity = {{ type = \"uint64\", units = \"bytes\", description = \"The whole size.\" }}\n\
             FreeSpace = {{ type = \"uint64\", units = \"bytes\", denied = \"null\" }}\n\
             State = {{ type = \"uint16\", values = [[0, \"Unknown\"], [2, \"Healthy\"], [\"3..7\", \"Reserved\"]] }}\n\
             Tags = {{ type = \"string[]\" }}\nReady = {{ type = \"boolean\" }}\nSpeed = {{ type = \"real32\" }}\n\
             Installed = {{ type = \"datetime\" }}\nSerial = {{ type = \"string\", denied = true }}\n\
             Load = {{ type = \"uint8\", min = 0, max = 100 }}\n{more}"
        )
        .expect("a text takes all");
    }
    text
}

fn provider(text: &str) -> model::Provider {
    let (provider, found) = lint::check(text);
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn rendering(text: &str) -> Rendering {
    let files = render::render(&provider(text)).expect("templates");
    Rendering::new(files).expect("good paths").of_spec(text)
}

/// A folder that deletes itself, in memory where there is such a place: no disk is measured here.
fn temporary() -> TempDir {
    let in_memory = Path::new("/dev/shm");
    let made = if in_memory.is_dir() {
        tempfile::tempdir_in(in_memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder")
}

/// A crate that was just made, and what was made.
struct Made {
    folder: TempDir,
    text: String,
    rendering: Rendering,
}

impl Made {
    fn new(classes: usize) -> Self {
        let text = text(classes, false);
        let made = Self {
            folder: temporary(),
            rendering: rendering(&text),
            text,
        };
        create(
            &made.root(),
            made.text.as_bytes(),
            &made.rendering,
            &RealDisk,
        )
        .expect("created");
        made
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("made")
    }

    fn lock(&self) -> Lock {
        let text = Lock::load(&self.root()).expect("the lock").expect("a lock");
        Lock::read(&text).expect("a whole lock")
    }

    /// Runs wmigen on the crate.
    fn run(&self, verb: &str) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wmigen"));
        let said = command.arg(verb).arg(self.root()).output();
        assert!(said.expect("it runs").status.success());
    }
}

/// From the spec's text to the texts of the files.
fn in_memory(group: &mut BenchmarkGroup<'_, WallTime>, step: &str, classes: usize) {
    let text = text(classes, false);
    let (read, _) = spec::read(&text);
    let provider = provider(&text);
    let id = BenchmarkId::new(step, classes);
    match step {
        "read" => group.bench_function(id, |bench| bench.iter(|| spec::read(black_box(&text)))),
        "resolve" => group.bench_function(id, |bench| bench.iter(|| model::resolve(&read))),
        _ => group.bench_function(id, |bench| bench.iter(|| render::render(&provider))),
    };
}

/// What is done with a crate that is there.
fn on_disk(group: &mut BenchmarkGroup<'_, WallTime>, made: &Made, classes: usize) {
    let lock = made.lock();
    let tree = Tree::read(&made.root(), &made.rendering, &lock);
    let changed = text(classes, true);
    let next = rendering(&changed);
    group.bench_function(BenchmarkId::new("plan", classes), |bench| {
        bench.iter(|| plan(&next, &lock, &tree));
    });
    let outline = Outline::of(&made.rendering);
    group.bench_function(BenchmarkId::new("recall", classes), |bench| {
        bench.iter(|| recall(&outline, None, &lock, &tree).expect("nothing has changed"));
    });
    group.bench_function(BenchmarkId::new("apply", classes), |bench| {
        bench.iter_batched(
            temporary,
            |folder| {
                let root = folder.path().join("new");
                create(&root, made.text.as_bytes(), &made.rendering, &RealDisk).expect("created");
                // It is deleted when the time is taken.
                folder
            },
            BatchSize::PerIteration,
        );
    });
    for verb in ["check", "generate"] {
        group.bench_function(
            BenchmarkId::new(format!("unchanged {verb}"), classes),
            |bench| {
                bench.iter(|| made.run(verb));
            },
        );
    }
    let spec = made.root().join("wmigen.toml");
    group.bench_function(BenchmarkId::new("one changed", classes), |bench| {
        let mut specs = [&changed, &made.text].into_iter().cycle();
        bench.iter_batched(
            || fs::write(&spec, specs.next().expect("one of two")).expect("the spec"),
            |()| made.run("generate"),
            BatchSize::PerIteration,
        );
    });
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10);
    for classes in CLASSES {
        for step in ["read", "resolve", "render"] {
            in_memory(&mut group, step, classes);
        }
        on_disk(&mut group, &Made::new(classes), classes);
    }
    group.finish();
    criterion.final_summary();
}
