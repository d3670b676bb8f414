//! Many calls of every kind, from eight threads, whose code, sinks and clients do everything that they can do. Nothing may be left of
//! them.

use std::cell::{Cell, RefCell};
use std::thread;
use std::time::Duration;

use windows_core::HRESULT;

use crate::child::{self, say, test_name};
use crate::methods::{Output, change};
use crate::script::{Script, Thing};
use crate::session::{CLASS, Session, path};
use crate::wmi::{Error, Result};
use crate::wmi_core::bindings::HANDLE;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Canceller, Client, Kind, Provider, Request};
use crate::writes::{labelled, path_of};

windows_core::link!("kernel32.dll" "system" fn GetCurrentProcess() -> HANDLE);
windows_core::link!("kernel32.dll" "system" fn GetProcessHandleCount(process: HANDLE, count: *mut u32) -> i32);
windows_core::link!("kernel32.dll" "system" fn K32GetProcessMemoryInfo(process: HANDLE, counters: *mut Counters, size: u32) -> i32);

/// `PROCESS_MEMORY_COUNTERS`
#[repr(C)]
#[derive(Default)]
struct Counters {
    size: u32,
    faults: u32,
    most_in_memory: usize,
    in_memory: usize,
    pools: [usize; 4],
    committed: usize,
    most_committed: usize,
}

const THREADS: usize = 8;
/// How many calls a thread makes before all of them wait for each other.
const CALLS: usize = 50;
/// How often they do.
const ROUNDS: usize = 250;
/// By how many bytes the memory may have grown after that, which is less than one for ten calls.
const GROWTH_MOST: usize = 4 << 20;

thread_local! {
    static STATE: Cell<u64> = const { Cell::new(1) };
    /// Cancels the call that this thread serves.
    static CANCEL: RefCell<Option<(Canceller, Provider)>> = const { RefCell::new(None) };
}

/// A number below `most`, of a row that is the same in each run.
fn random(most: u64) -> u64 {
    let mut state = STATE.get();
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    STATE.set(state);
    state % most
}

/// What the provider's code does, wherever it runs.
fn anything() -> Result<()> {
    match random(40) {
        0..=5 => Err(Error::denied()),
        6 | 7 => Err(Error::not_found()),
        8 => Err(Error::already_exists()),
        9 => Err(Error::invalid("no")),
        10 => Err(Error::failed("on fire")),
        11 => panic!("on purpose"),
        12 => {
            let cancel = CANCEL.with_borrow(Option::clone);
            if let Some((canceller, provider)) = cancel {
                let _ = canceller.cancel(&provider);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn script() -> Script {
    let script = ["a", "b", "c"]
        .into_iter()
        .fold(Script::new(), |script, name| {
            script.step(name, move |_| {
                anything()?;
                Ok(Thing::new(name))
            })
        });
    script
        .executing(|_, asked| {
            anything()?;
            Ok(Output::of(asked))
        })
        .authorizing(|_| anything())
        .creating(|_, new| {
            anything()?;
            Ok(path_of(new))
        })
        .updating(|_, _, _| anything())
        .deleting(|_, _| anything())
}

/// A call, and a client for it.
fn any_call() -> (Request, Client) {
    let name = ["a", "b", "c", "nothing"][usize::try_from(random(4)).unwrap_or_default()];
    let request = match random(7) {
        0 => Request::get(&path(name)),
        1 => Request::enumerate(CLASS),
        2 => change(name),
        3 => labelled(name),
        4 => labelled(name).create_only(),
        5 => labelled(name).update_only(),
        _ => Request::delete(&path(name)),
    };
    let request = match random(40) {
        0 => request.on_indicate(1, || thread::sleep(Duration::from_millis(2))),
        1 => request.indicate_fails(1, E_OUTOFMEMORY),
        2 => request.leaving_the_token(),
        _ => request,
    };
    let client = match random(40) {
        0 => Client::new(Kind::Identify),
        1 => Client::new(Kind::Delegate),
        2 => Client::impersonate().impersonation_fails(2.., RPC_E_CALL_COMPLETE),
        _ => Client::impersonate(),
    };
    (request, client)
}

/// What a call may end with.
const ENDS: [HRESULT; 9] = [
    S_OK,
    WBEM_S_ACCESS_DENIED,
    WBEM_S_PARTIAL_RESULTS,
    WBEM_E_NOT_FOUND,
    WBEM_E_ACCESS_DENIED,
    WBEM_E_PROVIDER_FAILURE,
    WBEM_E_ALREADY_EXISTS,
    WBEM_E_CALL_CANCELLED,
    WBEM_E_INVALID_PARAMETER,
];

fn calls(session: &Session, seed: u64) {
    STATE.set(seed);
    for _ in 0..CALLS {
        let (request, client) = any_call();
        let canceller = Canceller::new();
        let provider = session.provider().clone();
        CANCEL.set(Some((canceller.clone(), provider)));
        let answer = session.call(&client, request.cancelled_by(&canceller));
        CANCEL.set(None);
        assert_eq!(
            (answer.returned, answer.statuses.len()),
            (S_OK, 1),
            "{answer:?}"
        );
        let status = answer.status();
        assert!(
            ENDS.contains(&status) || status == E_OUTOFMEMORY,
            "{answer:?}"
        );
    }
}

/// The handles and the bytes of this process.
fn held() -> (u32, usize) {
    let mut handles = 0;
    let size = u32::try_from(size_of::<Counters>()).expect("a size");
    let mut counters = Counters {
        size,
        ..Counters::default()
    };
    // SAFETY: the pseudo handle is always valid, and the places are writable and of the sizes that are said.
    unsafe {
        let process = GetCurrentProcess();
        assert_ne!(GetProcessHandleCount(process, &raw mut handles), 0);
        assert_ne!(K32GetProcessMemoryInfo(process, &raw mut counters, size), 0);
    }
    (handles, counters.committed)
}

#[allow(
    clippy::disallowed_methods,
    reason = "the threads are WMI's, not the provider's"
)]
fn round(session: &Session, round: usize) {
    thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|number| {
                let seed = u64::try_from(1 + round * THREADS + number).expect("a number");
                scope.spawn(move || calls(session, seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
            })
            .collect();
        for thread in threads {
            thread.join().expect("no call went wrong");
        }
    });
    session.core.forget();
    session.script.forget();
    session.core.assert_no_breach();
}

#[test]
#[ignore = "takes more than a minute; scripts/test runs it"]
fn a_hundred_thousand_calls_leave_nothing_behind() {
    let most = Duration::from_secs(1200);
    let child = child::run_within(
        most,
        test_name!(a_hundred_thousand_calls_leave_nothing_behind),
        || {
            let loud = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if panic.payload_as_str() != Some("on purpose") {
                    loud(panic);
                }
            }));
            let session = Session::start(script());
            // What is made once is made then.
            let warm = ROUNDS / 5;
            (0..warm).for_each(|number| round(&session, number));
            let (handles, bytes) = held();
            (warm..ROUNDS).for_each(|number| round(&session, number));
            let (handles_then, bytes_then) = held();
            let said = format!(
                "{handles} handles and {bytes} bytes, and then {handles_then} and {bytes_then}"
            );
            println!("{said}");
            assert!(handles_then <= handles + 8, "{said}");
            assert!(bytes_then <= bytes + GROWTH_MOST, "{said}");
            say("all");
        },
    );
    if let Some(child) = child {
        child.assert_passed_after(&["all"]);
    }
}
