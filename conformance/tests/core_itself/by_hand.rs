//! A provider written by hand, whose calls do what a test says: to see how the core judges them.

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::{Arc, Mutex};

use windows_core::{
    BSTR, ComObject, Error, GUID, HRESULT, HSTRING, Interface, OutRef, PCWSTR, Ref, Result,
    implement_decl,
};

use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_PROVIDER_NOT_CAPABLE, WBEM_STATUS_COMPLETE};
use crate::wmi_core::{OwnedVariant, Value, answer_always, services_not_capable};

windows_core::link!("ole32.dll" "system" fn CoGetCallContext(iid: *const GUID, context: *mut *mut c_void) -> HRESULT);
windows_core::link!("ole32.dll" "system" fn CoSwitchCallContext(new: *mut c_void, old: *mut *mut c_void) -> HRESULT);

type Behaviour = dyn Fn(&Call) -> HRESULT + Send + Sync;
type Initialisation = dyn Fn(&IWbemProviderInitSink) -> HRESULT + Send + Sync;

/// What a method may end with: nothing is success.
pub trait Code {
    /// The code that it returns.
    fn code(self) -> HRESULT;
}

impl Code for () {
    fn code(self) -> HRESULT {
        S_OK
    }
}

impl Code for HRESULT {
    fn code(self) -> HRESULT {
        self
    }
}

/// The provider.
pub struct ByHand {
    initialisation: Box<Initialisation>,
    behaviour: Box<Behaviour>,
    namespace: Mutex<Option<IWbemServices>>,
    calls: Arc<Mutex<()>>,
}

implement_decl! { impl ByHand as pub ByHand_Impl: [IWbemProviderInit, IWbemServices] }

impl ByHand {
    /// A provider that initialises as it should, and whose calls do this.
    pub fn answering<C: Code>(
        behaviour: impl Fn(&Call) -> C + Send + Sync + 'static,
    ) -> IWbemProviderInit {
        Self::create(
            Box::new(|sink| {
                init_status(sink, S_OK);
                S_OK
            }),
            Box::new(move |call| behaviour(call).code()),
        )
    }

    /// A provider whose initialisation does this.
    pub fn initialising<C: Code>(
        initialisation: impl Fn(&IWbemProviderInitSink) -> C + Send + Sync + 'static,
    ) -> IWbemProviderInit {
        Self::create(
            Box::new(move |sink| initialisation(sink).code()),
            Box::new(|_| WBEM_E_PROVIDER_NOT_CAPABLE),
        )
    }

    fn create(initialisation: Box<Initialisation>, behaviour: Box<Behaviour>) -> IWbemProviderInit {
        let provider = Self {
            initialisation,
            behaviour,
            namespace: Mutex::new(None),
            calls: Arc::default(),
        };
        ComObject::new(provider).to_interface()
    }

    fn answer(
        &self,
        context: Ref<IWbemContext>,
        sink: Ref<IWbemObjectSink>,
        parameters: Option<IWbemClassObject>,
    ) -> Result<()> {
        let namespace = self.namespace.lock().expect("no test poisons it").clone();
        let call = Call {
            namespace: namespace.expect("initialised"),
            context: context.cloned(),
            sink: sink.cloned().expect("WMI gives a sink"),
            parameters,
            calls: self.calls.clone(),
        };
        plainly((self.behaviour)(&call))
    }
}

impl IWbemProviderInit_Impl for ByHand_Impl {
    fn Initialize(
        &self,
        _wszuser: &PCWSTR,
        _lflags: i32,
        _wsznamespace: &PCWSTR,
        _wszlocale: &PCWSTR,
        pnamespace: Ref<IWbemServices>,
        _pctx: Ref<IWbemContext>,
        pinitsink: Ref<IWbemProviderInitSink>,
    ) -> Result<()> {
        *self.namespace.lock().expect("no test poisons it") = pnamespace.cloned();
        plainly((self.initialisation)(pinitsink.ok()?))
    }
}

impl IWbemServices_Impl for ByHand_Impl {
    fn GetObjectAsync(
        &self,
        _strobjectpath: &BSTR,
        _lflags: i32,
        pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.answer(pctx, presponsehandler, None)
    }

    fn CreateInstanceEnumAsync(
        &self,
        _strfilter: &BSTR,
        _lflags: i32,
        pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.answer(pctx, presponsehandler, None)
    }

