//! The texts of classes in other languages.

use std::fmt::Write as _;

use super::classes::Class;
use super::fields::Property;
use super::meanings::{List, meant};
use super::specs::{line, text_of};
use super::tape::Tape;

/// Some of the lists of `[values]`.
pub fn translated_lists(locale: &str, lists: &[List], tape: &mut Tape<'_>, out: &mut String) {
    let meant_ones = lists.iter().filter(|list| !list.alone);
    let chosen: Vec<_> = meant_ones.filter(|_| tape.chance(50)).collect();
    if chosen.is_empty() {
        return;
    }
    let _ = writeln!(out, "[locale.\"{locale}\".values]");
    for list in chosen {
        let name = if tape.slip() { "Other" } else { &list.name };
        line(out, name, &meant(&list.values, tape));
    }
}

pub fn translation(locale: &str, class: &Class, tape: &mut Tape<'_>, out: &mut String) {
    let name = if tape.slip() {
        "Acme_Other"
    } else {
        &class.name
    };
    let _ = writeln!(out, "[locale.\"{locale}\".class.{name}]");
    for line in [
        text_of("description", 50, tape),
        text_of("display-name", 30, tape),
    ]
    .into_iter()
    .flatten()
    {
        *out += &(line + "\n");
    }
    methods(
        &format!("[locale.\"{locale}\".class.{name}"),
        class,
        tape,
        out,
    );
    if !tape.chance(70) {
        return;
    }
    let _ = writeln!(out, "[locale.\"{locale}\".class.{name}.properties]");
    for property in &class.properties {
        if tape.chance(60) {
            let name = if tape.slip() { "Other" } else { &property.name };
            line(out, name, &translated(property, true, tape));
        }
    }
}

/// The texts of methods, under the head of their class's.
fn methods(head: &str, class: &Class, tape: &mut Tape<'_>, out: &mut String) {
    for method in &class.methods {
        if !tape.chance(50) {
            continue;
        }
        let _ = writeln!(out, "{head}.method.{}]", method.name);
        let texts = [
            text_of("description", 50, tape),
            text_of("display-name", 30, tape),
        ];
        for line in texts.into_iter().flatten() {
            *out += &(line + "\n");
        }
        if let Some(returns) = &method.returns
            && tape.chance(50)
        {
            line(out, "returns", &translated(returns, tape.slip(), tape));
        }
        for parameter in &method.parameters {
            if tape.chance(50) {
                let name = format!("parameters.{}", parameter.name);
                line(out, &name, &translated(parameter, true, tape));
            }
        }
    }
}

/// The texts of a field.
fn translated(field: &Property, has_texts: bool, tape: &mut Tape<'_>) -> String {
    let keys: &[&str] = if has_texts {
        &["description", "display-name", "units"]
    } else {
        &["units"]
    };
    let keys = keys.iter();
    let mut parts: Vec<String> = keys.filter_map(|key| text_of(key, 40, tape)).collect();
    if let Some((key, values)) = &field.meanings
        && (!field.alone || tape.slip())
        && tape.chance(60)
    {
        parts.push(format!("{key} = {}", meant(values, tape)));
    }
    format!("{{ {} }}", parts.join(", "))
}
