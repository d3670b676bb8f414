//! The beginning of a provider's life: WMI is told how it ended, once, and nothing works before.

use std::panic::panic_any;
use std::sync::Arc;

use windows_core::{BSTR, HRESULT, HSTRING, Interface, PCWSTR, implement_decl};

use crate::by_interface::{Counting, as_wmi};
use crate::lock;
use crate::script::{Place, Script, shared};
use crate::scripted::Current;
use crate::session::{NAMESPACE, Session, core, initialize, names, path, server};
use crate::wmi::{Operation, OwnError};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Core};

const WBEM_E_INITIALIZATION_FAILURE: HRESULT = HRESULT(0x8004_1014_u32.cast_signed());

/// An initialization whose one status is `WBEM_E_FAILED`, and whose reason the log has.
fn assert_refused(script: Script, namespace: &str, initialized: usize) {
    let (core, script) = (core(), Arc::new(script));
    let outcome = initialize(&core, &script, namespace);
    assert_eq!(outcome.returned, S_OK, "{namespace}");
    assert_eq!(outcome.statuses, [WBEM_E_FAILED.0], "{namespace}");
    assert_eq!(script.count(Place::Initialize), initialized, "{namespace}");
    assert_eq!(script.count(Place::ProviderDrop), 0, "{namespace}");
    let log = script.log();
    assert_eq!(log.len(), 1, "{namespace}");
    assert_eq!(log[0].operation, Operation::Initialize);
    assert_eq!(log[0].status, WBEM_E_FAILED.0);
    assert!(log[0].detail.is_some(), "{namespace}");
    core.assert_no_breach();
}

#[test]
fn another_namespace_is_refused() {
    for namespace in ["", "root", r"root\Test\More", r"root\Other", r"\\.\root"] {
        assert_refused(Script::new(), namespace, 0);
    }
}

#[test]
fn its_own_namespace_is_served_however_it_is_written() {
    for namespace in [
        r"root\Test",
        r"ROOT\TEST",
        "root/Test",
        r"\\.\root\Test",
        r"\\SERVER\root\test",
    ] {
        let (core, script) = (core(), Arc::new(Script::new()));
        let provider = initialize(&core, &script, namespace).provider();
        core.release(provider);
    }
}

#[test]
fn a_failing_initialization() {
    let denied = || std::io::Error::from_raw_os_error(5).into();
    assert_refused(
        Script::new().initializing(move || Err(denied())),
        NAMESPACE,
        1,
    );
    let failed = || Err(OwnError::new("on fire"));
    assert_refused(Script::new().initializing(failed), NAMESPACE, 1);
    let panics = Script::new().initializing(|| panic_any(7));
    assert_refused(panics, NAMESPACE, 1);
}

/// An init sink that says what it was told.
struct InitSink(Arc<std::sync::Mutex<Vec<i32>>>);

implement_decl! { impl InitSink as InitSink_Impl: [IWbemProviderInitSink] }

impl IWbemProviderInitSink_Impl for InitSink_Impl {
    fn SetStatus(&self, status: i32, _: i32) -> windows_core::Result<()> {
        lock(&self.0).push(status);
        Ok(())
    }
}

/// Calls Initialize, with NULL for user, locale and context, as WMI may; and tells what came of it.
fn initialize_with(
    core: &Core,
    init: &IWbemProviderInit,
    services: Option<&IWbemServices>,
    with_sink: bool,
) -> (HRESULT, Vec<i32>) {
    let told = shared(Vec::new());
    let sink: IWbemProviderInitSink = InitSink(told.clone()).into();
    let namespace = HSTRING::from(NAMESPACE);
    let returned = as_wmi(core, || {
        let (null, sink) = (PCWSTR::null(), with_sink.then_some(&sink));
        // SAFETY: the strings live, and the pointers are held, for the call.
        unsafe { init.Initialize(null, 0, &namespace, null, services, None, sink) }
    });
    let told = lock(&told).clone();
    (returned, told)
}

