//! What it takes to ask Windows who this thread is, which a provider that trusts nobody does again and again.

use std::ffi::c_void;
use std::ptr::{from_mut, without_provenance_mut};
use std::time::Instant;

use crate::wmi_core::bindings::*;

/// Prints what a look takes, in nanoseconds, at the token that the thread has now: opened for it, and by the pseudo handle
/// that is always open.
pub fn run(looks: u32) {
    // SAFETY: changes this thread alone, which ends soon.
    let impersonated = unsafe { ImpersonateSelf(SecurityImpersonation) };
    assert!(impersonated.as_bool(), "no token to be had");
    // GetCurrentThreadToken is an inline function of the headers that gives this.
    let pseudo = HANDLE(without_provenance_mut(-5_isize as usize));
    let kinds: [(&str, &dyn Fn()); 2] = [
        ("opened", &opened),
        ("by the pseudo handle", &|| ask(pseudo)),
    ];
    for (name, look) in kinds {
        let begin = Instant::now();
        for _ in 0..looks {
            look();
        }
        let each = begin.elapsed().as_nanos() / u128::from(looks);
        println!("look\t{name}\t{each}");
    }
}

fn opened() {
    let mut token = HANDLE::default();
    // SAFETY: the pseudo handle of this thread is always valid, and `token` is writable.
    let opened =
        unsafe { OpenThreadToken(GetCurrentThread(), TOKEN_QUERY as u32, true, &mut token) };
    assert!(opened.as_bool(), "the thread has a token");
    ask(token);
    // SAFETY: `token` is owned here and not used again.
    let _ = unsafe { CloseHandle(token) };
}

fn ask(token: HANDLE) {
    let mut statistics = TOKEN_STATISTICS::default();
    let mut length = 0;
    // SAFETY: the buffer is `statistics`, with its size; a handle that is not valid is refused.
    let told = unsafe {
        GetTokenInformation(
            token,
            TokenStatistics,
            Some(from_mut(&mut statistics).cast::<c_void>()),
            size_of::<TOKEN_STATISTICS>() as u32,
            &mut length,
        )
    };
    assert!(told.as_bool(), "the token tells");
}
