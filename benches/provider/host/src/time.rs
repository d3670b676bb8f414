//! The same work by each provider in turn, round after round, so that what slows the machine down slows all of them.

use std::time::{Duration, Instant};

use crate::dll::Dll;
use crate::floor;
use crate::lean::{Apartment, Served, environment};
use crate::work::Work;

/// So many rounds there are however long they take.
const LEAST: u32 = 3;

/// No round begins after that.
const ENOUGH: Duration = Duration::from_secs(60);

/// Prints of each round what each provider took, in nanoseconds.
pub fn run(generated: &str, cpp: &str, work: &Work, rounds: u32) {
    let _apartment = Apartment::enter();
    let [generated, cpp] = [generated, cpp].map(Dll::load);
    let served = |dll: &Dll, careful| {
        environment(work.rows, careful);
        Served::initialize(dll.provider())
    };
    let mut providers = [
        ("generated", served(&generated, false)),
        ("c++ sample", served(&cpp, false)),
        ("c++ careful", served(&cpp, true)),
        ("host alone", floor::served(work.rows)),
    ];
    // The first round is warmer than none and colder than the rest.
    for (_, provider) in &providers {
        work.run(provider);
    }
    let begin = Instant::now();
    for round in 0..rounds {
        if round >= LEAST && begin.elapsed() > ENOUGH {
            break;
        }
        for (name, provider) in &providers {
            let begin = Instant::now();
            work.run(provider);
            println!("time\t{name}\t{}", begin.elapsed().as_nanos());
        }
        // Whoever comes first may find the caches cold.
        providers.rotate_left(1);
    }
}