#[test]
fn without_a_namespace_or_a_sink() {
    let (core, script) = (core(), Arc::new(Script::new()));
    let _current = Current::set(&script);
    let init = server(&script);
    let services: IWbemServices = init.cast().expect("it has both interfaces");
    for (services, sink) in [(None, true), (Some(&services), false), (None, false)] {
        let (returned, told) = initialize_with(&core, &init, services, sink);
        assert_eq!((returned, told), (WBEM_E_INVALID_PARAMETER, vec![]));
    }
    assert_eq!(script.notes(), []);
}

#[test]
fn a_second_one_is_refused_and_the_first_one_goes_on() {
    let session = Session::start(Script::new().thing("a"));
    let _current = Current::set(&session.script);
    let services = session.provider().services();
    let init: IWbemProviderInit = services.cast().expect("it has both interfaces");
    let (returned, told) = initialize_with(&session.core, &init, Some(services), true);
    assert_eq!((returned, told), (S_OK, vec![WBEM_E_FAILED.0]));
    drop(init);
    assert_eq!(session.script.count(Place::Initialize), 1);
    assert_eq!(session.script.count(Place::ProviderDrop), 0);
    assert_eq!(names(&session.get(&Client::impersonate(), "a")), ["a"]);
}

#[test]
fn null_for_what_may_be_null() {
    let (core, script) = (core(), Arc::new(Script::new()));
    let _current = Current::set(&script);
    // Stands in for WMI's namespace, of which no use is made here.
    let other = server(&script);
    let services: IWbemServices = other.cast().expect("it has both interfaces");
    let init = server(&script);
    let (returned, told) = initialize_with(&core, &init, Some(&services), true);
    assert_eq!((returned, told), (S_OK, vec![S_OK.0]));
    drop(init);
    assert_eq!(script.count(Place::ProviderDrop), 1);
}

/// Both calls on a provider that is not initialized: refused by the method, and nothing said to the sink.
fn assert_not_initialized(core: &Core, services: &IWbemServices) {
    let (sink, told) = Counting::new();
    let returned = as_wmi(core, || {
        // SAFETY: the strings live, and the pointers are held, for the calls.
        unsafe {
            let get = services.GetObjectAsync(&BSTR::from(path("a")), 0, None, &sink);
            let class = BSTR::from("Test_Thing");
            let enumerate = services.CreateInstanceEnumAsync(&class, 0, None, &sink);
            [get, enumerate]
        }
    });
    assert_eq!(returned, [WBEM_E_INITIALIZATION_FAILURE; 2]);
    assert_eq!((told.statuses(), told.objects()), (vec![], 0));
}

#[test]
fn nothing_is_served_before_it() {
    let (core, script) = (core(), Arc::new(Script::new().thing("a")));
    let _current = Current::set(&script);
    let services: IWbemServices = server(&script).cast().expect("it has both interfaces");
    assert_not_initialized(&core, &services);
    assert_eq!(script.notes(), []);
}

#[test]
fn nothing_is_served_after_one_that_failed() {
    let script = Script::new().initializing(|| Err(OwnError::new("on fire")));
    let (core, script) = (core(), Arc::new(script));
    let _current = Current::set(&script);
    let init = server(&script);
    let services: IWbemServices = init.cast().expect("it has both interfaces");
    let (_, told) = initialize_with(&core, &init, Some(&services), true);
    assert_eq!(told, [WBEM_E_FAILED.0]);
    assert_not_initialized(&core, &services);
    assert_eq!(script.count(Place::Get) + script.count(Place::Enumerate), 0);
}

#[test]
fn the_interface_that_wmi_asks_for_is_on_the_same_object() {
    let script = Script::new();
    let init = server(&script);
    let services: IWbemServices = init.cast().expect("it has both interfaces");
    let identity = |unknown: windows_core::Result<windows_core::IUnknown>| {
        unknown.expect("every object has it").as_raw()
    };
    assert_eq!(identity(init.cast()), identity(services.cast()));
}
