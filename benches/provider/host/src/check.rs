//! Both providers inside the small WMI core: neither breaks a rule of WMI's, and both give the same instances. Else it
//! would be different work that is timed.

use crate::dll::Dll;
use crate::lean::environment;
use crate::wmi_core::bindings::*;
use crate::wmi_core::codes::{S_OK, WBEM_E_NOT_FOUND};
use crate::wmi_core::{Client, Core, Definition, Instance};
use crate::work::CLASS;

/// More than go into one batch of either.
const ROWS: u32 = 1500;

/// Checks both.
pub fn run(generated: &str, cpp: &str) {
    // The sample would break rules.
    environment(ROWS, true);
    let [generated, cpp] = [generated, cpp].map(|path| answers(&Dll::load(path)));
    assert_eq!(generated.len(), ROWS as usize + 1);
    assert_eq!(generated, cpp, "both give the same");
    println!("checked\t{ROWS}");
}

/// All instances, and one by its path.
fn answers(dll: &Dll) -> Vec<Instance> {
    let core = Core::new([definition()]);
    let provider = core.initialize(dll.provider(), r"root\Acme").provider();
    let client = Client::impersonate();
    let all = core.enumerate(&provider, &client, CLASS);
    assert_eq!(all.status(), S_OK);
    let get = |name: &str| {
        let path = format!("{CLASS}.DeviceID=\"{name}\"");
        core.get(&provider, &client, &path)
    };
    let one = get("ARRAY-0/disk-000017");
    assert_eq!(one.status(), S_OK);
    assert_eq!(get("absent").status(), WBEM_E_NOT_FOUND);
    core.release(provider);
    core.assert_no_breach();
    all.objects.into_iter().chain(one.objects).collect()
}

/// The class, as the spec has it.
pub fn definition() -> Definition {
    Definition::new(CLASS)
        .key("DeviceID", CIM_STRING)
        .property("Capacity", CIM_UINT64)
        .property("FreeSpace", CIM_UINT64)
        .property("Online", CIM_BOOLEAN)
        .property("Spindle", CIM_UINT32)
        .property("Installed", CIM_DATETIME)
}
