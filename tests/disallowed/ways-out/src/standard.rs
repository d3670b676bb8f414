//! The standard library.

use std::process::{self, Command};
use std::thread;

pub fn threads() {
    thread::spawn(|| ()); // std::thread::spawn
    let builder = thread::Builder::new();
    let _ = builder.spawn(|| ()); // std::thread::Builder::spawn
    let unchecked = thread::Builder::new();
    let _ = unsafe { unchecked.spawn_unchecked(|| ()) }; // std::thread::Builder::spawn_unchecked
    thread::scope(|scope| {
        scope.spawn(|| ()); // std::thread::Scope::spawn
        let builder = thread::Builder::new();
        let _ = builder.spawn_scoped(scope, || ()); // std::thread::Builder::spawn_scoped
    });
    let _by_name = thread::spawn::<fn(), ()>; // std::thread::spawn
}

pub fn processes() {
    let _ = Command::new("a").spawn(); // std::process::Command::spawn
    let _ = Command::new("a").output(); // std::process::Command::output
    let _ = Command::new("a").status(); // std::process::Command::status
}

pub fn the_end(gently: bool) -> ! {
    if gently {
        process::exit(1) // std::process::exit
    }
    process::abort() // std::process::abort
}

pub fn what_is_no_way_out() {
    let _ = thread::current().name();
    thread::yield_now();
    let _ = process::id();
}
