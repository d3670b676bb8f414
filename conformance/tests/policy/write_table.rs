//! The table of answers to a client that writes, cell by cell. The documents of a crate are made of the generator's table, which is
//! held to the same text: so what an administrator reads is what the runtime does.

use windows_core::HRESULT;

use crate::access::{ADMINISTRATORS, EVERYONE, READ};
use crate::access::{member, rule, stranger};
use crate::method_answers::things;
use crate::script::Script;
use crate::session::{Session, path};
use crate::wmi::{EnumerationDenial, Error, ObjectDenial, Rule};
use crate::wmi_core::codes::*;
use crate::wmi_core::{Answer, Client, Kind, Request, Value};
use crate::writes::{WAYS, labelled, thing};

const TABLE: &str = include_str!("write_table.txt");

/// The right to write.
const WRITE: u32 = 0x10;

/// How many cells there are.
const CELLS: usize = 3 * 11 * 4;

/// Everybody reads, and administrators write.
fn for_writers() -> &'static Rule {
    let entries = [(false, READ, EVERYONE), (false, WRITE, ADMINISTRATORS)];
    rule(&entries, &[])
}

fn policy(word: &str) -> ObjectDenial {
    match word {
        "hide" => ObjectDenial::Hide,
        "fail" => ObjectDenial::Fail,
        "fail-with-error-object" => ObjectDenial::FailWithErrorObject,
        other => panic!("no policy: {other}"),
    }
}

/// What is there, and who comes.
fn scene(case: &str) -> (Script, Client) {
    let script = things(Script::new());
    match case {
        "below-level" => (script, Client::new(Kind::Identify)),
        "without-right" => (script.guarded_by(for_writers()), stranger()),
        "unauthorized" => (script.authorizing(|_| Err(Error::denied())), member()),
        "denied" => (script.refusing(Error::denied), member()),
        "fails" => (script.refusing(|| Error::failed("on fire")), member()),
        "property-denied" => {
            let mut script = script;
            script.size_access = Some(for_writers());
            (script, stranger())
        }
        "wrong-values" | "absent" | "visible" | "denied-unseen" | "read-only" => (script, member()),
        other => panic!("no case: {other}"),
    }
}

/// The things that the case is about, where a client wants this of them.
fn names(case: &str, wants: &str) -> &'static [&'static str] {
    match (case, wants) {
        ("absent", _) => &["nothing"],
        ("visible", _) => &["a"],
        ("denied-unseen", _) => &["hidden", "key"],
        ("below-level" | "without-right" | "unauthorized" | "wrong-values", _) => {
            &["a", "hidden", "key", "nothing"]
        }
        (_, "create") => &["nothing"],
        (_, "create-or-update") => &["a", "nothing"],
        _ => &["a"],
    }
}

fn request(case: &str, wants: &str, name: &str) -> Request {
    let put = match case {
        "wrong-values" => Request::put(thing(name, &[("Speed", Value::I4(0))])),
        "property-denied" => Request::put(thing(name, &[("Size", Value::text("8"))])),
        "read-only" => Request::put(thing(name, &[("Online", Value::Bool(true))])),
        _ => labelled(name),
    };
    if wants == "delete" {
        return Request::delete(&path(name));
    }
    let way = wants.replace('-', " ");
    let (_, way) = WAYS.into_iter().find(|(one, _)| *one == way).expect(wants);
    way(put)
}

fn answer(object: ObjectDenial, case: &str, wants: &str, name: &str) -> Answer {
    let (script, client) = scene(case);
    let session = Session::start(script.denials(object, EnumerationDenial::Omit));
    session.call(&client, request(case, wants, name))
}

fn status(word: &str) -> HRESULT {
    match word {
        "done" => S_OK,
        "ACCESS_DENIED" => WBEM_E_ACCESS_DENIED,
        "ALREADY_EXISTS" => WBEM_E_ALREADY_EXISTS,
        "NOT_FOUND" => WBEM_E_NOT_FOUND,
        "PROVIDER_FAILURE" => WBEM_E_PROVIDER_FAILURE,
        "READ_ONLY" => WBEM_E_READ_ONLY,
        // What other codes say what is wrong, `put_values.rs` and `put_parts.rs` have.
        "what-is-wrong" => WBEM_E_VALUE_OUT_OF_RANGE,
        other => panic!("no status: {other}"),
    }
}

fn assert_cell(object: ObjectDenial, case: &str, wants: &str, cell: &str) {
    for name in names(case, wants) {
        let answer = answer(object, case, wants, name);
        let why = format!("{object:?}: {case} {wants} {name}");
        if cell == "as-update" {
            let updates = self::answer(object, case, "update", name);
            assert_eq!(answer.seen, updates.seen, "{why}");
            continue;
        }
        let (word, along) = cell.split_once('+').unwrap_or((cell, ""));
        assert_eq!(answer.statuses.len(), 1, "{why}");
        assert_eq!(answer.status(), status(word), "{why}");
        assert_eq!(answer.error_object().is_some(), along == "object", "{why}");
        let is_put = word == "done" && wants != "delete";
        let told = if is_put { path(name) } else { String::new() };
        assert_eq!(answer.statuses[0].text, told, "{why}");
    }
}

#[test]
fn the_runtime_answers_as_the_documents_say() {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.filter(|line| !line.is_empty());
    let head: Vec<&str> = rows.next().expect("a head").split_whitespace().collect();
    let mut cells = 0;
    for row in rows {
        let row: Vec<&str> = row.split_whitespace().collect();
        for (wants, cell) in head.iter().zip(&row).skip(2) {
            cells += 1;
            if *cell != "-" {
                assert_cell(policy(row[0]), row[1], wants, cell);
            }
        }
    }
    assert_eq!(cells, CELLS);
}
