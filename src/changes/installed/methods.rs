//! What clients know of methods: their names, and what they take and give.

use super::{InstallationChange, InstallationChangeKind};
use crate::changes::pairs::{Kept, Pairs, same_parameters};
use crate::diagnostics::quoted;
use crate::model::{Class, Method, Parameter, Property};

/// What to do so that calls of today go on.
const CALLS: &str = "change the scripts that call it along with the upgrade; a new parameter behind the others that is `optional` \
     or has a default breaks no call";

/// The methods of a class that clients of the old version can no longer call as they did.
pub fn changed(before: &Class, now: &Class) -> Vec<InstallationChange> {
    let methods = Pairs::of_methods(before, now);
    let can_call = |class: &Class, name: &str| {
        let mut served = class.served_methods();
        served.any(|one| one.name.eq_ignore_ascii_case(name))
    };
    let mut found = Vec::new();
    for method in methods
        .gone
        .iter()
        .filter(|one| can_call(before, &one.name))
    {
        found.push(gone(method, now));
    }
    for Kept {
        before: was,
        now: is,
    } in &methods.kept
    {
        if !can_call(before, &was.name) {
            continue;
        }
        if !can_call(now, &was.name) {
            found.push(gone(was, now));
            continue;
        }
        let facts = differences(was, is);
        if !facts.is_empty() {
            let message = format!(
                "the method {} of the class {} is called otherwise now: {}; scripts of the old version that call it may fail, \
                 or be understood otherwise",
                quoted(&is.name),
                quoted(&now.name),
                facts.join("; "),
            );
            found.push(change(message, now));
        }
    }
    found
}

fn gone(method: &Method, class: &Class) -> InstallationChange {
    let message = format!(
        "the class {} no longer has a method {}: the scripts that call it stay, and find none",
        quoted(&class.name),
        quoted(&method.name),
    );
    change(message, class)
}

fn change(message: String, class: &Class) -> InstallationChange {
    let kind = InstallationChangeKind::MethodChanged;
    InstallationChange::new(kind, message, Some(CALLS)).of_class(&class.name)
}

/// What a call of the old version gets wrong, a clause each.
fn differences(was: &Method, is: &Method) -> Vec<String> {
    let mut facts = Vec::new();
    match (was.is_static, is.is_static) {
        (false, true) => facts.push("it is one of the class".to_owned()),
        (true, false) => facts.push("it is one of an instance".to_owned()),
        _ => {}
    }
    let returned = |method: &Method| {
        let returns = method.returns.as_ref();
        returns.map_or_else(|| "void".to_owned(), |one| one.mof_type())
    };
    if returned(was) != returned(is) {
        facts.push(format!(
            "it returns `{}` and no longer `{}`",
            returned(is),
            returned(was)
        ));
    }
    let numbered = |method| -> Vec<(usize, &Parameter)> {
        let method: &Method = method;
        method.parameters.iter().enumerate().collect()
    };
    let (old, new) = (numbered(was), numbered(is));
    let properties = |method| -> Vec<&Property> {
        let method: &Method = method;
        method.parameters.iter().map(|one| &one.property).collect()
    };
    let renamed = same_parameters(&properties(was), &properties(is));
    let named = |all: &[(usize, &Parameter)], name: &str| {
        let mut all = all.iter();
        all.find(|(_, one)| one.property.name.eq_ignore_ascii_case(name))
            .map(|(at, _)| *at)
    };
    for (number, parameter) in &old {
        let name = &parameter.property.name;
        match named(&new, name) {
            None => match renamed
                .get(*number)
                .copied()
                .flatten()
                .and_then(|at| is.parameters.get(at))
            {
                Some(now) => facts.push(format!(
                    "the parameter {} is called {}",
                    quoted(name),
                    quoted(&now.property.name)
                )),
                None => facts.push(format!("the parameter {} is gone", quoted(name))),
            },
            Some(at) => {
                let now = &is.parameters[at];
                if at != *number {
                    facts.push(format!(
                        "the parameter {} has the number {at} and no longer {number}",
                        quoted(name)
                    ));
                }
                facts.extend(difference(parameter, now));
            }
        }
    }
    for (_, parameter) in &new {
        let property = &parameter.property;
        let must_be_given = property.required && property.default.is_none();
        let is_new = named(&old, &property.name).is_none();
        if is_new && parameter.direction.is_in() && must_be_given {
            facts.push(format!(
                "clients have to give the parameter {}",
                quoted(&property.name)
            ));
        }
    }
    facts
}

/// What is different in a parameter to those who call the method.
fn difference(before: &Parameter, now: &Parameter) -> Option<String> {
    let (was, is) = (&before.property, &now.property);
    let name = quoted(&is.name);
    let of = |parameter: &Parameter| {
        let array = if parameter.property.array { "[]" } else { "" };
        format!("{}{array}", parameter.property.mof_type())
    };
    let asked = |parameter: &Parameter| {
        let property = &parameter.property;
        parameter.direction.is_in() && property.required && property.default.is_none()
    };
    if before.direction != now.direction {
        Some(format!("the parameter {name} has another direction"))
    } else if (&was.of, was.array) != (&is.of, is.array) {
        Some(format!(
            "the parameter {name} is of the type `{}` and no longer `{}`",
            of(now),
            of(before)
        ))
    } else if asked(now) && !asked(before) {
        Some(format!("clients have to give the parameter {name}"))
    } else {
        None
    }
}
