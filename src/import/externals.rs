//! Classes that the spec's own derive from or name, and that are there already as far as the files tell.

use super::fields::type_entries;
use super::found::{Found, FoundClass, has};
use super::kinds::{Chosen, Kind, objects_of};
use super::objects::object_of;
use super::signatures::returned;
use super::toml_text;
use crate::mof::tree::{Property, TypeKind};

/// The names that classes of the spec name and that are none of the spec's, each once.
fn names(found: &Found<'_>, chosen: &Chosen<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        let known = names.iter().any(|one| one.eq_ignore_ascii_case(name));
        if !known && !chosen.has(name) && !name.starts_with("__") {
            names.push(name.to_owned());
        }
    };
    for class in &chosen.classes {
        class
            .found
            .class
            .superclass
            .iter()
            .for_each(|name| add(&name.text));
        for property in class.found.properties() {
            let target = reference_or_object(property).or_else(|| object_of(property));
            target.into_iter().for_each(&mut add);
        }
        for method in class.found.methods() {
            let returned = returned(method);
            let returned = returned.iter().filter_map(reference_or_object);
            let parameters = method.parameters.iter().filter_map(reference_or_object);
            returned.chain(parameters).for_each(&mut add);
        }
    }
    // The keys of what is referred to may be references themselves.
    let mut at = 0;
    while at < names.len() && names.len() < 10_000 {
        let keys: Vec<_> = known(found, &names[at])
            .into_iter()
            .flat_map(|(_, keys)| keys)
            .collect();
        for key in keys {
            let is_there = names.iter().any(|one| one.eq_ignore_ascii_case(&key));
            if !is_there && !chosen.has(&key) {
                names.push(key);
            }
        }
        at += 1;
    }
    names
}

/// The class that a property refers to, or has objects of.
fn reference_or_object(property: &Property) -> Option<&str> {
    match &property.declared_type.kind {
        TypeKind::Object(Some(of)) | TypeKind::Reference(Some(of)) => Some(&of.text),
        _ => None,
    }
}

/// What the files know of a class: its properties of the types of CIM, and its keys, each as a line of TOML; and what its keys
/// refer to.
fn known(found: &Found<'_>, name: &str) -> Option<(Vec<String>, Vec<String>)> {
    let class: FoundClass<'_> = found.class(name)?;
    let (mut lines, mut targets) = (Vec::new(), Vec::new());
    let mut seen: Vec<String> = Vec::new();
    let mut line = found.line(class);
    line.reverse();
    for property in line.iter().flat_map(FoundClass::properties) {
        let is_key = has(&property.qualifiers, "key");
        let kind = &property.declared_type.kind;
        let lower = property.name.text.to_ascii_lowercase();
        if seen.contains(&lower) || (!matches!(kind, TypeKind::Intrinsic(_)) && !is_key) {
            continue;
        }
        seen.push(lower);
        if let TypeKind::Reference(Some(of)) = kind {
            targets.push(of.text.clone());
        }
        let mut entries = type_entries(property);
        if is_key {
            entries.push(("key".to_owned(), "true".to_owned()));
        }
        let name = toml_text::key(&property.name.text);
        lines.push(format!(
            "properties.{name} = {}\n",
            toml_text::inline(&entries)
        ));
    }
    Some((lines, targets))
}

/// The tables `[external.NAME]`.
pub fn text(found: &Found<'_>, chosen: &Chosen<'_>) -> String {
    let mut text = String::new();
    for name in names(found, chosen) {
        text.extend([format!("\n[external.{}]\n", toml_text::key(&name))]);
        match known(found, &name) {
            Some((lines, _)) => {
                let is_abstract = found
                    .class(&name)
                    .is_some_and(|class| class.has("abstract"));
                if is_abstract {
                    text.push_str("abstract = true\n");
                }
                text.extend(lines);
            }
            None if is_superclass_of_keyless(found, chosen, &name) => {
                text.push_str(&toml_text::comment(
                    "No file that was read has this class, so that its keys are not known. Add them, such as\n\
                     properties.Name = { type = \"string\", key = true }",
                ));
            }
            None if has_objects_of(chosen, &name) => text.push_str(
                "# No file that was read has this class. So objects of it are taken by the names of their properties, as those of an\n\
                 # abstract class are; a struct has them once its properties are here, and `abstract` is not.\n\
                 abstract = true\n",
            ),
            None => {}
        }
    }
    text
}

/// Whether properties or methods of the spec have objects of a class.
fn has_objects_of(chosen: &Chosen<'_>, name: &str) -> bool {
    let mut classes = chosen.classes.iter();
    classes.any(|class| objects_of(class.found).any(|of| of.eq_ignore_ascii_case(name)))
}

fn is_superclass_of_keyless(found: &Found<'_>, chosen: &Chosen<'_>, name: &str) -> bool {
    chosen.classes.iter().any(|class| {
        let is_below = found
            .top(class.found)
            .is_some_and(|top| top.eq_ignore_ascii_case(name));
        is_below && class.kind == Kind::Served && !found.has_key(class.found)
    })
}
