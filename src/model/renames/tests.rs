//! Former names that are possible, and those that are not.

use crate::diagnostics::Diagnostic;
use crate::lint::check;
use crate::model::Provider;
use crate::render::{RenderedFile, render};

/// Classes, each with its name and what stands in its table.
fn spec(classes: &[(&str, &str)]) -> String {
    let head = "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
         clsid = '{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}'\n";
    let class = |(name, written): &(&str, &str)| {
        format!(
            "[class.{name}]\noperations = ['get']\n\
             properties.Id = {{ type = 'string', key = true }}\n{written}\n"
        )
    };
    let classes: Vec<_> = classes.iter().map(class).collect();
    head.to_owned() + &classes.concat()
}

fn provider(classes: &[(&str, &str)]) -> Provider {
    let (provider, found) = check(&spec(classes));
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

fn rules(classes: &[(&str, &str)]) -> Vec<&'static str> {
    let mut found = check(&spec(classes)).1;
    found.retain(Diagnostic::is_error);
    found.iter().map(|diagnostic| diagnostic.rule).collect()
}

#[test]
fn former_names_are_kept_as_they_are_written() {
    let written = "renamed-from = 'ACME_Old'\n\
         properties.New = { type = 'string', renamed-from = 'OLD' }";
    let class = &provider(&[("Acme_New", written)]).classes[0];
    assert_eq!(class.renamed_from.as_deref(), Some("ACME_Old"));
    assert_eq!(class.properties[1].renamed_from.as_deref(), Some("OLD"));
    assert_eq!(class.properties[0].renamed_from, None);
}

#[test]
fn a_name_may_change_in_case_alone() {
    let class = ("Acme_DiskDrive", "renamed-from = 'Acme_Diskdrive'");
    let former = provider(&[class]).classes[0].former_module(None);
    assert_eq!(former, "acme_diskdrive");
    assert_eq!(
        rules(&[("Acme_Disk", "renamed-from = 'Acme_Disk'")]),
        ["renamed-from"]
    );
}

#[test]
fn classes_that_change_places_are_refused() {
    let swapped = [
        ("Acme_A", "renamed-from = 'Acme_B'"),
        ("Acme_B", "renamed-from = 'Acme_A'"),
    ];
    assert_eq!(rules(&swapped), ["renamed-from"]);
}

/// The steps that the one error has, from the classes of today and what each was called.
fn steps(classes: &[(&str, &str)]) -> String {
    let classes: Vec<(&str, String)> = classes
        .iter()
        .map(|(now, before)| match *before {
            "" => (*now, String::new()),
            before => (*now, format!("renamed-from = '{before}'")),
        })
        .collect();
    let classes: Vec<(&str, &str)> = classes
        .iter()
        .map(|(now, written)| (*now, written.as_str()))
        .collect();
    let mut found = check(&spec(&classes)).1;
    found.retain(Diagnostic::is_error);
    assert_eq!(found.len(), 1, "{found:#?}");
    found[0].help.clone().expect("a help")
}

#[test]
fn classes_that_change_places_do_it_step_by_step() {
    let one_by_one = "rename one class at a time: run `wmigen generate` after each step, and leave out every \
                      `renamed-from` but that of the step; ";
    for (classes, expected) in [
        (
            &[("Acme_A", "Acme_B"), ("Acme_B", "Acme_A")][..],
            "first `Acme_B` to a name that no class has, such as `Acme_B_Old`, then `Acme_A` to `Acme_B`, \
             then `Acme_B_Old` to `Acme_A`",
        ),
        (
            &[("K", "M"), ("X", ""), ("L", "k"), ("M", "L")],
            "first `M` to a name that no class has, such as `M_Old`, then `L` to `M`, then `k` to `L`, \
             then `M_Old` to `K`",
        ),
        (
            &[("K", "L"), ("L", "K"), ("L_Old", "")],
            "first `L` to a name that no class has, such as `L_Old2`, then `K` to `L`, then `L_Old2` to `K`",
        ),
        // What takes the place of another that moves on.
        (
            &[("L", "K"), ("M", "L")],
            "first `L` to `M`, then `K` to `L`",
        ),
        (
            &[("N", "M"), ("M", "L"), ("L", "K")],
            "first `M` to `N`, then `L` to `M`, then `K` to `L`",
        ),
    ] {
        assert_eq!(
            steps(classes),
            format!("{one_by_one}{expected}"),
            "{classes:?}"
        );
    }
}

#[test]
fn a_circle_of_many_classes_is_told_at_once() {
    let names: Vec<String> = (0..300).map(|number| format!("C{number}")).collect();
    let written: Vec<String> = (0..300)
        .map(|number| format!("renamed-from = 'C{}'", (number + 1) % 300))
        .collect();
    let classes: Vec<(&str, &str)> = names
        .iter()
        .zip(&written)
        .map(|(name, written)| (name.as_str(), written.as_str()))
        .collect();
    assert_eq!(rules(&classes), ["renamed-from"]);
}

