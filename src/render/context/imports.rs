//! What the files of a class use, in the order that rustfmt keeps.

use super::class::has_struct;
use super::method::takes_key;
use crate::model::{Class, Method, Operation, Property, ValueType};

/// What a class's generated file uses of the runtime.
pub fn of_generated(class: &Class) -> Vec<&'static str> {
    let any = |test: fn(&Property) -> bool| class.fields().any(test);
    let has_methods = class.own_methods().next().is_some();
    let mut names = vec!["EnumerationDenial", "ObjectDenial", "Policy", "Schema"];
    if class.is_served() {
        names.extend(["Class", "Client", "Provider", "Result"]);
    }
    if class.has_instances() {
        names.push("ObjectPath");
        if !class.singleton {
            names.extend(["Referable", "Keys"]);
        }
    }
    if has_methods {
        names.extend(["Method", "Values"]);
    }
    if class.own_methods().any(|method| !method.is_static) {
        names.push("Keys");
    }
    let outputs = class.own_methods().flat_map(Method::outputs);
    let has_objects = |property: &Property| property.of.is_object();
    let makes_objects = class.properties.iter().chain(outputs).any(has_objects);
    let is_parameter = class
        .own_methods()
        .flat_map(Method::values)
        .next()
        .is_some();
    let referred = class.fields().filter_map(|one| one.of.referred());
    for to in referred {
        names.push("Target");
        names.push(if to.key.is_some() {
            "Reference"
        } else {
            "ObjectPath"
        });
    }
    let types = class.fields().map(|one| one.cim_type().row());
    names.extend(types.filter_map(|row| row.runtime_name));
    for (used, name) in [
        (
            any(|property| matches!(property.of, ValueType::Scalar(_))),
            "CimType",
        ),
        (makes_objects, "Cell"),
        (has_struct(class) || has_methods, "Row"),
        (any(|_| true), "Property"),
        (
            is_parameter || class.properties.iter().any(|one| !one.key),
            "PropertyDenial",
        ),
        (
            class.has_instances() && class.properties.iter().any(|one| !one.key),
            "PropertyId",
        ),
        (any(|property| property.denied.is_some()), "Read"),
    ] {
        names.extend(used.then_some(name));
    }
    for operation in class.operations.iter() {
        names.extend(operation.row().runtime_names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// What the user's file of a class names of its crate.
pub struct Named {
    /// Of the class's generated file.
    pub of_class: Vec<String>,
    /// Of the runtime.
    pub of_runtime: Vec<&'static str>,
}

/// What the user's file of a class uses that serves these operations and methods.
pub fn named_by_scaffold(class: &Class, operations: &[Operation], methods: &[&Method]) -> Named {
    let mut of_class = vec![class.trait_name.clone()];
    let any = |test: fn(&Operation) -> bool| operations.iter().any(test);
    if any(|operation| operation.reading().is_some()) {
        of_class.push(class.type_name.clone());
    }
    let names_key = any(|operation| operation.row().takes_key || *operation == Operation::Create);
    if names_key && !class.singleton || methods.iter().any(|one| takes_key(one, class)) {
        of_class.push(class.key_type_name.clone());
    }
    for operation in operations {
        of_class.extend(match operation {
            Operation::Create => Some(class.new_type_name.clone()),
            Operation::Update => Some(class.change_type_name.clone()),
            Operation::Get | Operation::Enumerate | Operation::Delete => None,
        });
    }
    for method in methods {
        let input = method.inputs().next().map(|_| &method.input_type_name);
        let output = method.outputs().next().map(|_| &method.output_type_name);
        of_class.extend(input.into_iter().chain(output).cloned());
    }
    // In rustfmt's order, the underscore comes before all letters.
    of_class.sort_by_key(|name| name.replace('_', " "));
    let mut of_runtime = vec!["Client", "Result"];
    for operation in operations {
        of_runtime.extend(operation.row().scaffold_names);
    }
    if !methods.is_empty() {
        of_runtime.push("Error");
    }
    of_runtime.sort_unstable();
    of_runtime.dedup();
    Named {
        of_class,
        of_runtime,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::check;
    use crate::model::idents;
    use std::fs;
    use std::path::Path;

    /// A class of that name gets another one in Rust, as does a list of values.
    #[test]
    fn no_class_has_the_name_of_what_its_file_uses() {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let mut methods = 0;
        for case in fs::read_dir(cases).unwrap() {
            let spec = fs::read_to_string(case.unwrap().path().join("wmigen.toml")).unwrap();
            let (provider, found) = check(&spec);
            let provider = provider.unwrap_or_else(|| panic!("{found:#?}"));
            for class in &provider.classes {
                methods += class.own_methods().count();
                for name in of_generated(class) {
                    assert_eq!(idents::type_name(name), format!("{name}_"));
                }
            }
        }
        assert!(methods > 0, "no case has methods");
    }
}
