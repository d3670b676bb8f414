//! Bytes to what they say as MOF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wmigen_fuzz::any_mof;

fuzz_target!(|bytes: &[u8]| any_mof::read_bytes(bytes));
