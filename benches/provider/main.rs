//! A generated provider beside one in C++, in one process: `cargo bench --bench provider`.
//!
//! It prints instances and calls a second, and the ratios, which are what can be compared between machines. What is timed is
//! built for release, whatever this program is built for; with `--profile dev` it is built sooner and measures the same.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a program")]

mod calls;
mod report;
mod scene;
#[allow(dead_code, reason = "each program uses a part of it")]
#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::ExitCode;

use clap::Parser;

use calls::Calls;
use report::Report;
use scene::Scene;

/// Times a generated provider beside one in C++.
#[derive(Parser)]
struct Arguments {
    /// How many instances are enumerated, a measurement each
    #[arg(long, value_delimiter = ',', default_value = "20000,100000")]
    rows: Vec<u32>,
    /// How many instances are asked for by their paths, in one round
    #[arg(long, default_value_t = 10_000)]
    gets: u32,
    /// How many rounds there are, each with every provider in turn; fewer, but at least three, where they take a minute
    #[arg(long, default_value_t = 15)]
    rounds: u32,
    /// Cargo says it where it runs benches; where it runs tests, nothing is timed
    #[arg(long, hide = true)]
    bench: bool,
}

/// How much is asked for in the small WMI core, which keeps a record of everything.
const CORE_ROWS: u32 = 5000;
const CORE_GETS: u32 = 500;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if !arguments.bench {
        println!("nothing is timed in a test run; `cargo bench --bench provider` does it");
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(missing) => {
            eprintln!("error: {missing}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let scene = Scene::build(true)?;
    let (generated, cpp) = (scene.generated(), scene.cpp()?);
    let dlls = [generated.as_path(), cpp.as_path()];
    // Both break no rule and give the same.
    scene.host("check", &dlls, &[]);
    let time = |asked: &str, rows: u32, calls: u32| {
        let numbers = [rows, calls, arguments.rounds].map(|number| number.to_string());
        let [rows, calls, rounds] = &numbers;
        Report::read(&scene.host("time", &dlls, &[asked, rows, calls, rounds]))
    };
    for rows in &arguments.rows {
        println!("\nenumerate {rows} instances, each:");
        print!("{}", time("enumerate", *rows, 1).table(*rows));
    }
    println!(
        "\nget one of 1000 instances, {} times, each:",
        arguments.gets
    );
    print!(
        "{}",
        time("get", 1000, arguments.gets).table(arguments.gets)
    );
    let in_core = |asked: &str, rows: u32, gets: u32| {
        let numbers = [rows, gets, arguments.rounds].map(|number| number.to_string());
        let [rows, gets, rounds] = &numbers;
        Report::read(&scene.host("core", &dlls, &[asked, rows, gets, rounds]))
    };
    println!("\nin the small WMI core, enumerate {CORE_ROWS} instances, each:");
    print!("{}", in_core("enumerate", CORE_ROWS, 1).table(CORE_ROWS));
    println!("\nin the small WMI core, get one of {CORE_GETS} instances, each once:");
    print!("{}", in_core("get", CORE_GETS, CORE_GETS).table(CORE_GETS));
    for (name, dll) in [("generated provider", &generated), ("c++ sample", &cpp)] {
        println!("\nwhat the {name} calls:");
        let calls = Calls::per_instance(&scene, dll, 10_000);
        show("instance of an enumeration", &calls);
        show("get", &Calls::per_get(&scene, dll, 1000));
    }
    println!("\none look at the thread's token:");
    for fields in scene.host("look", &[], &["20000"]) {
        println!("  {} ns {}", fields[2], fields[1]);
    }
    Ok(())
}

/// Prints what is called for a unit of work.
fn show(unit: &str, calls: &Calls) {
    let list = |calls: Vec<(&str, f64)>| {
        let calls = calls
            .iter()
            .map(|(function, count)| format!("{function} {count:.3}"));
        calls.collect::<Vec<_>>().join(", ")
    };
    println!("  each {unit}: {:.3} calls into the system", calls.total());
    println!("    {}", list(calls.entering()));
    println!("    in the process: {}", list(calls.staying()));
}
