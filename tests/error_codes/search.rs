//! The search for names that have not been sorted yet: in the headers, and in the metadata that Microsoft publishes for
//! Rust. Each knows names that the other does not.

use super::all;
use super::left_out::LEFT_OUT;
use std::collections::BTreeSet;
use windows_metadata::Value;
use windows_metadata::reader::{File, Index, Item};

/// How names begin that come from what a provider asks.
pub const LISTS: &[&str] = &[
    "BG_E_",
    "CAT_E_",
    "CERTSRV_E_",
    "COMADMIN_E_",
    "CONTEXT_E_",
    "COPYENGINE_E_",
    "CO_E_",
    "CRYPT_E_",
    "CS_E_",
    "CTL_E_",
    "DB_",
    "DISP_E_",
    "DNS_ERROR_",
    "EPT_",
    "ERROR_",
    "E_ADS_",
    "FRS_ERR_",
    "FSRM_E_",
    "FWP_E_",
    "HCN_E_",
    "HCS_E_",
    "HTTP_E_STATUS_",
    "INET_E_",
    "MQ_ERROR_",
    "NERR_",
    "NTE_",
    "PDH_",
    "PLA_E_",
    "REGDB_E_",
    "RPC_E_",
    "RPC_NT_",
    "RPC_S_",
    "SCARD_",
    "SCHED_E_",
    "SEC_E_",
    "SPAPI_E_",
    "STATUS_",
    "STG_E_",
    "TBS_E_",
    "TPMAPI_E_",
    "TYPE_E_",
    "VDS_E_",
    "VSS_E_",
    "WBEMESS_E_",
    "WBEM_E_",
    "WBEM_S_",
    "WSA",
    "WS_E_",
    "XACT_E_",
];

/// What is in a name that reads like a denial or an absence.
const LOOKS: &[&str] = &[
    "ACCESS",
    "BLOCKED",
    "BY_POLICY",
    "DENIED",
    "DENIES",
    "ELEVATION",
    "ENCRYPTED",
    "FORBIDDEN",
    "MARKED_FOR_DELETE",
    "NOTFOUND",
    "NOT_ALLOWED",
    "NOT_AUTHORIZED",
    "NOT_EXIST",
    "NOT_FOUND",
    "NOT_HELD",
    "NOT_IN_",
    "NO_LONGER_EXISTS",
    "NO_SUCH",
    "NoSuch",
    "NotFound",
    "NotIn",
    "PERMISSION",
    "PRIVIL",
    "PROTECTED",
    "REFUSED",
    "RESTRICT",
    "UNKNOWN_",
];

/// Whether a name is what a pattern says, in which a `*` stands for any part.
pub fn is_like(name: &str, pattern: &str) -> bool {
    let Some((begin, rest)) = pattern.split_once('*') else {
        return name == pattern;
    };
    let Some(name) = name.strip_prefix(begin) else {
        return false;
    };
    let mut ends = (0..=name.len()).filter(|at| name.is_char_boundary(*at));
    ends.any(|at| is_like(&name[at..], rest))
}

fn patterns() -> impl Iterator<Item = &'static str> {
    LEFT_OUT
        .iter()
        .flat_map(|(_, names)| names.split_whitespace())
}

fn is_to_be_sorted(name: &str) -> bool {
    LISTS.iter().any(|list| name.starts_with(list)) && LOOKS.iter().any(|look| name.contains(look))
}

fn code(value: Value) -> Option<u32> {
    match value {
        Value::I32(code) => Some(code.cast_unsigned()),
        Value::U32(code) => Some(code),
        Value::EnumValue(_, value) => code(*value),
        _ => None,
    }
}

/// The names in the metadata that read like one of the two, without other names of codes that are sorted.
fn published() -> BTreeSet<String> {
    published_that(is_to_be_sorted)
}

