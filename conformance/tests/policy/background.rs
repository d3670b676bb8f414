//! Threads that serve no client: as whom they run, when they end, and what they keep.

use std::cell::RefCell;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::child::{self, say, test_name};
use crate::gate::{Gate, wait_until};
use crate::lock;
use crate::script::{Place, Script, Thing, shared};
use crate::session::{Session, names};
use crate::wmi::com::{can_unload_now, loaded_objects};
use crate::wmi::{Background, Error, Level, OwnError, thread_level};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Identity};
use windows_core::HRESULT;

const S_FALSE: HRESULT = HRESULT(1);

/// Notes with which identity its thread ends.
struct AtTheEnd(Arc<Mutex<Vec<Identity>>>);

impl Drop for AtTheEnd {
    fn drop(&mut self) {
        // Whoever waits for less than the thread's end comes too early.
        std::thread::sleep(Duration::from_millis(100));
        lock(&self.0).push(Identity::now());
    }
}

thread_local! {
    static AT_THE_END: RefCell<Option<AtTheEnd>> = const { RefCell::new(None) };
}

#[test]
fn a_thread_that_a_client_s_call_starts_runs_as_the_provider() {
    let found = shared(Vec::new());
    let noted = found.clone();
    let script = Script::new().step("a", move |_client| {
        assert_eq!(Identity::now(), Identity::Impersonate);
        let at_work = noted.clone();
        let thread = Background::spawn(move |stop| {
            AT_THE_END.set(Some(AtTheEnd(at_work.clone())));
            lock(&at_work).push(Identity::now());
            assert_eq!(thread_level(), Level::None);
            stop.wait(Duration::from_secs(3_600));
        });
        drop(thread.map_err(OwnError::into_error)?);
        // The drop has waited for the end of the thread, and not of its work alone.
        assert_eq!(*lock(&noted), [Identity::Own; 2]);
        // Another thread's identity is none of this one's business.
        assert_eq!(Identity::now(), Identity::Impersonate);
        Ok(Thing::new("a"))
    });
    let session = Session::start(script);
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
    assert_eq!(lock(&found).len(), 2);
}

#[test]
fn a_thread_of_the_provider_s_value_ends_with_it() {
    let (started, kept) = (Gate::default(), shared(None));
    let (begun, keep) = (started.clone(), kept.clone());
    let script = Script::new().initializing(move || {
        let begun = begun.clone();
        let thread = Background::spawn(move |stop| {
            begun.open();
            while !stop.wait(Duration::from_millis(1)) {}
        });
        *lock(&keep) = Some(thread?);
        Ok(())
    });
    let dropped = kept.clone();
    let session =
        Session::start(script.at(Place::ProviderDrop, move || drop(lock(&dropped).take())));
    started.wait();
    assert!(lock(&kept).as_ref().is_some_and(Background::is_running));
    drop(session);
    assert!(lock(&kept).is_none());
}

#[test]
fn a_panic_ends_the_thread_and_nothing_else() {
    let session = Session::start(Script::new().things(1).step("a", |client| {
        let thread = client.as_provider(|| Background::spawn(|_| panic!("on purpose")))?;
        wait_until(|| !thread.is_running());
        Err(Error::not_found())
    }));
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!(answer.status(), WBEM_E_NOT_FOUND);
    assert_eq!(names(&session.get(&Client::impersonate(), "0")), ["0"]);
}

#[test]
fn the_dll_is_in_use_for_as_long_as_the_thread_is() {
    let child = child::run(
        test_name!(the_dll_is_in_use_for_as_long_as_the_thread_is),
        || {
            assert_eq!((loaded_objects(), can_unload_now()), (0, S_OK));
            let thread = Background::spawn(|stop| while !stop.wait(Duration::from_millis(1)) {});
            let thread = thread.expect("threads can be started");
            assert_eq!((loaded_objects(), can_unload_now()), (1, S_FALSE));
            thread.stop();
            wait_until(|| !thread.is_running());
            assert_eq!(can_unload_now(), S_FALSE, "nobody has waited for it yet");
            drop(thread);
            assert_eq!((loaded_objects(), can_unload_now()), (0, S_OK));
            say("counted");
        },
    );
    if let Some(child) = child {
        child.assert_passed_after(&["counted"]);
    }
}
