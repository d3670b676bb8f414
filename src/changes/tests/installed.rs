//! What changed specs mean for machines where the old version is installed.

use super::super::{InstallationChange, installation_changes};
use super::{class, of, provider, renamed, serving, spec};

fn between(old: &str, new: &str) -> Vec<InstallationChange> {
    installation_changes(&provider(old), &provider(new))
}

/// What becomes of an installed provider when a part of its spec is replaced.
fn replaced(parts: &[(&str, &str)]) -> Vec<InstallationChange> {
    let old = spec("AcmeStorage", &class("Acme_Disk", ""));
    let new = parts.iter().fold(old.clone(), |text, (before, now)| {
        assert!(text.contains(before), "{before}");
        text.replace(before, now)
    });
    installation_changes(&of(&old), &of(&new))
}

fn kinds(changes: &[InstallationChange]) -> Vec<&str> {
    changes.iter().map(|change| change.kind.as_str()).collect()
}

const REMOVE: &str = "on each machine that has the old version, run the old version's own `scripts\\uninstall.ps1`, and then \
     the new `scripts\\install.ps1`";

#[test]
fn another_clsid_is_another_provider() {
    let found = replaced(&[("0f7f0a3c", "0f7f0a3d")]);
    assert_eq!(kinds(&found), ["clsid-changed"]);
    assert_eq!(
        found[0].message,
        "the CLSID is `{0f7f0a3d-5d0b-4a57-9a57-3a1f6f4d2b11}` now: the registration \
         `HKLM\\SOFTWARE\\Classes\\CLSID\\{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}` stays, and so do the DLL and the MOF files \
         of the old version, which have the old CLSID and so are another provider's to the new scripts"
    );
    assert_eq!(
        found[0].help.as_deref(),
        Some(&*format!(
            "{REMOVE}; before that, `install.ps1` ends with 10 and `upgrade.ps1` with 2, and they change nothing"
        ))
    );
    assert_eq!(replaced(&[("0f7f0a3c", "0F7F0A3C")]), []);
}

#[test]
fn another_name_leaves_the_registration_and_the_folder() {
    let found = replaced(&[("'AcmeStorage'", "'AcmeStore'")]);
    assert_eq!(kinds(&found), ["provider-renamed"]);
    assert_eq!(
        found[0].message,
        "the provider `AcmeStorage` is `AcmeStore` now, and its files have other names, `acme_store.mof` for \
         `acme_storage.mof`: those of the old names stay, and WMI compiles them again when it rebuilds its repository; in \
         `root` stay the instance `__Win32Provider.Name=\"AcmeStorage\"`, its registration and its entry under \
         `SecuredHostProviders`, and under Program Files the folder `AcmeStorage`"
    );
    assert_eq!(
        found[0].help.as_deref(),
        Some(&*format!(
            "{REMOVE}; before that, `install.ps1` and `upgrade.ps1` end with 10 and change nothing"
        ))
    );
}

#[test]
fn to_windows_names_that_differ_in_case_are_one() {
    assert_eq!(replaced(&[("'root'", "'ROOT'")]), []);
    // The names of the files are made of the words of the name, which are others.
    let found = replaced(&[("'AcmeStorage'", "'Acmestorage'")]);
    assert_eq!(kinds(&found), ["provider-renamed"]);
    assert_eq!(
        found[0].message,
        "the provider `AcmeStorage` is `Acmestorage` now, and its files have other names, `acmestorage.mof` for \
         `acme_storage.mof`: those of the old names stay, and WMI compiles them again when it rebuilds its repository"
    );
    let help = found[0].help.as_deref().expect("a remedy");
    assert!(
        help.contains("`install.ps1` ends with 9 and `upgrade.ps1` with 2"),
        "{help}"
    );
}

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
fn what_is_another_provider_altogether_is_one_remedy() {
    let found = replaced(&[
        ("0f7f0a3c", "0f7f0a3d"),
        ("'AcmeStorage'", "'AcmeStore'"),
        ("'root'", r"'root\Acme'"),
        ("Acme_Disk", "Acme_Drive"),
    ]);
    assert_eq!(kinds(&found), ["clsid-changed", "provider-renamed"]);
    let help = found[0].help.as_deref().expect("a remedy");
    assert!(
        help.contains("puts the new version beside the old one"),
        "{help}"
    );
    assert!(
        found
            .iter()
            .all(|change| change.help.as_deref() == Some(help))
    );
}

#[test]
fn a_class_that_goes_takes_others_with_it() {
    let (disk, shelf) = (class("Acme_Disk", ""), class("Acme_Shelf", ""));
    let found = between(&(disk.clone() + &shelf), &disk);
    assert_eq!(kinds(&found), ["class-removed"]);
    assert_eq!(found[0].class.as_deref(), Some("Acme_Shelf"));
    assert_eq!(
        found[0].message,
        "the class `Acme_Shelf` is gone: `upgrade.ps1` deletes it from WMI, and with it the classes that others have \
         derived from it; the scripts and event subscriptions that name it stay, and find no class"
    );
    assert_eq!(between(&disk, &(disk.clone() + &shelf)), []);
    let found = between(&disk, &renamed("Acme_Drive", "Acme_Disk", ""));
    assert_eq!(kinds(&found), ["class-renamed"]);
    assert_eq!(found[0].class.as_deref(), Some("Acme_Drive"));
    let same = renamed("ACME_Disk", "Acme_Disk", "");
    assert_eq!(between(&disk, &same), []);
}