    fn ExecMethodAsync(
        &self,
        _strobjectpath: &BSTR,
        _strmethodname: &BSTR,
        _lflags: i32,
        pctx: Ref<IWbemContext>,
        pinparams: Ref<IWbemClassObject>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.answer(pctx, presponsehandler, pinparams.cloned())
    }

    fn PutInstanceAsync(
        &self,
        pinst: Ref<IWbemClassObject>,
        _lflags: i32,
        pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.answer(pctx, presponsehandler, pinst.cloned())
    }

    fn DeleteInstanceAsync(
        &self,
        _strobjectpath: &BSTR,
        _lflags: i32,
        pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.answer(pctx, presponsehandler, None)
    }

    fn CancelAsyncCall(&self, _psink: Ref<IWbemObjectSink>) -> Result<()> {
        drop(self.calls.lock());
        Ok(())
    }

    answer_always! { WBEM_E_PROVIDER_NOT_CAPABLE;
        GetObject(&BSTR, i32, Ref<IWbemContext>, OutRef<IWbemClassObject>, OutRef<IWbemCallResult>) -> ();
        ExecQuery(&BSTR, &BSTR, i32, Ref<IWbemContext>) -> IEnumWbemClassObject;
    }

    services_not_capable!();
}

/// One call, and what a provider does with it.
pub struct Call {
    /// The namespace of the initialisation.
    pub namespace: IWbemServices,
    /// The call's context.
    pub context: Option<IWbemContext>,
    /// The call's sink.
    pub sink: IWbemObjectSink,
    /// What a method, or a put, is given.
    pub parameters: Option<IWbemClassObject>,
    /// What CancelAsyncCall needs for a moment.
    pub calls: Arc<Mutex<()>>,
}

impl Call {
    /// A class from the namespace, which takes the token off the thread.
    pub fn class(&self, name: &str) -> IWbemClassObject {
        let class = object(&self.namespace, name, self.context.as_ref());
        class.unwrap_or_else(|code| panic!("{name}: {code:?}"))
    }

    /// The result of a query, asked for in twos; the client is impersonated before and after.
    pub fn query(&self, text: &str) -> Vec<IWbemClassObject> {
        let (language, text) = (BSTR::from("WQL"), BSTR::from(text));
        // SAFETY: the strings and pointers live for the call.
        let result = unsafe {
            self.namespace
                .ExecQuery(&language, &text, 0, self.context.as_ref())
        };
        let result = result.expect("the query was scripted");
        let mut objects = Vec::new();
        loop {
            let (mut two, mut returned) = ([None, None], 0);
            // SAFETY: the array has room for the two that are asked for.
            let code = unsafe { result.Next(-1, 2, two.as_mut_ptr(), &mut returned) };
            objects.extend(two.into_iter().flatten());
            if code != S_OK {
                impersonate();
                return objects;
            }
        }
    }

    /// A disk with its key; the client is impersonated before and after.
    pub fn disk(&self) -> IWbemClassObject {
        impersonate();
        let class = self.class("Acme_Disk");
        impersonate();
        let disk = spawn(&class);
        put(&disk, "DeviceID", &Value::text("1"));
        disk
    }

    /// What comes out of a method of disks, with this return value; the client is impersonated before and after.
    pub fn output(&self, method: &str, return_value: i32) -> IWbemClassObject {
        impersonate();
        let class = self.class("Acme_Disk");
        impersonate();
        let [_, output] = sides(&class, method).expect("a method of it");
        let output = spawn(&output.expect("something comes out of it"));
        put(&output, "ReturnValue", &Value::I4(return_value));
        output
    }

    /// Gives objects to WMI, which takes the token off the thread.
    pub fn indicate(&self, objects: &[Option<IWbemClassObject>]) {
        // SAFETY: the array is as long as it is said to be, and lives for the call.
        let _ = unsafe { self.sink.Indicate(objects.len() as i32, objects.as_ptr()) };
    }

    /// Completes the call.
    pub fn complete(&self, result: HRESULT) {
        self.status(WBEM_STATUS_COMPLETE, result, None);
    }

    /// Any SetStatus.
    pub fn status(&self, flags: i32, result: HRESULT, object: Option<&IWbemClassObject>) {
        // SAFETY: the sink and the object are held for the call.
        let _ = unsafe { self.sink.SetStatus(flags, result, &BSTR::new(), object) };
    }

