//! Windows' privileges, by the names that its functions take (Windows: "Privilege Constants (Authorization)").

use toml::Spanned;

use crate::diagnostics::rules::UNKNOWN_VALUE;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};

/// All of them.
pub const PRIVILEGES: &[&str] = &[
    "SeAssignPrimaryTokenPrivilege",
    "SeAuditPrivilege",
    "SeBackupPrivilege",
    "SeChangeNotifyPrivilege",
    "SeCreateGlobalPrivilege",
    "SeCreatePagefilePrivilege",
    "SeCreatePermanentPrivilege",
    "SeCreateSymbolicLinkPrivilege",
    "SeCreateTokenPrivilege",
    "SeDebugPrivilege",
    "SeDelegateSessionUserImpersonatePrivilege",
    "SeEnableDelegationPrivilege",
    "SeImpersonatePrivilege",
    "SeIncreaseBasePriorityPrivilege",
    "SeIncreaseQuotaPrivilege",
    "SeIncreaseWorkingSetPrivilege",
    "SeLoadDriverPrivilege",
    "SeLockMemoryPrivilege",
    "SeMachineAccountPrivilege",
    "SeManageVolumePrivilege",
    "SeProfileSingleProcessPrivilege",
    "SeRelabelPrivilege",
    "SeRemoteShutdownPrivilege",
    "SeRestorePrivilege",
    "SeSecurityPrivilege",
    "SeShutdownPrivilege",
    "SeSyncAgentPrivilege",
    "SeSystemEnvironmentPrivilege",
    "SeSystemProfilePrivilege",
    "SeSystemtimePrivilege",
    "SeTakeOwnershipPrivilege",
    "SeTcbPrivilege",
    "SeTimeZonePrivilege",
    "SeTrustedCredManAccessPrivilege",
    "SeUndockPrivilege",
];

/// The privilege of that name.
pub fn privilege(written: &Spanned<String>) -> Checked<&'static str> {
    let name = written.get_ref();
    if let Some(known) = PRIVILEGES.iter().find(|known| *known == name) {
        return Ok(known);
    }
    let all = PRIVILEGES.iter().copied();
    let in_any_case = all.clone().find(|known| known.eq_ignore_ascii_case(name));
    let help = match in_any_case.or_else(|| closest(name, all)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write it as Windows' functions take it, as `SeBackupPrivilege`".to_owned(),
    };
    let message = format!("Windows has no privilege {}", quoted(name));
    Diagnostic::error(&UNKNOWN_VALUE, written.span(), message)
        .with_label("no privilege")
        .with_help(help)
        .refuse()
}
