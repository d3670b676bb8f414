//! What has another name than before.

use std::collections::BTreeSet;

use super::{assert_change, between, class, of_properties, only, provider, renamed};
use crate::changes::{Change, ChangeKind, changes, locate};

#[test]
fn a_renamed_class_is_named_anew_and_its_properties_are_the_same() {
    let property = "State = { type = 'uint8', values = [[0, 'OK']] }";
    let found = between(
        &class("Acme_Disk", property),
        &renamed("Acme_Volume", "ACME_disk", property),
    );
    assert_change(
        &only(found),
        ["class-renamed", "Acme_Volume", "-"],
        "the class `Acme_Disk` is `Acme_Volume` now: write `acme_volume` for `acme_disk`, \
         `AcmeVolume` for `AcmeDisk`, `AcmeVolumeKey` for `AcmeDiskKey`, `AcmeVolumeProvider` for `AcmeDiskProvider`, \
         `AcmeVolumeState` for `AcmeDiskState`",
    );
}

/// Every name in Rust that follows from a class's: what the scaffold and the generated module of the class have.
#[test]
fn the_list_of_a_renamed_class_has_every_name_that_follows_from_it() {
    let properties = "State = { type = 'uint8', values = [[0, 'OK']] }\n\
         Modes = { type = 'uint8[]', bitmap = [[0, 'Fast']] }\n\
         Key = { type = 'string', values = [['a', 'A']] }\n\
         Size = { type = 'uint64' }";
    let old = provider(&class("Acme_Disk", properties));
    let new = provider(&renamed("Acme_Volume", "Acme_Disk", properties));
    let change = only(changes(&old, &new).expect("changes"));
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let of_class =
            words.filter(|word| word.to_lowercase().replace('_', "").contains("acmedisk"));
        of_class.map(str::to_owned).collect()
    };
    let files = crate::render::render(&old)
        .expect("a rendering")
        .into_iter();
    let mut generated = BTreeSet::new();
    for file in files.filter(|file| file.path.ends_with("/acme_disk.rs")) {
        generated.extend(words(&file.text));
    }
    assert!(generated.contains("AcmeDiskModes"), "{generated:?}");
    assert!(generated.contains("AcmeDiskKey_"), "{generated:?}");
    let mut listed = words(&change.message);
    // The module is the file's name, which its own text need not have.
    generated.insert("acme_disk".to_owned());
    assert_eq!(listed, generated);
    listed.remove("Acme_Disk");
    for name in listed {
        let mut found = vec![change.clone()];
        let code = format!("use crate::generated::acme_disk::{name};\n");
        locate(&mut found, &[("src/lib.rs".to_owned(), code.into_bytes())]);
        assert_eq!(found[0].places.len(), 1, "{name}");
    }
}

/// As after the hint of `generate`, which has then generated under the new names already.
#[test]
fn a_former_name_that_is_told_late_is_listed_as_one_that_is_told_in_time() {
    let state = "State = { type = 'uint8', values = [[0, 'OK']] }";
    let in_time = between(
        &class("Acme_Disk", state),
        &renamed("Acme_Volume", "Acme_Disk", state),
    );
    let late = between(
        &class("Acme_Volume", state),
        &renamed("Acme_Volume", "Acme_Disk", state),
    );
    assert_eq!(late, in_time);
    let old = "Free = { type = 'uint8', values = [[0, 'OK']] }";
    let silent = old.replace("Free", "Unused");
    let told = silent.replace("type", "renamed-from = 'Free', type");
    let late = of_properties(&silent, &told);
    assert_eq!(late, of_properties(old, &told));
    assert_eq!(
        only(late).message,
        "the property `Free` of the class `Acme_Disk` is `Unused` now: write `unused` for `free`, \
         `AcmeDiskUnused` for `AcmeDiskFree`",
    );
    // Told at once for a class and its property, and of a class that was taken out before it came back under another name.
    let both = between(
        &class("Acme_Volume", &silent),
        &renamed("Acme_Volume", "Acme_Disk", &told),
    );
    assert_eq!(
        both,
        between(
            &class("Acme_Disk", old),
            &renamed("Acme_Volume", "Acme_Disk", &told)
        )
    );
    let shelf = class("Acme_Shelf", "");
    let back = between(
        &shelf,
        &(shelf.clone() + &renamed("Acme_Volume", "Acme_Disk", state)),
    );
    assert_eq!(back, in_time);
}

