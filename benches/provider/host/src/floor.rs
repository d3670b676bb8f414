//! A provider inside the host that does nothing but give prepared values: what it takes is the host's own share.

use windows_core::{BSTR, ComObject, OutRef, PCWSTR, Ref, Result, implement_decl, w};

use crate::check::definition;
use crate::lean::{Object, Served};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_PROVIDER_NOT_CAPABLE, WBEM_STATUS_COMPLETE};
use crate::wmi_core::{OwnedVariant, Value, answer_always, services_not_capable};

/// The host, as if it were a provider of so many instances.
pub fn served(rows: u32) -> Served {
    let values = [
        (w!("DeviceID"), Value::text("array-0/disk-000001")),
        (w!("Capacity"), Value::text("4000000004096")),
        (w!("FreeSpace"), Value::text("2000000002049")),
        (w!("Online"), Value::Bool(true)),
        (w!("Spindle"), Value::I4(7200)),
        (w!("Installed"), Value::text("20240203040530.000000+000")),
    ];
    let floor = ComObject::new(Floor {
        rows,
        class: Object::class(&definition()),
        values: values.map(|(name, value)| (name, OwnedVariant::new(&value))),
    });
    Served::new(floor.to_interface())
}

struct Floor {
    rows: u32,
    class: IWbemClassObject,
    values: [(PCWSTR, OwnedVariant); 6],
}

implement_decl! { impl Floor as Floor_Impl: [IWbemServices] }

impl Floor {
    fn indicate(&self, rows: u32, sink: Ref<IWbemObjectSink>) -> Result<()> {
        let sink = sink.ok()?;
        for _ in 0..rows {
            // SAFETY: the class is held for the call.
            let instance = unsafe { self.class.SpawnInstance(0) }?;
            for (name, value) in &self.values {
                // SAFETY: the name and the value live for the call.
                unsafe { instance.Put(*name, 0, value.as_ptr(), CIMTYPE(0)) }.ok()?;
            }
            // SAFETY: one pointer, which is held for the call.
            unsafe { sink.Indicate(1, &Some(instance)) }.ok()?;
        }
        // SAFETY: the sink is held for the call.
        unsafe { sink.SetStatus(WBEM_STATUS_COMPLETE, S_OK, &BSTR::new(), None) }.ok()
    }
}

impl IWbemServices_Impl for Floor_Impl {
    fn GetObjectAsync(
        &self,
        _strobjectpath: &BSTR,
        _lflags: i32,
        _pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.indicate(1, presponsehandler)
    }

    fn CreateInstanceEnumAsync(
        &self,
        _strfilter: &BSTR,
        _lflags: i32,
        _pctx: Ref<IWbemContext>,
        presponsehandler: Ref<IWbemObjectSink>,
    ) -> Result<()> {
        self.indicate(self.rows, presponsehandler)
    }

    answer_always! { WBEM_E_PROVIDER_NOT_CAPABLE;
        GetObject(&BSTR, i32, Ref<IWbemContext>, OutRef<IWbemClassObject>, OutRef<IWbemCallResult>) -> ();
        ExecQuery(&BSTR, &BSTR, i32, Ref<IWbemContext>) -> IEnumWbemClassObject;
        PutInstanceAsync(Ref<IWbemClassObject>, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        DeleteInstanceAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        ExecMethodAsync(&BSTR, &BSTR, i32, Ref<IWbemContext>, Ref<IWbemClassObject>, Ref<IWbemObjectSink>) -> ();
        CancelAsyncCall(Ref<IWbemObjectSink>) -> ();
    }

    services_not_capable!();
}
