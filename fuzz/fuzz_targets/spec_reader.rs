//! A text to a provider, or to what is wrong with it, as a terminal shows it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wmigen_fuzz::any_spec;

fuzz_target!(|text: &str| {
    any_spec::shown(&any_spec::check(text), text);
});
