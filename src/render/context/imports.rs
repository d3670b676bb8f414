//! What the files of a class use, in the order that rustfmt keeps.

use crate::model::{CimType, Class, Property};

/// What a class's generated file uses of the runtime, in the order that rustfmt keeps.
pub fn of_generated(class: &Class) -> Vec<&'static str> {
    let any = |test: fn(&Property) -> bool| class.properties.iter().any(test);
    let has = |cim_type| {
        let mut types = class.properties.iter().map(|property| property.cim_type);
        types.any(|other| other == cim_type)
    };
    let operations = class.operations;
    [
        (has(CimType::Char16), "Char16"),
        (true, "CimType"),
        (true, "Class"),
        (true, "Client"),
        (has(CimType::Datetime), "DateTime"),
        (true, "EnumerationDenial"),
        (operations.enumerate, "Instances"),
        (has(CimType::Interval), "Interval"),
        (operations.get, "Keys"),
        (true, "ObjectDenial"),
        (true, "ObjectPath"),
        (true, "Policy"),
        (true, "Property"),
        (any(|property| !property.key), "PropertyDenial"),
        (true, "Provider"),
        (any(|property| property.denied.is_some()), "Read"),
        (true, "Result"),
        (true, "Row"),
        (operations.enumerate, "Rows"),
        (true, "Schema"),
    ]
    .into_iter()
    .filter_map(|(used, name)| used.then_some(name))
    .collect()
}

/// What the user's file of a class uses of the generated one.
pub fn of_class(class: &Class) -> Vec<String> {
    let mut names = vec![class.type_name.clone(), class.trait_name.clone()];
    if class.operations.get {
        names.push(class.key_type_name.clone());
    }
    // In rustfmt's order, the underscore comes before all letters.
    names.sort_by_key(|name| name.replace('_', " "));
    names
}

/// What the user's file of a class uses of the runtime.
pub fn of_user(class: &Class) -> Vec<&'static str> {
    let mut names = vec!["Client", "Result"];
    if class.operations.get {
        names.push("Error");
    }
    if class.operations.enumerate {
        names.push("Instances");
    }
    names.sort_unstable();
    names
}
