//! The way from MOF to a spec, step by step, at 1, 10, 100 and 1,000 classes; MOF that means harm, at two lengths, of which the
//! longer should take four times as long; and files of others, where `WMIGEN_MOF` names one. docs/performance.md says what it shows.

use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, measurement::WallTime};
use wmigen::diagnostics::Source;
use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::import::{Imported, Options, import};
use wmigen::mof::{Loaded, LoadedFile, load, parse};

/// How many classes the files have.
const CLASSES: [usize; 4] = [1, 10, 100, 1_000];

/// How long the texts are that mean harm, in bytes.
const LENGTHS: [usize; 2] = [1 << 18, 1 << 20];

/// MOF of that many classes, each with six properties and a list of values that all have.
fn text(classes: usize) -> String {
    let mut text = "#pragma namespace(\"root/Bench\")\n".to_owned();
    for number in 0..classes {
        write!(
            text,
            "// Disk {number}.\n[dynamic, provider(\"Bench\"), Description(\"A disk, \"\n    \"with a few properties.\")]\n\
             class Bench_Disk{number:04}\n{{\n    [key, MaxLen(64), Description(\"The slot.\")] string DeviceID;\n\
             \x20   [Units(\"bytes\"), Description(\"The whole size.\")] uint64 Capacity = 0x100;\n\
             \x20   [ValueMap{{\"0\", \"2\", \"3..7\"}}, Values{{\"Unknown\", \"Healthy\", \"Reserved\"}}] uint16 State;\n\
             \x20   string Tags[] = {{\"a\", \"b\"}};\n    boolean Ready = TRUE;\n    datetime Installed;\n}};\n"
        )
        .expect("a text takes all");
    }
    text
}

fn loaded(text: &str) -> Loaded {
    let parsed = parse(text, &MOF_SYNTAX);
    let source = Source {
        name: "bench.mof".to_owned(),
        text: text.to_owned(),
    };
    let file = LoadedFile {
        source,
        problems: parsed.problems,
    };
    Loaded {
        files: vec![file],
        items: parsed.items.into_iter().map(|item| (0, item)).collect(),
        unread: Vec::new(),
    }
}

fn imported(loaded: &Loaded) -> Imported {
    import(
        loaded,
        &Options {
            classes: &[],
            name: "Bench",
            clsid: "{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}",
        },
    )
}

/// Texts that mean harm, each with a piece that it has again and again.
fn harmful() -> [(&'static str, &'static str, String); 7] {
    let part = |text: &str| text.to_owned();
    [
        ("braces", "", part("{")),
        ("values", "instance of A { B = ", part("{1,")),
        ("list", "instance of A { B = {1", part(",1")),
        ("open text", "\"", "\n".repeat(4000) + "\\\""),
        ("open texts", "", part("\"\n")),
        ("pragmas", "", part("#pragma a\n")),
        ("one class", "", part("class A { };\n")),
    ]
}

fn ours(group: &mut BenchmarkGroup<'_, WallTime>, classes: usize) {
    let text = text(classes);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(BenchmarkId::new("read", classes), |bench| {
        bench.iter(|| parse(black_box(&text), &MOF_SYNTAX));
    });
    let loaded = loaded(&text);
    assert_eq!(imported(&loaded).notes, [], "all of it has a place");
    group.bench_function(BenchmarkId::new("import", classes), |bench| {
        bench.iter(|| imported(&loaded));
    });
}

fn of_harm(group: &mut BenchmarkGroup<'_, WallTime>, length: usize) {
    for (name, begin, part) in harmful() {
        let text = begin.to_owned() + &part.repeat(length / part.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new(name, length), |bench| {
            bench.iter(|| imported(&loaded(black_box(&text))));
        });
    }
}

fn of_others(group: &mut BenchmarkGroup<'_, WallTime>, file: PathBuf) {
    let files = [file];
    let loaded = load(&files, &[], &MOF_SYNTAX);
    group.bench_function("read files", |bench| {
        bench.iter(|| load(black_box(&files), &[], &MOF_SYNTAX));
    });
    group.bench_function("import files", |bench| {
        bench.iter(|| imported(black_box(&loaded)));
    });
    let spec = imported(&loaded)
        .spec
        .expect("classes that a spec can have");
    group.bench_function("check their spec", |bench| {
        bench.iter(|| wmigen::lint::check(black_box(&spec)));
    });
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("mof");
    group.sample_size(10);
    for classes in CLASSES {
        ours(&mut group, classes);
    }
    for length in LENGTHS {
        of_harm(&mut group, length);
    }
    if let Some(file) = env::var_os("WMIGEN_MOF") {
        of_others(&mut group, file.into());
    }
    group.finish();
    criterion.final_summary();
}
