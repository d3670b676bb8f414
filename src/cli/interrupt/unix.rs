//! Interrupts of Unix: Ctrl-C, and what a system or a terminal sends that ends.

use std::fs;
use std::io;
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// Calls `asked` on its own thread for each signal, except for those that this process was started to ignore, as with
/// `nohup`.
///
/// # Errors
/// As the system reports them.
pub fn watch(asked: fn(i32)) -> io::Result<()> {
    let ignored = ignored();
    let signals = [SIGINT, SIGTERM, SIGHUP];
    let signals = signals
        .into_iter()
        .filter(|signal| ignored & (1 << (signal - 1)) == 0);
    let mut signals = Signals::new(signals)?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || signals.forever().for_each(asked))?;
    Ok(())
}

/// Ends the process by the signal, so that a shell knows why.
pub fn end(signal: i32) {
    // It returns only for a signal that it does not know, which these are not.
    let _ = emulate_default_handler(signal);
}

/// The signals that are ignored, signal 1 in the lowest bit; none where only the system itself could say.
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}