#[test]
fn properties_and_values_may_change_places() {
    let old = "Free = { type = 'uint8' }\nUsed = { type = 'uint8' }";
    let swapped = "Free = { type = 'uint8', renamed-from = 'Used' }\n\
         Used = { type = 'uint8', renamed-from = 'Free' }";
    let code = b"let _ = AcmeDisk { id, free: 1, used: 2 };\n(disk.free,\ndisk.used)".to_vec();
    let places = |mut found: Vec<Change>| {
        locate(&mut found, &[("src/lib.rs".to_owned(), code.clone())]);
        let lines = |change: &Change| change.places.iter().map(|place| place.line).collect();
        found
            .iter()
            .map(|change| (change.message.clone(), lines(change)))
            .collect::<Vec<(String, Vec<usize>)>>()
    };
    let said = |from: &str, to: &str, before: &str, now: &str, lines: &[usize]| {
        let message = format!(
            "the property `{from}` of the class `Acme_Disk` is `{to}` now: write `{now}` for `{before}`"
        );
        (message, lines.to_vec())
    };
    assert_eq!(
        places(of_properties(old, swapped)),
        [
            said("Used", "Free", "used", "free", &[1, 3]),
            said("Free", "Used", "free", "used", &[1, 2]),
        ]
    );
    assert_eq!(
        of_properties(swapped, &swapped.replace("uint8'", "uint8', max = 9")),
        []
    );
    assert_eq!(of_properties(swapped, old), []);

    let values = |text: &str| format!("State = {{ type = 'uint8', values = [{text}] }}");
    let swapped = of_properties(
        &values("[0, 'Up'], [1, 'Down']"),
        &values("[0, 'Down'], [1, 'Up']"),
    );
    let messages: Vec<_> = swapped
        .iter()
        .map(|change| change.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "the value 0 of the property `State` of the class `Acme_Disk` has another name: \
             write `AcmeDiskState::Down` for `AcmeDiskState::Up`",
            "the value 1 of the property `State` of the class `Acme_Disk` has another name: \
             write `AcmeDiskState::Up` for `AcmeDiskState::Down`",
        ]
    );
}

#[test]
fn a_former_name_is_told_once() {
    let told = renamed(
        "Acme_Volume",
        "Acme_Disk",
        "Unused = { type = 'uint8', renamed-from = 'Free' }",
    );
    assert_eq!(
        between(&told, &told.replace("uint8", "uint8', description = 'x")),
        []
    );
}

#[test]
fn a_name_in_rust_is_a_rename_to_code() {
    let property = "State = { type = 'uint8', values = [[0, 'OK']] }";
    let old = class("Acme_Disk", property);
    let chosen = old.replace("operations", "rust-name = 'Disk'\noperations");
    assert_change(
        &only(between(&old, &chosen)),
        ["class-renamed", "Acme_Disk", "-"],
        "the class `Acme_Disk` has other names in Rust now: write `disk` for `acme_disk`, `Disk` for `AcmeDisk`, \
         `DiskKey` for `AcmeDiskKey`, `DiskProvider` for `AcmeDiskProvider`, `DiskState` for `AcmeDiskState`",
    );
    let field = property.replace("values", "rust-name = 'condition', values");
    assert_change(
        &only(of_properties(property, &field)),
        ["property-renamed", "Acme_Disk", "State"],
        "the property `State` of the class `Acme_Disk` has another name in Rust now: write `condition` for `state`, \
         `AcmeDiskCondition` for `AcmeDiskState`",
    );
    // Under a name that stays in Rust, a class may have any name in WMI, told at once or late.
    let quiet = chosen.replace("Acme_Disk", "Acme_Volume");
    let renamed = quiet.replace("operations", "renamed-from = 'Acme_Disk'\noperations");
    assert_eq!(between(&chosen, &renamed), []);
    assert_eq!(between(&quiet, &renamed), []);
}

