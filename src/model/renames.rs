//! Former names of classes and properties, from which a run knows what a changed name was before.
//!
//! A former name is held against the names of today: what has it today must have had another one itself, or else nothing has
//! moved. Classes cannot change places in one run, or the files of one would be taken for those of another.

mod steps;

use std::collections::HashSet;

use toml::Spanned;

use super::classes::RustNames;
use super::collisions::Taken;
use super::rust_names::Naming;
use super::{Class, Property, Provider, idents, names};
use crate::diagnostics::rules::{INVALID_NAME, RENAMED_FROM};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{ClassTable, Spec};

impl Class {
    /// The module that the class had before: in the provider of the last spec, if there it was another one, or else the one
    /// that its former name or its name in WMI gives.
    pub fn former_module(&self, previous: Option<&Provider>) -> String {
        let former = self.renamed_from.as_deref();
        let class = |name: &str| {
            let classes = previous.map_or(&[][..], |provider| &provider.classes);
            let mut same = classes.iter();
            same.find(|class| class.name.eq_ignore_ascii_case(name))
        };
        // A former name may be written long after the class has its new one.
        let moved = || class(&self.name).filter(|before| before.module != self.module);
        match former.and_then(class).or_else(moved) {
            Some(before) => before.module.clone(),
            None => idents::module(former.unwrap_or(&self.name)),
        }
    }

    /// The class as it is when it has another name: with all names in Rust that follow from it.
    #[must_use]
    pub fn called(&self, name: &str) -> Self {
        let RustNames {
            module,
            type_name,
            key_type_name,
            trait_name,
        } = RustNames::of(name);
        let properties = self.properties.iter();
        Class {
            name: name.to_owned(),
            module,
            type_name,
            key_type_name,
            trait_name,
            properties: properties
                .map(|property| property.called(name, &property.name))
                .collect(),
            ..self.clone()
        }
    }
}

impl Provider {
    /// Whether the last spec had files of a class elsewhere than its names of today say.
    pub fn has_moved_since(&self, previous: &Provider) -> bool {
        self.classes
            .iter()
            .any(|class| class.former_module(Some(previous)) != class.former_module(None))
    }

    /// The first class whose module another class has taken since the last spec: the code of the one would be taken for that
    /// of the other.
    pub fn displaced_since(&self, previous: &Provider) -> Option<(&Class, &Class)> {
        self.classes.iter().find_map(|class| {
            let before = class.former_module(Some(previous));
            let had = |one: &Class| {
                let former = class.renamed_from.as_ref();
                let names = [Some(&class.name), former].into_iter().flatten();
                let mut same = names.filter(|name| name.eq_ignore_ascii_case(&one.name));
                one.module == before && same.next().is_some()
            };
            if !previous.classes.iter().any(had) {
                return None;
            }
            let took = |other: &&Class| {
                other.name != class.name
                    && other.module == before
                    && other.former_module(Some(previous)) != before
            };
            Some((class, self.classes.iter().find(took)?))
        })
    }

    /// The provider as it is when all that tells a former name still has it; none if nothing does.
    pub fn under_former_names(&self) -> Option<Self> {
        let classes = self.classes.iter().map(|class| {
            let name = class.renamed_from.as_deref();
            let mut former = name.map_or_else(|| class.clone(), |name| class.called(name));
            let name = name.unwrap_or(&class.name);
            for (property, now) in former.properties.iter_mut().zip(&class.properties) {
                if let Some(before) = &now.renamed_from {
                    *property = now.called(name, before);
                }
            }
            former
        });
        let former = Provider {
            classes: classes.collect(),
            ..self.clone()
        };
        (former != *self).then_some(former)
    }
}

impl Class {
    /// The names that code and texts have for the class: its own and those in Rust that follow from it, but for its fields.
    pub fn names(&self) -> Vec<&str> {
        let own = [
            &self.name,
            &self.module,
            &self.type_name,
            &self.key_type_name,
            &self.trait_name,
        ];
        let properties = self.properties.iter();
        let of_values = properties.map(|property| &property.field.meaning_type_name);
        own.into_iter()
            .chain(of_values)
            .map(String::as_str)
            .collect()
    }
}

