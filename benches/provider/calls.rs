//! Which functions of the system a provider calls, how often for an instance, and which of them leave the process.

use std::collections::BTreeMap;
use std::path::Path;

use crate::scene::Scene;

/// Functions that do all their work in the process: memory, strings, and what is known of the thread itself. A function
/// that is not listed here counts as one that enters the system.
const IN_PROCESS: &[&str] = &[
    "CoGetCallContext",
    "GetCurrentThread",
    "GetCurrentThreadId",
    "GetLastError",
    "GetProcessHeap",
    "HeapAlloc",
    "HeapFree",
    "HeapReAlloc",
    // The clock is in memory.
    "QueryPerformanceCounter",
    "SafeArrayAccessData",
    "SafeArrayCreateVector",
    "SafeArrayDestroy",
    "SafeArrayUnaccessData",
    "SetLastError",
    "SysAllocString",
    "SysAllocStringLen",
    "SysFreeString",
    "SysStringLen",
    "TlsGetValue",
    "TlsSetValue",
    "VariantClear",
];

/// Calls by the function, for each unit of work.
pub struct Calls(BTreeMap<String, f64>);

impl Calls {
    /// What a provider calls for one more instance of an enumeration, between so many and twice as many.
    pub fn per_instance(scene: &Scene, dll: &Path, rows: u32) -> Self {
        let less = count(scene, dll, "enumerate", rows, 1);
        let more = count(scene, dll, "enumerate", 2 * rows, 1);
        Self::between(&less, &more, rows)
    }

    /// What it calls for one more get.
    pub fn per_get(scene: &Scene, dll: &Path, calls: u32) -> Self {
        let less = count(scene, dll, "get", 1, calls);
        let more = count(scene, dll, "get", 1, 2 * calls);
        Self::between(&less, &more, calls)
    }

    /// Those that enter the system, the most frequent first.
    pub fn entering(&self) -> Vec<(&str, f64)> {
        self.among(|name| !IN_PROCESS.contains(&name))
    }

    /// Those that stay in the process.
    pub fn staying(&self) -> Vec<(&str, f64)> {
        self.among(|name| IN_PROCESS.contains(&name))
    }

    fn among(&self, wanted: impl Fn(&str) -> bool) -> Vec<(&str, f64)> {
        let calls = self.0.iter().map(|(name, count)| (name.as_str(), *count));
        let mut calls: Vec<_> = calls
            .filter(|(name, count)| *count > 0.0 && wanted(name))
            .collect();
        calls.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        calls
    }

    /// How many these are.
    pub fn total(&self) -> f64 {
        let calls = self.entering();
        calls.iter().fold(0.0, |sum, (_, count)| sum + count)
    }

    fn between(less: &Counts, more: &Counts, units: u32) -> Self {
        let calls = more.iter().map(|(name, count)| {
            let count = count - less.get(name).unwrap_or(&0.0);
            (name.clone(), count / f64::from(units))
        });
        Self(calls.collect())
    }
}

type Counts = BTreeMap<String, f64>;

fn count(scene: &Scene, dll: &Path, asked: &str, rows: u32, calls: u32) -> Counts {
    let arguments = [asked, &rows.to_string(), &calls.to_string()];
    let lines = scene.host("count", &[dll], &arguments);
    let called = lines.iter().filter_map(|fields| match &fields[..] {
        [what, name, count] if what == "called" => Some((name.clone(), count.parse().ok()?)),
        _ => None,
    });
    called.collect()
}
