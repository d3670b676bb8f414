//! What a provider may call back: a namespace that has one class, and the context that goes with such a call.

use windows_core::{BSTR, Error, OutRef, PCWSTR, Ref, Result, implement_decl};

use super::object::Object;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{E_NOTIMPL, WBEM_E_NOT_FOUND, WBEM_E_PROVIDER_NOT_CAPABLE};
use crate::wmi_core::{Definition, answer_always, services_not_capable};

/// A namespace with one class.
pub struct Namespace {
    name: String,
    class: IWbemClassObject,
}

implement_decl! { impl Namespace as pub Namespace_Impl: [IWbemServices] }

impl Namespace {
    /// A namespace with that class.
    pub fn new(definition: &Definition) -> Self {
        Self {
            name: definition.name.clone(),
            class: Object::class(definition),
        }
    }
}

impl IWbemServices_Impl for Namespace_Impl {
    fn GetObject(
        &self,
        strobjectpath: &BSTR,
        _lflags: i32,
        _pctx: Ref<IWbemContext>,
        ppobject: OutRef<IWbemClassObject>,
        _ppcallresult: OutRef<IWbemCallResult>,
    ) -> Result<()> {
        if strobjectpath == self.name.as_str() {
            ppobject.write(Some(self.class.clone()))
        } else {
            Err(Error::from_hresult(WBEM_E_NOT_FOUND))
        }
    }

    answer_always! { WBEM_E_PROVIDER_NOT_CAPABLE;
        ExecQuery(&BSTR, &BSTR, i32, Ref<IWbemContext>) -> IEnumWbemClassObject;
        GetObjectAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        CreateInstanceEnumAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        PutInstanceAsync(Ref<IWbemClassObject>, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        DeleteInstanceAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        ExecMethodAsync(&BSTR, &BSTR, i32, Ref<IWbemContext>, Ref<IWbemClassObject>, Ref<IWbemObjectSink>) -> ();
        CancelAsyncCall(Ref<IWbemObjectSink>) -> ();
    }

    services_not_capable!();
}

/// A context without values.
pub struct Context;

implement_decl! { impl Context as pub Context_Impl: [IWbemContext] }

impl IWbemContext_Impl for Context_Impl {
    answer_always! { E_NOTIMPL;
        Clone() -> IWbemContext;
        GetNames(i32) -> *mut SAFEARRAY;
        BeginEnumeration(i32) -> ();
        Next(i32, *mut BSTR, *mut VARIANT) -> ();
        EndEnumeration() -> ();
        SetValue(&PCWSTR, i32, *const VARIANT) -> ();
        GetValue(&PCWSTR, i32) -> VARIANT;
        DeleteValue(&PCWSTR, i32) -> ();
        DeleteAll() -> ();
    }
}
