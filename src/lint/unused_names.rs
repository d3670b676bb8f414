//! Names that the spec defines and that nothing in it has.

use toml::Spanned;

use super::{Warning, classes};
use crate::diagnostics::rules::UNUSED_NAME;
use crate::diagnostics::{Diagnostic, closest, quoted};
use crate::model::{
    Class, Kind, Method, Provider, ValueType, fields, is_named, names_in, written_qualifiers,
};
use crate::spec::{ExternalTable, QualifierTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let unused = unused_lists(spec).chain(unused_flavors(spec));
    let unused = unused.chain(unused_rust_names(provider, spec));
    let unused = unused.chain(unused_asks(provider, spec));
    let unused = unused.chain(unused_access(spec));
    let unused = unused.map(Warning::of_provider);
    unused.chain(unused_classes(provider, spec)).collect()
}

/// Classes of objects that no property has: not by their names, nor by one that they derive from.
fn unused_classes(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let is_used = |class: &Class| {
        let others = || provider.classes.iter().filter(|one| one.name != class.name);
        // A method may take or give objects of its own class.
        let methods = provider.classes.iter().flat_map(|one| &one.methods);
        let parameters = methods.flat_map(Method::values);
        let mut fields = others().flat_map(|one| &one.properties).chain(parameters);
        fields.any(|field| field.of.is_of(class))
            || others().any(|one| one.superclasses.contains(&class.name))
    };
    let classes = classes(provider, spec).enumerate();
    let unused = classes.filter(|(_, (class, _))| class.kind == Kind::Embedded && !is_used(class));
    let warnings = unused.map(|(at, (class, written))| {
        let name = &class.name;
        let message = format!(
            "neither a property nor a method has an object of the class {}",
            quoted(name)
        );
        let report = Diagnostic::warning(&UNUSED_NAME, written.name.span(), message);
        let report = report.with_label("nobody sees one");
        let help = format!("write `object = \"{name}\"` in a property, or take the class out");
        Warning::of_class(at, report.with_help(help))
    });
    warnings.collect()
}

/// Names in Rust of classes of the namespace that no property has objects of, and that so have none.
fn unused_rust_names(provider: &Provider, spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    spec.externals.iter().filter_map(|external| {
        let written = external.rust_name.as_ref()?;
        let mut classes = provider.classes.iter();
        if classes.any(|class| class.name == *external.name.get_ref()) {
            return None;
        }
        let name = quoted(external.name.get_ref());
        let message =
            format!("nothing has an object of the class {name}, so that it has no struct");
        let report = Diagnostic::warning(&UNUSED_NAME, written.span(), message);
        let report = report.with_label("has no effect");
        Some(report.with_help("take the name out, or write a property that has such an object"))
    })
}

/// Classes of the namespace that WMI would be asked about, and that no reference leads to.
fn unused_asks(provider: &Provider, spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    let is_used = |external: &ExternalTable| {
        let name = external.name.get_ref();
        let mut properties = provider.classes.iter().flat_map(|class| &class.properties);
        properties.any(|property| match &property.of {
            ValueType::Reference(to) => to.asked.contains(name),
            // Objects of any class may have references to any.
            ValueType::AnyObject(_) => true,
            ValueType::Scalar(_) | ValueType::Object(_) => false,
        })
    };
    spec.externals.iter().filter_map(move |external| {
        let ask = external.ask.as_ref().filter(|ask| *ask.get_ref())?;
        if is_used(external) {
            return None;
        }
        let name = quoted(external.name.get_ref());
        let message =
            format!("no reference leads to an instance of {name}, so that WMI is never asked");
        let report = Diagnostic::warning(&UNUSED_NAME, ask.span(), message);
        let report = report.with_label("has no effect");
        Some(report.with_help("take the key out, or write a property with a `ref` to the class"))
    })
}

fn unused_lists(spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    let unused = spec.values.iter().filter(|list| {
        let mut named = fields(spec).flat_map(names_in);
        !named.any(|name| is_named(list, name.get_ref()))
    });
    unused.map(|list| {
        let name = list.name.get_ref();
        warning(
            "list",
            &list.name,
            format!("write `values = \"{name}\"` in a property, or take the list out"),
        )
    })
}

/// Rules that no class, no property and no method names.
fn unused_access(spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    let unused = spec.access.iter().filter(|rule| {
        let of_classes = spec
            .classes
            .iter()
            .filter_map(|class| class.access.as_ref());
        let methods = spec.classes.iter().flat_map(|class| &class.methods);
        let of_methods = methods.filter_map(|method| method.access.as_ref());
        let properties = spec.classes.iter().flat_map(|class| &class.properties);
        let of_properties = properties.filter_map(|property| property.access.as_ref());
        let name = rule.name.get_ref();
        let mut named = of_classes.chain(of_properties).chain(of_methods);
        !named.any(|one| one.get_ref().eq_ignore_ascii_case(name))
    });
    unused.map(|rule| {
        let name = rule.name.get_ref();
        let help = format!(
            "write `access = \"{name}\"` in a class, a property or a method, or take the rule out"
        );
        warning("access rule", &rule.name, help)
    })
}

fn unused_flavors(spec: &Spec) -> impl Iterator<Item = Diagnostic> {
    spec.qualifier_flavors.iter().filter_map(|flavors| {
        let name = flavors.name.get_ref();
        let same = |one: &&QualifierTable| one.name.get_ref().eq_ignore_ascii_case(name);
        let mut named = written_qualifiers(spec).filter(same).peekable();
        if named.peek().is_some() {
            let all_have_own = named.all(|one| one.flavor.is_some());
            return all_have_own.then(|| overruled(&flavors.name));
        }
        let others = written_qualifiers(spec).map(|one| one.name.get_ref().as_str());
        let help = match closest(name, others) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the qualifier where it is meant, or take its flavor out".to_owned(),
        };
        Some(warning("qualifier", &flavors.name, help))
    })
}

/// Reports flavors of which none holds.
fn overruled(name: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the qualifier {} has flavors of its own wherever it stands",
        quoted(name.get_ref())
    );
    let report = Diagnostic::warning(&UNUSED_NAME, name.span(), message);
    let report = report.with_label("have no effect");
    report.with_help("take these out, or those that are written with the qualifier")
}

fn warning(what: &str, name: &Spanned<String>, help: String) -> Diagnostic {
    let message = format!("nothing has the {what} {}", quoted(name.get_ref()));
    let report = Diagnostic::warning(&UNUSED_NAME, name.span(), message);
    report.with_label("has no effect").with_help(help)
}
