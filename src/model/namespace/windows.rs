//! The namespaces that Windows has before any provider comes. Who may open them is Windows' to say, and all that runs on the machine
//! depends on it.

use super::Namespace;

/// Their names below `root` in small letters, each with whether all that lies below is Windows' as well.
const OWN: &[(&str, bool)] = &[
    ("", false),
    ("appv", true),
    ("aspnet", true),
    ("cimv2", false),
    (r"cimv2\applications", true),
    (r"cimv2\mdm", true),
    (r"cimv2\power", true),
    (r"cimv2\security", true),
    (r"cimv2\terminalservices", true),
    ("cli", true),
    ("default", false),
    ("directory", true),
    ("hardware", true),
    ("interop", true),
    ("inventorylogging", true),
    ("microsoft", true),
    ("microsoftactivedirectory", true),
    ("microsoftdfs", true),
    ("microsoftdns", true),
    ("microsoftiisv2", true),
    ("microsoftnlb", true),
    ("mscluster", true),
    ("msdtc", true),
    ("nap", true),
    ("networkmodel", true),
    ("peh", true),
    ("policy", true),
    ("rsop", true),
    ("security", true),
    ("securitycenter", true),
    ("securitycenter2", true),
    ("servicemodel", true),
    ("snmp", true),
    ("standardcimv2", true),
    ("subscription", true),
    ("virtualization", true),
    ("webadministration", true),
    ("wmi", false),
];

/// Whether Windows has this namespace, as far as its documentation tells.
pub fn is_windows_own(namespace: &Namespace) -> bool {
    let path = namespace.below_root().join("\\").to_ascii_lowercase();
    OWN.iter().any(|(own, and_below)| {
        let below = || {
            path.strip_prefix(own)
                .is_some_and(|rest| rest.starts_with('\\'))
        };
        path == *own || *and_below && below()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own(path: &[&str]) -> bool {
        is_windows_own(&Namespace {
            below_root: path.iter().map(|part| (*part).to_owned()).collect(),
        })
    }

    #[test]
    fn windows_own_namespaces_are_known_whatever_their_letters() {
        for path in [
            &[][..],
            &["CIMV2"],
            &["cimv2", "Security", "MicrosoftTpm"],
            &["Microsoft", "Windows", "Storage"],
            &["StandardCimv2"],
            &["WMI"],
        ] {
            assert!(is_own(path), "{path:?}");
        }
    }

    #[test]
    fn a_namespace_below_one_that_providers_share_is_theirs() {
        for path in [
            &["Acme"][..],
            &["cimv2", "Acme"],
            &["cimv2", "SecurityPlus"],
            &["wmi", "Acme"],
            &["Microsoftish"],
        ] {
            assert!(!is_own(path), "{path:?}");
        }
    }
}
