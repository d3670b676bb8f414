//! What clients write: the fields of new instances and of changes, and who says that a client may create.

use super::locate::Seek;
use super::pairs::Pairs;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Class, Operation, Property};

/// What of a class's code is to follow where other properties are written than before, or others say who may create.
pub fn compare(
    before: &Class,
    now: &Class,
    properties: &Pairs<'_, Property>,
    found: &mut Vec<Change>,
) {
    for kept in &properties.kept {
        let (was, is) = (is_written(before, &kept.before), is_written(now, kept.now));
        // Where an operation comes or goes, its struct does.
        if was != is && before.operations.take_values() && now.operations.take_values() {
            found.push(field_changed((before, now), kept.now, is));
        }
    }
    found.extend(authorization_changed(before, now));
}

fn is_written(class: &Class, property: &Property) -> bool {
    property.write && class.operations.take_values()
}

fn field_changed((before, now): (&Class, &Class), property: &Property, is: bool) -> Change {
    let types: Vec<_> = now
        .written_types()
        .map(|name| format!("`{name}`"))
        .collect();
    let types: Vec<_> = types.iter().map(String::as_str).collect();
    let (class, name, ident) = (quoted(&now.name), quoted(&property.name), &property.ident);
    let traits = vec![before.trait_name.clone(), now.trait_name.clone()];
    let has = if types.len() > 1 { "have" } else { "has" };
    let types = types.join(" and ");
    let (kind, message) = if is {
        let message = format!(
            "clients of the class {class} can write {name} now: {types} {has} the field `{ident}`, which your code is to carry out"
        );
        (ChangeKind::WriteAdded, message)
    } else {
        let message = format!(
            "clients of the class {class} can no longer write {name}: {types} no longer {has} the field `{ident}`"
        );
        (ChangeKind::WriteRemoved, message)
    };
    let change = Change::new(kind, message)
        .of_class(&now.name)
        .of_member(&property.name);
    let functions = [Operation::Create, Operation::Update];
    let served = functions
        .into_iter()
        .filter(|one| now.operations.serve(*one));
    served.fold(change, |change, operation| {
        change.seeking(Seek::Method {
            traits: traits.clone(),
            name: operation.name().to_owned(),
        })
    })
}

/// The function of a class's trait that says who may do what an operation does, where it has one.
pub fn authorizes(operation: Operation, class: &Class) -> Option<&'static str> {
    let function = operation.row().authorized_by;
    function.filter(|_| class.access.is_none())
}

/// The function that says who may create is there where no rule says it.
fn authorization_changed(before: &Class, now: &Class) -> Option<Change> {
    let creates = |class: &Class| class.operations.serve(Operation::Create);
    if !creates(before) || !creates(now) {
        return None;
    }
    let function = Operation::Create.row().authorized_by?;
    let class = quoted(&now.name);
    let traits = vec![before.trait_name.clone(), now.trait_name.clone()];
    let (message, seek) = match (before.access.is_some(), now.access.is_some()) {
        (true, false) => (
            format!(
                "no rule says any more who may create instances of the class {class}: write \
                 `fn {function}(&self, client: &mut Client<'_>) -> Result<()>` in the `impl` of `{}`",
                now.trait_name
            ),
            Seek::Impl(traits),
        ),
        (false, true) => (
            format!(
                "a rule says now who may create instances of the class {class}: take `{function}` out of the `impl` of `{}`",
                now.trait_name
            ),
            Seek::Method {
                traits,
                name: function.to_owned(),
            },
        ),
        (true, true) | (false, false) => return None,
    };
    let change = Change::new(ChangeKind::OperationChanged, message);
    Some(change.of_class(&now.name).of_member(function).seeking(seek))
}

/// What a class's structs of what clients write are called, and were, where both are there.
pub fn renamed<'c>(before: &'c Class, now: &'c Class) -> Vec<(&'c String, &'c String)> {
    let pairs = [
        (Operation::Create, &before.new_type_name, &now.new_type_name),
        (
            Operation::Update,
            &before.change_type_name,
            &now.change_type_name,
        ),
    ];
    let both = |operation| before.operations.serve(operation) && now.operations.serve(operation);
    let pairs = pairs.into_iter().filter(|(operation, ..)| both(*operation));
    pairs.map(|(_, before, now)| (before, now)).collect()
}