#[test]
fn properties_may_change_places() {
    let swapped = "properties.Free = { type = 'uint8', renamed-from = 'Used' }\n\
         properties.Used = { type = 'uint8', renamed-from = 'Free' }\n\
         properties.New = { type = 'uint8', renamed-from = 'Middle' }\n\
         properties.Middle = { type = 'uint8', renamed-from = 'Old' }";
    assert_eq!(rules(&[("Acme_A", swapped)]), [] as [&str; 0]);
}

#[test]
fn a_name_that_nothing_can_have_had_is_refused() {
    let long = format!("renamed-from = 'A{}'", "x".repeat(250));
    for written in ["renamed-from = '__A'", "renamed-from = 'null'", &long] {
        assert_eq!(rules(&[("Acme_A", written)]), ["invalid-name"], "{written}");
    }
}

#[test]
fn the_last_spec_knows_the_former_module_of_a_class_with_a_name_in_rust() {
    let former = |before: &str, now: (&str, &str)| {
        let before = provider(&[("Acme_Disk", before)]);
        provider(&[now]).classes[0].former_module(Some(&before))
    };
    let (disk, drive) = ("rust-name = 'Disk'", "rust-name = 'Drive'");
    assert_eq!(former("", ("Acme_Disk", disk)), "acme_disk");
    assert_eq!(former(disk, ("Acme_Disk", "")), "disk");
    assert_eq!(former(disk, ("Acme_Disk", drive)), "disk");
    let renamed = format!("renamed-from = 'Acme_Disk'\n{drive}");
    assert_eq!(former(disk, ("Acme_Drive", &renamed)), "disk");
    // The former name is that of two renames ago.
    let again = format!("renamed-from = 'Acme_Old'\n{drive}");
    assert_eq!(former(disk, ("Acme_Disk", &again)), "disk");
}

#[test]
fn a_class_with_a_name_in_rust_may_have_had_any_name_before() {
    let long = format!("A{}", "x".repeat(250));
    let class = format!("rust-name = 'Disk'\nrenamed-from = '{long}'");
    assert_eq!(rules(&[("Acme_Disk", &class)]), [""; 0]);
    let class = "rust-name = 'Disk'\nrenamed-from = 'AcmeDrive'";
    assert_eq!(rules(&[("Acme_Disk", class), ("Acme_Drive", "")]), [""; 0]);
}

fn files(classes: &[(&str, &str)]) -> Vec<RenderedFile> {
    render(&provider(classes)).expect("a rendering")
}

fn moved(classes: &[(&str, &str)]) -> Vec<(String, String)> {
    let files = files(classes).into_iter();
    files
        .filter_map(|file| Some((file.former_path?, file.path)))
        .collect()
}

#[test]
fn the_files_of_a_renamed_class_say_where_they_were() {
    let path = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let classes = [
        ("Acme_Volume", "renamed-from = 'Acme_Disk'"),
        ("Acme_Shelf", ""),
    ];
    assert_eq!(
        moved(&classes),
        [
            path("src/classes/acme_disk.rs", "src/classes/acme_volume.rs"),
            path("src/generated/acme_disk.rs", "src/generated/acme_volume.rs"),
        ]
    );
}

#[test]
fn a_file_that_keeps_its_name_was_nowhere_else() {
    assert_eq!(moved(&[("Acme_Disk", "renamed-from = 'ACME_DISK'")]), []);
    assert_eq!(moved(&[("Acme_Disk", "renamed-from = 'AcmeDisk'")]), []);
}

#[test]
fn a_former_name_changes_nothing_that_is_rendered() {
    let texts = |written| {
        let files = files(&[("Acme_Disk", written)]).into_iter();
        files.map(|file| file.text).collect::<Vec<_>>()
    };
    assert_eq!(texts("renamed-from = 'Acme_Old'"), texts(""));
}

/// What code calls a class follows from `rust-name`, whatever its name in WMI was.
#[test]
fn a_name_in_rust_stays_under_former_names() {
    let disk = "rust-name = 'Disk'\nproperties.Size = { type = 'uint8', values = [[0, 'A']], rust-name = 'bytes' }";
    let provider = |more: &str| {
        let (provider, found) = check(&spec(&[("Acme_Disk", &format!("{more}\n{disk}"))]));
        provider.unwrap_or_else(|| panic!("{found:?}"))
    };
    assert_eq!(provider("").under_former_names(), None);
    let now = provider("renamed-from = 'Acme_Drive'");
    let former = now.under_former_names().expect("a former name");
    assert_eq!(former.classes[0].name, "Acme_Drive");
    assert_eq!(former.classes[0].names()[1..], now.classes[0].names()[1..]);
    assert_eq!(former.classes[0].properties[1].ident, "bytes");
}
