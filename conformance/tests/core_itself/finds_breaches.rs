//! Every rule that the core checks, broken once.

use std::cell::RefCell;
use std::mem::forget;

use windows_core::{HRESULT, w};

use crate::by_hand::{
    Call, call_context, impersonate, init_status, object, put, revert, spawn, switch_context_away,
};
use crate::wmi_core::Breach::*;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Breach, Canceller, Client, Core, Definition, Property, Request, Value};
use crate::{PATH, breaches_of, core, enumerate, get, get_after, initialise, provider};

#[test]
fn nothing_in_a_right_provider() {
    assert_eq!(get(Call::answer_rightly), []);
    assert_eq!(enumerate(Call::answer_rightly), []);
    assert_eq!(get(|_| WBEM_E_PROVIDER_NOT_CAPABLE), []);
    let progress = Request::enumerate("Acme_Disk").flags(WBEM_FLAG_SEND_STATUS);
    let behaviour = |call: &Call| {
        call.status(WBEM_STATUS_PROGRESS, HRESULT(0x0064_0032), None);
        call.answer_rightly();
    };
    assert_eq!(breaches_of(progress, behaviour), []);
    let without = Request::get(PATH).without_context();
    assert_eq!(breaches_of(without, Call::answer_rightly), []);
}

#[test]
fn a_token_on_the_thread() {
    let left = |call: &Call| {
        call.answer_rightly();
        impersonate();
    };
    assert_eq!(get(left), [TokenLeft]);
    let with_status = |call: &Call| {
        impersonate();
        call.complete(WBEM_E_NOT_FOUND);
    };
    assert_eq!(get(with_status), [StatusWithToken]);
}

#[test]
fn a_call_into_wmi_without_the_client_or_its_context() {
    let as_own = |call: &Call| {
        call.class("Acme_Disk");
        call.complete(WBEM_E_NOT_FOUND);
    };
    assert_eq!(get(as_own), [CallUnimpersonated]);
    let without_context = |call: &Call| {
        impersonate();
        let _ = object(&call.namespace, "Acme_Disk", None);
        call.complete(WBEM_E_NOT_FOUND);
    };
    assert_eq!(get(without_context), [WrongContext]);
}

#[test]
fn a_context_that_is_read_too_late() {
    let read = |call: &Call| {
        let context = call.context.as_ref().expect("WMI passes one");
        // SAFETY: the name is a NUL-terminated constant.
        let _ = unsafe { context.GetValue(w!("__GET_EXTENSIONS"), 0) };
    };
    let early = move |call: &Call| {
        read(call);
        call.answer_rightly();
    };
    assert_eq!(get(early), []);
    let late = move |call: &Call| {
        let disk = call.disk();
        read(call);
        call.indicate(&[Some(disk)]);
        revert();
        call.complete(S_OK);
    };
    assert_eq!(get(late), [ContextReadLate]);
}

#[test]
fn a_wrong_indicate() {
    let as_own = |call: &Call| {
        let disk = call.disk();
        revert();
        call.indicate(&[Some(disk)]);
        call.complete(S_OK);
    };
    assert_eq!(get(as_own), [IndicateUnimpersonated]);
    let late = |call: &Call| {
        call.answer_rightly();
        let disk = call.disk();
        call.indicate(&[Some(disk)]);
        revert();
    };
    assert_eq!(enumerate(late), [IndicateAfterStatus]);
    let twice = |call: &Call| {
        let disk = call.disk();
        call.indicate(&[Some(disk.clone()), Some(disk)]);
        call.complete(S_OK);
    };
    assert_eq!(enumerate(twice), [IndicateTwice]);
    let two = |call: &Call| {
        call.indicate(&[Some(call.disk()), Some(call.disk())]);
        call.complete(S_OK);
    };
    assert_eq!(enumerate(two), []);
    assert_eq!(get(two), [GetOfMany]);
    let changed = |call: &Call| {
        let disk = call.disk();
        call.indicate(&[Some(disk.clone())]);
        impersonate();
        put(&disk, "DeviceID", &Value::text("2"));
        revert();
        call.complete(S_OK);
    };
    assert_eq!(get(changed), [PutAfterIndicate]);
}

