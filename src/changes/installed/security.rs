//! What becomes of the security of namespaces that are installed: MOF sets it anew, and takes none back.

use super::{InstallationChange, InstallationChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Namespace, NamespaceDescriptor, NamespaceSecurity, Provider};

/// The namespaces that both versions make, and that are secured otherwise now.
pub fn changed(old: &Provider, new: &Provider) -> Vec<InstallationChange> {
    let before = old.made_namespaces();
    let mut all = new.made_namespaces();
    // One around others is made for its security alone.
    let still_there = |one: &Namespace| {
        let mut now = new.namespaces().into_iter();
        now.any(|namespace| namespace.levels().contains(one))
    };
    let dropped = before
        .iter()
        .filter(|one| !all.contains(one) && still_there(one));
    let dropped: Vec<_> = dropped.cloned().collect();
    all.extend(dropped);
    // A namespace is there where one of the old version's is or lies in it.
    let was_there = |one: &Namespace| before.iter().any(|old| old.levels().contains(one));
    let kept = all.iter().filter(|one| was_there(one));
    kept.flat_map(|namespace| {
        let security = [old, new].map(|version| version.security_of(namespace));
        let descriptor = descriptor_changed(namespace, security);
        descriptor
            .into_iter()
            .chain(encryption_changed(namespace, security))
    })
    .collect()
}

fn descriptor_changed(
    namespace: &Namespace,
    security: [Option<&NamespaceSecurity>; 2],
) -> Option<InstallationChange> {
    let [before, now] = security.map(|one| one.and_then(|one| one.descriptor.as_ref()));
    if before == now {
        return None;
    }
    let name = quoted(&namespace.to_string());
    let text = |one: &NamespaceDescriptor| quoted(&one.text);
    match (before, now) {
        (_, Some(now)) => {
            let message = format!(
                "the descriptor of the namespace {name} is {} now: `upgrade.ps1` sets it there, in the place of what it has, \
                 whoever has set that",
                text(now)
            );
            let help = "look on the machines whether somebody has given others rights in it by hand, and add these to `sddl`";
            Some(change(message, help))
        }
        (Some(before), None) => {
            let message = format!(
                "the spec says nothing any more of who may open the namespace {name}: it keeps the descriptor {} that it has \
                 been given",
                text(before)
            );
            let help = "set its security by hand (wmimgmt.msc), or keep `sddl`";
            Some(change(message, help))
        }
        (None, None) => None,
    }
}

fn encryption_changed(
    namespace: &Namespace,
    security: [Option<&NamespaceSecurity>; 2],
) -> Option<InstallationChange> {
    let [before, now] = security.map(|one| one.is_some_and(|one| one.requires_encryption));
    let name = quoted(&namespace.to_string());
    match (before, now) {
        (false, true) => {
            let message = format!(
                "the namespace {name} requires encryption now: WMI refuses clients from other computers that ask in it without \
                 the authentication level of packet privacy"
            );
            let help = "change these clients first, to `-Authentication PacketPrivacy` or `wbemAuthenticationLevelPktPrivacy`";
            Some(change(message, help))
        }
        (true, false) => {
            let message = format!(
                "the spec no longer requires encryption in the namespace {name}: where it is installed, WMI goes on requiring it"
            );
            let help = "keep `requires-encryption`, or delete the namespace and install the provider again where others have \
                        nothing in it";
            Some(change(message, help))
        }
        _ => None,
    }
}

fn change(message: String, help: &str) -> InstallationChange {
    let kind = InstallationChangeKind::NamespaceSecured;
    InstallationChange::new(kind, message, Some(help))
}
