//! The MOF of a rendered crate against the spec.

use std::collections::BTreeMap;

use crate::mof::{self, Item, Value};
use crate::schema;
use crate::spec::Spec;
use crate::wanted::{self, Security};

/// What a file makes in a namespace.
#[derive(Default)]
struct Made {
    classes: Vec<mof::Class>,
    registered: Vec<(String, BTreeMap<String, Value>)>,
}

/// What a file makes, namespace by namespace in the order of the first class or instance there, but for namespaces and their
/// security, which comes apart. Each of those that is entered is made before, level by level, and secured before there is
/// anything in it.
fn made(items: &[Item]) -> (Vec<(String, Made)>, Security) {
    let mut security = Security::new();
    assert!(matches!(&items[0], Item::Pragma { name, .. } if name == "autorecover"));
    let mut entered = vec!["root".to_owned()];
    let mut here = String::new();
    let mut aliases = BTreeMap::new();
    let mut all: Vec<(String, Made)> = Vec::new();
    for item in items {
        match item {
            Item::Pragma { name, arguments } if name == "namespace" => {
                let path = arguments[0].strip_prefix(r"\\.\").expect("this machine");
                assert!(entered.iter().any(|one| one == path), "{path} is not made");
                path.clone_into(&mut here);
            }
            Item::Pragma { .. } => {}
            Item::Instance(instance) if instance.class == "__Namespace" => {
                let (_, Value::Text(name)) = &instance.values[0] else {
                    panic!("a namespace without a name");
                };
                let path = format!(r"{here}\{name}");
                assert!(all.iter().all(|(filled, _)| *filled != path) || entered.contains(&path));
                if let Some(sddl) = instance.qualifiers.get("namespacesecuritysddl") {
                    let Value::Text(sddl) = &sddl.value else {
                        panic!("no descriptor");
                    };
                    security.entry(path.clone()).or_default().0 = Some(sddl.clone());
                }
                entered.push(path);
            }
            Item::Instance(instance) if instance.class == "__SystemSecurity" => {
                assert_eq!(instance.values, []);
                let encryption = &instance.qualifiers["requiresencryption"];
                assert_eq!(encryption.value, Value::Boolean(true));
                security.entry(here.clone()).or_default().1 = true;
            }
            Item::Class(class) => place(&mut all, &here).classes.push(class.clone()),
            Item::Instance(instance) => {
                let mut values: BTreeMap<String, Value> = instance.values.iter().cloned().collect();
                for value in values.values_mut() {
                    if let Value::Alias(name) = value {
                        *value = aliases.get(name).cloned().expect("an alias");
                    }
                }
                if let (Some(alias), Value::Text(name)) =
                    (&instance.alias, &values[instance.values[0].0.as_str()])
                {
                    let path = format!("{}.Name=\"{name}\"", instance.class);
                    let taken = aliases.insert(alias.clone(), Value::Text(path));
                    assert!(taken.is_none(), "two of one alias");
                }
                let registered = &mut place(&mut all, &here).registered;
                registered.push((instance.class.clone(), values));
            }
        }
    }
    (all, security)
}

fn place<'m>(all: &'m mut Vec<(String, Made)>, namespace: &str) -> &'m mut Made {
    let at = all.iter().position(|(path, _)| path == namespace);
    let at = at.unwrap_or_else(|| {
        all.push((namespace.to_owned(), Made::default()));
        all.len() - 1
    });
    &mut all[at].1
}

pub fn check_mof(text: &str, spec: &Spec) {
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let (made, security) = made(&items);
    let wanted = wanted::security(spec, &wanted::namespaces(spec));
    assert_eq!(security, wanted);
    let namespaces: Vec<&str> = made.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(namespaces, wanted::namespaces(spec));
    for (namespace, made) in &made {
        let mut classes = schema::classes(spec);
        classes.extend(wanted::classes(spec, namespace));
        assert_eq!(made.classes, classes, "{namespace}");
        assert_eq!(
            made.registered,
            wanted::instances(spec, namespace),
            "{namespace}"
        );
    }
}

/// The namespace of a file of texts, by its number, which the first has not.
fn numbered(path: &str, spec: &Spec) -> String {
    let middle = path.rsplit('.').nth(2).expect("more than a language");
    let number = middle.parse().unwrap_or(1_usize);
    wanted::namespaces(spec).remove(number - 1)
}

pub fn check_language(language: &str, path: &str, text: &str, spec: &Spec) {
    let namespace = numbered(path, spec);
    let languages = wanted::languages(spec, &namespace);
    let (_, wanted) = languages
        .iter()
        .find(|(name, _)| name == language)
        .expect("a language of the spec");
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    let (made, security) = made(&items);
    let expected = wanted::security_of_texts(spec, &namespace, language);
    assert_eq!(security, expected);
    let texts = format!(r"{namespace}\{language}");
    for (path, made) in &made {
        assert_eq!(*path, texts);
        assert_eq!(made.registered, []);
    }
    let classes = made.into_iter().flat_map(|(_, made)| made.classes);
    assert_eq!(classes.collect::<Vec<_>>(), *wanted);
    let last = items.iter().rev().find_map(|item| match item {
        Item::Pragma { name, arguments } if name == "namespace" => Some(arguments[0].as_str()),
        _ => None,
    });
    assert_eq!(last, Some(&*format!(r"\\.\{texts}")));
}

pub fn check_removal(text: &str, spec: &Spec) {
    let items = mof::read(text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
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
    let registration = |class: &str, path: &str| format!("{class}.Provider=\"{}\"", escaped(path));
    let mut wanted = Vec::new();
    let mut all: Vec<(String, String)> = Vec::new();
    for namespace in wanted::namespaces(spec) {
        let own = format!(r"\\.\{namespace}");
        let registered = wanted::instances(spec, &namespace).into_iter();
        let registrations = registered.filter(|(class, _)| class.ends_with("Registration"));
        for (class, _) in registrations {
            wanted.push((own.clone(), registration(&class, &provider)));
            wanted.push((
                own.clone(),
                registration(&class, &format!("{own}:{provider}")),
            ));
        }
        wanted.push((own.clone(), provider.clone()));
        for (class, _) in wanted::classes_in(&namespace, spec) {
            all.push((own.clone(), class.clone()));
        }
        for (language, translated) in wanted::languages(spec, &namespace) {
            let there = format!("{own}\\{language}");
            all.extend(
                translated
                    .into_iter()
                    .map(|class| (there.clone(), class.name)),
            );
        }
    }
    let instances: Vec<_> = instances
        .into_iter()
        .map(|(here, path)| (here.to_owned(), path))
        .collect();
    assert_eq!(instances, wanted);
    let mut removed: Vec<_> = classes
        .iter()
        .map(|(here, class)| ((*here).to_owned(), (*class).to_owned()))
        .collect();
    all.sort();
    removed.sort();
    assert_eq!(removed, all);
}
