//! The files of `templates/`, embedded. A test holds this list against the folder.

/// A file that is the same in every crate, by its path there.
macro_rules! file {
    ($path:literal) => {
        (
            $path,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $path)),
        )
    };
}

/// A template, by its path without `.hbs`.
macro_rules! template {
    ($path:literal) => {
        (
            $path,
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/templates/",
                $path,
                ".hbs"
            )),
        )
    };
}

/// Files that become the user's.
pub const ONCE: &[(&str, &str)] = &[
    file!(".github/workflows/provider.yml"),
    file!(".gitignore"),
    file!("clippy.toml"),
];

/// Files that stay wmigen's.
pub const GENERATED: &[(&str, &str)] = &[
    file!("scripts/common.psm1"),
    file!("scripts/files.psm1"),
    file!("scripts/install.ps1"),
    file!("scripts/own.psm1"),
    file!("scripts/probe.ps1"),
    file!("scripts/uninstall.ps1"),
    file!("scripts/upgrade.ps1"),
    file!("scripts/verify.ps1"),
    file!("scripts/wmi.psm1"),
    file!("src/generated/exports.rs"),
    file!("src/wmi/background.rs"),
    file!("src/wmi/char16.rs"),
    file!("src/wmi/cim_type.rs"),
    file!("src/wmi/class.rs"),
    file!("src/wmi/client.rs"),
    file!("src/wmi/codes_hresult.rs"),
    file!("src/wmi/codes_nt.rs"),
    file!("src/wmi/codes_win32.rs"),
    file!("src/wmi/com/bindings.rs"),
    file!("src/wmi/com/call.rs"),
    file!("src/wmi/com/calls.rs"),
    file!("src/wmi/com/completion.rs"),
    file!("src/wmi/com/delivery.rs"),
    file!("src/wmi/com/dll.rs"),
    file!("src/wmi/com/enumerate.rs"),
    file!("src/wmi/com/error_object.rs"),
    file!("src/wmi/com/factory.rs"),
    file!("src/wmi/com/get.rs"),
    file!("src/wmi/com/guard.rs"),
    file!("src/wmi/com/impersonation.rs"),
    file!("src/wmi/com/mod.rs"),
    file!("src/wmi/com/module.rs"),
    file!("src/wmi/com/namespace.rs"),
    file!("src/wmi/com/object.rs"),
    file!("src/wmi/com/registry.rs"),
    file!("src/wmi/com/safe_array.rs"),
    file!("src/wmi/com/security.rs"),
    file!("src/wmi/com/server.rs"),
    file!("src/wmi/com/services.rs"),
    file!("src/wmi/com/thread_ends.rs"),
    file!("src/wmi/com/token.rs"),
    file!("src/wmi/com/variant.rs"),
    file!("src/wmi/datetime.rs"),
    file!("src/wmi/datetime_tests.rs"),
    file!("src/wmi/denial.rs"),
    file!("src/wmi/denial_tests.rs"),
    file!("src/wmi/descriptor.rs"),
    file!("src/wmi/descriptor_tests.rs"),
    file!("src/wmi/elsewhere.rs"),
    file!("src/wmi/error.rs"),
    file!("src/wmi/event.rs"),
    file!("src/wmi/instances.rs"),
    file!("src/wmi/interval.rs"),
    file!("src/wmi/keys.rs"),
    file!("src/wmi/level.rs"),
    file!("src/wmi/mod.rs"),
    file!("src/wmi/path.rs"),
    file!("src/wmi/path_tests.rs"),
    file!("src/wmi/policy.rs"),
    file!("src/wmi/property.rs"),
    file!("src/wmi/provider.rs"),
    file!("src/wmi/scope.rs"),
    file!("src/wmi/skips.rs"),
    file!("src/wmi/status.rs"),
    file!("src/wmi/value.rs"),
    file!("src/wmi/values.rs"),
    file!("tests/contract/allowed.rs"),
    file!("tests/contract/answering.rs"),
    file!("tests/contract/denying.rs"),
    file!("tests/contract/initializing.rs"),
    file!("tests/contract/loading.rs"),
    file!("tests/contract/main.rs"),
    file!("tests/contract/mof.rs"),
    file!("tests/contract/paths.rs"),
    file!("tests/contract/refusing.rs"),
    file!("tests/contract/registering.rs"),
    file!("tests/contract/session.rs"),
    file!("tests/contract/sink.rs"),
    file!("tests/contract/spellings.rs"),
    file!("tests/contract/table.rs"),
    file!("tests/core_itself/by_hand.rs"),
    file!("tests/core_itself/finds_breaches.rs"),
    file!("tests/core_itself/finds_wrong_values.rs"),
    file!("tests/core_itself/main.rs"),
    file!("tests/core_itself/plays_wmi.rs"),
    file!("tests/core_itself/values.rs"),
    file!("tests/policy/another_instance.rs"),
    file!("tests/policy/background.rs"),
    file!("tests/policy/batches.rs"),
    file!("tests/policy/by_interface.rs"),
    file!("tests/policy/cancellation.rs"),
    file!("tests/policy/child.rs"),
    file!("tests/policy/clients.rs"),
    file!("tests/policy/descriptors.rs"),
    file!("tests/policy/endless.rs"),
    file!("tests/policy/enumeration_policy.rs"),
    file!("tests/policy/every_key.rs"),
    file!("tests/policy/every_type.rs"),
    file!("tests/policy/failures.rs"),
    file!("tests/policy/gate.rs"),
    file!("tests/policy/get_policy.rs"),
    file!("tests/policy/hide.rs"),
    file!("tests/policy/identities.rs"),
    file!("tests/policy/incoming.rs"),
    file!("tests/policy/initialization.rs"),
    file!("tests/policy/log.rs"),
    file!("tests/policy/lost_clients.rs"),
    file!("tests/policy/lost_in_user_code.rs"),
    file!("tests/policy/main.rs"),
    file!("tests/policy/not_served.rs"),
    file!("tests/policy/reverts.rs"),
    file!("tests/policy/scope.rs"),
    file!("tests/policy/script.rs"),
    file!("tests/policy/scripted.rs"),
    file!("tests/policy/session.rs"),
    file!("tests/policy/sinks.rs"),
    file!("tests/policy/threads.rs"),
    file!("tests/policy/tokens.rs"),
    file!("tests/policy/unloading.rs"),
    file!("tests/policy/user_wmi.rs"),
    file!("tests/wmi_core/answer.rs"),
    file!("tests/wmi_core/apartment.rs"),
    file!("tests/wmi_core/bindings.rs"),
    file!("tests/wmi_core/breach.rs"),
    file!("tests/wmi_core/cancel.rs"),
    file!("tests/wmi_core/client.rs"),
    file!("tests/wmi_core/codes.rs"),
    file!("tests/wmi_core/context.rs"),
    file!("tests/wmi_core/definitions.rs"),
    file!("tests/wmi_core/dll.rs"),
    file!("tests/wmi_core/enumerator.rs"),
    file!("tests/wmi_core/fitting.rs"),
    file!("tests/wmi_core/identity.rs"),
    file!("tests/wmi_core/init_sink.rs"),
    file!("tests/wmi_core/initialization.rs"),
    file!("tests/wmi_core/mod.rs"),
    file!("tests/wmi_core/namespace.rs"),
    file!("tests/wmi_core/object.rs"),
    file!("tests/wmi_core/registry.rs"),
    file!("tests/wmi_core/request.rs"),
    file!("tests/wmi_core/safe_array.rs"),
    file!("tests/wmi_core/security.rs"),
    file!("tests/wmi_core/session.rs"),
    file!("tests/wmi_core/sink.rs"),
    file!("tests/wmi_core/stubs.rs"),
    file!("tests/wmi_core/trace.rs"),
    file!("tests/wmi_core/value.rs"),
];

