//! A right that is asked and that nobody has.

use super::Warning;
use crate::diagnostics::rules::RIGHT_WITHOUT_HOLDER;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{AccessRule, Choice as _, Class, Provider, Right};
use crate::spec::{AccessTable, Spec};

/// The rights that operations of today ask for, each with what a client gets where nobody has it.
const ASKED: [(Right, &str); 3] = [
    (Right::Read, "no client is told anything"),
    (Right::Write, "no client can write"),
    (Right::Call, "no client can call it"),
];

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let rules = provider.access_rules.iter().zip(&spec.access);
    let asked = rules.flat_map(|rule| ASKED.map(|asked| (rule, asked)));
    let lacking = asked.filter(|((rule, _), (right, _))| !rule.has_holder(*right));
    let warnings = lacking.filter_map(|((rule, table), asked)| {
        let who = match asked.0 {
            Right::Call => caller(provider, rule),
            Right::Write => writer(provider, rule),
            Right::Read | Right::Subscribe => reader(provider, rule),
        };
        Some(Warning::of_provider(warning(table, asked, &who?)))
    });
    warnings.collect()
}

fn is(access: Option<&AccessRule>, rule: &AccessRule) -> bool {
    access == Some(rule)
}

/// What asks for the right to read by this rule, in words: the first class that has instances, or else the first property.
fn reader(provider: &Provider, rule: &AccessRule) -> Option<String> {
    let of_class = |class: &Class| format!("the class {}", quoted(&class.name));
    let mut classes = provider.classes_with_code();
    let class = classes.find(|class| {
        let can_be_seen = class.has_instances() || class.is_embedded();
        can_be_seen && is(class.access.as_deref(), rule)
    });
    class.map(of_class).or_else(|| {
        let mut properties = provider
            .classes_with_code()
            .flat_map(|class| class.properties.iter().map(move |one| (class, one)));
        let (class, property) =
            properties.find(|(_, property)| is(property.access.as_deref(), rule))?;
        Some(member("property", class, &property.name))
    })
}

/// What asks for the right to write by this rule, in words: the first class that serves that, or else the first property that can
/// be written.
fn writer(provider: &Provider, rule: &AccessRule) -> Option<String> {
    let mut classes = provider.served_classes();
    let class = classes.find(|class| class.operations.write() && is(class.access.as_deref(), rule));
    class
        .map(|class| format!("the class {}", quoted(&class.name)))
        .or_else(|| {
            let mut properties = provider
                .served_classes()
                .flat_map(|class| class.writable().map(move |one| (class, one)));
            let (class, property) =
                properties.find(|(_, property)| is(property.access.as_deref(), rule))?;
            Some(member("property", class, &property.name))
        })
}

/// What asks for the right to call by this rule, in words: the first method.
fn caller(provider: &Provider, rule: &AccessRule) -> Option<String> {
    let mut methods = provider
        .classes_with_code()
        .flat_map(|class| class.served_methods().map(move |one| (class, one)));
    let (class, method) = methods.find(|(class, method)| is(class.rule_of(method), rule))?;
    Some(member("method", class, &method.name))
}

fn member(what: &str, class: &Class, name: &str) -> String {
    let name = format!("{}.{name}", class.name);
    format!("the {what} {}", quoted(&name))
}

fn warning(table: &AccessTable, (right, so): (Right, &str), asks: &str) -> Diagnostic {
    let right = right.as_str();
    let name = quoted(table.name.get_ref());
    let message =
        format!("nobody has the right `{right}` by the rule {name}, and {asks} asks for it");
    let report = Diagnostic::warning(&RIGHT_WITHOUT_HOLDER, table.name.span(), message);
    report.with_label(so).with_help(format!(
        "write who has it, as `{right} = [\"administrators\"]`"
    ))
}
