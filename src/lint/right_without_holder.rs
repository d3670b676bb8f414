//! A right that is asked and that nobody has.

use super::Warning;
use crate::diagnostics::rules::RIGHT_WITHOUT_HOLDER;
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::{AccessRule, Choice as _, Class, Property, Provider, Right};
use crate::spec::{AccessTable, Spec};

pub(super) fn lint(provider: &Provider, spec: &Spec) -> Vec<Warning> {
    let rules = provider.access_rules.iter().zip(&spec.access);
    let lacking = rules.filter(|(rule, _)| !rule.has_holder(Right::Read));
    let warnings = lacking.filter_map(|(rule, table)| {
        let asks = asker(provider, rule)?;
        Some(Warning::of_provider(warning(table, Right::Read, &asks)))
    });
    warnings.collect()
}

/// What asks for the right to read by this rule, in words: the first class, or else the first property.
fn asker(provider: &Provider, rule: &AccessRule) -> Option<String> {
    let has = |access: Option<&AccessRule>| access == Some(rule);
    let mut classes = provider.classes_with_code();
    let of_class = |class: &Class| format!("the class {}", quoted(&class.name));
    let class = classes.find(|class| has(class.access.as_deref()));
    class.map(of_class).or_else(|| {
        let mut properties = provider
            .classes_with_code()
            .flat_map(|class| class.properties.iter().map(move |one| (class, one)));
        let (class, property) = properties
            .find(|(_, property): &(&Class, &Property)| has(property.access.as_deref()))?;
        let name = format!("{}.{}", class.name, property.name);
        Some(format!("the property {}", quoted(&name)))
    })
}

fn warning(table: &AccessTable, right: Right, asks: &str) -> Diagnostic {
    let right = right.as_str();
    let name = quoted(table.name.get_ref());
    let message =
        format!("nobody has the right `{right}` by the rule {name}, and {asks} asks for it");
    let report = Diagnostic::warning(&RIGHT_WITHOUT_HOLDER, table.name.span(), message);
    report
        .with_label("no client is told anything")
        .with_help(format!(
            "write who has it, as `{right} = [\"administrators\"]`"
        ))
}