#[test]
fn other_properties_are_refused_where_classes_are_derived() {
    let of = |properties| class("Acme_Disk", properties);
    let old = of("Size = { type = 'uint64' }\nOwner = { type = 'string' }");
    let found = between(
        &old,
        &of("Size = { type = 'uint32' }\nLabel = { type = 'string' }"),
    );
    assert_eq!(kinds(&found), ["class-changed"]);
    assert_eq!(
        found[0].message,
        "the class `Acme_Disk` differs in `Size`, `Label` and `Owner`: where others have derived classes from it, `mofcomp` \
         refuses the new one, and `upgrade.ps1` ends with 5 and is undone; clients that name `Owner` find no such property"
    );
    for other in [
        "Size = { type = 'uint64[]' }\nOwner = { type = 'string' }",
        "Size = { type = 'uint64', default = 5 }\nOwner = { type = 'string' }",
    ] {
        assert_eq!(
            kinds(&between(&old, &of(other))),
            ["class-changed"],
            "{other}"
        );
    }
    let texts = of(
        "owner = { type = 'string', description = 'Whose it is.' }\nSize = { type = 'uint64', denied = true }",
    );
    assert_eq!(between(&old, &texts), []);
    let operations = serving(
        "'get'",
        "Acme_Disk",
        "Size = { type = 'uint64' }\nOwner = { type = 'string' }",
    );
    assert_eq!(between(&old, &operations), []);
}

#[test]
fn other_keys_are_other_paths() {
    let of = |properties| class("Acme_Disk", properties);
    let old = of("Bay = { type = 'uint8' }");
    let found = between(&old, &of("Bay = { type = 'uint8', key = true }"));
    assert_eq!(kinds(&found), ["key-changed", "class-changed"]);
    assert_eq!(
        found[0].message,
        "instances of the class `Acme_Disk` are named by `string ID` and `uint8 Bay` now, and no longer by `string ID`: the \
         paths that scripts and event subscriptions have kept name nothing any more"
    );
    let number = old.replace("ID = { type = 'string'", "ID = { type = 'uint32'");
    assert_eq!(
        kinds(&between(&old, &number)),
        ["key-changed", "class-changed"]
    );
    // Paths have other keys whatever becomes of the rest.
    let moved = of("Bay = { type = 'uint8', key = true }");
    let moved = super::named("AcmeStore", &moved);
    assert_eq!(
        kinds(&installation_changes(&provider(&old), &moved)),
        ["provider-renamed", "key-changed"]
    );
}

#[test]
fn another_host_waits_for_the_old_one() {
    let found = replaced(&[("clsid =", "hosting.group = 'Acme'\nclsid =")]);
    assert_eq!(kinds(&found), ["hosting-changed"]);
    assert_eq!(
        found[0].message,
        "the provider runs in the host `NetworkServiceHost:Acme` now, and no longer in `NetworkServiceHost:AcmeStorage`: \
         `upgrade.ps1` changes `__Win32Provider.HostingModel`, but a host that runs stays as it is; the script ends it if \
         it runs nothing but this provider, and otherwise ends with 7"
    );
    let found = replaced(&[("clsid =", "hosting.model = 'LocalServiceHost'\nclsid =")]);
    assert_eq!(kinds(&found), ["hosting-changed"]);
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

#[test]
fn a_class_below_another_one_may_not_be_taken() {
    const ABOVE: &str =
        "[class.Acme_Device]\nabstract = true\n[class.Acme_Part]\nabstract = true\n";
    let below = |superclass: &str| {
        format!(
            "{ABOVE}{}",
            class("Acme_Disk", "").replacen('\n', superclass, 1)
        )
    };
    let [none, device, part] = [
        "\n",
        "\nsuperclass = 'Acme_Device'\n",
        "\nsuperclass = 'Acme_Part'\n",
    ]
    .map(below);
    for (old, new, from, to) in [
        (&none, &device, "no class", "`Acme_Device`"),
        (&device, &part, "`Acme_Device`", "`Acme_Part`"),
        (&part, &none, "`Acme_Part`", "no class"),
    ] {
        let found = between(old, new);
        assert_eq!(kinds(&found), ["class-changed"]);
        let says =
            format!("the class `Acme_Disk` derives from {to} now, and from {from} before: where");
        assert!(found[0].message.starts_with(&says), "{}", found[0].message);
    }
    let in_other_case = device.replace("'Acme_Device'", "'ACME_DEVICE'");
    assert_eq!(between(&device, &in_other_case), []);
}

#[test]
fn a_singleton_has_another_path() {
    let old = class("Acme_Settings", "On = { type = 'boolean' }");
    let new = old
        .replacen('\n', "\nsingleton = true\n", 1)
        .replace("ID = { type = 'string', key = true }\n", "");
    let found = between(&old, &new);
    assert!(kinds(&found).contains(&"key-changed"), "{found:?}");
    let key = found.iter().find(|one| one.kind.as_str() == "key-changed");
    let message = &key.expect("a change").message;
    assert!(
        message.contains("are named by `=@` now, and no longer by"),
        "{message}"
    );
}

#[test]
fn a_class_that_becomes_an_association_has_to_be_removed_first() {
    let slot = |kind: &str| {
        let ends = "properties.A = { ref = 'Acme_Disk', key = true }\nproperties.B = { ref = 'Acme_Disk', key = true }\n";
        let slot = format!("[class.Acme_Slot]\noperations = ['get']\n{kind}{ends}");
        super::provider(&(super::class("Acme_Disk", "") + &slot))
    };
    let (plain, association) = (slot(""), slot("kind = 'association'\n"));
    for (old, new, is) in [
        (&plain, &association, "an association now"),
        (&association, &plain, "no association any more"),
    ] {
        let found = installation_changes(old, new);
        assert_eq!(kinds(&found), ["class-changed"]);
        assert!(found[0].message.contains(is), "{}", found[0].message);
    }
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
