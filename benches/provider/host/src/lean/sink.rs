//! Sinks that count.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use windows_core::{BSTR, HRESULT, Ref, Result, implement_decl};

use super::End;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::WBEM_STATUS_COMPLETE;

/// How long a call may take that is asked for a second's work.
const PATIENCE: Duration = Duration::from_secs(600);

/// The sink of one call.
#[derive(Default)]
pub struct Sink {
    state: Mutex<State>,
    completed: Condvar,
}

#[derive(Default)]
struct State {
    instances: u32,
    status: Option<HRESULT>,
}

implement_decl! { impl Sink as pub Sink_Impl: [IWbemObjectSink] }

impl Sink {
    /// Waits for the completion.
    pub fn end(&self) -> End {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .completed
            .wait_timeout_while(state, PATIENCE, |state| state.status.is_none());
        let state = waited.unwrap_or_else(PoisonError::into_inner).0;
        End {
            status: state.status.expect("the call is completed"),
            instances: state.instances,
        }
    }
}

impl IWbemObjectSink_Impl for Sink_Impl {
    fn Indicate(&self, lobjectcount: i32, _: *const Option<IWbemClassObject>) -> Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.instances += lobjectcount.unsigned_abs();
        Ok(())
    }

    fn SetStatus(
        &self,
        lflags: i32,
        hresult: HRESULT,
        _strparam: &BSTR,
        _pobjparam: Ref<IWbemClassObject>,
    ) -> Result<()> {
        assert_eq!(lflags, WBEM_STATUS_COMPLETE);
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .status = Some(hresult);
        self.completed.notify_all();
        Ok(())
    }
}

/// The sink of one initialisation.
#[derive(Default)]
pub struct InitSink(Mutex<Option<i32>>);

implement_decl! { impl InitSink as pub InitSink_Impl: [IWbemProviderInitSink] }

impl InitSink {
    /// What came last.
    pub fn status(&self) -> Option<i32> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IWbemProviderInitSink_Impl for InitSink_Impl {
    fn SetStatus(&self, lstatus: i32, _lflags: i32) -> Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(lstatus);
        Ok(())
    }
}
