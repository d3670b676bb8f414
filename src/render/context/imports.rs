//! What the files of a class use, in the order that rustfmt keeps.

use crate::model::{Class, Operation, Property, ValueType};

/// What a class's generated file uses of the runtime.
pub fn of_generated(class: &Class) -> Vec<&'static str> {
    let any = |test: fn(&Property) -> bool| class.properties.iter().any(test);
    let mut names = vec![
        "EnumerationDenial",
        "ObjectDenial",
        "Policy",
        "Property",
        "Row",
        "Schema",
    ];
    if class.is_served() {
        names.extend(["Class", "Client", "ObjectPath", "Provider", "Result"]);
        if !class.singleton {
            names.extend(["Referable", "Keys"]);
        }
    }
    let referred = class.properties.iter().filter_map(|one| one.of.referred());
    for to in referred {
        names.push("Target");
        names.push(if to.key.is_some() {
            "Reference"
        } else {
            "ObjectPath"
        });
    }
    let types = class.properties.iter().map(|one| one.cim_type().row());
    names.extend(types.filter_map(|row| row.runtime_name));
    for (used, name) in [
        (
            any(|property| matches!(property.of, ValueType::Scalar(_))),
            "CimType",
        ),
        (any(|property| property.of.is_object()), "Cell"),
        (any(|property| !property.key), "PropertyDenial"),
        (
            class.is_served() && any(|property| !property.key),
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

/// What the user's file of a class uses that serves these operations.
pub fn named_by_scaffold(class: &Class, operations: &[Operation]) -> Named {
    let mut of_class = vec![class.type_name.clone(), class.trait_name.clone()];
    let takes_key = operations.iter().any(|operation| operation.row().takes_key);
    if takes_key && !class.singleton {
        of_class.push(class.key_type_name.clone());
    }
    // In rustfmt's order, the underscore comes before all letters.
    of_class.sort_by_key(|name| name.replace('_', " "));
    let mut of_runtime = vec!["Client", "Result"];
    for operation in operations {
        of_runtime.extend(operation.row().scaffold_names);
    }
    of_runtime.sort_unstable();
    of_runtime.dedup();
    Named {
        of_class,
        of_runtime,
    }
}
