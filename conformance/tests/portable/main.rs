//! The runtime's portable part, which is tested on every system: here, and by the unit tests in its files. `policy` has
//! the part that needs Windows.

#![expect(
    clippy::duplicate_mod,
    reason = "some parts of the runtime are its own, and can be reached by themselves only"
)]

#[path = "../../../templates/src/wmi/codes_hresult.rs"]
mod codes_hresult;
#[path = "../../../templates/src/wmi/codes_nt.rs"]
mod codes_nt;
#[path = "../../../templates/src/wmi/codes_win32.rs"]
mod codes_win32;
#[path = "../../../templates/src/wmi/denial.rs"]
mod denial;
#[path = "../../../templates/src/wmi/descriptor.rs"]
mod descriptor;
#[path = "../../../templates/src/wmi/meaning.rs"]
mod meaning;

mod any_objects;
mod datetimes;
mod denials;
mod descriptors;
mod paths;
#[allow(
    dead_code,
    unused_imports,
    unfulfilled_lint_expectations,
    reason = "not all of the runtime is the tests' concern, and nothing of it is public here"
)]
#[path = "../../../templates/src/wmi/mod.rs"]
mod wmi;
