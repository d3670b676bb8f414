//! Classes that the namespace has already: what is written of them is looked at, and nothing is made of it but the structs of
//! those that properties have objects of.

use std::collections::HashSet;

use toml::Spanned;

use super::classes::RustNames;
use super::counts::Shape;
use super::defined::Defined;
use super::known::{Classes, Known, Line, is_true};
use super::operations::Operations;
use super::suffix::Suffixed;
use super::{Class, Kind, Namespace, Policy};
use super::{methods, properties};
use crate::diagnostics::rules::REFUSED_KEY;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::spec::keys::{METHOD, PROPERTY, Table};
use crate::spec::{ExternalTable, Spec};

/// The keys of tables of such a class that are about a class which the provider serves; [`check`] refuses them.
pub const REFUSED: &[(&Table, &[&str])] = &[
    (&PROPERTY, &["access", "denied", "renamed-from", "text"]),
    (&METHOD, &["access", "renamed-from"]),
];

/// Those that have a struct in Rust, in the order of the spec: a property of the provider's classes has objects of them, or one
/// of theirs has.
pub fn with_code<'s>(spec: &'s Spec, known: &Classes<'s>) -> Vec<&'s ExternalTable> {
    // An abstract class has its properties in the structs of those that derive from it.
    let own = spec.classes.iter().map(Known::Own);
    let mut open: Vec<Known<'s>> = own.filter(|class| !class.is_abstract()).collect();
    let mut named = HashSet::new();
    while let Some(class) = open.pop() {
        let line = known.line(class);
        let properties = line.classes().flat_map(Known::properties);
        let fields = properties.map(|property| &property.field);
        // What a class of the namespace has as parameters, nobody gives to the provider's.
        let own = matches!(class, Known::Own(_));
        let methods = line.classes().filter(|_| own).flat_map(Known::methods);
        let fields = fields.chain(methods.flat_map(methods::fields));
        for object in fields.filter_map(|field| field.object.as_ref()) {
            let class = known.find(Suffixed::of(object.get_ref()).element);
            if let Some(class @ Known::External(external)) = class
                && !class.is_abstract()
                && named.insert(external.name.span().start)
            {
                open.push(class);
            }
        }
    }
    let externals = spec.externals.iter();
    externals
        .filter(|one| named.contains(&one.name.span().start))
        .collect()
}

/// The class that such a struct is of. What makes no sense of it is [`check`]'s to report.
pub fn class(
    written: &ExternalTable,
    namespace: Namespace,
    policy: Policy,
    (known, defined): (&Classes<'_>, &Defined<'_>),
) -> Class {
    let line = known.line(Known::External(written));
    let shape = Shape {
        kind: Some(Kind::Embedded),
        is_abstract: false,
        singleton: false,
        methods_alone: false,
    };
    let rust = RustNames::of(line.stem());
    let superclasses = line.superclasses();
    Class {
        name: written.name.get_ref().clone(),
        namespace,
        kind: Kind::Embedded,
        is_external: true,
        superclasses: superclasses
            .map(|one| one.name().get_ref().clone())
            .collect(),
        derived: Vec::new(),
        is_abstract: false,
        singleton: false,
        inherits_singleton: false,
        renamed_from: None,
        rust_name: written
            .rust_name
            .as_ref()
            .map(|name| name.get_ref().clone()),
        module: rust.module,
        type_name: rust.type_name,
        key_type_name: rust.key_type_name,
        trait_name: rust.trait_name,
        new_type_name: rust.new_type_name,
        change_type_name: rust.change_type_name,
        description: None,
        display_name: None,
        qualifiers: Vec::new(),
        operations: Operations::default(),
        policy,
        access: None,
        properties: properties::properties((known, &line), shape, policy, defined, &mut Vec::new()),
        methods: Vec::new(),
    }
}

/// The names of those that WMI is asked about, in the order of the spec.
pub fn asked(spec: &Spec) -> Vec<String> {
    let known = Classes::of(spec);
    let asked = known.asked().iter();
    asked.map(|class| class.name().get_ref().clone()).collect()
}

/// Reports what makes no sense of what is written of such a class.
pub fn check(
    written: &ExternalTable,
    (known, defined): (&Classes<'_>, &Defined<'_>),
    found: &mut Vec<Diagnostic>,
) {
    let line = known.line(Known::External(written));
    properties::check((known, &line), defined, found);
    found.extend(asked_without_instances(written, &line));
    methods::methods((known, &line), defined, found);
    for method in &written.methods {
        if let Some(former) = &method.renamed_from {
            found.push(makes_no_sense("renamed-from", former.span()));
        }
        if let Some(access) = &method.access {
            found.push(makes_no_sense("access", access.span()));
        }
    }
    for property in &written.properties {
        found.extend(property.field.text.as_ref().map(|text| {
            let message = "`text` makes no sense of a class that the provider does not serve";
            Diagnostic::error(&REFUSED_KEY, text.span(), message)
                .with_label("of a class of the namespace")
                .with_help("write `type = \"string\"`, in the place of `object`: what it has is a text to the provider")
        }));
        let spans = [
            ("access", property.access.as_ref().map(Spanned::span)),
            ("denied", property.denied.as_ref().map(Spanned::span)),
            (
                "renamed-from",
                property.renamed_from.as_ref().map(Spanned::span),
            ),
        ];
        for (key, span) in spans {
            found.extend(span.map(|span| makes_no_sense(key, span)));
        }
    }
}

/// Reports that WMI is asked about a class of which nothing says what names its instances.
fn asked_without_instances(written: &ExternalTable, line: &Line<'_>) -> Option<Diagnostic> {
    let ask = written.ask.as_ref().filter(|ask| *ask.get_ref())?;
    let mut properties = line.classes().flat_map(Known::properties);
    let has_key = properties.any(|property| is_true(property.key.as_ref()));
    if has_key || line.is_singleton() || line.last().is_abstract() || !line.complete {
        return None;
    }
    let name = quoted(written.name.get_ref());
    let message = format!("`ask` is about instances, and {name} has nothing that names one");
    let report = Diagnostic::error(&REFUSED_KEY, ask.span(), message);
    let report = report.with_label("no property of the class is a key");
    Some(report.with_help(
        "write the keys of the class, as `properties.Name = { type = \"string\", key = true }`; or `singleton` or \
         `abstract`, if it is one",
    ))
}

fn makes_no_sense(key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` makes no sense of a class that the provider does not serve");
    Diagnostic::error(&REFUSED_KEY, span, message)
        .with_label("of a class of the namespace")
        .with_help("write it in an override, in the class that derives from it")
}
