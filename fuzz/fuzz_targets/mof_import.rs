//! A text of MOF to a spec, which is then read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wmigen_fuzz::any_mof;

fuzz_target!(|text: &str| any_mof::imported(text));
