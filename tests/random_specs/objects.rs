//! Classes of objects, in random specs, and the properties that have some.

use std::fmt::Write as _;

use super::classes::Class;
use super::fields::{Property, denied, property};
use super::meanings::List;
use super::specs::{line, text_of};
use super::tape::Tape;

/// What a property can name, where there are such classes; two of them differ in letters alone.
pub const NAMED: &[&str] = &[
    "Acme_Inner",
    "ACME_INNER",
    "Acme_Outer",
    "Acme_Bottom",
    "CIM_Whole",
    "CIM_Part",
    "*",
];

/// Writes classes of objects, in many cases, and gives those that have texts.
pub fn objects(lists: &[List], tape: &mut Tape<'_>, out: &mut String) -> Vec<Class> {
    if !tape.chance(40) {
        return Vec::new();
    }
    *out += "[external.CIM_Part]\nabstract = true\nproperties.Rate = { type = \"real32\" }\n\
             [external.CIM_Whole]\nsuperclass = \"CIM_Part\"\nproperties.Parts = { object = \"CIM_Whole[]\" }\n";
    let heads = [
        ("Acme_Inner", ""),
        ("Acme_Outer", ""),
        ("Acme_Bottom", "abstract = true\n"),
        ("Acme_Below", "superclass = \"Acme_Bottom\"\n"),
    ];
    let classes = heads.map(|(name, more)| {
        let _ = write!(out, "[class.{name}]\nkind = \"embedded\"\n{more}");
        for line in [
            text_of("description", 50, tape),
            text_of("display-name", 20, tape),
        ]
        .into_iter()
        .flatten()
        {
            *out += &(line + "\n");
        }
        let _ = writeln!(out, "[class.{name}.properties]");
        let count = 1 + tape.below(3);
        let mut properties: Vec<_> = (0..count)
            .map(|index| property((false, index, false), lists, tape, out))
            .collect();
        while tape.chance(40) {
            // A class below another has no property of that one's name.
            let of_class = name.trim_start_matches("Acme_");
            properties.push(object((of_class, properties.len()), tape, out));
        }
        Class {
            name: name.to_owned(),
            properties,
            methods: Vec::new(),
        }
    });
    classes.into()
}

/// Writes a property that has objects, whose name begins so.
pub fn object((name, index): (&str, usize), tape: &mut Tape<'_>, out: &mut String) -> Property {
    let name = format!("{name}{index}");
    let of = if tape.slip() {
        tape.one_of(&["Acme_Nothing", "", "string", "object"])
    } else {
        tape.one_of(NAMED)
    };
    let brackets = tape.one_of(&["", "", "[]", "[3]"]);
    let mut parts = vec![format!("object = \"{of}{brackets}\"")];
    parts.extend(text_of("description", 50, tape));
    parts.extend(text_of("display-name", 15, tape));
    if tape.chance(30) {
        let form = if tape.slip() {
            tape.one_of(&["json", "MOF", ""])
        } else {
            tape.one_of(&["mof", "xml"])
        };
        parts.push(format!("text = \"{form}\""));
    }
    let required = tape.chance(15);
    if required {
        parts.push("required = true".to_owned());
    }
    parts.extend(denied(required, tape));
    if tape.slip() {
        parts.push(
            tape.one_of(&[
                "type = \"string\"",
                "max-len = 3",
                "units = \"m\"",
                "key = true",
            ])
            .to_owned(),
        );
    }
    line(out, &name, &format!("{{ {} }}", parts.join(", ")));
    Property {
        name,
        meanings: None,
        alone: false,
    }
}
