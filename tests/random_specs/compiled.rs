//! Crates of random specs, which compile for Windows as they are generated.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed, TestRunner};
use wmigen::lint;
use wmigen::render::render;

use super::support::{cargo, mirror, succeed};
use super::{schema, specs, tape::Tape};

/// How many crates are compiled.
const CRATES: usize = 12;

/// The first specs that have methods and are in order.
fn specs_with_methods() -> Vec<String> {
    let mut config = Config::with_cases(1);
    config.rng_algorithm = RngAlgorithm::XorShift;
    config.rng_seed = RngSeed::Fixed(5);
    let seed = std::env::var("PROPTEST_RNG_SEED");
    if let Ok(seed) = seed.map(|seed| seed.parse().expect("a number")) {
        config.rng_seed = RngSeed::Fixed(seed);
    }
    let mut runner = TestRunner::new(config);
    let numbers = prop::collection::vec(any::<u32>(), 300..900);
    let texts = std::iter::repeat_with(|| {
        let numbers = numbers.new_tree(&mut runner).unwrap().current();
        specs::spec(&mut Tape::new(&numbers))
    });
    let sound = texts.filter(|text| text.contains(".method.") && lint::check(text).0.is_some());
    sound.take(CRATES).collect()
}

#[test]
#[ignore = "needs Rust's Windows targets, and takes minutes; scripts/test runs it"]
fn crates_of_random_specs_compile_for_windows() {
    for (number, text) in specs_with_methods().iter().enumerate() {
        let mut provider = lint::check(text).0.unwrap();
        schema::read(&mut provider, text);
        let files = render(&provider).unwrap().into_iter();
        let files: BTreeMap<String, Vec<u8>> = files
            .map(|file| (file.path, file.text.into_bytes()))
            .collect();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random-specs");
        let folder = folder.join(number.to_string());
        mirror(&files, &folder);
        println!("{}:\n{text}", folder.display());
        let arguments = ["check", "--quiet", "--lib", "--test", "contract"];
        let arguments = [&arguments[..], &["--target", "x86_64-pc-windows-gnu"]].concat();
        succeed(cargo(&folder, &arguments).env("RUSTFLAGS", "-D warnings"));
    }
}