impl Property {
    /// The property as it is when it and its class have other names: with all names in Rust that follow from them.
    #[must_use]
    pub fn called(&self, class: &str, name: &str) -> Self {
        let mut called = self.clone();
        name.clone_into(&mut called.field.name);
        called.field.ident = idents::field(name);
        called.field.meaning_type_name = idents::meaning_type_name(class, name);
        called
    }
}

/// The former name, as it is written.
pub fn former(written: Option<&Spanned<String>>) -> Option<String> {
    written.map(|name| name.get_ref().clone())
}

/// Checks the former names of the classes.
pub fn of_classes(spec: &Spec, found: &mut Vec<Diagnostic>) {
    let classes = spec.classes.iter();
    let renames: Vec<_> = classes
        .filter_map(|class| Rename::of(&class.name, class.renamed_from.as_ref()))
        .collect();
    let names = taken(spec.classes.iter().map(|class| &class.name), str::to_owned);
    let mut modules = Taken::default();
    for class in &spec.classes {
        let module = idents::module(Naming::of_class(class).stem());
        modules.take(&module, &class.name);
    }
    let mut former_modules = Taken::default();
    let index = steps::Index::of(&renames);
    for rename in check("class", &renames, &names, found) {
        let module = idents::module(rename.before.get_ref());
        let mut classes = spec.classes.iter();
        let chosen = |class: &ClassTable| {
            class.rust_name.is_some() && class.name.span() == rename.now.span()
        };
        if classes.any(chosen) {
            // With a `rust-name`, its files need not have been named after its former name.
            continue;
        }
        if module.len() > names::FILE_STEM_MAX {
            found.push(impossible(rename.before));
        }
        let now = modules.owner(&module);
        let now = now.filter(|owner| owner.span() != rename.now.span());
        let before = former_modules.take(&module, rename.before);
        // Their files would have to change places at once.
        let owner = names.owner(rename.before.get_ref());
        if owner.is_some_and(|owner| rename.is_not(owner)) {
            found.extend(steps::in_turns(rename, &index, &names));
        } else if let Some(other) = now {
            found.push(same_files(rename.before, &module, other));
        } else if let Some(other) = before {
            found.push(same_former_files(rename.before, &module, other));
        }
    }
}

/// Checks the former names of a class's properties, which may change places: code has them by name alone.
pub fn of_properties(class: &ClassTable, found: &mut Vec<Diagnostic>) {
    let properties = class.properties.iter();
    let renames: Vec<_> = properties
        .filter_map(|property| Rename::of(&property.name, property.renamed_from.as_ref()))
        .collect();
    let names = class.properties.iter().map(|property| &property.name);
    check("property", &renames, &taken(names, str::to_owned), found);
}

/// What has another name than before.
struct Rename<'s> {
    now: &'s Spanned<String>,
    before: &'s Spanned<String>,
}

impl<'s> Rename<'s> {
    fn of(now: &'s Spanned<String>, before: Option<&'s Spanned<String>>) -> Option<Self> {
        before.map(|before| Rename { now, before })
    }

    /// Whether it is another thing that has a name today. A name may change in case alone, and its file's name with it:
    /// `Acme_Diskdrive` is `acme_diskdrive`, and `Acme_DiskDrive` is `acme_disk_drive`.
    fn is_not(&self, owner: &Spanned<String>) -> bool {
        !owner.get_ref().eq_ignore_ascii_case(self.now.get_ref())
    }
}

/// What the names become, and whose they are.
fn taken<'s>(
    names: impl Iterator<Item = &'s Spanned<String>>,
    become_what: impl Fn(&str) -> String,
) -> Taken<'s> {
    let mut taken = Taken::default();
    for name in names {
        taken.take(&become_what(name.get_ref()), name);
    }
    taken
}

