//! The call context of a client: to impersonate is one entry into the system, and to revert is another, as with WMI's own.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::ptr::null_mut;

use windows_core::{BOOL, ComObject, HRESULT, Interface, Result, implement_decl};

use crate::wmi_core::answer_always;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::E_NOTIMPL;

windows_core::link!("ole32.dll" "system" fn CoSwitchCallContext(new: *mut c_void, old: *mut *mut c_void) -> HRESULT);

/// The multithreaded apartment, which this thread is in until the drop.
pub struct Apartment(PhantomData<*mut ()>);

impl Apartment {
    /// Enters it.
    pub fn enter() -> Self {
        // SAFETY: paired with the CoUninitialize of the drop, on this thread.
        let entered = unsafe { CoInitializeEx(None, COINIT_MULTITHREADED as u32) };
        assert!(entered.is_ok(), "CoInitializeEx: {entered:?}");
        Self(PhantomData)
    }
}

impl Drop for Apartment {
    fn drop(&mut self) {
        // SAFETY: `enter` succeeded on this thread, which the type cannot leave.
        unsafe { CoUninitialize() };
    }
}

/// A client's token, open.
pub struct Token(HANDLE);

impl Token {
    /// One of this process, to be impersonated with.
    pub fn of_this_process() -> Self {
        let mut token = HANDLE::default();
        // SAFETY: changes this thread alone, which has no token before and after; `token` is writable.
        let opened = unsafe {
            ImpersonateSelf(SecurityImpersonation).as_bool()
                && OpenThreadToken(
                    GetCurrentThread(),
                    (TOKEN_QUERY | TOKEN_IMPERSONATE) as u32,
                    true,
                    &mut token,
                )
                .as_bool()
                && RevertToSelf().as_bool()
        };
        assert!(opened, "no token to be had");
        Self(token)
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        // SAFETY: the handle is owned here and not used again.
        let _ = unsafe { CloseHandle(self.0) };
    }
}

/// The call context, as COM sees it.
struct Security(HANDLE);

implement_decl! { impl Security as Security_Impl: [IServerSecurity] }

/// A call context that is on this thread until the drop.
pub struct CallContext<'t> {
    /// Held for the call: the switch itself counts no references.
    context: IServerSecurity,
    before: *mut c_void,
    client: PhantomData<&'t Token>,
}

impl<'t> CallContext<'t> {
    /// Puts it there.
    pub fn enter(client: &'t Token) -> Self {
        let context: IServerSecurity = ComObject::new(Security(client.0)).to_interface();
        Self {
            before: switch(context.as_raw()),
            context,
            client: PhantomData,
        }
    }
}

impl Drop for CallContext<'_> {
    fn drop(&mut self) {
        assert_eq!(switch(self.before), self.context.as_raw());
    }
}

fn switch(new: *mut c_void) -> *mut c_void {
    let mut old = null_mut();
    // SAFETY: `new` is null or a pointer that its `CallContext` holds until it is switched away; `old` is writable.
    let switched = unsafe { CoSwitchCallContext(new, &mut old) };
    assert!(switched.is_ok(), "CoSwitchCallContext: {switched:?}");
    old
}

fn put(token: Option<HANDLE>) -> Result<()> {
    // SAFETY: no thread is this one; the token, if there is one, is open for as long as the call context.
    unsafe { SetThreadToken(None, token) }.ok()
}

impl IServerSecurity_Impl for Security_Impl {
    fn ImpersonateClient(&self) -> Result<()> {
        put(Some(self.0))
    }

    fn RevertToSelf(&self) -> Result<()> {
        put(None)
    }

    fn IsImpersonating(&self) -> BOOL {
        BOOL(1)
    }

    answer_always! { E_NOTIMPL;
        QueryBlanket(*mut u32, *mut u32, *mut *mut OLECHAR, *mut u32, *mut u32, *mut *mut c_void, *mut u32) -> ();
    }
}