/// What is rendered from the spec.
///
/// `.gitattributes` needs nothing of it, and is among these for its name: git would obey it in the templates' own folder.
pub const TEMPLATES: &[(&str, &str)] = &[
    template!(".gitattributes"),
    template!("Cargo.toml"),
    template!("README.md"),
    template!("docs/access-denied.md"),
    template!("mof/provider.mfl"),
    template!("mof/provider.mof"),
    template!("mof/provider-remove.mof"),
    template!("scripts/provider.provider.json"),
    template!("src/classes/class.rs"),
    template!("src/classes/enumerate"),
    template!("src/classes/get"),
    template!("src/generated/class.rs"),
    template!("src/generated/classes.rs"),
    template!("src/generated/mod.rs"),
    template!("src/generated/registration.rs"),
    template!("src/lib.rs"),
    template!("tests/contract/provider.rs"),
    template!("wmigen.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn files_below(folder: &Path, into: &mut BTreeSet<String>, root: &Path) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path, into, root);
            } else {
                let relative = path.strip_prefix(root).unwrap();
                into.insert(relative.to_str().unwrap().replace('\\', "/"));
            }
        }
    }

    #[test]
    fn every_file_of_the_templates_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut there = BTreeSet::new();
        files_below(&root, &mut there, &root);
        let whole = ONCE
            .iter()
            .chain(GENERATED)
            .map(|(path, _)| (*path).to_owned());
        let templates = TEMPLATES.iter().map(|(path, _)| format!("{path}.hbs"));
        let embedded: BTreeSet<String> = whole.chain(templates).collect();
        assert_eq!(embedded, there);
    }
}
