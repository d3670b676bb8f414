//! WMI threads that come in with their own token. COM puts that one back when the client's is taken off, and
//! so it could be taken for the provider's identity, or for the client's.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null_mut;

use windows_core::{BOOL, BSTR, HRESULT, Interface, Result, implement_decl};

use crate::by_interface::Counting;
use crate::lock;
use crate::script::{Place, Script, shared};
use crate::scripted::Current;
use crate::session::{CLASS, Session, names, path};
use crate::wmi::{Error, OwnError};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Breach, Client, Identity, Kind, Request};

windows_core::link!("ole32.dll" "system" fn CoSwitchCallContext(new: *mut c_void, old: *mut *mut c_void) -> HRESULT);

const SECURITY_DELEGATION: SECURITY_IMPERSONATION_LEVEL = 3;

/// A call context that does as COM's own does: it keeps what the thread carried, and puts that back. Its client
/// delegates, and so can be told from WMI.
struct Restoring {
    before: Cell<HANDLE>,
    /// How often it still impersonates before it fails.
    impersonations: Cell<u32>,
    /// Whether it says that it reverts, and does not.
    clings: bool,
}

implement_decl! { impl Restoring as Restoring_Impl: [IServerSecurity] }

impl Restoring {
    fn failing_after(impersonations: u32) -> Self {
        Self {
            before: Cell::default(),
            impersonations: Cell::new(impersonations),
            clings: false,
        }
    }
}

impl IServerSecurity_Impl for Restoring_Impl {
    fn QueryBlanket(
        &self,
        _: *mut u32,
        _: *mut u32,
        _: *mut *mut OLECHAR,
        _: *mut u32,
        _: *mut u32,
        _: *mut *mut c_void,
        _: *mut u32,
    ) -> Result<()> {
        Err(windows_core::Error::from_hresult(E_NOTIMPL))
    }

    fn ImpersonateClient(&self) -> Result<()> {
        let left = self.impersonations.get().checked_sub(1);
        let left = left.ok_or_else(|| windows_core::Error::from_hresult(E_ACCESSDENIED))?;
        self.impersonations.set(left);
        let access = TOKEN_QUERY | TOKEN_IMPERSONATE;
        // SAFETY: the pseudo handle of this thread is always valid; the rest changes the token of this thread alone.
        unsafe {
            let mut before = HANDLE(null_mut());
            if self.before.get().0.is_null() {
                let thread = GetCurrentThread();
                let _ = OpenThreadToken(thread, access as u32, true, &mut before);
                self.before.set(before);
            }
            let clean = RevertToSelf().as_bool();
            assert!(clean && ImpersonateSelf(SECURITY_DELEGATION).as_bool());
        }
        Ok(())
    }

    fn RevertToSelf(&self) -> Result<()> {
        if self.clings {
            return Ok(());
        }
        let before = self.before.replace(HANDLE(null_mut()));
        // SAFETY: NULL for the thread is this one; the token is NULL, which is none, or open, and is closed here.
        unsafe {
            assert!(SetThreadToken(None, Some(before)).as_bool());
            if !before.0.is_null() {
                let _ = CloseHandle(before);
            }
        }
        Ok(())
    }

    fn IsImpersonating(&self) -> BOOL {
        (!self.before.get().0.is_null()).into()
    }
}

/// Runs `call` on a thread of WMI's with a token of its own, with that call context; and tells as whom it came back.
fn with_token(session: &Session, context: Restoring, call: impl FnOnce()) -> Identity {
    let context: IServerSecurity = context.into();
    // A thread without a call context, until one is put there below.
    let thread = Client::new(Kind::NoCallContext);
    thread.call(session.core.trace(), || {
        let mut old = null_mut();
        // SAFETY: the context is held until it is switched away; the others change the token of this thread alone.
        unsafe {
            assert!(CoSwitchCallContext(context.as_raw(), &mut old).is_ok());
            assert!(ImpersonateSelf(SecurityImpersonation).as_bool());
            call();
            let after = Identity::now();
            assert!(RevertToSelf().as_bool());
            assert!(CoSwitchCallContext(old, &mut null_mut()).is_ok());
            after
        }
    })
}

