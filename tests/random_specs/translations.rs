//! The texts of classes in other languages.

use std::fmt::Write as _;

use super::classes::Class;
use super::meanings::meant;
use super::specs::{line, text_of};
use super::tape::Tape;

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
