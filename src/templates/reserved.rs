//! The places in a crate where wmigen's files would no longer work beside a further one.

use crate::diagnostics::quoted;
use crate::letters::folded;

/// The folders that are wmigen's as a whole. What it writes there names all files of the folder, a test counts them, and a
/// later wmigen may have a file of any name there.
const FOLDERS: [&str; 6] = [
    "src/wmi/",
    "src/generated/",
    "mof/",
    "tests/contract/",
    "tests/harness/",
    "tests/wmi_core/",
];

/// The folder and the ending of the file by which the scripts know the provider. They stop where there are two.
const RECORD: (&str, &str) = ("scripts/", ".provider.json");

/// Why no further file may be made at this path, if so.
pub fn problem(path: &str) -> Option<String> {
    let path_folded = folded(path);
    if let Some(folder) = FOLDERS.iter().find(|one| path_folded.starts_with(**one)) {
        return Some(format!(
            "the path {} is in the folder `{folder}`, which is wmigen's",
            quoted(path)
        ));
    }
    let (scripts, end) = RECORD;
    let name = path_folded.strip_prefix(scripts)?;
    (name.ends_with(end) && !name.contains('/')).then(|| {
        format!(
            "the path {} is that of a second provider: the scripts stop unless there is one file of such a name",
            quoted(path)
        )
    })
}

/// The other path of the module of Rust at this path, which is folded: rustc takes no module that has both.
pub fn twin(path: &str) -> Option<String> {
    let module = path.strip_suffix(".rs")?;
    Some(match module.strip_suffix("/mod") {
        Some(folder) => format!("{folder}.rs"),
        None => format!("{module}/mod.rs"),
    })
}
