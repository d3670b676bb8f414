//! Whether a class is abstract, or a singleton, and what that excludes.

use std::collections::HashSet;

use toml::Spanned;

use super::Kind;
use super::choice::Choice as _;
use super::counts::Shape;
use super::known::{Known, Line, is_true};
use super::methods;
use super::suffix::Suffixed;
use crate::diagnostics::rules::{CLASS_SHAPE, UNFIT_FOR_KIND};
use crate::diagnostics::{Diagnostic, quoted};
use crate::spec::ClassTable;

/// The shape of a class; what contradicts itself has been reported.
pub fn shape(
    written: &ClassTable,
    line: &Line<'_>,
    kind: Option<Kind>,
    found: &mut Vec<Diagnostic>,
) -> Shape {
    let shape = Shape {
        kind,
        is_abstract: is_true(written.is_abstract.as_ref()),
        singleton: line.is_singleton(),
        methods_alone: methods::stand_alone(written, is_true(written.is_abstract.as_ref())),
    };
    check_kind(written, shape, found);
    check_ends(written, line, shape, found);
    let name = quoted(written.name.get_ref());
    let error = |span, message: String| Diagnostic::error(&CLASS_SHAPE, span, message);
    if let (true, Some(operations)) = (shape.is_abstract, &written.operations) {
        let message = format!("the class {name} is abstract, and has operations");
        found.push(
            error(operations.span(), message)
                .with_label("no instance of it can be asked for")
                .with_help("write the operations in the classes that derive from it"),
        );
    }
    if let (Some(flag), Some(superclass)) = (&written.singleton, line.superclass()) {
        let inherits = line.superclasses().any(Known::is_singleton);
        if !flag.get_ref() && inherits {
            let message = format!("the class {name} derives from a singleton, and so is one");
            found.push(
                error(flag.span(), message)
                    .with_label("WMI passes that on")
                    .with_place(superclass.name().span(), "its superclass")
                    .with_help("leave `singleton` out, or derive from another class"),
            );
        }
    }
    // What is known of a class of the namespace need not be all.
    if let (true, Some(superclass @ Known::Own(_))) = (shape.is_abstract, line.superclass())
        && !superclass.is_abstract()
    {
        let message = format!(
            "the class {name} is abstract, and derives from {}, which has instances",
            quoted(superclass.name().get_ref())
        );
        let span = written
            .is_abstract
            .as_ref()
            .map_or(written.name.span(), Spanned::span);
        found.push(
            error(span, message)
                .with_label("an abstract class derives from abstract ones alone")
                .with_place(superclass.name().span(), "its superclass")
                .with_help("leave `abstract` out, or derive from another class"),
        );
    }
    shape
}

/// Reports what a class without instances of its own cannot say: nobody asks for them, so that they are no one and nowhere.
fn check_kind(written: &ClassTable, shape: Shape, found: &mut Vec<Diagnostic>) {
    let Some(kind) = shape.kind else { return };
    let is_named_only = !kind.is_dynamic();
    if let Some(flag) = &written.singleton
        && is_named_only
        && *flag.get_ref()
    {
        let message = format!("a class of the kind `{}` is no singleton", kind.as_str());
        found.push(
            Diagnostic::error(&UNFIT_FOR_KIND, flag.span(), message)
                .with_label("nobody asks for its instances")
                .with_help("leave `singleton` out"),
        );
    }
    if let Some(policy) = &written.access_denied
        && is_named_only
    {
        let keys = [
            ("object", policy.object.as_ref().map(Spanned::span)),
            (
                "enumeration",
                policy.enumeration.as_ref().map(Spanned::span),
            ),
            (
                "held-instances-max",
                policy.held_instances_max.as_ref().map(Spanned::span),
            ),
            (
                "held-bytes-max",
                policy.held_bytes_max.as_ref().map(Spanned::span),
            ),
        ];
        for (key, span) in keys {
            let Some(span) = span else { continue };
            let message = format!(
                "`{key}` says nothing of a class of the kind `{}`",
                kind.as_str()
            );
            found.push(
                Diagnostic::error(&UNFIT_FOR_KIND, span, message)
                    .with_label("nobody asks for its instances")
                    .with_help("leave it out; what becomes of a property, `property` says"),
            );
        }
    }
    if let Some(namespace) = &written.namespace
        && (is_named_only || shape.is_abstract)
    {
        let what = if is_named_only {
            format!("of the kind `{}`", kind.as_str())
        } else {
            "that is abstract".to_owned()
        };
        let message = format!("a class {what} takes no `namespace`");
        found.push(
            Diagnostic::error(&UNFIT_FOR_KIND, namespace.span(), message)
                .with_label("it is wherever a class names it")
                .with_help("leave `namespace` out"),
        );
    }
}

/// Reports an association that does not refer to two instances at least (WMI: "Declaring an Association Class").
fn check_ends(written: &ClassTable, line: &Line<'_>, shape: Shape, found: &mut Vec<Diagnostic>) {
    // What is abstract may leave some to the classes that derive from it, and what is not all known may have some more.
    // A kind in other words has been reported, and may not be meant.
    let is_meant = written
        .kind
        .as_ref()
        .is_none_or(|kind| kind.get_ref() == Kind::Association.as_str());
    if shape.kind != Some(Kind::Association) || !is_meant || shape.is_abstract || !line.complete {
        return;
    }
    let above_knows_all = line
        .superclasses()
        .all(|class| matches!(class, Known::Own(_)));
    let properties = line.classes().flat_map(Known::properties);
    let ends = properties.filter(|property| {
        let reference = property.field.reference.as_ref();
        reference.is_some_and(|one| !Suffixed::of(one.get_ref()).suffix.is_array())
    });
    // An override is the end that it overrides.
    let ends: HashSet<String> = ends
        .map(|property| property.name.get_ref().to_ascii_lowercase())
        .collect();
    let ends = ends.len();
    if ends >= 2 || !above_knows_all {
        return;
    }
    let name = quoted(written.name.get_ref());
    let message = match ends {
        0 => format!("the association {name} refers to nothing"),
        _ => format!("the association {name} refers to one instance alone"),
    };
    found.push(
        Diagnostic::error(&CLASS_SHAPE, written.name.span(), message)
            .with_label("an association stands between two instances or more")
            .with_help("write its ends as properties with `ref`, such as `Disk = { ref = \"Acme_Disk\", key = true }`"),
    );
}
