//! A namespace behind a proxy of COM's: it sends the identity of the process, unless it is told to send the thread's (R33).

use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::{Arc, Mutex};

use windows_core::{
    BSTR, ComObject, Error, HRESULT, IUnknown, OutRef, Ref, Result, implement_decl,
};

use crate::endpoints::{LINK, Link, link, script};
use crate::lock;
use crate::script::{Script, Thing};
use crate::session::{Session, core, names, path, seen, server};
use crate::wmi::{ObjectPath, Read};
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::*;
use crate::wmi_core::{Client, Request, answer_always, services_not_capable};

const DISK: &str = "Other_Disk.Name=\"seen\"";

/// `EOAC_DYNAMIC_CLOAKING`
const CLOAKING: u32 = 0x40;

/// `EOAC_STATIC_CLOAKING`
const STATIC: u32 = 0x20;

/// What a proxy's calls are made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Blanket {
    service: u32,
    authorization: u32,
    level: u32,
    impersonation: u32,
    capabilities: u32,
}

/// As COM makes it where the process says nothing else, but for its signed and sealed calls.
const PLAIN: Blanket = Blanket {
    service: 10,
    authorization: 0,
    level: 6,
    impersonation: 2,
    capabilities: 0,
};

/// The proxy's part of the security.
struct Security {
    blanket: Blanket,
    /// How often it was set.
    times_set: usize,
    /// What asking for it and setting it answers.
    codes: [HRESULT; 2],
    /// The instances that were asked for, each with what the proxy sends then.
    calls: Vec<(String, Blanket)>,
}

/// A proxy before the core's namespace.
pub struct Proxy {
    namespace: IWbemServices,
    security: Arc<Mutex<Security>>,
}

implement_decl! { impl Proxy as pub Proxy_Impl: [IWbemServices, IClientSecurity] }

impl IWbemServices_Impl for Proxy_Impl {
    fn GetObject(
        &self,
        path: &BSTR,
        flags: i32,
        context: Ref<IWbemContext>,
        object: OutRef<IWbemClassObject>,
        _result: OutRef<IWbemCallResult>,
    ) -> Result<()> {
        let text = path.display().to_string();
        if text.contains('=') {
            let mut security = lock(&self.security);
            let blanket = security.blanket;
            security.calls.push((text, blanket));
        }
        let mut found = None;
        // SAFETY: all of it is valid for the call, as it is for this one; `found` is a place for the result.
        let code = unsafe {
            self.namespace
                .GetObject(path, flags, context.as_ref(), &raw mut found, null_mut())
        };
        code.ok()?;
        object.write(found)
    }

    answer_always! { WBEM_E_PROVIDER_NOT_CAPABLE;
        ExecQuery(&BSTR, &BSTR, i32, Ref<IWbemContext>) -> IEnumWbemClassObject;
        GetObjectAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        CreateInstanceEnumAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        ExecMethodAsync(&BSTR, &BSTR, i32, Ref<IWbemContext>, Ref<IWbemClassObject>, Ref<IWbemObjectSink>) -> ();
        PutInstanceAsync(Ref<IWbemClassObject>, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        DeleteInstanceAsync(&BSTR, i32, Ref<IWbemContext>, Ref<IWbemObjectSink>) -> ();
        CancelAsyncCall(Ref<IWbemObjectSink>) -> ();
    }

    services_not_capable!();
}

impl IClientSecurity_Impl for Proxy_Impl {
    fn QueryBlanket(
        &self,
        _proxy: Ref<IUnknown>,
        service: *mut u32,
        authorization: *mut u32,
        principal: *mut *mut OLECHAR,
        level: *mut u32,
        impersonation: *mut u32,
        identity: *mut *mut c_void,
        capabilities: *mut u32,
    ) -> Result<()> {
        assert!(
            principal.is_null() && identity.is_null(),
            "nobody frees them"
        );
        let security = lock(&self.security);
        security.codes[0].ok()?;
        let blanket = security.blanket;
        for (place, value) in [
            (service, blanket.service),
            (authorization, blanket.authorization),
            (level, blanket.level),
            (impersonation, blanket.impersonation),
            (capabilities, blanket.capabilities),
        ] {
            // SAFETY: a place for the result, or NULL.
            if let Some(place) = unsafe { place.as_mut() } {
                *place = value;
            }
        }
        Ok(())
    }

