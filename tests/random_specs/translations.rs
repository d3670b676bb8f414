//! The texts of classes in other languages.

use std::fmt::Write as _;

use super::classes::Class;
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
    if !tape.chance(70) {
        return;
    }
    let _ = writeln!(out, "[locale.\"{locale}\".class.{name}.properties]");
    for property in &class.properties {
        if !tape.chance(60) {
            continue;
        }
        let mut parts: Vec<String> = ["description", "display-name", "units"]
            .iter()
            .filter_map(|key| text_of(key, 40, tape))
            .collect();
        if let Some((key, values)) = &property.meanings
            && (!property.alone || tape.slip())
            && tape.chance(60)
        {
            parts.push(format!("{key} = {}", meant(values, tape)));
        }
        let name = if tape.slip() { "Other" } else { &property.name };
        line(out, name, &format!("{{ {} }}", parts.join(", ")));
    }
}