#[test]
fn an_indicate_of_something_wrong() {
    let indicate = |what: fn(&Call) -> Option<IWbemClassObject>| {
        enumerate(move |call| {
            impersonate();
            let object = what(call);
            impersonate();
            call.indicate(&[object]);
            call.complete(S_OK)
        })
    };
    let nothing = |call: &Call| {
        impersonate();
        call.indicate(&[]);
        revert();
        call.complete(S_OK);
    };
    assert_eq!(enumerate(nothing), [IndicateNothing]);
    assert_eq!(indicate(|_| None), [IndicateNothing]);
    let class = indicate(|call| Some(call.class("Acme_Disk")));
    assert_eq!(class, [IndicateForeign]);
    let other = indicate(|call| Some(spawn(&call.class("Acme_Fan"))));
    assert_eq!(other, [IndicateOtherClass]);
    let keyless = indicate(|call| Some(spawn(&call.class("Acme_Disk"))));
    assert_eq!(keyless, [IndicateNullKey]);
}

#[test]
fn an_indicate_of_null_where_the_class_declares_a_value() {
    let owner = Property {
        required: true,
        ..Property::new("Owner", CIM_STRING)
    };
    let disk = Definition::new("Acme_Disk").key("DeviceID", CIM_STRING);
    let core = Core::new([disk.with(owner)]);
    for (value, found) in [
        (Value::text(""), vec![]),
        (Value::Null, vec![IndicateNullRequired]),
    ] {
        let provider = provider(&core, move |call| {
            let disk = call.disk();
            put(&disk, "Owner", &value);
            call.indicate(&[Some(disk)]);
            revert();
            call.complete(S_OK);
        });
        core.get(&provider, &Client::impersonate(), PATH);
        core.release(provider);
        assert_eq!(core.take_breaches(), found);
    }
}

#[test]
fn a_wrong_completion() {
    let twice = |call: &Call| {
        call.complete(WBEM_E_NOT_FOUND);
        call.complete(WBEM_E_NOT_FOUND);
    };
    assert_eq!(get(twice), [StatusTwice]);
    assert_eq!(get(|_| S_OK), [NeverCompleted]);
    let returned_too = |call: &Call| {
        call.complete(WBEM_E_NOT_FOUND);
        WBEM_E_NOT_FOUND
    };
    assert_eq!(get(returned_too), [ErrorReturnedToo]);
    assert_eq!(get(|call| call.complete(S_OK)), [GetOfNone]);
    let progress = |call: &Call| {
        call.status(WBEM_STATUS_PROGRESS, S_OK, None);
        call.answer_rightly();
    };
    assert_eq!(get(progress), [StatusFlags]);
    let error_after = |call: &Call| {
        call.indicate(&[Some(call.disk())]);
        call.complete(WBEM_E_FAILED);
    };
    assert_eq!(enumerate(error_after), [ErrorAfterIndicate]);
    let failing = Request::enumerate("Acme_Disk").indicate_fails(1, E_OUTOFMEMORY);
    assert_eq!(breaches_of(failing, error_after), []);
}

/// Completes a get with an error object that tells `told`, or an object of another class.
fn with_error_object(class: &'static str, told: i32, result: HRESULT) -> Vec<Breach> {
    enumerate(move |call| {
        impersonate();
        let class = call.class(class);
        impersonate();
        let object = spawn(&class);
        put(&object, "StatusCode", &Value::I4(told));
        revert();
        call.status(WBEM_STATUS_COMPLETE, result, Some(&object));
    })
}

#[test]
fn a_wrong_error_object() {
    let (right, result) = ("__ExtendedStatus", WBEM_E_ACCESS_DENIED);
    assert_eq!(with_error_object(right, result.0, result), []);
    assert_eq!(with_error_object(right, 5, result), [ErrorObjectWrong]);
    let success = with_error_object(right, 0, S_OK);
    assert_eq!(success, [ErrorObjectOnSuccess]);
    let other = with_error_object("Acme_Fan", 0, result);
    assert_eq!(other, [PutUnknownProperty, ErrorObjectWrong]);
}

