//! Providers whose own code is wrong, each in one way: a contract test of the generated crate must find it, and say what
//! is wrong.
//!
//! The crate is the same everywhere, and this takes a while: it is done where the tests run under Wine.

#![cfg(not(windows))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::Path;
use support::{add_users_code, build_in_place, copy, succeed, target};
use wmigen::cli::test::{Tools, Wine};

/// What is replaced in the user's code of the class by what, and what the test then says.
struct Wrong {
    what: &'static str,
    from: &'static str,
    to: &'static str,
    /// The test, in `tests/contract`.
    found_by: &'static str,
    says: &'static str,
}

const WRONG: &[Wrong] = &[
    Wrong {
        what: "gives another instance than was asked for",
        from: ".find(|disk| disk.device_id",
        to: ".find(|disk| !disk.device_id",
        found_by: ANSWERING,
        says: "an enumeration gives this instance, and `get` does not",
    },
    Wrong {
        what: "does not find what it enumerates",
        from: ".find(|disk| disk.device_id",
        to: ".find(|disk| false && disk.device_id",
        found_by: ANSWERING,
        says: "an enumeration gives this instance, and `get` does not",
    },
    Wrong {
        what: "enumerates an instance twice",
        from: "        let disks = self.disks.iter();\n        Ok(",
        to: "        let disks = self.disks.iter().chain(&self.disks);\n        Ok(",
        found_by: ANSWERING,
        says: "two instances of one key",
    },
    Wrong {
        what: "hides an instance by a property from those alone who want it",
        from: "if !client.allows(&disk.access, SEE)? {",
        to: "if client.wants(AcmeDisk::CAPACITY) && !client.allows(&disk.access, SEE)? {",
        found_by: PARTS,
        says: "none but",
    },
];

const CLASS: &str = "src/classes/acme_disk.rs";
const ANSWERING: &str = "answering::every_client_that_may_be_served_gets_what_the_policy_allows";
const PARTS: &str = "parts::no_choice_of_properties_shows_what_is_hidden";

/// Builds the provider, and runs a contract test over it; what it said, and whether it passed.
fn run(wine: &Wine, folder: &Path, test_name: &str) -> (bool, String) {
    // The test loads the DLL, which `cargo test` does not build.
    succeed(build_in_place(
        wine.cargo("build", folder).arg("--quiet"),
        folder,
    ));
    let mut test = wine.cargo("test", folder);
    test.args(["--quiet", "--test", "contract", "--", "--exact", test_name]);
    let output = build_in_place(&mut test, folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("running 1 test"), "{said}");
    (output.status.success(), said)
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn what_the_user_s_own_code_gets_wrong_is_found_by_a_contract_test() {
    let folder = copy("disk", "wrong-providers");
    add_users_code("disk", &folder);
    let tools = Tools::find(&folder).unwrap();
    let tools = tools.unwrap_or_else(|missing| panic!("missing: {missing:?}"));
    let wine = Wine::prepare(&tools, &target(&folder).join("wmigen-wine")).unwrap();
    let right = fs::read_to_string(folder.join(CLASS)).unwrap();
    for test in [ANSWERING, PARTS] {
        let (passed, said) = run(&wine, &folder, test);
        assert!(passed, "the right one: {said}");
    }
    for wrong in WRONG {
        assert_eq!(right.matches(wrong.from).count(), 1, "{}", wrong.what);
        let text = right.replace(wrong.from, wrong.to);
        fs::write(folder.join(CLASS), text).unwrap();
        let (passed, said) = run(&wine, &folder, wrong.found_by);
        fs::write(folder.join(CLASS), &right).unwrap();
        assert!(!passed, "{}: {said}", wrong.what);
        assert!(said.contains(wrong.says), "{}: {said}", wrong.what);
    }
}