    fn SetBlanket(
        &self,
        _proxy: Ref<IUnknown>,
        service: u32,
        authorization: u32,
        _principal: *const OLECHAR,
        level: u32,
        impersonation: u32,
        identity: *const c_void,
        capabilities: u32,
    ) -> Result<()> {
        assert!(identity.is_null(), "an identity excludes cloaking");
        let mut security = lock(&self.security);
        security.codes[1].ok()?;
        security.times_set += 1;
        security.blanket = Blanket {
            service,
            authorization,
            level,
            impersonation,
            capabilities,
        };
        Ok(())
    }

    fn CopyProxy(&self, _proxy: Ref<IUnknown>) -> Result<IUnknown> {
        Err(Error::from_hresult(E_NOTIMPL))
    }
}

/// A session behind a proxy, in which WMI has a disk of another provider's and a thing.
fn session(
    blanket: Blanket,
    codes: [HRESULT; 2],
    script: Script,
) -> (Session, Arc<Mutex<Security>>) {
    let security = Arc::new(Mutex::new(Security {
        blanket,
        times_set: 0,
        codes,
        calls: Vec::new(),
    }));
    let shared = security.clone();
    let core = core().behind(move |namespace| {
        let security = shared.clone();
        ComObject::new(Proxy {
            namespace,
            security,
        })
        .to_interface()
    });
    core.script_visible(DISK);
    core.script_object(&path("other"), seen("other"));
    (Session::start_in(core, script), security)
}

fn to_disk() -> Script {
    script().link(Link {
        vital: Read::Value(ObjectPath::parse(DISK).expect("a path")),
        ..link("a", "b")
    })
}

#[test]
fn what_wmi_is_asked_is_asked_as_the_client() {
    let cloaked = Blanket {
        impersonation: 3,
        capabilities: CLOAKING,
        ..PLAIN
    };
    let delegating = Blanket {
        impersonation: 4,
        ..cloaked
    };
    for (before, after, times_set) in [
        (PLAIN, cloaked, 1),
        (cloaked, cloaked, 0),
        (delegating, delegating, 0),
        (
            Blanket {
                capabilities: STATIC,
                ..delegating
            },
            delegating,
            1,
        ),
        (
            Blanket {
                impersonation: 2,
                ..cloaked
            },
            cloaked,
            1,
        ),
    ] {
        let (session, security) = session(before, [S_OK; 2], to_disk());
        let answer = session.call(&Client::impersonate(), Request::enumerate(LINK));
        assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
        let security = lock(&security);
        assert_eq!(security.calls, [(DISK.to_owned(), after)]);
        assert_eq!(security.times_set, times_set, "{before:?}");
    }
}

/// What would be the host's answer is nobody's.
#[test]
fn what_cannot_be_asked_as_the_client_is_not_asked() {
    for codes in [[E_FAIL, S_OK], [S_OK, E_FAIL]] {
        let (session, security) = session(PLAIN, codes, to_disk());
        let answer = session.call(&Client::impersonate(), Request::enumerate(LINK));
        assert_eq!(answer.status(), WBEM_E_PROVIDER_FAILURE);
        assert!(answer.objects.is_empty());
        assert_eq!(lock(&security).calls, []);
    }
}

#[test]
fn what_the_provider_s_own_code_asks_is_asked_as_the_client_too() {
    let script = Script::new().step("a", |client| {
        client.wmi().get_object(&path("other"))?;
        Ok(Thing::new("a"))
    });
    let (session, security) = session(PLAIN, [S_OK; 2], script);
    let answer = session.get(&Client::impersonate(), "a");
    assert_eq!((answer.status(), answer.objects.len()), (S_OK, 1));
    let calls = lock(&security).calls.clone();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].1.capabilities, CLOAKING);
}

/// An object in this process runs as its thread anyway, and a call that seems to cloak it must not seem to have done so.
#[test]
fn an_object_in_this_process_is_no_proxy() {
    let said = Arc::new(Mutex::new(String::new()));
    let heard = Arc::clone(&said);
    let script = Script::new().step("a", move |client| {
        let object = server(&Script::new());
        let error = client.cloak(&object).expect_err("no proxy");
        assert!(!error.is_denied() && !error.is_not_found());
        *crate::lock(&heard) = error.to_string();
        Ok(Thing::new("a"))
    });
    let answer = Session::start(script).get(&Client::impersonate(), "a");
    assert_eq!(names(&answer), ["a"]);
    assert!(crate::lock(&said).contains("no proxy"), "{said:?}");
}
