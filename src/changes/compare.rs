//! Two providers side by side: their names, their classes, and what the classes serve.

use std::borrow::Cow;

use super::former;
use super::lists;
use super::locate::Seek;
use super::methods;
use super::own_files::OwnFile;
use super::pairs::{Kept, Pairs};
use super::properties;
use super::written;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Class, Operation, Provider};
use crate::render::{Templates, has_own_type, method};

/// What a changed spec asks of the user's code, in the order of the new spec; what is gone comes first. What there is to paste
/// is made by wmigen's templates.
///
/// # Errors
/// If a template has a fault; a resolved provider causes none.
pub fn changes(old: &Provider, new: &Provider) -> anyhow::Result<Vec<Change>> {
    changes_by(Templates::builtin(), old, new)
}

/// The same, where what there is to paste is made by these templates.
///
/// # Errors
/// As of [`changes`].
pub fn changes_by(
    templates: &Templates,
    old: &Provider,
    new: &Provider,
) -> anyhow::Result<Vec<Change>> {
    let mut found = Vec::new();
    let whole = new;
    let (old, new) = (&*with_code(old), &*with_code(new));
    let versions = former::versions(old, new);
    found.extend(versions.iter().filter_map(|old| provider_renamed(old, new)));
    let classes = Pairs::of_classes(old, new);
    found.extend(classes.gone.iter().map(|class| removed(class, new, whole)));
    for Kept { before, now } in &classes.kept {
        found.extend(class_renamed(before, now));
        for &operation in Operation::ALL {
            found.extend(operation_changed((templates, new), operation, before, now)?);
        }
        methods::compare((templates, new), before, now, &mut found)?;
        properties::compare(before, now, &mut found);
        written::compare(before, now, &Pairs::of_properties(before, now), &mut found);
    }
    lists::compare(old, new, &classes, &mut found);
    found.extend(classes.added.into_iter().map(added));
    Ok(found)
}

/// The provider with the classes alone that have code.
pub(super) fn with_code(provider: &Provider) -> Cow<'_, Provider> {
    if provider.classes.iter().all(Class::has_code) {
        return Cow::Borrowed(provider);
    }
    let mut with_code = provider.clone();
    with_code.classes.retain(Class::has_code);
    Cow::Owned(with_code)
}

fn provider_renamed(old: &Provider, new: &Provider) -> Option<Change> {
    let (before, now) = (&old.type_name, &new.type_name);
    if before == now {
        return None;
    }
    let message = format!(
        "the provider's type is `{now}` now: write it for `{before}`, in `src/lib.rs` and wherever it is named"
    );
    let change = Change::new(ChangeKind::ProviderRenamed, message);
    Some(change.seeking(Seek::Names(vec![before.clone()])))
}

/// The path of the user's file of a class.
fn own_file(class: &Class) -> String {
    format!("src/classes/{}.rs", class.module)
}

fn added(class: &Class) -> Change {
    if class.is_external {
        let message = format!(
            "there is a struct of the class {} now, which the namespace has already: there is nothing to write until a property has one",
            quoted(&class.name),
        );
        return Change::new(ChangeKind::ClassAdded, message).of_class(&class.name);
    }
    if !class.is_served() {
        let message = format!(
            "the class {} is new, whose instances are values of properties: there is nothing to write until a property has one",
            quoted(&class.name),
        );
        return Change::new(ChangeKind::ClassAdded, message).of_class(&class.name);
    }
    let message = format!(
        "the class {} is new: say in `{}` {}",
        quoted(&class.name),
        own_file(class),
        if class.has_instances() {
            "where its instances come from"
        } else {
            "what its methods do"
        },
    );
    Change {
        own_file: Some(OwnFile {
            path: own_file(class),
            trait_name: class.trait_name.clone(),
        }),
        ..Change::new(ChangeKind::ClassAdded, message).of_class(&class.name)
    }
}

/// A class that has no code any more; `whole` is the new provider with the classes that have none.
fn removed(class: &Class, new: &Provider, whole: &Provider) -> Change {
    // Another class of today may have the same module, and with it the file.
    let file = own_file(class);
    let compiled = !class.is_served() || new.served_classes().any(|other| own_file(other) == file);
    let consequence = if compiled {
        String::new()
    } else {
        format!("; `{file}` is no longer compiled")
    };
    let mut there = whole.classes.iter();
    let is_there = there.any(|one| one.name.eq_ignore_ascii_case(&class.name));
    let is = match (class.is_external, is_there) {
        (true, _) => "is that of no object any more",
        (false, true) => "has no operations now",
        (false, false) => "is gone",
    };
    let message = format!(
        "the class {} {is}: take out what names the module `{}` or its types{consequence}",
        quoted(&class.name),
        class.module,
    );
    let change = Change::new(ChangeKind::ClassRemoved, message).of_class(&class.name);
    Change {
        except: (!compiled).then_some(file),
        ..change
            .seeking(Seek::Module(class.module.clone()))
            .seeking(Seek::Names(types(class)))
    }
}

