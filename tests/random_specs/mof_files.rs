//! The MOF of a rendered crate against the spec.

use std::collections::BTreeMap;

use crate::mof::{self, Item, Value};
use crate::spec::Spec;
use crate::wanted;

pub fn check_mof(text: &str, spec: &Spec) {
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    assert!(
        mof::classes(&items).eq(&wanted::classes(spec)),
        "{items:#?}"
    );
    let mut aliases = BTreeMap::new();
    let mut registered = Vec::new();
    let mut namespace = Vec::new();
    for instance in mof::instances(&items) {
        let mut values: BTreeMap<String, Value> = instance.values.iter().cloned().collect();
        if instance.class == "__Namespace" {
            namespace.push(values["Name"].clone());
            continue;
        }
        for value in values.values_mut() {
            if let Value::Alias(name) = value {
                *value = aliases.get(name).cloned().expect("an alias");
            }
        }
        if let (Some(alias), Value::Text(name)) =
            (&instance.alias, &values[instance.values[0].0.as_str()])
        {
            let path = format!("{}.Name=\"{name}\"", instance.class);
            aliases.insert(alias.clone(), Value::Text(path));
        }
        registered.push((instance.class.clone(), values));
    }
    assert_eq!(registered, wanted::instances(spec));
    let levels = levels(spec);
    let below_root = levels[1..].iter().map(|level| level.as_str().into());
    assert_eq!(namespace, below_root.collect::<Vec<Value>>());
    check_namespaces(&items, levels.len());
}

/// The names of the namespace's levels.
pub fn levels(spec: &Spec) -> Vec<String> {
    let mut levels: Vec<String> = spec
        .provider
        .namespace
        .split(['\\', '/'])
        .map(str::to_owned)
        .collect();
    "root".clone_into(&mut levels[0]);
    levels
}

fn namespaces(items: &[Item]) -> Vec<&str> {
    let pragmas = items.iter().filter_map(|item| match item {
        Item::Pragma { name, arguments } if name == "namespace" => Some(arguments[0].as_str()),
        _ => None,
    });
    pragmas.collect()
}

/// Each level of a namespace is made in the one above it, in its turn.
fn check_namespaces(items: &[Item], levels: usize) {
    let entered = namespaces(items);
    assert_eq!(entered.len(), levels);
    assert_eq!(entered[0], r"\\.\root");
    for two in entered.windows(2) {
        assert_eq!(
            two[1].rsplit_once('\\').map(|(parent, _)| parent),
            Some(two[0])
        );
    }
    assert!(matches!(&items[0], Item::Pragma { name, .. } if name == "autorecover"));
}

pub fn check_language(language: &str, text: &str, spec: &Spec) {
    let languages = wanted::languages(spec);
    let (_, wanted) = languages
        .iter()
        .find(|(name, _)| name == language)
        .expect("a language of the spec");
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    assert!(mof::classes(&items).eq(wanted), "{items:#?}\n{wanted:#?}");
    check_namespaces(&items, levels(spec).len() + 1);
    assert!(
        namespaces(&items)
            .last()
            .expect("one")
            .ends_with(&format!("\\{language}"))
    );
}

pub fn check_removal(text: &str, spec: &Spec) {
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let own = format!("\\\\.\\{}", levels(spec).join("\\"));
    let mut here = "";
    let mut classes = Vec::new();
    let mut instances = Vec::new();
    for item in &items {
        let Item::Pragma { name, arguments } = item else {
            continue;
        };
        match (name.as_str(), arguments.as_slice()) {
            ("namespace", [path]) => here = path,
            ("deleteclass", [class, nofail]) if nofail == "NOFAIL" => {
                classes.push((here, class.as_str()));
            }
            ("deleteinstance", [path, nofail]) if nofail == "NOFAIL" => {
                instances.push((here, path.clone()));
            }
            other => panic!("{other:?} removes nothing"),
        }
    }
    let provider = format!("__Win32Provider.Name=\"{}\"", spec.provider.name);
    let escaped = |path: &str| path.replace('\\', "\\\\").replace('"', "\\\"");
    let registration = |path: &str| {
        format!(
            "__InstanceProviderRegistration.Provider=\"{}\"",
            escaped(path)
        )
    };
    let wanted = [
        registration(&provider),
        registration(&format!("{own}:{provider}")),
        provider,
    ];
    assert_eq!(instances, wanted.map(|path| (own.as_str(), path)));
    let mut all: Vec<(String, String)> = Vec::new();
    for (class, _) in &spec.class.0 {
        all.push((own.clone(), class.clone()));
    }
    for (language, translated) in wanted::languages(spec) {
        all.extend(
            translated
                .into_iter()
                .map(|class| (format!("{own}\\{language}"), class.name)),
        );
    }
    let mut removed: Vec<_> = classes
        .iter()
        .map(|(here, class)| ((*here).to_owned(), (*class).to_owned()))
        .collect();
    all.sort();
    removed.sort();
    assert_eq!(removed, all);
}
