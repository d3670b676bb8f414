//! Calls to other servers as the client: what is no proxy is told apart.

use std::sync::{Arc, Mutex};

use crate::script::{Script, Thing};
use crate::session::{Session, names, server};
use crate::wmi_core::Client;

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
