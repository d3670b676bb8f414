//! What a generated provider asks of the system while it works: counted, and bounded. A count is the same on every machine,
//! where a time is not; `benches/provider` has the times.
//!
//! Where the Windows part cannot run, this test fails and says what is missing.

#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../benches/provider/calls.rs"]
mod calls;
#[allow(dead_code, reason = "the bench uses the rest")]
#[path = "../benches/provider/scene.rs"]
mod scene;
#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::path::Path;

use calls::Calls;
use scene::Scene;
use support::{cargo, succeed};

/// The most calls into the system for one instance more of an enumeration.
const FOR_AN_INSTANCE: f64 = 0.05;

/// The most for one get more.
const FOR_A_GET: f64 = 20.0;

/// How often it is counted anew: how many instances go into a batch may depend on time, and a machine with other work takes
/// some away.
const TRIES: usize = 3;

/// Holds the calls for a unit of work to a bound, and gives them.
fn bounded(unit: &str, most: f64, count: impl Fn() -> Calls) -> Calls {
    let mut counted = (0..TRIES).map(|_| count());
    let fewest = counted.by_ref().find(|calls| calls.total() <= most);
    fewest.unwrap_or_else(|| {
        let calls = count();
        panic!(
            "{:.3} calls into the system for {unit}, and not {most} at most: {:#?}",
            calls.total(),
            calls.entering()
        )
    })
}

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn few_calls_enter_the_system_for_an_instance_or_a_get() {
    let scene = Scene::build(true).unwrap_or_else(|missing| panic!("{missing}"));
    let dll = scene.generated();
    // Several batches, so that what is done once for each of them is counted, too.
    bounded("an instance", FOR_AN_INSTANCE, || {
        Calls::per_instance(&scene, &dll, 4096)
    });
    let calls = bounded("a get", FOR_A_GET, || Calls::per_get(&scene, &dll, 200));
    // What is to be counted is counted: each get impersonates its client.
    let calls = calls.entering();
    let impersonations = calls
        .iter()
        .find(|(name, _)| *name == "CoImpersonateClient");
    assert!(impersonations.is_some_and(|(_, count)| *count >= 1.0));
}

#[test]
fn the_host_is_as_rustfmt_leaves_it() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("provider");
    for folder in scene::write(&home) {
        succeed(&mut cargo(&folder, &["fmt", "--check"]));
    }
}
