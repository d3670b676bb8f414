//! Threads that work for the client, and checks against the provider's own security descriptor.

use std::cell::RefCell;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::lock;
use crate::script::{Script, Thing, shared};
use crate::session::{Session, names};
use crate::wmi::{Error, Level, SecurityDescriptor};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Identity, Kind};

/// Notes with which identity its thread ends, and takes its time to do so.
struct AtTheEnd(Arc<Mutex<Vec<Identity>>>);

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        thread::sleep(Duration::from_millis(50));
        lock(&self.0).push(Identity::now());
    }
}

thread_local! {
    static AT_THE_END: RefCell<Option<AtTheEnd>> = const { RefCell::new(None) };
}

/// Both routes give the thing that comes about in this way.
fn assert_served(
    kind: Kind,
    step: impl Fn(&mut crate::wmi::Client<'_>) -> crate::wmi::Result<Thing> + Send + Sync + 'static,
) {
    let session = Session::start(Script::new().step("a", step));
    assert_eq!(names(&session.get(&Client::new(kind), "a")), ["a"]);
    assert_eq!(names(&session.enumerate(&Client::new(kind))), ["a"]);
}

#[test]
fn threads_run_as_the_client() {
    for (kind, level, identity) in [
        (Kind::Impersonate, Level::Impersonate, Identity::Impersonate),
        (Kind::Delegate, Level::Delegate, Identity::Delegate),
    ] {
        assert_served(kind, move |client| {
            let sum = client.scope(|scope| {
                let threads: Vec<_> = (1..=8)
                    .map(|number| {
                        scope.spawn(move |worker| {
                            assert_eq!((Identity::now(), worker.level()), (identity, level));
                            assert!(!worker.cancelled());
                            Ok(number)
                        })
                    })
                    .collect();
                let results = threads.into_iter().map(|thread| thread.join());
                results
                    .map(|result| result.expect("no panic"))
                    .sum::<Result<i32, _>>()
            })??;
            assert_eq!((sum, Identity::now()), (36, identity));
            Ok(Thing::new("a"))
        });
    }
}

#[test]
fn what_a_thread_leaves_behind_is_dropped_as_the_client_and_before_the_scope_ends() {
    assert_served(Kind::Impersonate, move |client| {
        let left = shared(Vec::new());
        let noted = &left;
        client.scope(|scope| {
            scope.spawn(|_| {
                AT_THE_END.set(Some(AtTheEnd(noted.clone())));
                Ok(())
            });
            scope.spawn(|_| {
                AT_THE_END.set(Some(AtTheEnd(noted.clone())));
                Err::<(), _>(Error::denied())
            });
        })?;
        // With the call the client's token goes, and the DLL may.
        assert_eq!(*lock(&left), [Identity::Impersonate; 2]);
        Ok(Thing::new("a"))
    });
}

#[test]
fn a_panic_waits_for_what_the_threads_leave_behind_too() {
    let left = shared(Vec::new());
    let noted = left.clone();
    let script = Script::new().step("a", move |client| {
        let noted = &noted;
        client.scope(|scope| {
            scope.spawn(|_| {
                AT_THE_END.set(Some(AtTheEnd(noted.clone())));
                Ok(())
            });
            panic!("on purpose");
        })
    });
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(*lock(&left), [Identity::Impersonate]);
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
}

#[test]
fn what_a_thread_is_denied_the_client_is_denied() {
    let script = Script::new().step("a", |client| {
        client.scope(|scope| {
            let denied = scope.spawn(|_| -> crate::wmi::Result<Thing> {
                Err(std::io::Error::from_raw_os_error(5))?;
                unreachable!("the question mark returned")
            });
            denied.join().expect("no panic")
        })?
    });
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    assert_eq!(session.script.log()[1].denied, 1);
}

#[test]
fn a_panic_in_a_thread_is_one_in_the_call() {
    let script = Script::new().step("a", |client| {
        client.scope(|scope| {
            scope.spawn(|_| -> crate::wmi::Result<()> { panic!("on purpose") });
        })?;
        Ok(Thing::new("a"))
    });
    let session = Session::start(script);
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
}

#[test]
fn a_thread_that_changes_its_token_has_no_result() {
    let changes: [fn(); 2] = [
        || {
            // SAFETY: changes the token of this thread alone.
            assert!(unsafe { RevertToSelf() }.as_bool());
        },
        || {
            // SAFETY: as above.
            assert!(unsafe { RevertToSelf() }.as_bool());
            // SAFETY: as above.
            assert!(unsafe { ImpersonateSelf(SecurityImpersonation) }.as_bool());
        },
    ];
    for change in changes {
        assert_served(Kind::Impersonate, move |client| {
            let result = client.scope(|scope| {
                let worker = scope.spawn(move |_| {
                    change();
                    Ok("data of somebody's")
                });
                worker.join().expect("no panic")
            })?;
            assert!(result.is_err_and(|error| !error.is_denied() && !error.is_not_found()));
            assert_eq!(Identity::now(), Identity::Impersonate);
            Ok(Thing::new("a"))
        });
    }
}

/// Who is granted or denied what, and whether the client then has all that it asks for.
const DESCRIPTORS: [(&str, u32, bool); 8] = [
    ("O:SYG:SYD:(A;;0x1;;;WD)", 0x1, true),
    ("O:SYG:SYD:(A;;0x1;;;WD)", 0x2, false),
    ("O:SYG:SYD:(A;;0x3;;;WD)", 0x3, true),
    ("O:SYG:SYD:(A;;0x1;;;WD)", 0x3, false),
    ("O:SYG:SYD:(D;;0x1;;;WD)", 0x1, false),
    ("O:SYG:SYD:(D;;0x1;;;WD)(A;;0x3;;;WD)", 0x1, false),
    ("O:SYG:SYD:(D;;0x1;;;WD)(A;;0x3;;;WD)", 0x2, true),
    ("O:SYG:SYD:(A;;0x1;;;S-1-5-21-1-2-3-4)", 0x1, false),
];

#[test]
fn a_descriptor_allows_what_it_grants_and_nothing_else() {
    for (sddl, access, allowed) in DESCRIPTORS {
        let descriptor = SecurityDescriptor::from_sddl(sddl).expect(sddl);
        assert_served(Kind::Impersonate, move |client| {
            let by_client = client.allows(&descriptor, access)?;
            let by_worker = client.scope(|scope| {
                let worker = scope.spawn(|worker| worker.allows(&descriptor, access));
                worker.join().expect("no panic")
            })??;
            assert_eq!([by_client, by_worker], [allowed; 2], "{sddl}, {access}");
            Ok(Thing::new("a"))
        });
    }
}

#[test]
fn what_is_no_descriptor_is_an_error() {
    for sddl in [
        "",
        "nonsense",
        "O:SYG:SYD:(A;;0x1;;;",
        "O:SYG:SYD:(A;;0x1;;;ZZ)",
        // Windows reads these, and without an access list everybody would be allowed everything.
        "O:SYG:SY",
        "O:SY",
    ] {
        let read = SecurityDescriptor::from_sddl(sddl);
        assert!(read.is_err(), "{sddl}");
    }
}
