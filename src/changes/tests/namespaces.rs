//! What changed namespaces mean for machines where the old version is installed.

use super::super::{InstallationChange, installation_changes};
use super::installed::{between, kinds, replaced};
use super::{class, of, spec};

#[test]
fn another_namespace_of_the_provider_takes_its_classes_along() {
    let found = replaced(&[("'root'", r"'root\Acme'")]);
    assert_eq!(kinds(&found), ["namespace-changed", "class-moved"]);
    assert_eq!(
        found[0].message,
        "no class is in the namespace `root` any more: `upgrade.ps1` takes the registration of the provider and its entry \
         under `SecuredHostProviders` out of it, and leaves the namespace, because others may have classes in it; its security \
         does not pass to another one"
    );
    assert_eq!(replaced(&[("'root'", "'ROOT'")]), []);
}

#[test]
fn a_class_that_goes_to_another_namespace_is_another_class_to_wmi() {
    let admin = "[namespace.'root\\Admin']\n";
    let there = |name: &str| {
        let table = class(name, "");
        table.replace("operations", "namespace = 'root\\Admin'\noperations")
    };
    let (disk, shelf, fan) = (
        class("Acme_Disk", ""),
        class("Acme_Shelf", ""),
        class("Acme_Fan", ""),
    );
    let before = format!("{admin}{disk}{shelf}{}", there("Acme_Fan"));
    let found = between(
        &before,
        &format!("{admin}{disk}{}{}", there("Acme_Shelf"), there("Acme_Fan")),
    );
    assert_eq!(kinds(&found), ["class-moved"]);
    assert_eq!(found[0].class.as_deref(), Some("Acme_Shelf"));
    assert_eq!(
        found[0].message,
        "the class `Acme_Shelf` is in the namespace `root\\Admin` now, and no longer in `root`: `upgrade.ps1` makes it there \
         and deletes it here, and with it the classes that others have derived; scripts and event subscriptions go on asking \
         in `root`, and find no class"
    );
    let all = format!(
        "{admin}{}{}{}",
        there("Acme_Disk"),
        there("Acme_Shelf"),
        there("Acme_Fan")
    );
    let found = between(&before, &all);
    assert_eq!(kinds(&found), ["namespace-changed", "class-moved"]);
    assert!(
        found[1]
            .message
            .starts_with("the classes `Acme_Disk` and `Acme_Shelf` are in")
    );
    assert_eq!(found[1].class, None);
    let back = between(&before, &format!("{disk}{shelf}{fan}"));
    assert_eq!(kinds(&back), ["namespace-changed", "class-moved"]);
}

#[test]
fn the_namespace_of_a_language_stays() {
    let described =
        class("Acme_Disk", "").replace("operations", "description = 'A disk.'\noperations");
    let german = described.clone()
        + "[locale.MS_407.class.Acme_Disk]\ndescription = 'Eine Platte.'\n"
        + "[locale.MS_40C.class.Acme_Disk]\ndescription = 'Un disque.'\n";
    let french = german.replace(
        "[locale.MS_407.class.Acme_Disk]\ndescription = 'Eine Platte.'\n",
        "",
    );
    let found = between(&german, &french);
    assert_eq!(kinds(&found), ["locale-removed"]);
    assert_eq!(
        found[0].message,
        "there are no texts in `MS_407` any more: `upgrade.ps1` deletes them and `acme_storage.ms_407.mfl`, and leaves the \
         namespace `root\\ms_407`"
    );
    // The spec's own texts go back to the classes.
    assert_eq!(
        kinds(&between(&french, &described)),
        ["locale-removed", "locale-removed"]
    );
    assert_eq!(between(&described, &german), []);
}

/// What becomes of a namespace whose table says this now, and that before.
fn secured(before: &str, now: &str) -> Vec<InstallationChange> {
    let with = |lines: &str| {
        let text = spec("AcmeStorage", &class("Acme_Disk", ""));
        let text = text.replace("'root'", r"'root\Acme'");
        format!("{text}[namespace.'root\\Acme']\n{lines}\n")
    };
    installation_changes(&of(&with(before)), &of(&with(now)))
}

#[test]
fn a_descriptor_is_set_anew_on_machines_and_never_taken_back() {
    let (one, other) = (
        "sddl = 'O:BAG:BAD:P(A;CI;0x6003F;;;BA)'",
        "sddl = 'O:BAG:BAD:P(A;CI;0x6003F;;;BA)(A;CI;0x1;;;AU)'",
    );
    for (before, now, starts) in [
        (
            one,
            other,
            "the descriptor of the namespace `root\\Acme` is `O:BAG:BAD:P(A;CI;0x6003F;;;BA)(A;CI;0x1;;;AU)` now",
        ),
        ("", one, "the descriptor of the namespace `root\\Acme` is"),
        (
            one,
            "",
            "the spec says nothing any more of who may open the namespace `root\\Acme`: it keeps the descriptor",
        ),
    ] {
        let found = secured(before, now);
        assert_eq!(kinds(&found), ["namespace-secured"], "{before} {now}");
        assert!(found[0].message.starts_with(starts), "{}", found[0].message);
    }
    // The same in other words is the same.
    let spelt = one
        .replace("0x6003F", "CCDCLCSWRPWPRCWD")
        .replace(";;;BA", ";;;S-1-5-32-544");
    assert_eq!(secured(one, &spelt), []);
}

#[test]
fn encryption_is_required_from_now_on_and_stays_required() {
    let on = "requires-encryption = true";
    for (before, now, says) in [
        ("", on, "requires encryption now"),
        (on, "", "WMI goes on requiring it"),
    ] {
        let found = secured(before, now);
        assert_eq!(kinds(&found), ["namespace-secured"]);
        assert!(found[0].message.contains(says), "{}", found[0].message);
    }
    assert_eq!(secured(on, on), []);
    assert_eq!(secured("", "requires-encryption = false"), []);
}

#[test]
fn a_namespace_that_is_new_has_its_security_from_the_start() {
    let before = class("Acme_Disk", "");
    let there =
        class("Acme_Fan", "").replace("operations", "namespace = 'root\\Admin'\noperations");
    let table = "[namespace.'root\\Admin']\nsddl = 'O:BAG:BAD:P(A;CI;0x6003F;;;BA)'\n";
    assert_eq!(between(&before, &format!("{table}{before}{there}")), []);
}