/// Those that are to be sorted, likewise.
pub fn published_that(is_to_be_sorted: fn(&str) -> bool) -> BTreeSet<String> {
    let codes: BTreeSet<u32> = all().iter().map(|row| row.code).collect();
    let index = Index::new(vec![File::new(windows_default::WIN32.to_vec()).unwrap()]);
    let constants = index.iter_items().flat_map(|(_, _, item)| match item {
        Item::Const(constant) => vec![constant],
        Item::Type(list) => list.fields().collect(),
        Item::Fn(_) => Vec::new(),
    });
    let mut names = BTreeSet::new();
    for constant in constants.filter(|constant| is_to_be_sorted(constant.name())) {
        let value = constant
            .constant()
            .and_then(|constant| code(constant.value()));
        // Small numbers are those of many lists, and the same number is no sign of the same code.
        let is_sorted = |code: u32| code > 0xFFFF && codes.contains(&code);
        if value.is_some_and(|code| !is_sorted(code)) {
            names.insert(constant.name().to_owned());
        }
    }
    names
}

/// Panics with the names that are neither in a table nor left out.
fn assert_sorted(names: &BTreeSet<String>) {
    let sorted: BTreeSet<String> = all().into_iter().map(|row| row.name).collect();
    let is_missing =
        |name: &&String| !sorted.contains(*name) && !patterns().any(|out| is_like(name, out));
    let missing: Vec<&String> = names.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_published_name_that_reads_like_a_denial_or_an_absence_is_sorted() {
    let names = published();
    assert!(names.len() > 500, "{}", names.len());
    assert_sorted(&names);
}

#[test]
fn what_is_left_out_has_its_reason_and_is_not_sorted_as_well() {
    for (reason, _) in LEFT_OUT {
        assert!(reason.len() > 10, "{reason}");
    }
    let rows = all();
    let twice = rows.iter().map(|row| &row.name);
    let twice: Vec<&String> = twice
        .filter(|name| patterns().any(|out| is_like(name, out)))
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// The headers, as mingw-w64 has them, without which the crate cannot be tested away from Windows either.
#[cfg(not(windows))]
mod headers {
    use super::super::{IN_HEADERS_ALONE, all};
    use super::{assert_sorted, is_like, is_to_be_sorted, patterns, published};
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    const INCLUDES: &str = "\
#include <windows.h>
#include <ntstatus.h>
#include <lmerr.h>
#include <adserr.h>
#include <oledberr.h>
#include <pdhmsg.h>
#include <fsrmerr.h>
#include <olectl.h>
#include <vsserror.h>
#include <winhttp.h>
";

    fn compiler(arguments: &[&str], source: &str) -> String {
        let mut gcc = Command::new("x86_64-w64-mingw32-gcc")
            .args(["-x", "c", "-w"])
            .args(arguments)
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("mingw-w64 is installed, as for `wmigen test`");
        gcc.stdin
            .take()
            .unwrap()
            .write_all(source.as_bytes())
            .unwrap();
        let output = gcc.wait_with_output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    fn the_names_stand_for_these_codes_in_the_headers() {
        let mut source = INCLUDES.to_owned();
        for row in all() {
            let (name, code) = (row.name, row.code);
            let is = format!("_Static_assert((unsigned)({name}) == {code}u, \"{name}\");");
            let alone = IN_HEADERS_ALONE.iter().any(|list| name.starts_with(list));
            if alone {
                writeln!(source, "{is}").unwrap();
            } else {
                writeln!(source, "#ifdef {name}\n{is}\n#endif").unwrap();
            }
        }
        compiler(&["-fsyntax-only"], &source);
    }

    /// The names in the headers that read like one of the two.
    fn defined() -> BTreeSet<String> {
        let defined = compiler(&["-dM", "-E"], INCLUDES);
        let names = defined.lines().filter_map(|line| line.split(' ').nth(1));
        let names = names.filter(|name| is_to_be_sorted(name));
        names.map(str::to_owned).collect()
    }

    #[test]
    fn every_name_that_reads_like_a_denial_or_an_absence_is_sorted() {
        let names = defined();
        assert!(names.len() > 500, "{}", names.len());
        assert_sorted(&names);
    }

    #[test]
    fn nothing_is_left_out_that_is_not_there() {
        let mut names = defined();
        names.extend(published());
        let unused: Vec<&str> = patterns()
            .filter(|out| !names.iter().any(|name| is_like(name, out)))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
