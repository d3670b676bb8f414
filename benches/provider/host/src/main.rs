//! The process that has two providers loaded and asks both, as WMI would.
//!
//! ```text
//! provider-host check GENERATED.dll CPP.dll
//! provider-host core GENERATED.dll CPP.dll enumerate|get ROWS GETS ROUNDS
//! provider-host time GENERATED.dll CPP.dll enumerate|get ROWS CALLS ROUNDS
//! provider-host count GENERATED.dll enumerate|get ROWS CALLS
//! provider-host look LOOKS
//! ```
//!
//! `check` and `core` ask them inside the small WMI core, which is strict and slow. `time` and `count` ask them inside a host that only
//! does what WMI cannot do without ([`lean`]). `look` times the question who the thread is. What is measured is printed,
//! fields between tabs, a line each.

#[cfg(windows)]
mod check;
#[cfg(windows)]
mod core;
#[cfg(windows)]
mod count;
#[cfg(windows)]
mod dll;
#[cfg(windows)]
mod floor;
#[cfg(windows)]
mod imports;
#[cfg(windows)]
mod lean;
#[cfg(windows)]
mod look;
#[cfg(windows)]
mod time;
#[cfg(windows)]
#[allow(
    dead_code,
    unused_imports,
    reason = "the host uses a part of the small WMI core"
)]
mod wmi_core;
#[cfg(windows)]
mod work;

#[cfg(windows)]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["check", generated, cpp] => check::run(generated, cpp),
        ["core", generated, cpp, asked, rows, gets, rounds] => {
            let numbers = [rows, gets, rounds].map(work::number);
            core::run(generated, cpp, asked, numbers);
        }
        ["time", generated, cpp, asked, rows, calls, rounds] => {
            let work = work::Work::read(asked, rows, calls);
            time::run(generated, cpp, &work, work::number(rounds));
        }
        ["count", dll, asked, rows, calls] => {
            count::run(dll, &work::Work::read(asked, rows, calls));
        }
        ["look", looks] => look::run(work::number(looks)),
        _ => panic!("what these arguments ask for is not known: {arguments:?}"),
    }
}

#[cfg(not(windows))]
fn main() {
    panic!("providers are loaded on Windows alone");
}