#[test]
fn a_leak() {
    let sink = |call: &Call| {
        forget(call.sink.clone());
        call.answer_rightly();
    };
    assert_eq!(get(sink), [SinkLeaked]);
    let instance = get_after(|disk| forget(disk.clone()));
    assert_eq!(instance, [InstanceLeaked]);
    let context = |call: &Call| {
        forget(call.context.clone());
        call.answer_rightly();
    };
    assert_eq!(get(context), [PointerKept]);
    let namespace = |call: &Call| {
        forget(call.namespace.clone());
        call.answer_rightly();
    };
    assert_eq!(get(namespace), [PointerKept]);
}

#[test]
fn a_wrong_initialisation() {
    assert_eq!(initialise(|sink| init_status(sink, WBEM_E_FAILED)), []);
    assert_eq!(initialise(|_| WBEM_E_FAILED), []);
    assert_eq!(initialise(|_| S_OK), [InitStatusMissing]);
    let undocumented = initialise(|sink| init_status(sink, WBEM_E_ACCESS_DENIED));
    assert_eq!(undocumented, [InitStatusInvalid]);
    let contradiction = initialise(|sink| {
        init_status(sink, S_OK);
        init_status(sink, WBEM_E_FAILED);
    });
    assert_eq!(contradiction, [InitStatusInvalid]);
    let leaked = initialise(|sink| {
        forget(sink.clone());
        init_status(sink, S_OK);
    });
    assert_eq!(leaked, [InitSinkLeaked]);
}

#[test]
fn a_wrong_use_of_the_call_context() {
    let asked = |call: &Call| {
        let mut level = 0;
        let out = Some(&raw mut level);
        let (name, privileges) = (std::ptr::null_mut(), std::ptr::null_mut());
        // SAFETY: `level` is writable, and the other parameters may be null.
        let _ =
            unsafe { call_context().QueryBlanket(None, None, name, None, out, privileges, None) };
        call.answer_rightly();
    };
    assert_eq!(get(asked), [LevelAskedOfBlanket]);
    let switched = |call: &Call| {
        call.answer_rightly();
        switch_context_away();
    };
    assert_eq!(get(switched), [ContextSwitched]);
}

thread_local! {
    static KEPT: RefCell<Option<IServerSecurity>> = const { RefCell::new(None) };
}

#[test]
fn a_client_impersonated_when_its_call_is_over() {
    let core = core();
    let provider = provider(&core, |call| {
        KEPT.set(Some(call_context()));
        call.answer_rightly();
    });
    core.get(&provider, &Client::impersonate(), PATH);
    let kept = KEPT.take().expect("the provider kept it");
    // SAFETY: the call context is held.
    let impersonated = unsafe { kept.ImpersonateClient() };
    assert_eq!(impersonated, RPC_E_CALL_COMPLETE);
    assert_eq!(core.take_breaches(), [ImpersonatedAfterCall]);
}

#[test]
#[should_panic(expected = "the provider broke rules: [NeverCompleted]")]
fn a_breach_that_nobody_asked_for_fails_the_test() {
    let core = core();
    let provider = provider(&core, |_| S_OK);
    core.get(&provider, &Client::impersonate(), PATH);
}

#[test]
fn a_closure_of_the_test_that_panics() {
    let request = Request::get(PATH).on_indicate(1, || panic!("on purpose"));
    assert_eq!(breaches_of(request, Call::answer_rightly), [TestPanicked]);
}

#[test]
fn a_lock_held_over_an_indicate_that_a_cancellation_waits_for() {
    let core = core();
    let provider = provider(&core, |call| {
        let disk = call.disk();
        let held = call.calls.lock();
        call.indicate(&[Some(disk)]);
        drop(held);
        call.complete(S_OK);
    });
    let (canceller, target) = (Canceller::new(), provider.clone());
    let request = Request::get(PATH).cancelled_by(&canceller);
    let request = request.on_indicate(1, move || {
        let _ = canceller.cancel(&target);
    });
    core.call(&provider, &Client::impersonate(), request);
    assert_eq!(core.take_breaches(), [CancelHung]);
}