#[test]
fn a_former_name_that_everybody_has_left_says_nothing() {
    let now = renamed("Acme_Volume", "Acme_Disk", "");
    assert_eq!(between(&now, &now), []);
    assert_eq!(between(&now, &class("Acme_Volume", "")), []);
}

#[test]
fn a_class_may_take_the_name_of_one_that_goes() {
    let old = class("Acme_Disk", "") + &class("Acme_Volume", "Label = { type = 'string' }");
    let found = between(&old, &renamed("Acme_Volume", "Acme_Disk", ""));
    let kinds: Vec<_> = found.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::ClassRemoved, ChangeKind::ClassRenamed]);
    // The file of that name is the other class's from now on, and is compiled.
    assert!(
        !found[0].message.contains("compiled"),
        "{}",
        found[0].message
    );
}

#[test]
fn a_change_of_case_alone_is_a_rename_where_rust_sees_it() {
    let found = between(&class("Acme_Diskdrive", ""), &class("Acme_DiskDrive", ""));
    assert_eq!(only(found).kind, ChangeKind::ClassRenamed);
    let found = of_properties(
        "Freespace = { type = 'uint64' }",
        "FreeSpace = { type = 'uint64' }",
    );
    assert_change(
        &only(found),
        ["property-renamed", "Acme_Disk", "FreeSpace"],
        "the property `Freespace` of the class `Acme_Disk` is `FreeSpace` now: write `free_space` for `freespace`",
    );
}

#[test]
fn names_that_are_one_in_rust_are_one_to_code() {
    let old = class("Acme_DiskDrive", "FreeSpace = { type = 'uint64' }");
    let new = class("Acme_Disk_Drive", "Free_Space = { type = 'uint64' }");
    assert_eq!(between(&old, &new), []);
}

/// Modules that generated code has itself are no class's, so that one of that name has another module.
#[test]
fn a_class_named_as_a_module_of_the_crate_s_is_renamed_like_any_other() {
    for name in ["Meanings", "Flags", "Access"] {
        let module = name.to_lowercase() + "_";
        let message = format!(
            "the class `{name}` is `Acme_Volume` now: write `acme_volume` for `{module}`, `AcmeVolume` for `{name}`, \
             `AcmeVolumeKey` for `{name}Key`, `AcmeVolumeProvider` for `{name}Provider`"
        );
        let code = format!(
            "use crate::generated::{module}::{name};\nuse crate::generated::{}::Disk;\n",
            name.to_lowercase()
        );
        let now = renamed("Acme_Volume", name, "");
        // In time, and late.
        for before in [class(name, ""), class("Acme_Volume", "")] {
            let mut found = between(&before, &now);
            locate(
                &mut found,
                &[("src/lib.rs".to_owned(), code.clone().into_bytes())],
            );
            let change = only(found);
            assert_eq!(change.message, message);
            let lines: Vec<_> = change.places.iter().map(|place| place.line).collect();
            assert_eq!(lines, [1], "{name}");
        }
        // Its files go along.
        let former = |previous| provider(&now).classes[0].former_module(previous);
        assert_eq!(former(None), module);
        assert_eq!(former(Some(&provider(&class(name, "")))), module);
        // And so it is the other way round.
        let back = between(&class("Acme_Volume", ""), &renamed(name, "Acme_Volume", ""));
        assert!(
            only(back)
                .message
                .contains(&format!("write `{module}` for `acme_volume`"))
        );
    }
}