/// The types of a class, those of its properties' values among them.
fn types(class: &Class) -> Vec<String> {
    let own = [&class.type_name, &class.key_type_name, &class.trait_name];
    let properties = class.properties.iter();
    let of_values = properties
        .filter(|property| has_own_type(property) && property.shared_meanings.is_none())
        .map(|property| &property.meaning_type_name);
    let of_methods = class.own_methods().flat_map(methods::types);
    own.into_iter()
        .chain(of_values)
        .cloned()
        .chain(of_methods)
        .collect()
}

fn class_renamed(before: &Class, now: &Class) -> Option<Change> {
    let mut names = vec![
        (&before.module, &now.module),
        (&before.type_name, &now.type_name),
        (&before.key_type_name, &now.key_type_name),
        (&before.trait_name, &now.trait_name),
    ];
    let properties = Pairs::of_properties(before, now).kept;
    let of_values = properties
        .iter()
        .filter(|kept| has_own_type(&kept.before) && has_own_type(kept.now))
        .filter(|kept| kept.now.shared_meanings.is_none() && kept.before.shared_meanings.is_none())
        .map(|kept| (&kept.before.meaning_type_name, &kept.now.meaning_type_name));
    let methods = Pairs::of_methods(before, now).kept;
    let of_methods = methods.iter().flat_map(|kept| {
        let (before, now) = (&kept.before, kept.now);
        [
            (&before.input_type_name, &now.input_type_name),
            (&before.output_type_name, &now.output_type_name),
        ]
    });
    if before.type_name != now.type_name {
        names.extend(written::renamed(before, now));
        names.extend(of_values);
        names.extend(of_methods);
    }
    let differing = || names.iter().filter(|(before, now)| before != now);
    let words: Vec<_> = differing()
        .map(|(before, now)| format!("`{now}` for `{before}`"))
        .collect();
    if words.is_empty() {
        return None;
    }
    let what = if before.name == now.name {
        format!(
            "the class {} has other names in Rust now",
            quoted(&now.name)
        )
    } else {
        format!(
            "the class {} is {} now",
            quoted(&before.name),
            quoted(&now.name)
        )
    };
    let message = format!("{what}: write {}", words.join(", "));
    let mut change = Change::new(ChangeKind::ClassRenamed, message).of_class(&now.name);
    if before.module != now.module {
        change = change.seeking(Seek::Module(before.module.clone()));
    }
    let types = names.iter().skip(1).filter(|(before, now)| before != now);
    let types: Vec<_> = types.map(|(before, _)| (*before).clone()).collect();
    if !types.is_empty() {
        change = change.seeking(Seek::Names(types));
    }
    Some(change)
}

fn operation_changed(
    (templates, provider): (&Templates, &Provider),
    operation: Operation,
    before: &Class,
    now: &Class,
) -> anyhow::Result<Option<Change>> {
    let traits = vec![before.trait_name.clone(), now.trait_name.clone()];
    let (class, name) = (quoted(&now.name), operation.name());
    let change = match (
        before.operations.serve(operation),
        now.operations.serve(operation),
    ) {
        (false, true) => {
            let message = format!(
                "the class {class} serves `{name}` now: write it in the `impl` of `{}`",
                now.trait_name
            );
            Change::new(ChangeKind::OperationAdded, message)
                .with_stub(method(templates, provider, now, operation)?)
                .seeking(Seek::Impl(traits))
        }
        (true, false) => {
            let authorizes = written::authorizes(operation, before);
            let taken =
                authorizes.map_or("it".to_owned(), |function| format!("it and `{function}`"));
            let message = format!(
                "the class {class} no longer serves `{name}`: take {taken} out of the `impl` of `{}`",
                now.trait_name
            );
            let functions = authorizes.into_iter().chain([name]);
            functions.fold(
                Change::new(ChangeKind::OperationRemoved, message),
                |change, function| {
                    change.seeking(Seek::Method {
                        traits: traits.clone(),
                        name: function.to_owned(),
                    })
                },
            )
        }
        (true, true) if operation.row().takes_key && before.singleton != now.singleton => {
            let (is, takes) = if now.singleton {
                ("a singleton", "takes no key")
            } else {
                ("no longer a singleton", "takes the key of an instance")
            };
            let message = format!(
                "the class {class} is {is} now, and `{name}` {takes}: write it anew in the `impl` of `{}`",
                now.trait_name
            );
            Change::new(ChangeKind::OperationChanged, message)
                .with_stub(method(templates, provider, now, operation)?)
                .seeking(Seek::Method {
                    traits,
                    name: name.to_owned(),
                })
        }
        _ => return Ok(None),
    };
    Ok(Some(change.of_class(&now.name).of_member(name)))
}
