//! What a provider calls while it works, function by function.

use crate::dll::Dll;
use crate::imports::Imports;
use crate::lean::{Apartment, Served, environment};
use crate::work::Work;

/// Prints each function that the provider has imported and called, with how often.
pub fn run(dll: &str, work: &Work) {
    let _apartment = Apartment::enter();
    let dll = Dll::load(dll);
    environment(work.rows, false);
    let provider = Served::initialize(dll.provider());
    // What is done once in the life of a thread or a process is done now.
    work.run(&provider);
    let imports = Imports::count(&dll);
    work.run(&provider);
    for (function, count) in imports.take() {
        println!("called\t{function}\t{count}");
    }
}
