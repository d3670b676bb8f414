//! Classes that a provider brings in files of its own, and classes that become abstract.

use super::super::installation_changes;
use super::{class, of, spec};

/// What is said, with its help, when the one spec gives way to the other.
fn told(old: &str, new: &str) -> Vec<(&'static str, String, String)> {
    let changes = installation_changes(&of(old), &of(new));
    let told = changes.into_iter().map(|change| {
        let help = change.help.unwrap_or_default();
        (change.kind.as_str(), change.message, help)
    });
    told.collect()
}

#[test]
fn files_that_are_new_or_gone_are_told_by_their_paths() {
    let with = |files: &str| {
        let text = spec("AcmeStorage", &class("Acme_Disk", ""));
        text.replace("namespace", &format!("schema-mof = [{files}]\nnamespace"))
    };
    let found = told(
        &with("'a.mof', 'b/c.mof'"),
        &with("'B/C.MOF', 'd.mof', 'e.mof'"),
    );
    let [added, removed] = &found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(added.0, "schema-changed");
    assert_eq!(
        added.1,
        "classes come from `d.mof` and `e.mof`: where a machine has one of such a name already, `mofcomp` changes it into this one \
         or, if it cannot, refuses it, and `upgrade.ps1` ends with 5 and is undone"
    );
    assert_eq!(removed.0, "schema-changed");
    assert_eq!(
        removed.1,
        "no classes come from `a.mof` any more: `upgrade.ps1` leaves those that came from there in WMI, because others may have \
         derived classes from them"
    );
    assert_eq!(
        told(&with("'a.mof', 'b.mof'"), &with("'b.mof', 'a.mof'")),
        []
    );
}

/// A class with instances, and one below it, if there is one.
fn base(is_abstract: bool, derived: &str) -> String {
    let text = class("Acme_Base", "");
    let text = if is_abstract {
        text.replace("operations = ['get', 'enumerate']", "abstract = true")
    } else {
        text
    };
    let text = spec("AcmeStorage", &format!("{text}{}", class("Acme_Fan", "")));
    if derived.is_empty() {
        return text;
    }
    format!("{text}[class.{derived}]\nsuperclass = 'Acme_Base'\noperations = ['get']\n")
}

#[test]
fn a_class_that_becomes_abstract_or_ceases_to_be_is_told() {
    let end = "`mofcomp` refuses the new one, and `upgrade.ps1` ends with 5 and is undone";
    let found = told(&base(false, ""), &base(true, ""));
    let [(kind, message, help)] = &found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(*kind, "class-changed");
    assert_eq!(
        *message,
        format!(
            "the class `Acme_Base` is abstract now, and has no instances of its own: where others have derived classes from it, {end}; \
             the paths of its instances that scripts and event subscriptions have kept name nothing any more"
        )
    );
    assert!(help.starts_with("where others have derived"), "{help}");
    let found = told(&base(true, "Acme_Disk"), &base(false, "Acme_Disk"));
    let [(_, message, help)] = &found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(
        *message,
        format!(
            "the class `Acme_Base` is no longer abstract: `Acme_Disk` derives from it wherever the old version is installed, so that \
             {end}"
        )
    );
    assert_eq!(
        help,
        "uninstall the old version before the new one is installed"
    );
    assert_eq!(told(&base(true, ""), &base(true, "")), []);
}

#[test]
fn a_class_that_others_of_the_provider_derive_from_cannot_be_changed() {
    let old = base(true, "Acme_Disk");
    let new = old.replacen(
        "key = true }\n",
        "key = true }\nSize = { type = 'uint64' }\n",
        1,
    );
    let found = told(&old, &new);
    let [(kind, message, _)] = &found[..] else {
        panic!("{found:#?}");
    };
    assert_eq!(*kind, "class-changed");
    assert!(
        message.starts_with(
            "the class `Acme_Base` differs in `Size`: `Acme_Disk` derives from it wherever the old version is installed"
        ),
        "{message}"
    );
}
