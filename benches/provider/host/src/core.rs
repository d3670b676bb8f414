//! The same work inside the small WMI core, round after round: WMI at its strictest, where each call of the provider's is
//! recorded and checked, and the client's token is gone after each entry into WMI.

use std::time::Instant;

use crate::check::definition;
use crate::dll::Dll;
use crate::lean::environment;
use crate::wmi_core::codes::S_OK;
use crate::wmi_core::{Client, Core};
use crate::work::{CLASS, name};

/// Prints of each round what each provider took, in nanoseconds: for an enumeration of so many rows, or for so many gets.
pub fn run(generated: &str, cpp: &str, asked: &str, [rows, gets, rounds]: [u32; 3]) {
    let [generated, cpp] = [generated, cpp].map(Dll::load);
    let mut providers = [
        ("generated", &generated, false),
        ("c++ sample", &cpp, false),
        ("c++ careful", &cpp, true),
    ];
    // The first round is warmer than none and colder than the rest.
    for round in 0..=rounds {
        for (name, dll, careful) in providers {
            let time = once(dll, careful, asked, rows, gets);
            if round > 0 {
                println!("time\t{name}\t{time}");
            }
        }
        providers.rotate_left(1);
    }
}

/// What the work takes in a core of its own, whose record is then as short for the last as for the first.
fn once(dll: &Dll, careful: bool, asked: &str, rows: u32, gets: u32) -> u128 {
    environment(rows, careful);
    let core = Core::new([definition()]);
    let provider = core.initialize(dll.provider(), r"root\Acme").provider();
    let client = Client::impersonate();
    let begin = Instant::now();
    match asked {
        "enumerate" => {
            let answer = core.enumerate(&provider, &client, CLASS);
            assert_eq!(answer.status(), S_OK);
            assert_eq!(answer.objects.len(), rows as usize);
        }
        "get" => {
            for number in 0..gets {
                let path = format!("{CLASS}.DeviceID=\"{}\"", name(number % rows));
                let answer = core.get(&provider, &client, &path);
                assert_eq!(answer.status(), S_OK);
            }
        }
        other => panic!("no work is called {other}"),
    }
    let time = begin.elapsed().as_nanos();
    core.release(provider);
    // The sample breaks rules, which is why it is fast.
    core.take_breaches();
    time
}