    /// Completes the call with a text.
    pub fn complete_with(&self, result: HRESULT, text: &str) {
        let text = BSTR::from(text);
        // SAFETY: the sink is held, and the text lives, for the call.
        let _ = unsafe {
            self.sink
                .SetStatus(WBEM_STATUS_COMPLETE, result, &text, None)
        };
    }

    /// Everything as it should be: one disk, the revert, the completion.
    pub fn answer_rightly(&self) {
        self.indicate(&[Some(self.disk())]);
        revert();
        self.complete(S_OK);
    }
}

/// A class from a namespace, or what else has that path.
pub fn object(
    namespace: &IWbemServices,
    path: &str,
    context: Option<&IWbemContext>,
) -> std::result::Result<IWbemClassObject, HRESULT> {
    let mut object = None;
    // SAFETY: the pointers are held for the call, and `object` is writable.
    let got =
        unsafe { namespace.GetObject(&BSTR::from(path), 0, context, &mut object, null_mut()) };
    object.ok_or(got)
}

/// What goes into a method of a class, and what comes out.
pub fn sides(
    class: &IWbemClassObject,
    method: &str,
) -> std::result::Result<[Option<IWbemClassObject>; 2], HRESULT> {
    let (mut input, mut output) = (None, None);
    // SAFETY: the name lives for the call, and the others are writable.
    let got = unsafe { class.GetMethod(&HSTRING::from(method), 0, &mut input, &mut output) };
    got.is_ok().then_some([input, output]).ok_or(got)
}

/// An instance of a class.
pub fn spawn(class: &IWbemClassObject) -> IWbemClassObject {
    // SAFETY: the class is held for the call.
    unsafe { class.SpawnInstance(0) }.expect("a class spawns")
}

/// Writes a property.
pub fn put(object: &IWbemClassObject, name: &str, value: &Value) {
    put_with_flags(object, name, value, 0);
}

/// Writes a property, with flags.
pub fn put_with_flags(object: &IWbemClassObject, name: &str, value: &Value, flags: i32) {
    let value = OwnedVariant::new(value);
    // SAFETY: the string and the VARIANT live for the call.
    let _ = unsafe { object.Put(&HSTRING::from(name), flags, value.as_ptr(), CIMTYPE(0)) };
}

/// Writes a property.
pub fn put_variant(object: &IWbemClassObject, name: &str, value: &OwnedVariant) {
    // SAFETY: the string and the VARIANT live for the call.
    let _ = unsafe { object.Put(&HSTRING::from(name), 0, value.as_ptr(), CIMTYPE(0)) };
}

/// Says how the initialisation ended.
pub fn init_status(sink: &IWbemProviderInitSink, status: HRESULT) {
    // SAFETY: the sink is held for the call.
    let _ = unsafe { sink.SetStatus(status.0, 0) };
}

/// CoImpersonateClient, on a context that does not believe that it impersonates already.
pub fn impersonate() {
    revert();
    // SAFETY: changes the identity of this thread alone.
    let _ = unsafe { CoImpersonateClient() };
}

/// CoRevertToSelf.
pub fn revert() {
    // SAFETY: changes the identity of this thread alone.
    let _ = unsafe { CoRevertToSelf() };
}

/// The call context of this thread.
pub fn call_context() -> IServerSecurity {
    let mut context = null_mut();
    // SAFETY: `context` is writable, and receives a reference of the interface that is asked for.
    unsafe {
        let got = CoGetCallContext(&IServerSecurity::IID, &mut context);
        assert!(got.is_ok(), "CoGetCallContext: {got:?}");
        IServerSecurity::from_raw(context)
    }
}

/// Takes the call context off this thread, as no provider should.
pub fn switch_context_away() {
    let mut old = null_mut();
    // SAFETY: null is a context; `old` is writable, and what it receives is not owned.
    let switched = unsafe { CoSwitchCallContext(null_mut(), &mut old) };
    assert!(switched.is_ok(), "CoSwitchCallContext: {switched:?}");
}

fn plainly(code: HRESULT) -> Result<()> {
    if code == S_OK {
        Ok(())
    } else {
        Err(Error::from_hresult(code))
    }
}