fn get_a(session: &Session, sink: &IWbemObjectSink) {
    let _current = Current::set(&session.script);
    let (services, path) = (session.provider().services(), BSTR::from(path("a")));
    // SAFETY: the string lives, and the pointers are held, for the call.
    let returned = unsafe { services.GetObjectAsync(&path, 0, None, sink) };
    assert_eq!(returned, S_OK);
}

/// Gets the thing `a` on a thread of WMI's with a token of its own, for a client that is lost from its n-th
/// impersonation on; and runs `then` on the thread as it came back.
pub fn with_token_lost_from(session: &Session, n: u32, then: impl FnOnce()) {
    let (sink, _told) = Counting::new();
    with_token(session, Restoring::failing_after(n - 1), || {
        get_a(session, &sink);
        then();
    });
}

/// Gets the thing `a` on a thread of WMI's with a token of its own, where the client's token stays on the thread whatever
/// the context says; and runs `then` on the thread as it came back.
pub fn with_token_and_clinging(session: &Session, then: impl FnOnce()) {
    let (sink, _told) = Counting::new();
    let context = Restoring {
        clings: true,
        ..Restoring::failing_after(u32::MAX)
    };
    with_token(session, context, || {
        get_a(session, &sink);
        then();
    });
}

/// What the thread may carry when a call comes in whose context believes that it impersonates the client already: the
/// client's token, another client's, or none, since WMI was entered in between.
const LEFT_BEHIND: [(&str, Option<SECURITY_IMPERSONATION_LEVEL>); 3] = [
    ("the client's", Some(SecurityImpersonation)),
    ("another client's", Some(SECURITY_DELEGATION)),
    ("none", None),
];

#[test]
fn a_context_that_believes_that_it_impersonates_is_told_to_begin_anew() {
    for (whose, level) in LEFT_BEHIND {
        let session = Session::start(Script::new().thing("a"));
        for request in [Request::get(&path("a")), Request::enumerate(CLASS)] {
            let client = Client::impersonate().believed_to_be_impersonated();
            if let Some(level) = level {
                // SAFETY: changes the token of this thread alone.
                assert!(unsafe { ImpersonateSelf(level) }.as_bool());
            }
            let answer = session.call(&client, request);
            assert_eq!(names(&answer), ["a"], "{whose}");
            assert_eq!(Identity::now(), Identity::Own, "{whose}");
        }
        for place in [Place::Get, Place::Enumerate] {
            let identities = session.script.identities(place);
            assert_eq!(identities, [Identity::Impersonate], "{whose}");
        }
    }
}

#[test]
fn a_context_that_cannot_begin_anew_is_not_believed() {
    for (whose, level) in LEFT_BEHIND {
        let session = Session::start(Script::new().thing("a"));
        let client = Client::impersonate().believed_to_be_impersonated();
        let client = client.revert_fails(1..=1, E_FAIL);
        if let Some(level) = level {
            // SAFETY: changes the token of this thread alone.
            assert!(unsafe { ImpersonateSelf(level) }.as_bool());
        }
        let answer = session.get(&client, "a");
        assert_eq!(answer.status(), WBEM_E_ACCESS_DENIED, "{whose}");
        assert_eq!(session.script.count(Place::Get), 0, "{whose}");
        // The token is WMI's, and was there all along.
        let breaches = session.core.take_breaches();
        let expected = level.map(|_| Breach::StatusWithToken);
        assert_eq!(breaches, Vec::from_iter(expected), "{whose}");
    }
}

#[test]
fn the_client_is_the_client_and_the_provider_the_provider() {
    let noted = shared(Vec::new());
    let notes = noted.clone();
    let script = Script::new().step("a", move |client| {
        lock(&notes).push(Identity::now());
        let own = client.as_provider(|| Ok::<_, OwnError>(Identity::now()))?;
        lock(&notes).extend([own, Identity::now()]);
        Err(Error::denied())
    });
    let session = Session::start(script);
    let (sink, told) = Counting::new();
    let after = with_token(&session, Restoring::failing_after(u32::MAX), || {
        get_a(&session, &sink);
    });
    assert_eq!(told.statuses(), [WBEM_E_NOT_FOUND]);
    let identities = [Identity::Delegate, Identity::Own, Identity::Delegate];
    assert_eq!(*lock(&noted), identities);
    assert_eq!(session.script.identities(Place::Log), [Identity::Own; 2]);
    assert_eq!(after, Identity::Impersonate, "WMI has its own token again");
}
