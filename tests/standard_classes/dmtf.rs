//! The DMTF's schema, which comes as an archive of MOF.

use std::path::Path;
use std::process::Command;

use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::mof::load;
use wmigen::mof::tree::Item;

use crate::row::{Row, Rows};

/// The classes of the schema; none where it cannot be unpacked.
pub fn rows(archive: &Path) -> Option<Rows> {
    let folder = tempfile::tempdir().unwrap();
    let mut tar = Command::new("tar");
    tar.arg("-xJf").arg(archive).arg("-C").arg(folder.path());
    if !tar.status().is_ok_and(|status| status.success()) {
        return None;
    }
    let loaded = load(&[folder.path().join("CIM_Schema.mof")], &[], &MOF_SYNTAX);
    assert!(!loaded.has_errors());
    let mut rows = Rows::default();
    for (_, item) in &loaded.items {
        if let Item::Class(class) = item {
            rows.add(Row::of(class));
        }
    }
    Some(rows)
}