/// Checks former names of one kind against each other and the names of today; those that are sound. What has a former
/// name today may be sound, if it had another name itself.
fn check<'r, 's>(
    what: &str,
    renames: &'r [Rename<'s>],
    names: &Taken<'s>,
    found: &mut Vec<Diagnostic>,
) -> Vec<&'r Rename<'s>> {
    let mut formers: Taken<'s> = Taken::default();
    let mut sound = Vec::new();
    let moved = renames.iter().filter(|rename| rename.is_not(rename.before));
    let moved: HashSet<_> = moved.map(|rename| rename.now.span().start).collect();
    for rename in renames {
        let Rename { now, before } = rename;
        if keep(possible(what, before), found).is_none() {
            continue;
        }
        let taken = formers.take(before.get_ref(), before);
        let owner = names.owner(before.get_ref());
        let other = owner.filter(|owner| rename.is_not(owner));
        let stays = |other: &&Spanned<String>| !moved.contains(&other.span().start);
        if before.get_ref() == now.get_ref() {
            found.push(same_name(what, before));
        } else if let Some(other) = other.filter(stays) {
            found.push(still_there(what, before, other));
        } else if let Some(first) = taken {
            found.push(twice(what, before, first));
        } else {
            sound.push(rename);
        }
    }
    sound
}

/// Refuses a name that nothing can have had.
fn possible(what: &str, before: &Spanned<String>) -> Checked<()> {
    let checked = names::check_in_mof(&format!("former {what}"), before);
    checked.map_err(|problem| {
        let help = format!("write the name that the {what} had in the spec before");
        Box::new(problem.with_help(help))
    })
}

fn impossible(before: &Spanned<String>) -> Diagnostic {
    let former = quoted(before.get_ref());
    let message = format!("the former class name {former} is too long for the names of its files");
    Diagnostic::error(&INVALID_NAME, before.span(), message)
        .with_label("longer than file systems take")
        .with_help("write the name that the class had in the spec before")
}

fn same_name(what: &str, before: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the {what} {} still has that name",
        quoted(before.get_ref())
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the same name")
        .with_help("write the name that it had before, or leave `renamed-from` out")
}

fn still_there(what: &str, before: &Spanned<String>, other: &Spanned<String>) -> Diagnostic {
    let name = quoted(before.get_ref());
    let message = format!("there still is a {what} {name}");
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label(format!("still the name of another {what}"))
        .with_place(other.span(), "has that name")
        .with_help(format!(
            "leave `renamed-from` out if this {what} is the new one; if {} is, run `wmigen generate` before you add it, \
             and leave `renamed-from` out then",
            quoted(other.get_ref()),
        ))
}

fn twice(what: &str, before: &Spanned<String>, first: &Spanned<String>) -> Diagnostic {
    let name = quoted(before.get_ref());
    let message = format!("the {what} {name} cannot have become two");
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the second")
        .with_place(first.span(), "the first")
        .with_help("leave one of the two out: that one is new")
}

fn same_files(before: &Spanned<String>, module: &str, other: &Spanned<String>) -> Diagnostic {
    let other_name = quoted(other.get_ref());
    let message = format!(
        "the files of the former {} are those of {other_name}: both are the module `{module}` in Rust",
        quoted(before.get_ref()),
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the former name")
        .with_place(other.span(), "the same files")
        .with_help(format!(
            "run `wmigen generate` before {other_name} has that name, and leave `renamed-from` out then"
        ))
}

fn same_former_files(
    before: &Spanned<String>,
    module: &str,
    other: &Spanned<String>,
) -> Diagnostic {
    let message = format!(
        "no spec can have had both {} and {}: both are the module `{module}` in Rust",
        quoted(other.get_ref()),
        quoted(before.get_ref()),
    );
    Diagnostic::error(&RENAMED_FROM, before.span(), message)
        .with_label("the second")
        .with_place(other.span(), "the first")
        .with_help("leave one of the two out: that class is new")
}

#[cfg(test)]
mod tests {
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
}
